"""What must outlive a restart: waiting messages, numbers of updates seen, and each chat's few marks.

A message lies here from the moment that Telegram is told "taken" until its answer is sent, then only its number
stays (for some days, so that a repeated update does nothing). One SQLite file, write-ahead log: a statement costs a
tenth of a millisecond, so it is called straight from the event loop (docs/decisions/0021).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from rasa_project.channels.telegram.incoming import Incoming, Kind

#: So many messages of one chat may wait; what comes on top gets one polite line.
MAX_WAITING: Final = 50
DAY_SECONDS: Final = 24 * 3600
#: Telegram keeps an update for a day; its number stays here longer.
SEEN_SECONDS: Final = 3 * DAY_SECONDS

_tables = sa.MetaData()
_updates = sa.Table(
    "updates",
    _tables,
    sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    sa.Column("message_id", sa.BigInteger),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("digest", sa.String),
    sa.Column("received", sa.Float, nullable=False),
    sa.Column("waits", sa.Boolean, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False, default=0),
    sa.Column("content", sa.Text),
    sa.Column("answer", sa.Text),
    sa.Column("sent", sa.Integer, nullable=False, default=0),
)
sa.Index("waiting", _updates.c.chat_id, _updates.c.update_id, sqlite_where=sa.text("waits = 1"))
sa.Index("of_message", _updates.c.chat_id, _updates.c.message_id)
sa.Index("by_age", _updates.c.received)
_chats = sa.Table(
    "chats",
    _tables,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("language", sa.String),
    sa.Column("question", sa.BigInteger),
    sa.Column("location_keyboard", sa.Boolean, nullable=False, default=False),
    sa.Column("gone_since", sa.Float),
    sa.Column("told", sa.Boolean, nullable=False, default=False),
    sa.Column("last_day", sa.Integer, nullable=False, default=0),
)

# Built once: making a statement costs more than running it.
_THIS: Final = sa.update(_updates).where(_updates.c.update_id == sa.bindparam("number"))
_SEEN: Final = sa.select(_updates.c.update_id).where(_updates.c.update_id.in_(sa.bindparam("numbers", expanding=True)))
_ACCEPT: Final = sa.insert(_updates)
_NEXT: Final = (
    sa.select(_updates)
    .where(_updates.c.waits, _updates.c.chat_id == sa.bindparam("chat"))
    .order_by(_updates.c.update_id)
    .limit(1)
)
_WAITING_IN: Final = (
    sa.select(_updates.c.chat_id, sa.func.count())
    .where(_updates.c.waits, _updates.c.chat_id.in_(sa.bindparam("chats", expanding=True)))
    .group_by(_updates.c.chat_id)
)
_COUNT_TRY: Final = _THIS.values(tries=_updates.c.tries + 1)
_KEEP_ANSWER: Final = _THIS.values(answer=sa.bindparam("made"), content=None)
_COUNT_SENT: Final = _THIS.values(sent=sa.bindparam("count"))
_FINISH: Final = _THIS.values(waits=False, content=None, answer=None)
_KEEP_CHAT: Final = sa.insert(_chats).prefix_with("OR REPLACE")
_FORGET_CHAT: Final = sa.delete(_chats).where(_chats.c.chat_id == sa.bindparam("chat"))
#: Of done updates only the number stays.
_FORGET_UPDATES: Final = (
    sa.update(_updates)
    .where(_updates.c.chat_id == sa.bindparam("chat"), sa.not_(_updates.c.waits))
    .values(chat_id=0, message_id=None, digest=None)
)


@dataclass
class Chat:
    """A chat's marks. Those of a new chat, or of one that asked to be forgotten, are not kept.

    Attributes:
        chat_id: Telegram's number.
        language: of the last answer, ``kk`` or ``ru``; ``None`` before the first.
        question: message whose buttons answer an open question.
        location_keyboard: whether the location keyboard is shown.
        gone_since: when the bot was blocked, in seconds; ``None`` while it is not.
        told: whether the line for groups was sent.
        last_day: when somebody last wrote, in days since 1970.
    """

    chat_id: int
    language: str | None = None
    question: int | None = None
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
        mark: the digest that was accepted with it.
        tries: how often it was begun, this time included.
        answer: the messages to send, as JSON; ``None`` before the turn.
        sent: how many of them are sent.
    """

    incoming: Incoming
    mark: str | None
    tries: int
    answer: str | None
    sent: int


