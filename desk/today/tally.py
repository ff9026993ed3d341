"""What is counted of turns: a pure function of them."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

from desk.bot.turns import Turn
from rasa_project.clock import DISTRICT_ZONE

_ZONE: Final = ZoneInfo(DISTRICT_ZONE)

#: Measures of a turn and how it is told; each is counted by hour and by day.
MEASURES: Final[dict[str, Callable[[Turn], bool]]] = {
    "messages": lambda turn: True,
    "new_people": lambda turn: turn.is_first,
    "emergencies": lambda turn: turn.is_emergency,
    "contacts": lambda turn: turn.has_contact,
    "fever_rash": lambda turn: turn.has_fever_rash,
    "not_understood": lambda turn: turn.is_not_understood,
}
#: By what messages are told apart; each is counted by day.
BREAKDOWNS: Final[dict[str, Callable[[Turn], str]]] = {
    "topic": lambda turn: turn.topic,
    "question": lambda turn: turn.question,
    "language": lambda turn: turn.language,
    "channel": lambda turn: turn.channel,
    "village": lambda turn: turn.village,
}


@dataclass
class WeekOfSomebody:
    """What one person told of in a week."""

    place: str = ""
    has_fever_rash: bool = False
    has_contact: bool = False

    def add(self, turn: Turn) -> None:
        """One more turn of theirs."""
        self.place = turn.village or self.place
        self.has_fever_rash = self.has_fever_rash or turn.has_fever_rash
        self.has_contact = self.has_contact or turn.has_contact


@dataclass
class Tally:
    """Counts of some turns.

    Attributes:
        hours: by the hour's beginning and the measure.
        days: by day, measure and name.
        people: on each day, the digests of who wrote.
        weeks: by the week's Monday and the digest, what was told of.
        unanswered: turns that were not understood.
        refused: conversations whose parent refuses that messages are kept, with the time of their beginning.
    """

    hours: Counter[tuple[datetime, str]] = field(default_factory=Counter)
    days: Counter[tuple[date, str, str]] = field(default_factory=Counter)
    people: dict[date, set[str]] = field(default_factory=dict)
    weeks: dict[tuple[date, str], WeekOfSomebody] = field(default_factory=dict)
    unanswered: list[Turn] = field(default_factory=list)
    refused: set[tuple[int, float]] = field(default_factory=set)


def by_day(turns: Iterable[Turn], secret: bytes) -> dict[date, Tally]:
    """Count turns, each day of the district by itself; ``secret`` keys the digests of people."""
    days: dict[date, Tally] = {}
    for turn in turns:
        hour, day = hour_of(turn.at), day_of(turn.at)
        counted = days.setdefault(day, Tally())
        for measure, is_one in MEASURES.items():
            if is_one(turn):
                counted.hours[hour, measure] += 1
                counted.days[day, measure, ""] += 1
        for measure, name_of in BREAKDOWNS.items():
            if name := name_of(turn):
                counted.days[day, measure, name] += 1
        if turn.is_not_understood:
            counted.unanswered.append(turn)
        if turn.refuses_text:
            counted.refused.add((turn.conversation, turn.created_at))
        counted.people.setdefault(day, set()).add(digest(secret, day_period(day), turn))
        week = monday_of(day)
        somebody = counted.weeks.setdefault((week, digest(secret, week_period(week), turn)), WeekOfSomebody())
        somebody.add(turn)
    return days


def digest(secret: bytes, period: str, turn: Turn) -> str:
    """A mark of the conversation that holds for one period: nobody tells two periods' marks to be of one person."""
    said = f"{period}:{turn.conversation}:{turn.created_at!r}".encode()
    return hmac.new(secret, said, hashlib.sha256).hexdigest()[:32]


def hour_of(at: float) -> datetime:
    """The beginning of the hour, UTC; hours of the district begin with it (UTC+5)."""
    return datetime.fromtimestamp(at - at % 3600, timezone.utc)


def day_of(at: float) -> date:
    """The day in the district."""
    return datetime.fromtimestamp(at, _ZONE).date()


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def start_of(day: date) -> datetime:
    """When a day begins in the district."""
    return datetime(day.year, day.month, day.day, tzinfo=_ZONE)


def day_period(day: date) -> str:
    """A day as ``Seen`` names it."""
    return f"d{day.isoformat()}"


def week_period(week: date) -> str:
    """A week as ``Seen`` names it."""
    return f"w{week.isoformat()}"
