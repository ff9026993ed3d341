"""What is planned for a person (``subscribers.py``); ``outbox.py`` sends it, ``campaigns.py`` announces.

Content comes sealed (``rasa_project/outreach/sealing.py``) and is never opened here; all of a person goes with "delete
my data". Every function blocks and raises ``StoreError`` where the database can't be used. Times are seconds since
1970.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from rasa_project.errors import BotError
from rasa_project.storage.outreach_tables import campaign, planned, subscriber

if TYPE_CHECKING:
    from rasa_project.storage.database import ConversationDatabase

#: So many messages may wait for one person.
MOST_WAITING: Final = 60


class Kind(str, Enum):
    """What a planned message is."""

    DOSE = "dose"
    WATCH = "watch"
    ANNOUNCEMENT = "announcement"


class State(str, Enum):
    """How far a planned message has come; all but the first two are its end."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    #: Refused for good, or nothing to say any more.
    FAILED = "failed"
    #: It left and nobody knows whether it arrived, as after a crash: never sent again.
    DOUBTFUL = "doubtful"
    #: Its time went by while nothing could be sent.
    MISSED = "missed"
    #: The person has blocked the bot.
    GONE = "gone"
    STOPPED = "stopped"


class NotSubscribedError(BotError):
    """Nothing may be planned for somebody who did not ask for it: subscribe first."""


class TooManyPlannedError(BotError):
    """So many messages wait for one person that no more are taken."""


@dataclass(frozen=True)
class Plan:
    """A message to plan: sent at ``due_at`` or soon after, never after ``useful_until``.

    ``series`` binds the messages of one reminder together; ``sealed_about`` is what is to be said, sealed.
    """

    kind: Kind
    due_at: float
    useful_until: float
    sealed_about: str | None = None
    series: str | None = None


@dataclass(frozen=True)
class Planned:
    """A planned message as it stands."""

    id: int
    kind: Kind
    series: str | None
    due_at: float
    useful_until: float
    state: State
    ended_at: float | None
    answered_at: float | None
    sealed_about: str | None


_MINE: Final = planned.c.subscriber_id.in_(
    sa.select(subscriber.c.id).where(subscriber.c.sender_id == sa.bindparam("sender")).scalar_subquery()
)
_PERSON: Final = sa.select(subscriber.c.id, subscriber.c.channel).where(
    subscriber.c.sender_id == sa.bindparam("sender")
)
_LISTED: Final = (
    sa.select(*(planned.c[name] for name in Planned.__dataclass_fields__))
    .join(subscriber, subscriber.c.id == planned.c.subscriber_id)
    .order_by(planned.c.due_at, planned.c.id)
)


def plan(database: ConversationDatabase, sender_id: str, plans: Sequence[Plan]) -> list[int]:
    """Plan messages for a person, all or none; returns their numbers in the same order.

    Raises:
        NotSubscribedError: the person did not ask for anything.
        TooManyPlannedError: more than :data:`MOST_WAITING` would wait.
    """
    with database.transaction() as connection:
        return _plan(connection, sender_id, plans)


def replace(database: ConversationDatabase, sender_id: str, series: str, plans: Sequence[Plan], now: float) -> int:
    """Put other messages in the place of those of a series that wait, all or none; returns how many were stopped.

    Raises:
        NotSubscribedError, TooManyPlannedError: see :func:`plan`; nothing was changed.
    """
    with database.transaction() as connection:
        stopped = end_waiting(connection, sa.and_(of_sender(sender_id), planned.c.series == series), State.STOPPED, now)
        if plans:
            _plan(connection, sender_id, plans)
        return stopped


def list_of(
    database: ConversationDatabase, sender_id: str, kinds: Collection[Kind] = (), waiting_only: bool = True
) -> list[Planned]:
    """What is planned for a person, the next first; of all kinds where none is named."""
    query = _LISTED.where(subscriber.c.sender_id == sender_id)
    if kinds:
        query = query.where(planned.c.kind.in_([one.value for one in kinds]))
    if waiting_only:
        query = query.where(planned.c.state == State.WAITING.value)
    with database.transaction() as connection:
        rows = connection.execute(query).mappings().all()
    return [Planned(**{**row, "kind": Kind(row["kind"]), "state": State(row["state"])}) for row in rows]


def find(database: ConversationDatabase, sender_id: str, number: int) -> Planned | None:
    """One message of a person in any state; ``None`` where it is not this person's."""
    return next((one for one in list_of(database, sender_id, waiting_only=False) if one.id == number), None)


