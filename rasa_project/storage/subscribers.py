"""Who may be written to unasked: nobody stands here who did not ask for it.

The chat's name comes sealed (``rasa_project/outreach/sealing.py``) and is never opened here. Every function blocks and
raises ``StoreError`` where the database can't be used. Times are seconds since 1970.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from rasa_project.storage.outreach import Kind, State, by_campaign, count_in, end_waiting, of_sender
from rasa_project.storage.outreach_tables import planned, subscriber
from rasa_project.storage.schema import conversation

if TYPE_CHECKING:
    from rasa_project.storage.database import ConversationDatabase


@dataclass(frozen=True)
class Subscriber:
    """Somebody who asked to be written to.

    Attributes:
        sender_id: the pseudonym.
        channel: a messenger's name; ``sealed_chat``: its name of the chat, sealed.
        language: ``kk`` or ``ru``.
        village: code of the settlement, where it was told.
        announcements: whether those of the office are wanted.
        last_announced: when one was last sent.
        gone_at: when it was found that the person has blocked the bot.
    """

    id: int
    sender_id: str
    channel: str
    sealed_chat: str
    language: str
    village: str | None
    announcements: bool
    created_at: float
    last_announced: float | None
    gone_at: float | None


def subscribe(
    database: ConversationDatabase, sender_id: str, channel: str, sealed_chat: str, language: str, now: float
) -> None:
    """Remember where a person is written to and in which language; what was chosen before stays."""
    told = {"channel": channel, "sealed_chat": sealed_chat, "language": language, "gone_at": None}
    with database.transaction() as connection:
        known = subscriber.update().where(subscriber.c.sender_id == sender_id).values(**told)
        if connection.execute(known).rowcount == 0:
            row = {"sender_id": sender_id, "announcements": False, "created_at": now, **told}
            connection.execute(subscriber.insert(), row)


def subscriber_of(database: ConversationDatabase, sender_id: str) -> Subscriber | None:
    """The person, where it asked for something."""
    with database.transaction() as connection:
        return _subscriber(connection, sender_id)


def want_announcements(database: ConversationDatabase, sender_id: str, wanted: bool, now: float) -> bool:
    """Switch announcements on or off, and stop those that wait where they are off; false where nobody is there."""
    with database.transaction() as connection:
        mine = subscriber.update().where(subscriber.c.sender_id == sender_id)
        changed = connection.execute(mine.values(announcements=wanted)).rowcount
        if not wanted:
            these = sa.and_(of_sender(sender_id), planned.c.kind == Kind.ANNOUNCEMENT.value)
            end_waiting(connection, these, State.STOPPED, now)
        return bool(changed)


def set_language(database: ConversationDatabase, sender_id: str, language: str) -> None:
    """Say in which language a person is written to, where it asked to be written to at all."""
    with database.transaction() as connection:
        connection.execute(subscriber.update().where(subscriber.c.sender_id == sender_id).values(language=language))


def set_village(database: ConversationDatabase, sender_id: str, village: str | None) -> bool:
    """Say where a person lives (a settlement's code); ``None``: announcements for the whole district alone."""
    with database.transaction() as connection:
        mine = subscriber.update().where(subscriber.c.sender_id == sender_id)
        return bool(connection.execute(mine.values(village=village)).rowcount)


def unsubscribe(connection: Connection, sender_id: str) -> int:
    """Delete a person and all that was ever planned; returns how many entries that were."""
    is_open = planned.c.state.in_([State.WAITING.value, State.SENDING.value])
    for key, count in by_campaign(connection, sa.and_(of_sender(sender_id), is_open)).items():
        count_in(connection, key, State.STOPPED, count)
    deleted = connection.execute(planned.delete().where(of_sender(sender_id))).rowcount
    return int(deleted + connection.execute(subscriber.delete().where(subscriber.c.sender_id == sender_id)).rowcount)


def keep_without_talk(connection: Connection, sender_id: str) -> int:
    """Before a talk goes that was silent for long: whoever wrote after blocking the bot has let it in again.

    Deletes nothing: 0.
    """
    wrote = sa.select(conversation.c.id).where(
        conversation.c.sender_id == sender_id, conversation.c.last_active > subscriber.c.gone_at
    )
    mine = subscriber.update().where(subscriber.c.sender_id == sender_id, wrote.exists())
    connection.execute(mine.values(gone_at=None))
    return 0


def _subscriber(connection: Connection, sender_id: str) -> Subscriber | None:
    row = connection.execute(sa.select(subscriber).where(subscriber.c.sender_id == sender_id)).mappings().first()
    return Subscriber(**row) if row is not None else None
