"""The outbox: what is due is taken by one of all who send, written down as begun, and never begun twice.

``claim_due`` commits ``sending`` before anything leaves. Whoever dies then leaves a row that is ``doubtful`` after a
while; whoever is sure that nothing left puts it back (``put_back``). Every function blocks and raises ``StoreError``
where the database can't be used. Times are seconds since 1970.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from rasa_project.storage.in_talk import Hold, waits_until
from rasa_project.storage.outreach import Kind, State, count_in, end_waiting
from rasa_project.storage.outreach_tables import campaign, planned, subscriber
from rasa_project.storage.schema import conversation

if TYPE_CHECKING:
    from rasa_project.storage.database import ConversationDatabase

#: A message that was begun so long ago ended with its sender. Longer than any call may take.
DOUBTFUL_SECONDS: Final = 600.0
#: What ended is kept so long: a tap below it is still understood.
KEPT_SECONDS: Final = 60 * 86_400.0
#: So many rows are looked at in one transaction, claimed or passed over.
_LOOKED_AT: Final = 200
#: Due messages are counted so far.
MOST_COUNTED: Final = 10_000

_WAITS: Final = planned.c.state == State.WAITING.value
_DUE: Final = (
    sa.select(planned.c.id)
    .where(planned.c.channel == sa.bindparam("of"), _WAITS, planned.c.due_at <= sa.bindparam("now"))
    .order_by(planned.c.due_at, planned.c.id)
    .limit(sa.bindparam("most"))
    .with_for_update(skip_locked=True)
)
_DUE_URGENT: Final = _DUE.where(planned.c.is_urgent)
#: How many are due, at most so many, and since when the first is.
_DUE_ROWS: Final = (
    sa.select(planned.c.due_at)
    .where(planned.c.channel == sa.bindparam("of"), _WAITS, planned.c.due_at <= sa.bindparam("now"))
    .order_by(planned.c.due_at, planned.c.id)
    .limit(sa.bindparam("most"))
    .subquery()
)
_COUNTS: Final = sa.select(sa.func.count(), sa.func.min(_DUE_ROWS.c.due_at)).select_from(_DUE_ROWS)
_OLD: Final = (
    sa.select(planned.c.id)
    .where(planned.c.channel == sa.bindparam("of"), planned.c.state == State.SENDING.value)
    .where(sa.or_(planned.c.begun_at < sa.bindparam("early"), planned.c.begun_at > sa.bindparam("late")))
    .limit(MOST_COUNTED)
)
_THIS: Final = planned.update().where(planned.c.id == sa.bindparam("number"))
_BEGIN: Final = _THIS.where(_WAITS).values(
    state=State.SENDING.value, begun_at=sa.bindparam("at"), attempts=planned.c.attempts + 1
)
_POSTPONE: Final = _THIS.where(_WAITS).values(due_at=sa.bindparam("until"))
_END: Final = _THIS.where(planned.c.state == sa.bindparam("before")).values(
    state=sa.bindparam("after"), ended_at=sa.bindparam("at")
)
_CAMPAIGN_OF: Final = sa.select(planned.c.campaign_id).where(planned.c.id == sa.bindparam("number"))
_NAMES: Final = (
    "id",
    "kind",
    "series",
    "due_at",
    "useful_until",
    "is_urgent",
    "sealed_about",
    "campaign_id",
    "attempts",
)
_TEXTS: Final = (
    sa.select(
        *(planned.c[name] for name in _NAMES), subscriber.c.id.label("subscriber_id"), subscriber.c.sender_id,
        subscriber.c.sealed_chat, subscriber.c.language, subscriber.c.gone_at,
        conversation.c.last_active.label("last_heard"), campaign.c.kk, campaign.c.ru,
    )
    .select_from(planned)
    .join(subscriber, subscriber.c.id == planned.c.subscriber_id)
    .outerjoin(conversation, conversation.c.sender_id == subscriber.c.sender_id)
    .outerjoin(campaign, campaign.c.id == planned.c.campaign_id)
    .where(planned.c.id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(planned.c.due_at, planned.c.id)
)  # fmt: skip


@dataclass(frozen=True)
class Due:
    """A message that is to be sent now, by whoever claimed it.

    Attributes:
        sealed_chat, language: of the person.
        last_heard: when the person last wrote, as far as that is still stored.
        attempts: how often it was begun, this time included.
        texts: an announcement's, Kazakh and Russian; ``None`` for others.
    """

    id: int
    sender_id: str
    subscriber_id: int
    kind: Kind
    series: str | None
    due_at: float
    useful_until: float
    is_urgent: bool
    sealed_chat: str
    language: str
    last_heard: float | None
    sealed_about: str | None
    campaign_id: int | None
    attempts: int
    texts: tuple[str, str] | None


def claim_due(
    database: ConversationDatabase,
    channel: str,
    now: float,
    limit: int = 1,
    urgent_only: bool = False,
    hold: Hold | None = None,
) -> list[Due]:
    """Take what is due, the earliest first; of all who ask at once, one gets a row.

    What is too late, and what is for somebody who blocked the bot, is ended on the way; what comes in the middle of a
    talk (``hold``) becomes due later. May return fewer than there are; nothing only where nothing is due.
    """
    due = _DUE_URGENT if urgent_only else _DUE
    most = limit
    while True:
        with database.transaction() as connection:
            found = connection.execute(due, {"of": channel, "now": now, "most": most}).scalars().all()
            if not found:
                return []
            claimed = _claim(connection, list(found), now, limit, hold)
        if claimed:
            return claimed
        most = max(limit, _LOOKED_AT)  # those were too late: there may be many of them


def put_back(database: ConversationDatabase, number: int, due_at: float | None = None) -> bool:
    """A message that surely did not leave waits again; until ``due_at`` where that is told."""
    this = sa.and_(planned.c.id == number, planned.c.state == State.SENDING.value)
    values = {"state": State.WAITING.value, **({} if due_at is None else {"due_at": due_at})}
    with database.transaction() as connection:
        return connection.execute(planned.update().where(this).values(**values)).rowcount == 1


def sent(database: ConversationDatabase, number: int, now: float) -> bool:
    """The messenger took it; an announcement counts for the week of its person."""
    with database.transaction() as connection:
        if not _end(connection, number, State.SENDING, State.SENT, now):
            return False
        row = connection.execute(sa.select(planned.c.kind, planned.c.subscriber_id).where(planned.c.id == number)).one()
        if row.kind == Kind.ANNOUNCEMENT.value:
            person = subscriber.update().where(subscriber.c.id == row.subscriber_id)
            connection.execute(person.values(last_announced=now))
        return True


def ended(database: ConversationDatabase, number: int, state: State, now: float) -> bool:
    """It ended otherwise: ``FAILED``, ``DOUBTFUL``, ``MISSED`` or ``STOPPED``; false where it was not being sent."""
    with database.transaction() as connection:
        return _end(connection, number, State.SENDING, state, now)


def gone(database: ConversationDatabase, number: int, now: float) -> bool:
    """The person has blocked the bot: so is this message's end, and nothing is sent until the person writes again."""
    with database.transaction() as connection:
        if not _end(connection, number, State.SENDING, State.GONE, now):
            return False
        of = sa.select(planned.c.subscriber_id).where(planned.c.id == number).scalar_subquery()
        connection.execute(subscriber.update().where(subscriber.c.id == of).values(gone_at=now))
        return True


