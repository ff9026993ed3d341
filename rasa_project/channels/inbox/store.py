"""What must outlive a restart: waiting messages, names of updates seen, and each chat's few marks.

A message lies here from the moment that the messenger is told "taken" until its answer is sent, then only its name
stays (for some days, so that a repeated update does nothing). One SQLite file a messenger, write-ahead log: a
statement costs a tenth of a millisecond, so it is called straight from the event loop (docs/decisions/0021, 0083).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from rasa_project.channels.inbox import tables
from rasa_project.channels.inbox.incoming import QUIET, Incoming, Kind
from rasa_project.privacy.traces import truncate_log
from rasa_project.private_files import make_file
from rasa_project.storage.schema import prepare_sqlite

logger = logging.getLogger(__name__)

#: So many messages of one chat may wait; what comes on top gets one polite line.
MAX_WAITING: Final = 50
DAY_SECONDS: Final = 24 * 3600
#: Telegram sends an update again for a day; its name stays here longer.
SEEN_SECONDS: Final = 3 * DAY_SECONDS


@dataclass
class Chat:
    """A chat's marks. Those of a new chat, or of one that asked to be forgotten, are not kept.

    Attributes:
        chat_id: the messenger's name of the chat.
        language: of the last answer, ``kk`` or ``ru``; ``None`` before the first.
        question: message whose buttons answer an open question.
        location_keyboard: whether the location keyboard is shown.
        gone_since: when the bot was blocked, in seconds; ``None`` while it is not.
        told: whether the line for groups was sent.
        last_day: when somebody last wrote, in days since 1970.
    """

    chat_id: str
    language: str | None = None
    question: str | None = None
    location_keyboard: bool = False
    gone_since: float | None = None
    told: bool = False
    last_day: int = 0

    def clear(self) -> None:
        """Take every mark away."""
        vars(self).update(vars(Chat(self.chat_id)))

    @property
    def is_unmarked(self) -> bool:
        """Whether there is nothing to keep."""
        return self == Chat(self.chat_id)


@dataclass(frozen=True)
class Waiting:
    """A message that waits for its answer, or whose answer waits to be sent.

    Attributes:
        incoming: the update; its text is gone once there is an answer.
        digest: what was accepted with it.
        tries: how often it was begun, this time included.
        answer: the messages to send, as JSON; ``None`` before the turn.
        sent: how many of them are sent.
    """

    incoming: Incoming
    digest: str | None
    tries: int
    answer: str | None
    sent: int


class Inbox:
    """A messenger's SQLite file."""

    def __init__(self, path: Path, channel: str) -> None:
        """Open the file, made with its folder where it is missing; its owner alone can read it.

        Args:
            path: of the file.
            channel: name of the messenger, for sentences and the table of the file's version.

        Raises:
            rasa_project.storage.errors.StoreError: the file is of a newer bot, of another program, damaged or in use.
        """
        make_file(path)
        self._path = path
        self._engine = sa.create_engine(
            f"sqlite:///{path}", connect_args={"timeout": 10, "check_same_thread": False},
            poolclass=StaticPool, future=True,
            hide_parameters=True,  # errors go into the log, what people wrote does not
        )  # fmt: skip
        sa.event.listen(self._engine, "connect", prepare_sqlite)
        with tables.errors_of_stores(path, channel):
            tables.versions_of(path, channel).bring_up(self._engine)

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    def accept(self, updates: Iterable[tuple[Incoming, str | None]], now: float) -> list[Incoming]:
        """Take updates in one step; returns those that are new. Old names do nothing.

        Args:
            updates: each with a digest of its text, to tell an edit that changes nothing.
            now: seconds (``time.time()``).
        """
        first: dict[str, tuple[Incoming, str | None]] = {}
        for one, digest in updates:
            first.setdefault(one.update_id, (one, digest))
        with self._engine.begin() as db:
            seen = {row[0] for row in db.execute(tables.SEEN, {"names": list(first)})}
            new = [first[name] for name in first if name not in seen]
            if new:
                db.execute(tables.ACCEPT, [_row(one, digest, now) for one, digest in new])
        return [one for one, _ in new]

    def waiting_chats(self, limit: int) -> list[str]:
        """Chats with something to do, those that wait longest first."""
        with self._engine.connect() as db:
            return [str(row[0]) for row in db.execute(tables.WAITING_CHATS, {"most": limit})]

    def set_aside_unreadable(self) -> int:
        """End messages whose chat is no text, so that they neither wait nor count; returns how many."""
        with self._engine.begin() as db:
            return int(db.execute(tables.SET_ASIDE).rowcount)

    def count_waiting(self) -> int:
        """How many messages wait in all."""
        with self._engine.connect() as db:
            return int(
                db.execute(
                    sa.select(sa.func.count()).select_from(tables.UPDATES).where(tables.UPDATES.c.waits)
                ).scalar_one()
            )

    def count_waiting_in(self, chats: Iterable[str]) -> dict[str, int]:
        """How many messages wait in each of these chats that has any."""
        with self._engine.connect() as db:
            return {str(chat): int(count) for chat, count in db.execute(tables.WAITING_IN, {"chats": list(chats)})}

    def begin_next(self, chat_id: str) -> Waiting | None:
        """The chat's next message, its tries counted up; ``None`` when there is none.

        One that can't be read is ended, and the next one taken.
        """
        with self._engine.begin() as db:
            for row in iter(lambda: db.execute(tables.NEXT, {"chat": chat_id}).mappings().first(), None):
                incoming = _readable(row)
                if incoming:
                    db.execute(tables.COUNT_TRY, {"name": row["update_id"]})
                    return Waiting(incoming, row["digest"], row["tries"] + 1, row["answer"], row["sent"])
                db.execute(tables.FINISH, {"name": row["update_id"]})
        return None

    def keep_answer(self, update_id: str, answer: str) -> None:
        """Keep the answer in place of the question."""
        self._change(tables.KEEP_ANSWER, {"name": update_id, "made": answer})

    def count_sent(self, update_id: str, sent: int) -> None:
        """So many messages of the answer are sent."""
        self._change(tables.COUNT_SENT, {"name": update_id, "count": sent})

    def finish(self, update_id: str, chat: Chat | None = None) -> None:
        """The update is done: only its name stays. A chat's marks, where given, are kept in the same step."""
        with self._engine.begin() as db:
            db.execute(tables.FINISH, {"name": update_id})
            if chat:
                db.execute(tables.KEEP_CHAT, vars(chat))

    def chat(self, chat_id: str) -> Chat:
        """The chat's marks."""
        with self._engine.connect() as db:
            row = db.execute(sa.select(tables.CHATS).where(tables.CHATS.c.chat_id == chat_id)).mappings().first()
        return Chat(**row) if row else Chat(chat_id)

    def previous_digest(self, one: Incoming) -> str | None:
        """The digest of the update before ``one`` (as begun) about the same message; ``None`` where there is none."""
        if one.message_id is None:
            return None
        query = (
            sa.select(tables.UPDATES.c.digest)
            .where(tables.UPDATES.c.chat_id == one.chat_id, tables.UPDATES.c.message_id == one.message_id)
            .where(tables.UPDATES.c.position < one.position)
            .order_by(tables.UPDATES.c.position.desc())
        )
        with self._engine.connect() as db:
            found = db.execute(query.limit(1)).scalar()
        return None if found is None else str(found)

    def had_before(self, one: Incoming, digest: str) -> bool:
        """Whether an update of the chat before ``one`` (as begun) has that digest."""
        query = sa.select(tables.UPDATES.c.update_id).where(
            tables.UPDATES.c.chat_id == one.chat_id,
            tables.UPDATES.c.digest == digest,
            tables.UPDATES.c.position < one.position,
        )
        with self._engine.connect() as db:
            return db.execute(query.limit(1)).first() is not None

    def forget_chat(self, chat_id: str) -> int:
        """Delete a chat's marks and cut its done updates off from it; returns how many entries that were."""
        with self._engine.begin() as db:
            marks = db.execute(tables.FORGET_CHAT, {"chat": chat_id}).rowcount
            count = int(marks + db.execute(tables.FORGET_UPDATES, {"chat": chat_id}).rowcount)
        truncate_log(self._path)
        return count

    def chats(self) -> list[Chat]:
        """The marks of every chat."""
        with self._engine.connect() as db:
            return [Chat(**row) for row in db.execute(sa.select(tables.CHATS)).mappings()]

    def forget_before(self, received: float) -> int:
        """Delete updates received before that second, waiting ones too; returns how many."""
        with self._engine.begin() as db:
            count = int(db.execute(sa.delete(tables.UPDATES).where(tables.UPDATES.c.received < received)).rowcount)
        truncate_log(self._path)  # texts of answered messages leave the log, too
        return count

    def _change(self, statement: Any, values: dict[str, Any]) -> None:
        with self._engine.begin() as db:
            db.execute(statement, values)


def _row(one: Incoming, digest: str | None, now: float) -> dict[str, Any]:
    content = json.dumps({"text": one.text, "place": one.place, "edited": one.edited}, ensure_ascii=False)
    waits = one.kind not in QUIET
    return {
        "position": one.position,
        "update_id": one.update_id,
        "chat_id": one.chat_id,
        "message_id": one.message_id,
        "kind": one.kind.value,
        "digest": digest,
        "received": now,
        "waits": waits,
        "tries": 0,
        "content": content if waits else None,
        "answer": None,
        "sent": 0,
    }


def _readable(row: Any) -> Incoming | None:
    try:
        return _incoming(row)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        # The error's own text may hold what a parent wrote.
        logger.error("A waiting message could not be read and is passed over: %s", type(error).__name__)
        return None


def _incoming(row: Any) -> Incoming:
    content = json.loads(row["content"] or "{}")
    place = content.get("place")
    return Incoming(
        update_id=row["update_id"],
        kind=Kind(row["kind"]),
        chat_id=row["chat_id"],
        message_id=row["message_id"],
        text=content.get("text", ""),
        place=(place[0], place[1]) if place else None,
        edited=bool(content.get("edited")),
        position=row["position"],
    )