class Store:
    """The channel's SQLite file."""

    def __init__(self, path: Path) -> None:
        """Open the file, made with its folder where it is missing; its owner alone can read it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        self._engine = sa.create_engine(
            f"sqlite:///{path}", connect_args={"timeout": 10, "check_same_thread": False},
            poolclass=StaticPool, future=True,
            hide_parameters=True,  # errors go into the log, what people wrote does not
        )  # fmt: skip
        sa.event.listen(self._engine, "connect", _set_up)
        _tables.create_all(self._engine)

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    def accept(self, updates: Iterable[tuple[Incoming, str | None]], now: float) -> list[Incoming]:
        """Take updates in one step; returns those that are new. Old numbers do nothing.

        Args:
            updates: each with a digest of its text, to tell an edit that changes nothing.
            now: seconds (``time.time()``).
        """
        first = {one.update_id: (one, digest) for one, digest in reversed(list(updates))}
        with self._engine.begin() as db:
            seen = {row[0] for row in db.execute(_SEEN, {"numbers": list(first)})}
            new = [first[number] for number in sorted(first) if number not in seen]
            if new:
                db.execute(_ACCEPT, [_row(one, digest, now) for one, digest in new])
        return [one for one, _ in new]

    def waiting_chats(self, limit: int) -> list[int]:
        """Chats with something to do, those that wait longest first."""
        query = (
            sa.select(_updates.c.chat_id)
            .where(_updates.c.waits)
            .group_by(_updates.c.chat_id)
            .order_by(sa.func.min(_updates.c.received))
            .limit(limit)
        )
        with self._engine.connect() as db:
            return [int(row[0]) for row in db.execute(query)]

    def count_waiting(self) -> int:
        """How many messages wait in all."""
        with self._engine.connect() as db:
            return int(
                db.execute(sa.select(sa.func.count()).select_from(_updates).where(_updates.c.waits)).scalar_one()
            )

    def count_waiting_in(self, chats: Iterable[int]) -> dict[int, int]:
        """How many messages wait in each of these chats that has any."""
        with self._engine.connect() as db:
            return {int(chat): int(count) for chat, count in db.execute(_WAITING_IN, {"chats": list(chats)})}

    def begin_next(self, chat_id: int) -> Waiting | None:
        """The chat's next message, its tries counted up; ``None`` when there is none."""
        with self._engine.begin() as db:
            row = db.execute(_NEXT, {"chat": chat_id}).mappings().first()
            if row is None:
                return None
            db.execute(_COUNT_TRY, {"number": row["update_id"]})
        return Waiting(_incoming(row), row["digest"], row["tries"] + 1, row["answer"], row["sent"])

    def keep_answer(self, update_id: int, answer: str) -> None:
        """Keep the answer in place of the question."""
        self._change(_KEEP_ANSWER, {"number": update_id, "made": answer})

    def count_sent(self, update_id: int, sent: int) -> None:
        """So many messages of the answer are sent."""
        self._change(_COUNT_SENT, {"number": update_id, "count": sent})

    def finish(self, update_id: int, chat: Chat | None = None) -> None:
        """The update is done: only its number stays. A chat's marks, where given, are kept in the same step."""
        with self._engine.begin() as db:
            db.execute(_FINISH, {"number": update_id})
            if chat:
                db.execute(_KEEP_CHAT, vars(chat))

    def chat(self, chat_id: int) -> Chat:
        """The chat's marks."""
        with self._engine.connect() as db:
            row = db.execute(sa.select(_chats).where(_chats.c.chat_id == chat_id)).mappings().first()
        return Chat(**row) if row else Chat(chat_id)

    def previous_digest(self, one: Incoming) -> str | None:
        """The digest of the update before this one about the same message; ``None`` where there is none."""
        query = (
            sa.select(_updates.c.digest)
            .where(_updates.c.chat_id == one.chat_id, _updates.c.message_id == one.message_id)
            .where(_updates.c.update_id < one.update_id)
            .order_by(_updates.c.update_id.desc())
        )
        with self._engine.connect() as db:
            found = db.execute(query.limit(1)).scalar()
        return None if found is None else str(found)

    def had_before(self, one: Incoming, digest: str) -> bool:
        """Whether an earlier update of the chat has that digest."""
        query = sa.select(_updates.c.update_id).where(
            _updates.c.chat_id == one.chat_id, _updates.c.digest == digest, _updates.c.update_id < one.update_id
        )
        with self._engine.connect() as db:
            return db.execute(query.limit(1)).first() is not None

    def forget_chat(self, chat_id: int) -> int:
        """Delete a chat's marks and cut its done updates off from it; returns how many entries that were."""
        with self._engine.begin() as db:
            marks = db.execute(_FORGET_CHAT, {"chat": chat_id}).rowcount
            return int(marks + db.execute(_FORGET_UPDATES, {"chat": chat_id}).rowcount)

    def chats(self) -> list[Chat]:
        """The marks of every chat."""
        with self._engine.connect() as db:
            return [Chat(**row) for row in db.execute(sa.select(_chats)).mappings()]

    def forget_before(self, received: float) -> int:
        """Delete updates received before that second, waiting ones too; returns how many."""
        with self._engine.begin() as db:
            count = int(db.execute(sa.delete(_updates).where(_updates.c.received < received)).rowcount)
        with self._engine.connect() as db:
            db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")  # texts of answered messages leave the log, too
        return count

    def _change(self, statement: Any, values: dict[str, Any]) -> None:
        with self._engine.begin() as db:
            db.execute(statement, values)


def _set_up(connection: Any, _: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _row(one: Incoming, digest: str | None, now: float) -> dict[str, Any]:
    content = json.dumps({"text": one.text, "place": one.place, "edited": one.edited}, ensure_ascii=False)
    waits = one.kind is not Kind.NOTHING
    return {
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
    )