def end_doubtful(database: ConversationDatabase, channel: str, now: float) -> int:
    """What was begun long ago, by somebody who died over it, is never sent again; returns how many.

    A clock that was set back since then makes it doubtful as well: whether it is old can't be told.
    """
    times = {"of": channel, "early": now - DOUBTFUL_SECONDS, "late": now + DOUBTFUL_SECONDS}
    with database.transaction() as connection:
        ids = list(connection.execute(_OLD, times).scalars())
        return sum(_end(connection, number, State.SENDING, State.DOUBTFUL, now) for number in ids)


def waiting_counts(database: ConversationDatabase, channel: str, now: float) -> tuple[int, float]:
    """How many are due (counted up to :data:`MOST_COUNTED`), and for how many seconds the first of them."""
    with database.transaction() as connection:
        count, first = connection.execute(_COUNTS, {"of": channel, "now": now, "most": MOST_COUNTED}).one()
    return int(count), max(0.0, now - float(first)) if count else 0.0


def forget_old(database: ConversationDatabase, now: float) -> int:
    """Delete what ended long ago, and persons for whom nothing waits and who want no announcements."""
    before = now - KEPT_SECONDS
    over = planned.c.state.notin_([State.WAITING.value, State.SENDING.value])
    has_some = sa.select(planned.c.id).where(planned.c.subscriber_id == subscriber.c.id).exists()
    wrote = sa.select(conversation.c.id).where(
        conversation.c.sender_id == subscriber.c.sender_id, conversation.c.last_active > subscriber.c.gone_at
    )
    is_gone = sa.and_(subscriber.c.gone_at < before, sa.not_(wrote.exists()))
    is_left = sa.or_(subscriber.c.announcements.is_(False), is_gone)
    with database.transaction() as connection:
        count = connection.execute(planned.delete().where(over, planned.c.ended_at < before)).rowcount
        nobody = subscriber.delete().where(sa.not_(has_some), is_left, subscriber.c.created_at < before)
        return int(count + connection.execute(nobody).rowcount)


