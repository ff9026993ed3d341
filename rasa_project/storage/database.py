"""Reading and writing conversations: plain blocking SQL, free of Rasa's trackers.

Also what privacy needs: everything of one sender deleted or exported, and who has been silent since a time.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.url import URL
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from rasa_project.privacy.traces import truncate_log
from rasa_project.storage import callbacks, feedback, outreach, schema, statements, subscribers
from rasa_project.storage.errors import ConversationConflictError, StoreError
from rasa_project.storage.room import Room
from rasa_project.storage.rows import StoredConversation, Turn
from rasa_project.storage.schema import conversation, engine_for, event, heartbeat, is_conflict, versions_of
from rasa_project.storage.settings import is_sqlite, sqlite_path
from rasa_project.storage.versions import StoreVersionError, first_line, is_damage
from rasa_project.storage.wordless import take_words

#: Rows of ``heartbeat`` beside that of the health check (1).
_RETENTION_RAN: Final = 2
_CLOCK_DOUBTED: Final = 3
_CONFLICT: Final = "The conversation went on elsewhere since it was read; nothing of this turn was written."


class ConversationDatabase:
    """The tables behind one address. Opened at the first use; every method blocks.

    Every method raises ``StoreError`` where the database can't be used.
    """

    def __init__(self, url: URL, most_megabytes: int | None = None) -> None:
        """Remember the address, and the room that conversations may take (``room.py``); nothing is opened."""
        self.url = url
        self._engine = engine_for(url)
        # SQLite begins no transaction to read anyway.
        self._reading = self._engine if is_sqlite(url) else self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self.versions = versions_of(url)
        self._room = Room(url, self.versions.name, most_megabytes)
        self._is_prepared = False
        self._preparing = threading.Lock()

    def prepare(self) -> None:
        """Make the tables, or bring them to this bot's version; SQLite's file is also looked through for damage.

        Every first use does the first; a server's start calls this, so that it can refuse.

        Raises:
            StoreVersionError: the store is of a newer bot, of another program, or damaged.
        """
        with self._told():
            self.versions.bring_up(self._engine)
            if is_sqlite(self.url):
                with self._engine.connect() as connection:
                    said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
                if said != "ok":
                    raise StoreVersionError(f"{self.versions.name} is damaged: {said}. {self.versions.mend}")
        self.truncate_log()
        self._is_prepared = True
        self._room.warn_of_disk()

    def check_version(self) -> None:
        """See that the tables are still those of this bot, and warn where room grows scarce: short queries.

        Raises:
            StoreVersionError: they are not, as after a restore beside a running bot.
        """
        with self.transaction() as connection:
            self.versions.check(connection)
            self._room.look(connection)

    def check_writable(self) -> None:
        """Write one small row into a store of this bot's version that has room for a new conversation."""
        with self.transaction() as connection:
            self.versions.check(connection)
            self._room.check(connection, is_new=True)
            row = {"checked_at": time.time()}
            if connection.execute(heartbeat.update().where(heartbeat.c.id == 1).values(row)).rowcount == 0:
                connection.execute(heartbeat.insert(), {"id": 1, **row})

    def retention_times(self) -> tuple[float | None, float | None]:
        """When retention ran last, and since when its clock is doubted; both ``None`` where that never was."""
        with self.transaction() as connection:
            found = {row.id: float(row.checked_at) for row in connection.execute(sa.select(heartbeat))}
        return found.get(_RETENTION_RAN), found.get(_CLOCK_DOUBTED)

    def set_retention_times(self, ran: float | None, doubted: float | None) -> None:
        """Remember both."""
        with self.transaction() as connection:
            for key, at in ((_RETENTION_RAN, ran), (_CLOCK_DOUBTED, doubted)):
                connection.execute(heartbeat.delete().where(heartbeat.c.id == key))
                if at is not None:
                    connection.execute(heartbeat.insert(), {"id": key, "checked_at": at})

    def newest(self) -> float | None:
        """When somebody last wrote; ``None`` where nobody ever did."""
        with self.transaction() as connection:
            return connection.execute(sa.select(sa.func.max(conversation.c.last_active))).scalar()

    def begun(self, sender_id: str) -> float | None:
        """When a sender's conversation was begun; ``None`` where there is none, as after a deletion."""
        with self.transaction(self._reading) as connection:
            return connection.execute(statements.BEGUN, {"sender": sender_id}).scalar()

    def count_senders(self) -> int:
        """How many senders there are."""
        with self.transaction() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(conversation)).scalar_one())

    def read(self, sender_id: str) -> StoredConversation | None:
        """The conversation of a sender as the next turn needs it, or ``None``.

        Not one transaction: should another turn be written in between, ``append`` refuses the one that was read.
        """
        with self.transaction(self._reading) as connection:
            row = connection.execute(statements.FIND, {"sender": sender_id}).first()
            if row is None:
                return None
            found = connection.execute(statements.EVENTS_FROM, {"key": row.id, "position": row.base_position})
            texts = tuple(data for (data,) in found)
            return StoredConversation(row.id, row.next_position, row.base_position, row.base, texts)

    def append(self, turn: Turn) -> int | None:
        """Write the events of one turn, all or none.

        Returns:
            the conversation's number, or ``None`` where the conversation was deleted during the turn: then nothing
            is written, so that what a parent had deleted stays deleted.

        Raises:
            ConversationConflictError: the conversation went on since it was read.
            StoreFullError: there is no room for it.
        """
        changes = {
            "last_active": turn.now,
            "next_position": turn.position + len(turn.events),
            "base_position": turn.base_position,
            "base": turn.base,
        }
        with self.transaction() as connection:
            key = self._claim(connection, turn, changes)
            rows = [
                {"conversation_id": key, "position": turn.position + i, **vars(stored)}
                for i, stored in enumerate(turn.events)
            ]
            if key is not None and rows:
                self._room.check(connection, is_new=turn.key is None)
                connection.execute(event.insert(), rows)
            is_taken = key is not None and turn.takes_words and take_words(connection, key) > 0
        if is_taken:
            self.truncate_log()
        return key

    def senders(self) -> list[str]:
        """All senders."""
        with self.transaction() as connection:
            return [sender for (sender,) in connection.execute(sa.select(conversation.c.sender_id))]

    def idle_senders(self, before: float, limit: int = 1000) -> list[str]:
        """Senders whose last turn was before a time (seconds since 1970), the longest silent first."""
        query = sa.select(conversation.c.sender_id).where(conversation.c.last_active < before)
        with self.transaction() as connection:
            return [sender for (sender,) in connection.execute(query.order_by(conversation.c.last_active).limit(limit))]

    def events_of(self, sender_id: str) -> list[dict[str, Any]]:
        """All events of a sender as they are stored, the oldest first; empty where there is none."""
        with self.transaction() as connection:
            return [json.loads(data) for (data,) in connection.execute(statements.ALL_EVENTS, {"sender": sender_id})]

    def export_sender(self, sender_id: str) -> list[dict[str, Any]]:
        """All events of a sender, what was said of answers, the wish to be called, what is sent unasked, as stored."""
        others = (row for one in (feedback, callbacks, outreach) for row in one.rows_of(self, sender_id))
        return [*self.events_of(sender_id), *others]

    def delete_sender(self, sender_id: str, was_asked: bool = True) -> int:
        """Delete everything of a sender; returns how many entries. Of who was only silent what is planned stays.

        Safe during a turn of that sender: the turn then writes nothing. SQLite's write-ahead log, which still has the
        text, is emptied, too; where somebody reads just now, the server does it soon (``traces.py``).
        """
        with self.transaction() as connection:
            deleted = (subscribers.unsubscribe if was_asked else subscribers.keep_without_talk)(connection, sender_id)
            wish = schema.callback.delete().where(schema.callback.c.sender_id == sender_id)
            deleted += connection.execute(wish).rowcount
            key = connection.execute(sa.select(conversation.c.id).where(conversation.c.sender_id == sender_id)).scalar()
            if key is not None:
                theirs = (table.delete().where(table.c.conversation_id == key) for table in (schema.feedback, event))
                deleted += sum(connection.execute(statement).rowcount for statement in theirs)
                connection.execute(conversation.delete().where(conversation.c.id == key))
            if not deleted:
                return 0
        self.truncate_log()
        return int(deleted)

    def truncate_log(self) -> bool:
        """Empty SQLite's write-ahead log; true where there is nothing (more) in it."""
        path = sqlite_path(self.url) if is_sqlite(self.url) else None
        return path is None or truncate_log(path)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @staticmethod
    def _claim(connection: Connection, turn: Turn, changes: dict[str, Any]) -> int | None:
        if turn.key is None:
            row = {"sender_id": turn.sender_id, "created_at": turn.now, **changes}
            return int(connection.execute(conversation.insert(), row).inserted_primary_key[0])
        known = {"key": turn.key, "sender": turn.sender_id}
        written = connection.execute(statements.ADVANCE, {**known, "expected": turn.position, **changes})
        if written.rowcount == 1:
            return turn.key
        if connection.execute(statements.STILL_THERE, known).first() is None:
            return None
        raise ConversationConflictError(_CONFLICT)

    @contextmanager
    def transaction(self, engine: Engine | None = None) -> Iterator[Connection]:
        """A connection within one transaction, for what belongs to the store but is no turn."""
        with self._told():
            self._ensure_version()
            with (engine or self._engine).begin() as connection:
                yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of the driver as ours, without what parents wrote."""
        try:
            yield
        except StoreError:
            raise
        except (SQLAlchemyError, OSError) as error:
            if isinstance(error, IntegrityError) and is_conflict(error):
                raise ConversationConflictError(_CONFLICT) from error
            if is_damage(error):
                raise StoreVersionError(
                    f"{self.versions.name} is damaged: {first_line(error)}. {self.versions.mend}"
                ) from error
            raise StoreError(f"{self.versions.name} can't be used: {first_line(error)}") from error

    def _ensure_version(self) -> None:
        with self._preparing:
            if self._is_prepared:
                return
            with self._engine.connect() as connection:
                is_head = self.versions.is_head(connection)
            if not is_head:
                self.versions.bring_up(self._engine)
            self._is_prepared = True
