"""Announcements that the office sends: an order is taken up once, planned for who wants it, counted for its report.

An order's ``key`` is its name for ever. Planning goes in steps, each a transaction, so that a crash goes on where it
was; nobody gets a row twice. Functions that take a connection only read: the office's desk calls them, too.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from rasa_project.storage.outreach import Kind, State, end_waiting
from rasa_project.storage.outreach_tables import campaign, planned, subscriber
from rasa_project.storage.schema import conversation

if TYPE_CHECKING:
    from rasa_project.storage.database import ConversationDatabase

#: So many persons are looked at in one step of planning.
STEP: Final = 2_000
#: What became of messages, as the report counts it.
ENDS: Final = (State.SENT, State.FAILED, State.DOUBTFUL, State.MISSED, State.GONE, State.STOPPED)


class Progress(str, Enum):
    """How far an announcement has come."""

    PLANNING = "planning"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Order:
    """An announcement to send.

    Attributes:
        key: its name; an order of a name that was taken up before is nothing new.
        villages: codes of settlements; empty: all who want announcements.
        urgent: also to those who had one this week, and at night.
        created_by, approved_by: people of the office, for the report.
        due_at, useful_until: seconds since 1970.
    """

    key: str
    kk: str
    ru: str
    villages: tuple[str, ...]
    urgent: bool
    created_by: str
    approved_by: str
    due_at: float
    useful_until: float


@dataclass(frozen=True)
class Report:
    """How far an announcement has come: ``planned`` for so many, ``held_back`` from those who had one this week."""

    key: str
    kk: str
    ru: str
    villages: tuple[str, ...]
    urgent: bool
    created_by: str
    approved_by: str
    created_at: float
    due_at: float
    useful_until: float
    state: Progress
    planned: int
    held_back: int
    ends: Mapping[State, int]

    @property
    def left(self) -> int:
        """How many are not sent yet."""
        return self.planned - sum(self.ends.values())


def take_up(database: ConversationDatabase, order: Order, now: float) -> bool:
    """Write an order down; false where one of its name was taken up before."""
    row = {**vars(order), "villages": json.dumps(order.villages), "created_at": now}
    counts = dict.fromkeys(("planned", "held_back", "planned_up_to", *(one.value for one in ENDS)), 0)
    with database.transaction() as connection:
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        new = insert(campaign).on_conflict_do_nothing(index_elements=["key"])
        told = {**row, "state": Progress.PLANNING.value, **counts}
        return bool(connection.execute(new.values(**told)).rowcount == 1)


def plan_step(database: ConversationDatabase, now: float, since: float) -> bool:
    """Plan the next :data:`STEP` persons of an order that is being planned; false where none is.

    Args:
        database: the bot's.
        now: seconds since 1970.
        since: who was announced something at that second or later has had this week's.
    """
    with database.transaction() as connection:
        query = sa.select(campaign).where(campaign.c.state == Progress.PLANNING.value).order_by(campaign.c.id).limit(1)
        order = connection.execute(query.with_for_update()).mappings().first()
        if order is None:
            return False
        begin = order["planned_up_to"]
        window = sa.select(subscriber.c.id).where(subscriber.c.id > begin).order_by(subscriber.c.id).limit(STEP)
        end = connection.execute(sa.select(sa.func.max(window.subquery().c.id))).scalar()
        this = campaign.update().where(campaign.c.id == order["id"], campaign.c.planned_up_to == begin)
        if end is None:
            connection.execute(this.values(state=Progress.RUNNING.value))
            return True
        if connection.execute(this.values(planned_up_to=end)).rowcount == 1:
            _plan_between(connection, order, begin, end, since)
        return True


def stop(database: ConversationDatabase, key: str, now: float) -> int | None:
    """Stop what is not sent yet of an announcement; returns how many that were, ``None`` where there is none."""
    with database.transaction() as connection:
        number = connection.execute(sa.select(campaign.c.id).where(campaign.c.key == key)).scalar()
        if number is None:
            return None
        is_open = campaign.c.state.in_([Progress.PLANNING.value, Progress.RUNNING.value])
        this = campaign.update().where(campaign.c.id == number, is_open)
        connection.execute(this.values(state=Progress.STOPPED.value))
        return end_waiting(connection, planned.c.campaign_id == number, State.STOPPED, now)


def finish(database: ConversationDatabase) -> int:
    """Write down which announcements are through; returns how many became so."""
    ends = sum((campaign.c[one.value] for one in ENDS[1:]), campaign.c[ENDS[0].value])
    through = sa.and_(campaign.c.state == Progress.RUNNING.value, campaign.c.planned == ends)
    with database.transaction() as connection:
        return int(connection.execute(campaign.update().where(through).values(state=Progress.DONE.value)).rowcount)


def state_of(connection: Connection, key: str) -> Progress | None:
    """How far an announcement has come; ``None`` where none of that name was taken up."""
    state = connection.execute(sa.select(campaign.c.state).where(campaign.c.key == key)).scalar()
    return None if state is None else Progress(state)


def reports(connection: Connection, limit: int = 50) -> list[Report]:
    """The announcements that were sent, the newest first."""
    query = sa.select(campaign).order_by(campaign.c.id.desc()).limit(limit)
    return [_report(row) for row in connection.execute(query).mappings()]


def audience(connection: Connection, since: float) -> dict[str | None, tuple[int, int]]:
    """Who wants announcements, by the village that they told: how many, and how many had one since ``since``."""
    held = sa.func.sum(sa.case((_was_announced(since), 1), else_=0))
    query = (
        sa.select(subscriber.c.village, sa.func.count(), held)
        .select_from(_people())
        .where(_is_reachable())
        .group_by(subscriber.c.village)
    )
    return {village: (int(count), int(had or 0)) for village, count, had in connection.execute(query)}


def reached(counts: Mapping[str | None, tuple[int, int]], villages: Collection[str], urgent: bool) -> tuple[int, int]:
    """Of an :func:`audience`, how many an order would be planned for, and how many would be held back."""
    some = [pair for village, pair in counts.items() if not villages or village in villages]
    wanted, had = sum(one for one, _ in some), sum(one for _, one in some)
    return (wanted, 0) if urgent else (wanted - had, had)


def _plan_between(connection: Connection, order: Mapping[str, Any], begin: int, end: int, since: float) -> None:
    villages = json.loads(order["villages"])
    these = sa.and_(subscriber.c.id > begin, subscriber.c.id <= end, _is_reachable())
    if villages:
        these = sa.and_(these, subscriber.c.village.in_(villages))
    held = 0
    if not order["urgent"]:
        had = sa.select(sa.func.count()).select_from(_people()).where(these, _was_announced(since))
        held = int(connection.execute(had).scalar_one())
        these = sa.and_(these, sa.not_(_was_announced(since)))
    row = {
        "kind": Kind.ANNOUNCEMENT.value, "due_at": order["due_at"], "useful_until": order["useful_until"],
        "is_urgent": order["urgent"], "state": State.WAITING.value, "campaign_id": order["id"], "attempts": 0,
    }  # fmt: skip
    chosen = sa.select(
        subscriber.c.id, subscriber.c.channel,
        *(sa.literal(value, planned.c[name].type) for name, value in row.items()),
    ).select_from(_people()).where(these).order_by(subscriber.c.id)  # fmt: skip
    into = planned.insert().from_select(["subscriber_id", "channel", *row], chosen)
    count = connection.execute(into).rowcount
    more = {"planned": campaign.c.planned + count, "held_back": campaign.c.held_back + held}
    connection.execute(campaign.update().where(campaign.c.id == order["id"]).values(**more))


def _people() -> Any:
    return sa.outerjoin(subscriber, conversation, conversation.c.sender_id == subscriber.c.sender_id)


def _is_reachable() -> Any:
    """Wants announcements, and has not blocked the bot, or has written since."""
    is_here = sa.or_(subscriber.c.gone_at.is_(None), conversation.c.last_active > subscriber.c.gone_at)
    return sa.and_(subscriber.c.announcements, is_here)


def _was_announced(since: float) -> Any:
    """Had one since, or one waits."""
    open_ = planned.c.state.in_([State.WAITING.value, State.SENDING.value])
    mine = sa.and_(planned.c.subscriber_id == subscriber.c.id, planned.c.campaign_id.isnot(None), open_)
    had = sa.func.coalesce(subscriber.c.last_announced, -1.0) >= since
    return sa.or_(had, sa.select(planned.c.id).where(mine).exists())


def _report(row: Mapping[str, Any]) -> Report:
    told = {name: row[name] for name in Report.__dataclass_fields__ if name != "ends"}
    ends = {one: int(row[one.value]) for one in ENDS}
    return Report(
        **{**told, "villages": tuple(json.loads(row["villages"])), "state": Progress(row["state"]), "ends": ends}
    )
