"""Rows of what parents said of answers: found by the name of the answer's turn, written once, deleted with the talk.

Nothing is stored until somebody taps: what was answered stands in the conversation's events already. Every function
blocks and raises ``StoreError`` where the database can't be used.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from rasa_project.storage.schema import conversation, event, feedback

if TYPE_CHECKING:
    from rasa_project.storage.database import ConversationDatabase

#: More events than a turn has.
_MOST_EVENTS: Final = 100

_ANSWERED: Final = (
    sa.select(conversation.c.id, event.c.position)
    .join(event, event.c.conversation_id == conversation.c.id)
    .where(conversation.c.sender_id == sa.bindparam("sender"), event.c.type_name == "user")
    .where(event.c.data.contains(sa.bindparam("named"), autoescape=False))
)
_TURN: Final = (
    sa.select(event.c.type_name, event.c.data)
    .where(event.c.conversation_id == sa.bindparam("key"), event.c.position >= sa.bindparam("position"))
    .order_by(event.c.position)
    .limit(_MOST_EVENTS)
)
#: Both databases know it; of two taps at once one is the first. No row where the conversation was deleted meanwhile.
_ADD: Final = sa.text(
    "INSERT INTO feedback (conversation_id, position, verdict, reason, intent, topic, language, channel, day) "
    "SELECT id, :position, :verdict, :reason, :intent, :topic, :language, :channel, :day FROM conversation "
    "WHERE id = :key AND sender_id = :sender ON CONFLICT DO NOTHING"
).bindparams(sa.bindparam("position", type_=sa.Integer), sa.bindparam("reason", type_=sa.String))
_THIS: Final = sa.and_(
    feedback.c.conversation_id == sa.bindparam("key"), feedback.c.position == sa.bindparam("position_of")
)
_ADD_REASON: Final = (
    feedback.update()
    .where(_THIS, feedback.c.verdict == sa.bindparam("said"), feedback.c.reason.is_(None))
    .values(reason=sa.bindparam("why"))
)
_SAID: Final = sa.select(feedback.c.verdict, feedback.c.reason).where(_THIS)
_OF_SENDER: Final = (
    sa.select(feedback)
    .join(conversation, conversation.c.id == feedback.c.conversation_id)
    .where(conversation.c.sender_id == sa.bindparam("sender"))
    .order_by(feedback.c.position)
)


class Kept(Enum):
    """What became of a parent's word on an answer."""

    VERDICT = "the first word on this answer"
    REASON = "the reason, after the verdict"
    SAME = "said before"
    OTHER = "something else was said before"
    GONE = "the conversation was deleted meanwhile"


@dataclass(frozen=True)
class Answered:
    """A stored turn: where it stands, and its events as plain dictionaries, the parent's message first."""

    key: int
    position: int
    events: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Said:
    """What a parent said of an answer, and of which. ``day`` is ISO; ``reason`` is ``None`` where none was told."""

    verdict: str
    reason: str | None
    intent: str
    topic: str
    language: str
    channel: str
    day: str


def find_answer(database: ConversationDatabase, sender_id: str, turn: str) -> Answered | None:
    """A turn of a sender by its name (32 hexadecimal digits); ``None`` where this sender has none of that name."""
    with database.transaction() as connection:
        found = connection.execute(_ANSWERED, {"sender": sender_id, "named": f'"message_id":"{turn}"'}).first()
        if found is None:
            return None
        rows = connection.execute(_TURN, {"key": found.id, "position": found.position}).all()
    first, *others = [(row.type_name, json.loads(row.data)) for row in rows]
    end = next((at for at, (name, _) in enumerate(others) if name == "user"), len(others))
    events = tuple(data for _, data in [first, *others[:end]])
    return Answered(found.id, found.position, events) if events[0].get("message_id") == turn else None


def keep(database: ConversationDatabase, sender_id: str, answered: Answered, said: Said) -> Kept:
    """Write what was said: the first verdict stands, and one reason may follow it."""
    this = {"key": answered.key, "position_of": answered.position}
    with database.transaction() as connection:
        row = {"key": answered.key, "sender": sender_id, "position": answered.position, **vars(said)}
        if connection.execute(_ADD, row).rowcount == 1:
            return Kept.VERDICT
        if said.reason is not None:
            change = {**this, "said": said.verdict, "why": said.reason}
            if connection.execute(_ADD_REASON, change).rowcount == 1:
                return Kept.REASON
        before = connection.execute(_SAID, this).first()
    if before is None:
        return Kept.GONE
    is_same = before.verdict == said.verdict and said.reason in {None, before.reason}
    return Kept.SAME if is_same else Kept.OTHER


def rows_of(database: ConversationDatabase, sender_id: str) -> list[dict[str, Any]]:
    """What a sender said of answers, in the order of the answers, for handing out."""
    with database.transaction() as connection:
        rows = connection.execute(_OF_SENDER, {"sender": sender_id}).mappings().all()
    return [{"event": "feedback", **{k: v for k, v in row.items() if k != "conversation_id"}} for row in rows]
