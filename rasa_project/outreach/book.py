"""What a talk writes down to be sent later: opened and sealed here, stored by ``rasa_project/storage/outreach.py``.

Every function blocks and raises ``StoreError`` where the database can't be used, ``SettingsError`` where the key can't.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rasa_project.outreach.sealing import open_about, seal_about, seal_chat
from rasa_project.privacy.held_chats import held_chats
from rasa_project.sealed import SealError
from rasa_project.settings import INBOXES
from rasa_project.storage import outbox, outreach, subscribers
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.outreach import Kind, Plan, State

logger = logging.getLogger(__name__)

#: What was sent so lately still stands: a tap below it is understood.
STANDS_SECONDS: Final = outbox.KEPT_SECONDS
_STANDING: Final = frozenset({State.WAITING, State.SENDING, State.SENT, State.DOUBTFUL})


@dataclass(frozen=True)
class Entry:
    """A message to send between ``due_at`` and ``useful_until`` (seconds since 1970); ``about`` is JSON."""

    kind: Kind
    due_at: float
    useful_until: float
    about: dict[str, Any]


@dataclass(frozen=True)
class Standing:
    """A message that waits, or was sent lately; ``ended_at`` is when it was."""

    id: int
    series: str
    kind: Kind
    due_at: float
    useful_until: float
    state: State
    answered_at: float | None
    about: dict[str, Any]
    ended_at: float | None = None


def can_write(channel: str) -> bool:
    """Whether a channel is a messenger, in which the bot may speak first to who asked for it."""
    return channel in INBOXES


def subscribe(database: ConversationDatabase, sender_id: str, language: str, now: float) -> bool:
    """Remember where the person of the turn that runs is written to; false where no messenger brought the message."""
    chat = held_chats().of(sender_id)
    if chat is None:
        return False
    subscribers.subscribe(database, sender_id, chat.channel, seal_chat(chat.chat_id), language, now)
    return True


def replace(database: ConversationDatabase, sender_id: str, series: str, entries: Sequence[Entry], now: float) -> int:
    """Put other messages in the place of those of a series that wait; returns how many were stopped.

    Raises:
        NotSubscribedError, TooManyPlannedError: nothing was changed.
    """
    plans = [Plan(one.kind, one.due_at, one.useful_until, seal_about(one.about), series) for one in entries]
    return outreach.replace(database, sender_id, series, plans, now)


def standing(
    database: ConversationDatabase, sender_id: str, now: float, kinds: Collection[Kind] = (Kind.DOSE, Kind.WATCH)
) -> list[Standing]:
    """What waits for a person or was sent lately, the earliest first; what can't be opened is left out."""
    found = []
    for row in outreach.list_of(database, sender_id, kinds, waiting_only=False):
        if row.state not in _STANDING or (row.ended_at or now) < now - STANDS_SECONDS:
            continue
        try:
            about = open_about(row.sealed_about)
        except SealError:
            logger.error("A planned message was sealed with another key and can't be opened (OUTREACH_KEY_FILE).")
            continue
        found.append(
            Standing(
                row.id,
                row.series or "",
                row.kind,
                row.due_at,
                row.useful_until,
                row.state,
                row.answered_at,
                about,
                row.ended_at,
            )
        )
    return found
