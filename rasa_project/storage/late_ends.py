"""What a messenger took and could not deliver after all: told later, by the bot's own name of the message.

The name goes to the messenger and comes back from it; it tells nobody whose message it is, and is of no other message.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from rasa_project.storage.outreach import State, count_in
from rasa_project.storage.outreach_tables import planned, subscriber

if TYPE_CHECKING:
    from rasa_project.storage.database import ConversationDatabase

_NAME: Final = re.compile(r"o([1-9][0-9]{0,17})-[0-9a-f]{16}")
#: What can still turn out not to have arrived.
_HOPEFUL: Final = frozenset({State.SENDING, State.SENT, State.DOUBTFUL})
_FOUND: Final = (
    sa.select(
        planned.c.state, planned.c.campaign_id, planned.c.ended_at, planned.c.subscriber_id, subscriber.c.sender_id
    )
    .join(subscriber, subscriber.c.id == planned.c.subscriber_id)
    .where(planned.c.id == sa.bindparam("number"))
)


def own_name(number: int, sender_id: str) -> str:
    """The name of a planned message of a person."""
    digest = hashlib.blake2b(f"{number}:{sender_id}".encode(), digest_size=8).hexdigest()
    return f"o{number}-{digest}"


def number_in(name: str) -> int | None:
    """The message's number; ``None`` where it is no name of ours."""
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else None


def end_late(database: ConversationDatabase, number: int, name: str, state: State, now: float) -> bool:
    """Write down that a message ended as ``FAILED`` or ``GONE``; announcements count it instead of what it was.

    Who can't be reached is written to again when they write after that message. False where it is not (any more) the
    message of that name, or had ended so.
    """
    with database.transaction() as connection:
        row = connection.execute(_FOUND, {"number": number}).first()
        if row is None or own_name(number, row.sender_id) != name or State(row.state) not in _HOPEFUL:
            return False
        ended_at = row.ended_at or now
        this = planned.update().where(planned.c.id == number, planned.c.state == row.state)
        if connection.execute(this.values(state=state.value, ended_at=ended_at)).rowcount != 1:
            return False
        if row.campaign_id is not None:
            count_in(connection, row.campaign_id, state)
            if row.state != State.SENDING.value:
                count_in(connection, row.campaign_id, State(row.state), -1)
        if state is State.GONE:
            person = subscriber.update().where(subscriber.c.id == row.subscriber_id)
            connection.execute(person.values(gone_at=ended_at))
        return True
