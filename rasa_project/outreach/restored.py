"""After a restore: what may have been sent since the backup is not sent again, and is told.

Nobody knows which of it went out. What was due by then ends as ``doubtful``; an order of the desk's that the restored
tables do not know stands as stopped. What could not be sent (an ordinary message, all of that time being night) waits.
"""

from __future__ import annotations

import logging
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from rasa_project.errors import ContentError
from rasa_project.outreach.hours import next_day_time
from rasa_project.outreach.orders import FILE, read_sendings, take_up
from rasa_project.storage import campaigns
from rasa_project.storage.campaigns import Progress
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.outreach import State, end_waiting
from rasa_project.storage.outreach_tables import campaign, planned
from rasa_project.storage.restored import Restored, mark_in, take_mark

logger = logging.getLogger(__name__)


def honour_restore(database: ConversationDatabase, published: Path, now: float) -> int:
    """End what may have been sent between a backup and its restore, once; returns how many messages that were.

    Nothing to do, and one short query, where nothing was restored.

    Args:
        database: the bot's.
        published: the folder with the desk's orders.
        now: seconds since 1970.
    """
    with database.transaction() as connection:
        mark = mark_in(connection)
    if mark is None:
        return 0
    orders = _stop_orders(database, published, now)
    with database.transaction() as connection:
        if not take_mark(connection):
            return 0  # another process was quicker
        is_of_then = campaign.c.state.in_([Progress.PLANNING.value, Progress.RUNNING.value])
        these = sa.and_(is_of_then, _may_be_sent(mark, campaign.c.due_at, campaign.c.urgent))
        connection.execute(campaign.update().where(these).values(state=Progress.STOPPED.value))
        sent = _may_be_sent(mark, planned.c.due_at, planned.c.is_urgent)
        count = end_waiting(connection, sent, State.DOUBTFUL, now)
    _tell(mark, count, orders)
    return count


def _may_be_sent(mark: Restored, due_at: Any, is_urgent: Any) -> Any:
    is_due = due_at <= mark.at
    return is_due if next_day_time(mark.made) <= mark.at else sa.and_(is_due, is_urgent)


def _stop_orders(database: ConversationDatabase, published: Path, now: float) -> list[str]:
    """Orders that the restored tables do not know were given, and perhaps sent, before the restore."""
    file = published / FILE
    try:
        orders = read_sendings(file) if file.exists() else []
    except (ContentError, OSError):
        return []  # nothing of a file that can't be read is taken up either
    stopped = []
    for one in orders:
        if not one.stopped and take_up(database, one, now):
            campaigns.stop(database, one.id, now)
            stopped.append(one.id)
    return stopped


def _tell(mark: Restored, count: int, orders: list[str]) -> None:
    since = f"{datetime.fromtimestamp(mark.made, timezone.utc):%Y-%m-%d %H:%M} UTC" if mark.made else "an unknown time"
    told = f" Orders of the desk that are not sent again: {', '.join(orders)}." if orders else ""
    logger.warning(
        "A backup of %s was restored. %d planned messages may have been sent since then and are not sent again "
        "(doubtful).%s What parents still need to hear: announce it anew (docs/outreach.md).",
        since, count, told,
    )  # fmt: skip
