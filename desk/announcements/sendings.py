"""Orders to send an announcement: written for the bot, which takes each up once; what became of them, read of the bot.

The desk writes no table of the bot (decision 0101). An order holds the text that is published, and who approved it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from desk.bot.store import BotStore
from desk.publishing import files
from desk.publishing.models import Item
from rasa_project.outreach.hours import week_begins
from rasa_project.outreach.orders import FILE, Sending, as_entry
from rasa_project.settings import DATABASE_URL
from rasa_project.storage import campaigns
from rasa_project.storage.campaigns import Progress, Report
from rasa_project.storage.outreach import State

#: Older orders leave the file; the bot has them.
_MOST: Final = 100
#: Fewer people are not told apart.
LEAST_SHOWN: Final = 3


@dataclass(frozen=True)
class Audience:
    """Who would get an announcement now: so many, so many had one this week, and by village where there are enough."""

    count: int
    held_back: int
    villages: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Sent:
    """An order, and its report where the bot has taken it up."""

    key: str
    report: Report | None
    is_stopped: bool

    @property
    def is_open(self) -> bool:
        """Whether something of it may still be sent."""
        if self.is_stopped:
            return False
        return self.report is None or self.report.state in {Progress.PLANNING, Progress.RUNNING}

    @property
    def ends(self) -> tuple[int, int, int]:
        """How many got it, have blocked the bot, did not get it."""
        if self.report is None:
            return 0, 0, 0
        ends = self.report.ends
        missed = (State.FAILED, State.DOUBTFUL, State.MISSED)
        return ends[State.SENT], ends[State.GONE], sum(ends[one] for one in missed)


def audience(item: Item, *, urgent: bool) -> Audience:
    """Who would get it.

    Raises:
        BotStoreError: the bot's database can't be read.
    """
    places = tuple((item.live or {}).get("places") or ())
    with BotStore(DATABASE_URL.read()).reading() as connection:
        counts = campaigns.audience(connection, week_begins(time.time()))
    count, held = campaigns.reached(counts, places, urgent)
    shown = [
        (village or "", total) for village, (total, _) in counts.items()
        if total >= LEAST_SHOWN and (not places or village in places)
    ]  # fmt: skip
    return Audience(count, held, tuple(sorted(shown, key=lambda pair: -pair[1])))


def order(item: Item, key: str, *, urgent: bool, by: str) -> bool:
    """Tell the bot to send what is published; false where an order of that name stands already (a doubled submit).

    Raises:
        ValueError: nothing of it is published.
        OSError: the folder can't be written to.
    """
    if item.live is None:
        raise ValueError("nothing is published")
    approved = item.published_by.get_username() if item.published_by else by
    sending = Sending(
        id=key, kk=item.live["kk"], ru=item.live["ru"], places=item.live.get("places") or [], urgent=urgent, by=by,
        approved_by=approved, until=item.live["until"],
    )  # fmt: skip
    with files.alone():
        orders = _orders()
        if key in orders:
            return False
        orders[key] = as_entry(sending)
        files.put(FILE, _text(orders))
    return True


def stop(key: str) -> bool:
    """Tell the bot to send nothing more of an order; false where the desk gave none of that name.

    Raises:
        OSError: the folder can't be written to.
    """
    with files.alone():
        orders = _orders()
        if key not in orders:
            return False
        orders[key] = {**orders[key], "stopped": True}
        files.put(FILE, _text(orders))
    return True


def sent() -> list[Sent]:
    """What was ordered, the newest first: here, and on the command line.

    Raises:
        BotStoreError: the bot's database can't be read.
    """
    with BotStore(DATABASE_URL.read()).reading() as connection:
        reports = {one.key: one for one in campaigns.reports(connection)}
    orders = _orders()
    waiting = [Sent(key, None, bool(one.get("stopped"))) for key, one in orders.items() if key not in reports]
    taken = [Sent(key, one, bool(orders.get(key, {}).get("stopped"))) for key, one in reports.items()]
    return [*reversed(waiting), *taken]


def _orders() -> dict[str, dict[str, Any]]:
    told = files.read(FILE)
    return {str(one["id"]): one for one in told if isinstance(one, dict) and "id" in one} if told else {}


def _text(orders: Mapping[str, Any]) -> str:
    return yaml.safe_dump(list(orders.values())[-_MOST:], allow_unicode=True, sort_keys=False)