def change(database: ConversationDatabase, sender_id: str, number: int, to: Plan) -> bool:
    """Put another time or content in the place of a message of this person that still waits."""
    values = {"due_at": to.due_at, "useful_until": to.useful_until, "sealed_about": to.sealed_about}
    this = sa.and_(of_sender(sender_id), planned.c.id == number, planned.c.state == State.WAITING.value)
    with database.transaction() as connection:
        return connection.execute(planned.update().where(this).values(**values)).rowcount == 1


def answered(database: ConversationDatabase, sender_id: str, number: int, now: float) -> bool:
    """Write down that a message of this person was answered; true the first time."""
    this = sa.and_(of_sender(sender_id), planned.c.id == number, planned.c.answered_at.is_(None))
    with database.transaction() as connection:
        return connection.execute(planned.update().where(this).values(answered_at=now)).rowcount == 1


def stop(
    database: ConversationDatabase,
    sender_id: str,
    now: float,
    *,
    number: int | None = None,
    series: str | None = None,
    kinds: Collection[Kind] = (),
) -> int:
    """Stop what waits of a person: one message, a series, some kinds, or (nothing named) all; returns how many."""
    these = [of_sender(sender_id)]
    if number is not None:
        these.append(planned.c.id == number)
    if series is not None:
        these.append(planned.c.series == series)
    if kinds:
        these.append(planned.c.kind.in_([one.value for one in kinds]))
    with database.transaction() as connection:
        return end_waiting(connection, sa.and_(*these), State.STOPPED, now)


def rows_of(database: ConversationDatabase, sender_id: str) -> list[dict[str, Any]]:
    """What is stored of a person, for handing out; sealed as it is stored."""
    theirs = sa.select(planned).where(of_sender(sender_id)).order_by(planned.c.id)
    with database.transaction() as connection:
        person = connection.execute(sa.select(subscriber).where(subscriber.c.sender_id == sender_id)).mappings().all()
        rows = connection.execute(theirs).mappings().all()
    return [{"event": "subscriber", **row} for row in person] + [{"event": "planned", **row} for row in rows]


def end_waiting(connection: Connection, these: Any, state: State, now: float) -> int:
    """End all of ``these`` (a condition on ``planned``) that still wait; announcements count in their report."""
    both = sa.and_(these, planned.c.state == State.WAITING.value)
    for key, count in by_campaign(connection, both).items():
        count_in(connection, key, state, count)
    return int(connection.execute(planned.update().where(both).values(state=state.value, ended_at=now)).rowcount)


def count_in(connection: Connection, campaign_id: int, state: State, count: int = 1) -> None:
    """Count ends in the report of an announcement."""
    column = campaign.c[state.value]
    connection.execute(campaign.update().where(campaign.c.id == campaign_id).values({column: column + count}))


def by_campaign(connection: Connection, these: Any) -> dict[int, int]:
    """How many of ``these`` (a condition on ``planned``) are of each announcement."""
    is_announced = sa.and_(these, planned.c.campaign_id.isnot(None))
    query = sa.select(planned.c.campaign_id, sa.func.count()).where(is_announced).group_by(planned.c.campaign_id)
    return {int(key): int(count) for key, count in connection.execute(query)}


def _plan(connection: Connection, sender_id: str, plans: Sequence[Plan]) -> list[int]:
    person = connection.execute(_PERSON, {"sender": sender_id}).first()
    if person is None:
        raise NotSubscribedError("Nobody of that name asked to be written to.")
    waits = sa.and_(planned.c.subscriber_id == person.id, planned.c.state == State.WAITING.value)
    waiting = connection.execute(sa.select(sa.func.count()).where(waits)).scalar_one()
    if waiting + len(plans) > MOST_WAITING:
        raise TooManyPlannedError(f"{waiting} messages wait for one person; at most {MOST_WAITING} may.")
    return [int(connection.execute(planned.insert(), _row(person, one)).inserted_primary_key[0]) for one in plans]


def of_sender(sender_id: str) -> Any:
    """The condition on ``planned`` that a message is this person's."""
    return _MINE.params(sender=sender_id)


def _row(person: Any, one: Plan) -> dict[str, Any]:
    return {
        "subscriber_id": person.id, "channel": person.channel, "kind": one.kind.value, "series": one.series,
        "due_at": one.due_at, "useful_until": one.useful_until, "is_urgent": False, "state": State.WAITING.value,
        "sealed_about": one.sealed_about, "attempts": 0,
    }  # fmt: skip
