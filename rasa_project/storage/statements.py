"""Statements of a turn, built once: what is read before it and what is written after it."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from rasa_project.storage.schema import conversation, event

#: A conversation by its sender.
FIND: Final = sa.select(
    conversation.c.id, conversation.c.next_position, conversation.c.base_position, conversation.c.base
).where(conversation.c.sender_id == sa.bindparam("sender"))
#: When it was begun.
BEGUN: Final = sa.select(conversation.c.created_at).where(conversation.c.sender_id == sa.bindparam("sender"))
#: Its events from a position on.
EVENTS_FROM: Final = (
    sa.select(event.c.data)
    .where(event.c.conversation_id == sa.bindparam("key"), event.c.position >= sa.bindparam("position"))
    .order_by(event.c.position)
)
#: All events of a sender.
ALL_EVENTS: Final = (
    sa.select(event.c.data)
    .join(conversation, conversation.c.id == event.c.conversation_id)
    .where(conversation.c.sender_id == sa.bindparam("sender"))
    .order_by(event.c.position)
)
#: With the sender: SQLite gives the number of a conversation that was deleted last to the next one.
_IS_THEIRS: Final = sa.and_(
    conversation.c.id == sa.bindparam("key"), conversation.c.sender_id == sa.bindparam("sender")
)
#: Whether it was not deleted.
STILL_THERE: Final = sa.select(conversation.c.id).where(_IS_THEIRS)
#: Moves it on from the position that was read; no row where it went on elsewhere.
ADVANCE: Final = (
    conversation.update()
    .where(_IS_THEIRS, conversation.c.next_position == sa.bindparam("expected"))
    .values({name: sa.bindparam(name) for name in ("last_active", "next_position", "base_position", "base")})
)
