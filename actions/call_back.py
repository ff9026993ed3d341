"""Keeps the number of a parent who wants to be called, and tells what the office did."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import Final

from rasa_sdk import Tracker

from actions.store import in_store
from rasa_project import clock
from rasa_project.dialogue.call_back import WAITING, Step, level_told, step
from rasa_project.dialogue.conversation import Conversation, Said
from rasa_project.dialogue.meaning import Heard
from rasa_project.dialogue.places_said import place_of
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.privacy.held_numbers import held_numbers
from rasa_project.sealed import seal
from rasa_project.settings import SettingsError
from rasa_project.storage import callbacks
from rasa_project.storage.callbacks import State, Wish
from rasa_project.storage.errors import StoreError

logger = logging.getLogger(__name__)

#: What the parent wrote beside the number is kept so far: when to call.
_MOST_LETTERS: Final = 120
_NEWS: Final = {State.CALLED: "utter_callback_called", State.NOT_REACHED: "utter_callback_not_reached"}


async def called_back(
    tracker: Tracker, conversation: Conversation, heard: Heard, language: ReplyLanguage
) -> Step | None:
    """The next step of a wish to be called, its number kept; ``None`` where the message is of something else."""
    text = str((tracker.latest_message or {}).get("text") or "")
    number = held_numbers().take(tracker.sender_id)
    found = step(conversation, heard, text, number is not None, clock.now())
    if found is None or not found.is_taken or number is None:
        return found
    place = place_of(conversation)
    try:
        wish = Wish(
            tracker.sender_id, time.time(), seal({"number": number, "beside": text[:_MOST_LETTERS]}),
            conversation.last.topic or "none", level_told(conversation), language,
            str(tracker.get_latest_input_channel() or "unknown"), place.code if place is not None else None,
        )  # fmt: skip
        await in_store(lambda database: callbacks.keep(database, wish))
    except (StoreError, SettingsError):
        logger.exception("A wish to be called could not be kept")
        return Step(Said("utter_callback_failed"), replace(conversation, call=None))
    return found


async def news_of_call(tracker: Tracker, conversation: Conversation) -> Said | None:
    """What the office did since, once; asks the store only where a wish waits."""
    if conversation.call != WAITING:
        return None
    try:
        state = await in_store(lambda database: callbacks.news_for(database, tracker.sender_id))
    except StoreError:
        return None
    name = _NEWS.get(state) if state is not None else None
    return Said(name, is_aside=True) if name is not None else None
