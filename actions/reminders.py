"""What a talk promises is written into the outbox, and what was promised is read from it."""

from __future__ import annotations

import logging
import time
from typing import Final

from rasa_sdk import Tracker

from actions.store import in_store
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.reminders import Change, Content, Message, Reach, Standing, from_about, to_about
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.outreach import book
from rasa_project.outreach.book import Entry
from rasa_project.privacy.held_chats import held_chats
from rasa_project.settings import SettingsError
from rasa_project.storage import outreach
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.errors import StoreError
from rasa_project.storage.outreach import Kind, NotSubscribedError, State, TooManyPlannedError

logger = logging.getLogger(__name__)

_KINDS: Final = (Kind.DOSE, Kind.WATCH)


async def reach_of(tracker: Tracker, needs_standing: bool) -> Reach:
    """Whether the bot may write to this person first, and, where that is needed, what it has promised."""
    if not book.can_write(str(tracker.get_latest_input_channel() or "")) or held_chats().of(tracker.sender_id) is None:
        return Reach()
    if not needs_standing:
        return Reach(can_write=True)
    try:
        rows = await in_store(lambda database: book.standing(database, tracker.sender_id, time.time(), _KINDS))
    except (StoreError, SettingsError):
        logger.exception("What was promised can't be read")
        return Reach(is_away=True)
    return Reach(can_write=True, standing=standing_of(rows))


async def promised(tracker: Tracker, changes: tuple[Change, ...], language: ReplyLanguage) -> Said | None:
    """Write what was promised; what is said instead where that can't be done."""
    if not changes:
        return None
    sender = tracker.sender_id
    try:
        await in_store(lambda database: _keep(database, sender, changes, language, time.time()))
    except TooManyPlannedError:
        return Said("utter_reminder_full")
    except (StoreError, SettingsError, NotSubscribedError):
        logger.exception("What was promised can't be written")
        return Said("utter_reminder_failed")
    return None


def _keep(
    database: ConversationDatabase, sender: str, changes: tuple[Change, ...], language: ReplyLanguage, now: float
) -> None:
    if any(change.messages for change in changes) and not book.subscribe(database, sender, language, now):
        raise NotSubscribedError("No messenger brought the message.")
    for change in changes:
        if change.series is None:
            outreach.stop(database, sender, now, kinds=_KINDS)
        else:
            book.replace(database, sender, change.series, [_entry(one) for one in change.messages], now)


def _entry(one: Message) -> Entry:
    kind = Kind.WATCH if one.content.kind == "watch" else Kind.DOSE
    return Entry(kind, one.due_at, one.useful_until, to_about(one.content))


def standing_of(rows: list[book.Standing]) -> tuple[Standing, ...]:
    """The reminders of a person, each with its messages; what can't be read is left out."""
    found: dict[str, list[tuple[book.Standing, Content]]] = {}
    for row in rows:
        content = from_about(row.about)
        if content is not None:
            found.setdefault(row.series, []).append((row, content))
    return tuple(_standing(series, some) for series, some in found.items())


def _standing(series: str, some: list[tuple[book.Standing, Content]]) -> Standing:
    waits = [(row, content) for row, content in some if row.state is State.WAITING]
    was_sent = [(row, content) for row, content in some if row.state is not State.WAITING]
    waiting = tuple(Message(row.due_at, row.useful_until, content) for row, content in waits)
    content = (waits[0] if waits else was_sent[-1])[1]  # what waits was put right last
    if not was_sent:
        return Standing(series, content, waiting)
    row, last = was_sent[-1]
    return Standing(series, content, waiting, row.ended_at or row.due_at, last.why)
