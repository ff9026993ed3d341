"""Writes down who wants announcements of the office and of which village; what is said is decided without Rasa."""

from __future__ import annotations

import logging
import time
from typing import Final

from rasa_sdk import Tracker

from actions.store import in_store
from rasa_project.dialogue.announcing import Change, Known, Step, asks_of_announcements, step
from rasa_project.dialogue.conversation import Conversation, Said
from rasa_project.dialogue.meaning import Heard
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.outreach import book
from rasa_project.settings import SettingsError
from rasa_project.storage import outreach, subscribers
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.errors import StoreError

logger = logging.getLogger(__name__)

_FAILED: Final = "utter_news_failed"


async def announcements(
    tracker: Tracker, conversation: Conversation, heard: Heard, language: ReplyLanguage
) -> Step | None:
    """The next step of a wish for announcements, written down; ``None`` where the message is of something else."""
    if not asks_of_announcements(conversation, heard):
        return None
    sender, channel = tracker.sender_id, str(tracker.get_latest_input_channel() or "")

    def run(database: ConversationDatabase) -> Step | None:
        person = subscribers.subscriber_of(database, sender)
        known = Known() if person is None else Known(person.announcements, person.village)
        found = step(conversation, heard, book.can_write(channel), known)
        if found is not None:
            _write(database, sender, language, found.change)
        return found

    try:
        return await in_store(run)
    except (StoreError, SettingsError):
        logger.exception("A wish for announcements could not be written down")
        return Step(Said(_FAILED), conversation)


async def speak(sender: str, language: str) -> None:
    """What is sent later comes in the language that was asked for, too."""
    try:
        await in_store(lambda database: subscribers.set_language(database, sender, language))
    except StoreError:
        logger.exception("The language of what is sent later could not be changed")


def _write(database: ConversationDatabase, sender: str, language: ReplyLanguage, change: Change) -> None:
    now = time.time()
    if change.wanted:
        book.subscribe(database, sender, language, now)
    if change.wanted is not None:
        subscribers.want_announcements(database, sender, change.wanted, now)
    if change.sets_village:
        subscribers.set_village(database, sender, change.village)
    if change.ends_all:
        outreach.stop(database, sender, now)
