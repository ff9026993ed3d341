"""Nothing unasked comes in the middle of a talk: until when a message for a person waits, as the stored talk tells.

What an open emergency is, the bot's answers tell; whoever knows them says so (``Hold.is_troubled``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from rasa_project.storage.schema import conversation, event

#: Answers that are looked at, the latest.
_MOST_ANSWERS: Final = 300
_ANSWERS: Final = (
    sa.select(event.c.data)
    .join(conversation, conversation.c.id == event.c.conversation_id)
    .where(conversation.c.sender_id == sa.bindparam("sender"))
    .where(event.c.type_name == "bot", event.c.timestamp >= sa.bindparam("since"))
    .order_by(event.c.position.desc())
    .limit(_MOST_ANSWERS)
)


@dataclass(frozen=True)
class Hold:
    """When nothing unasked is sent to a person.

    Attributes:
        quiet_seconds: so long after the person's last message; 0: no wait.
        trouble_seconds: so long an emergency may be open after the last message.
        again_seconds: so often it is looked whether it is over.
        is_troubled: whether these answers of the bot (events as stored, the earliest first) leave one open.
    """

    quiet_seconds: float
    trouble_seconds: float
    again_seconds: float
    is_troubled: Callable[[Sequence[str]], bool]


def waits_until(
    connection: Connection, sender_id: str, last_heard: float | None, now: float, hold: Hold
) -> float | None:
    """When it is to be looked again whether a person may be written to; ``None``: it may, now.

    A message of the future, as after a clock that was set back, is taken for one of now.
    """
    if last_heard is None:
        return None
    quiet = min(last_heard, now) + hold.quiet_seconds
    if quiet > now:
        return quiet
    if now - last_heard >= hold.trouble_seconds:
        return None
    told = {"sender": sender_id, "since": now - hold.trouble_seconds}
    answers = list(connection.execute(_ANSWERS, told).scalars())
    return now + hold.again_seconds if hold.is_troubled(answers[::-1]) else None