def _claim(connection: Connection, ids: list[int], now: float, limit: int, hold: Hold | None) -> list[Due]:
    claimed: list[Due] = []
    missed, unreachable = [], []
    for row in connection.execute(_TEXTS, {"ids": ids}).mappings().all():
        if row["useful_until"] <= now:
            missed.append(row["id"])
        elif _is_gone(row["gone_at"], row["last_heard"]):
            unreachable.append(row["id"])
        elif len(claimed) < limit and not _is_held(connection, row, now, hold) and _begin(connection, row["id"], now):
            claimed.append(_due(row))
    for some, state in ((missed, State.MISSED), (unreachable, State.GONE)):
        if some:
            end_waiting(connection, planned.c.id.in_(some), state, now)
    return claimed


def _is_gone(gone_at: float | None, last_heard: float | None) -> bool:
    """Whoever wrote since has let the bot in again."""
    return gone_at is not None and (last_heard is None or last_heard <= gone_at)


def _is_held(connection: Connection, row: Any, now: float, hold: Hold | None) -> bool:
    """Whether the person is in a talk: then the message becomes due later, at the latest when it is of no more use."""
    until = waits_until(connection, row["sender_id"], row["last_heard"], now, hold) if hold is not None else None
    if until is None:
        return False
    connection.execute(_POSTPONE, {"number": row["id"], "until": min(until, row["useful_until"])})
    return True


def _begin(connection: Connection, number: int, now: float) -> bool:
    return connection.execute(_BEGIN, {"number": number, "at": now}).rowcount == 1


def _end(connection: Connection, number: int, before: State, after: State, now: float) -> bool:
    told = {"number": number, "before": before.value, "after": after.value, "at": now}
    if connection.execute(_END, told).rowcount != 1:
        return False
    key = connection.execute(_CAMPAIGN_OF, {"number": number}).scalar()
    if key is not None:
        count_in(connection, key, after)
    return True


def _due(row: Any) -> Due:
    told = {name: row[name] for name in Due.__dataclass_fields__ if name != "texts"}
    texts = (row["kk"], row["ru"]) if row["kk"] is not None else None
    return Due(**{**told, "kind": Kind(row["kind"]), "attempts": row["attempts"] + 1, "texts": texts})
