"""Read-only connections to the bot's database, and the few questions that the desk asks it.

SQLite is opened with ``mode=ro``; PostgreSQL is told that the session only reads. Reads are short, a batch of
conversations each, so that the bot's log of writes can be emptied in between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.url import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from rasa_project.errors import BotError
from rasa_project.storage.schema import conversation, event, feedback
from rasa_project.storage.settings import is_sqlite, sqlite_path

_PATIENCE: Final = 5
_BATCH: Final = 300
#: What a turn is read from; all other events say nothing of it.
_KINDS: Final = ("user", "bot", "slot")


class BotStoreError(BotError):
    """The bot's database can't be read; the text says why."""


@dataclass(frozen=True)
class Row:
    """An event with the conversation it is of; ``data`` is JSON, times are seconds since 1970."""

    conversation: int
    created_at: float
    position: int
    timestamp: float
    kind: str
    data: str


@dataclass(frozen=True)
class FeedbackRow:
    """What was said of one answer."""

    conversation: int
    created_at: float
    position: int
    verdict: str
    reason: str | None
    topic: str
    language: str
    channel: str
    day: str


class BotStore:
    """The bot's database behind one address, opened anew for each question."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._engine = _sqlite(url) if is_sqlite(url) else _postgresql(url)

    def first_at(self) -> float | None:
        """When the oldest conversation began; ``None`` where there is none.

        Raises:
            BotStoreError: the database can't be read.
        """
        with self.reading() as connection:
            found = connection.execute(sa.select(sa.func.min(conversation.c.created_at))).scalar()
        return None if found is None else float(found)

    def rows(self, start: float, end: float) -> Iterator[Row]:
        """Events of these times, conversation by conversation, each in order; ids of deleted ones may come again.

        Raises:
            BotStoreError: the database can't be read.
        """
        after = -1
        while True:
            with self.reading() as connection:
                keys = self._keys(connection, start, after)
                if not keys:
                    return
                found = connection.execute(_ROWS, {"keys": keys, "start": start, "end": end}).all()
            yield from (Row(*one) for one in found)
            after = keys[-1]

    @staticmethod
    def _keys(connection: Connection, start: float, after: int) -> list[int]:
        query = sa.select(conversation.c.id).where(conversation.c.last_active >= start, conversation.c.id > after)
        return [key for (key,) in connection.execute(query.order_by(conversation.c.id).limit(_BATCH))]

    def turns_at(self, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Row]:
        """The parents' messages at these places (conversation, position); those that were deleted are left out.

        Raises:
            BotStoreError: the database can't be read.
        """
        if not places:
            return {}
        query = _EVENTS.where(event.c.type_name == "user").where(
            sa.or_(*(sa.and_(conversation.c.id == key, event.c.position == at) for key, at in places))
        )
        with self.reading() as connection:
            return {(row[0], row[2]): Row(*row) for row in connection.execute(query)}

    def feedback_since(self, day: str) -> list[FeedbackRow]:
        """What was said of answers on this day (ISO) and later.

        Raises:
            BotStoreError: the database can't be read.
        """
        with self.reading() as connection:
            return [FeedbackRow(*row) for row in connection.execute(_FEEDBACK, {"day": day})]

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that only reads, for one look.

        Raises:
            BotStoreError: the database can't be read.
        """
        path = sqlite_path(self._url) if is_sqlite(self._url) else None
        if path is not None and not path.exists():
            raise BotStoreError(f"There is no {path} yet: the bot has not run, or DATABASE_URL names another file.")
        try:
            with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            said = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise BotStoreError(f"The bot's database can't be read: {said}") from error


_EVENTS: Final = sa.select(
    conversation.c.id, conversation.c.created_at, event.c.position, event.c.timestamp, event.c.type_name, event.c.data
).join(event, event.c.conversation_id == conversation.c.id)
_ROWS: Final = (
    _EVENTS.where(conversation.c.id.in_(sa.bindparam("keys", expanding=True)))
    .where(event.c.timestamp >= sa.bindparam("start"), event.c.timestamp < sa.bindparam("end"))
    .where(event.c.type_name.in_(_KINDS))
    .order_by(conversation.c.id, event.c.position)
)
_FEEDBACK: Final = (
    sa.select(
        conversation.c.id, conversation.c.created_at, feedback.c.position, feedback.c.verdict, feedback.c.reason,
        feedback.c.topic, feedback.c.language, feedback.c.channel, feedback.c.day,
    )
    .join(feedback, feedback.c.conversation_id == conversation.c.id)
    .where(feedback.c.day >= sa.bindparam("day"))
    .order_by(feedback.c.day)
)  # fmt: skip


def _sqlite(url: URL) -> Engine:
    path = sqlite_path(url)
    if path is None:
        raise BotStoreError("DATABASE_URL names no file: the desk can't read a database in memory.")

    def connect() -> Any:
        import sqlite3

        address = f"{path.absolute().as_uri()}?mode=ro"
        return sqlite3.connect(address, uri=True, timeout=_PATIENCE, check_same_thread=False)

    return sa.create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)


def _postgresql(url: URL) -> Engine:
    milliseconds = _PATIENCE * 1000
    options = f"-c default_transaction_read_only=on -c statement_timeout={milliseconds * 6}"
    told = {"connect_timeout": _PATIENCE, "application_name": "desk", "options": options}
    return sa.create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=told)
