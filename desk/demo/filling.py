"""Writing invented traffic into a database of its own, as the bot would have."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Connection
from sqlalchemy.engine.url import URL

from desk.demo.traffic import Message, Talk, events_of
from rasa_project.clock import DISTRICT_ZONE
from rasa_project.dialogue.feedback import subject_of
from rasa_project.errors import BotError
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.schema import conversation, event, feedback

_BATCH: Final = 2000
_ZONE: Final = ZoneInfo(DISTRICT_ZONE)
#: Events of Rasa's before the first message.
_BEGINNING: Final = 3


class NotEmptyError(BotError):
    """The database holds conversations that are not invented."""


def fill(url: URL, some: Iterable[Talk], until: float | None = None) -> int:
    """Write talks into a database that holds none.

    Args:
        url: of the database; its tables are made.
        some: the talks.
        until: messages later than this are left out; now where it is not told.

    Returns:
        how many messages were written.

    Raises:
        NotEmptyError: the database holds conversations already.
        rasa_project.storage.errors.StoreError: it can't be used.
    """
    database = ConversationDatabase(url)
    database.prepare()
    if database.count_senders():
        raise NotEmptyError("This database holds conversations. Invented ones are written into an empty one only.")
    rows = _Rows(until or time.time())
    for talk in some:
        rows.add(talk)
        if len(rows.events) >= _BATCH:
            _write(database, rows)
    _write(database, rows)
    database.close()
    return rows.written


class _Rows:
    """Rows of talks that are not written yet."""

    def __init__(self, until: float) -> None:
        self.until = until
        self.key = 0
        self.written = 0
        self.clear()

    def clear(self) -> None:
        self.talks: list[dict[str, Any]] = []
        self.events: list[dict[str, Any]] = []
        self.said: list[dict[str, Any]] = []

    def add(self, talk: Talk) -> None:
        messages = [one for one in talk.messages if one.at < self.until]
        if not messages:
            return
        self.key += 1
        position = _BEGINNING
        for message in messages:
            if message.verdict:
                self.said.append(_said(self.key, position, message))
            for at, kind, data in events_of(message):
                self.events.append(
                    {
                        "conversation_id": self.key,
                        "position": position,
                        "timestamp": at,
                        "type_name": kind,
                        "data": data,
                    }
                )
                position += 1
        self.talks.append(
            {
                "id": self.key, "sender_id": talk.sender, "created_at": messages[0].at - 0.01,
                "last_active": messages[-1].at + 0.1, "next_position": position, "base_position": 0, "base": "{}",
            }
        )  # fmt: skip
        self.written += len(messages)


def _said(key: int, position: int, message: Message) -> dict[str, Any]:
    return {
        "conversation_id": key, "position": position, "verdict": message.verdict,
        "reason": "unclear" if message.verdict == "not_helped" else None, "intent": subject_of(message.question),
        "topic": message.question, "language": message.language, "channel": message.channel,
        "day": datetime.fromtimestamp(message.at, _ZONE).date().isoformat(),
    }  # fmt: skip


def _write(database: ConversationDatabase, rows: _Rows) -> None:
    connection: Connection
    with database.transaction() as connection:
        for table, some in ((conversation, rows.talks), (event, rows.events), (feedback, rows.said)):
            if some:
                connection.execute(table.insert(), some)
    rows.clear()
