"""Who wants to be called back: one row a person, the number sealed, kept seven days, deleted when it is done.

Every function blocks and raises ``StoreError`` where the database can't be used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from rasa_project.storage.schema import callback

if TYPE_CHECKING:
    from rasa_project.storage.database import ConversationDatabase

#: A wish older than this is deleted, done or not.
KEPT_SECONDS: Final = 7 * 86_400


class State(str, Enum):
    """How far a wish has come; ``DONE`` is no state of a row: it is deleted then."""

    NEW = "new"
    CALLED = "called"
    NOT_REACHED = "not_reached"
    DONE = "done"


@dataclass(frozen=True)
class Wish:
    """What is kept of a wish to be called.

    Attributes:
        sender_id: the person's pseudonym.
        created_at: seconds since 1970.
        sealed: number and times, encrypted (``rasa_project/sealed.py``).
        topic: the intent that was answered last; ``level``: how urgent that answer is, or ``none``.
        language, channel: of the talk. ``place``: code of the settlement, where it is known.
    """

    sender_id: str
    created_at: float
    sealed: str
    topic: str
    level: str
    language: str
    channel: str
    place: str | None = None


def keep(database: ConversationDatabase, wish: Wish) -> None:
    """Write a wish in place of the person's last one; those that are too old go."""
    with database.transaction() as connection:
        connection.execute(callback.delete().where(callback.c.sender_id == wish.sender_id))
        connection.execute(callback.delete().where(callback.c.created_at < wish.created_at - KEPT_SECONDS))
        connection.execute(callback.insert(), {**asdict(wish), "state": State.NEW.value, "is_told": True})


def take_up(database: ConversationDatabase, states: Mapping[int, State], now: float) -> int:
    """Write what the office did; done is deleted, and so is what is older than seven days.

    Args:
        database: the bot's.
        states: by the row's number.
        now: seconds since 1970.

    Returns:
        how many rows changed or went.
    """
    with database.transaction() as connection:
        gone = [number for number, state in states.items() if state is State.DONE]
        too_old = callback.c.created_at < now - KEPT_SECONDS
        count = connection.execute(callback.delete().where(sa.or_(callback.c.id.in_(gone), too_old))).rowcount
        for number, state in states.items():
            this = sa.and_(callback.c.id == number, callback.c.state != state.value)
            count += connection.execute(callback.update().where(this).values(state=state.value, is_told=False)).rowcount
    if count:
        database.truncate_log()
    return int(count)


def news_for(database: ConversationDatabase, sender_id: str) -> State | None:
    """What the office did since it was told last, once; ``None`` where nothing."""
    mine = sa.and_(callback.c.sender_id == sender_id, callback.c.is_told.is_(False))
    with database.transaction() as connection:
        found = connection.execute(sa.select(callback.c.state).where(mine)).scalar()
        if found is None:
            return None
        connection.execute(callback.update().where(mine).values(is_told=True))
    return State(found)


def rows_of(database: ConversationDatabase, sender_id: str) -> list[dict[str, Any]]:
    """The wish of a person as it is stored, for handing out."""
    with database.transaction() as connection:
        rows = connection.execute(sa.select(callback).where(callback.c.sender_id == sender_id)).mappings().all()
    return [{"event": "callback", **row} for row in rows]
