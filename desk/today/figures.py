"""The numbers of a page or a report, read from the counts: few short queries whatever was stored."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final

from django.db.models import Sum

from desk.today.models import DayCount, HourCount, WeekCount
from desk.today.tally import BREAKDOWNS, MEASURES, monday_of, start_of

#: What the first rows show, in order.
TOTALS: Final = (
    "messages", "people", "new_people", "emergencies", "contacts", "fever_rash", "not_understood", "helped",
    "not_helped",
)  # fmt: skip
#: Weeks that a week is compared with.
WEEKS_BEFORE: Final = 4
#: Fewer than these are not shown by village: a village is small.
LEAST_OF_VILLAGE: Final = 3
_RISEN: Final = 10
#: A question has risen only where so many asked it.
_LEAST_RISEN: Final = 3


@dataclass(frozen=True)
class Span:
    """Some days, the last one included, and how often as many came before to compare with."""

    first: date
    last: date
    times_before: int = WEEKS_BEFORE

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def step(self) -> int:
        """Days from this span to the one that it is compared with: whole weeks, so that Mondays meet Mondays."""
        return -(-self.days // 7) * 7

    def before(self) -> list[Span]:
        """The spans of as many days, whole weeks earlier, the latest first."""
        shifts = (timedelta(days=self.step * n) for n in range(1, self.times_before + 1))
        return [Span(self.first - shift, self.last - shift) for shift in shifts]


@dataclass(frozen=True)
class Compared:
    """A number and the mean of those before; ``usual`` is ``None`` where nothing was counted then."""

    name: str
    now: int
    usual: float | None


def totals(span: Span) -> list[Compared]:
    """The first rows of a page."""
    spans = [span, *span.before()]
    rows = _by_day(TOTALS, spans[-1].first, span.last)
    counted = first_day()
    usable = [one for one in spans[1:] if counted and one.first >= counted]

    def of(measure: str, one: Span) -> int:
        return sum(n for day, n in rows[measure].items() if one.first <= day <= one.last)

    found = [Compared(name, of(name, span), _mean([of(name, one) for one in usable])) for name in TOTALS]
    if span.days == 1 and span.last == today_in_district():
        usual = usual_hours(span.last, tuple(MEASURES))
        return [_by_now(one, span.last, usual.get(one.name, [])) for one in found]
    return found


def _by_now(one: Compared, day: date, usual: Sequence[float | None]) -> Compared:
    """The number of the day that runs, against what is usual by this hour; nothing where hours are not counted."""
    passed = datetime.now(timezone.utc) - start_of(day)
    known = [hour for hour in usual[: int(passed.total_seconds() // 3600) + 1] if hour is not None]
    return Compared(one.name, one.now, sum(known) if known else None)


def breakdown(measure: str, span: Span, most: int = 100) -> list[tuple[str, int]]:
    """How many of each topic, question, language, channel or village; the most frequent first.

    Villages with fewer than three are left out, together with the hint how many messages that are (name ``…``).
    """
    rows = (
        DayCount.objects.filter(measure=measure, day__range=(span.first, span.last))
        .values_list("name")
        .annotate(total=Sum("count"))
        .order_by("-total", "name")
    )
    found = [(name, total) for name, total in rows if total]
    if measure == "village":
        few = sum(total for _, total in found if total < LEAST_OF_VILLAGE)
        found = [(name, total) for name, total in found if total >= LEAST_OF_VILLAGE]
        found += [("…", few)] if few >= LEAST_OF_VILLAGE else []
    return found[:most]


def breakdowns(span: Span) -> dict[str, list[tuple[str, int]]]:
    """All of them."""
    return {measure: breakdown(measure, span) for measure in BREAKDOWNS}


def risen(last: date) -> list[Compared]:
    """The ten questions that rose most: the seven days to ``last`` against the mean of the four weeks before.

    Sorted by how unusual the rise is: the difference over the square root of what was usual (and one).
    """
    span = Span(last - timedelta(days=6), last)
    now = dict(breakdown("question", span, 1000))
    four_weeks = Span(span.before()[-1].first, span.first - timedelta(days=1))
    before = dict(breakdown("question", four_weeks, 1000))
    compared = [Compared(name, count, before.get(name, 0) / WEEKS_BEFORE) for name, count in now.items()]
    rising = [one for one in compared if one.now >= _LEAST_RISEN and one.now > (one.usual or 0)]
    return sorted(rising, key=lambda one: (-rise_of(one), one.name))[:_RISEN]


def rise_of(one: Compared) -> float:
    """How unusual a rise is."""
    usual = one.usual or 0.0
    return (one.now - usual) / math.sqrt(usual + 1)


def by_hour(day: date, measure: str = "messages") -> list[int]:
    """How many in each hour of a day of the district."""
    return _hours([day], (measure,))[measure][0]


def usual_hours(day: date, measures: Sequence[str] = ("messages",)) -> dict[str, list[float | None]]:
    """The mean of each hour of the same weekday of the four weeks before; ``None`` where nothing was counted then."""
    counted = first_day()
    days = [day - timedelta(days=7 * n) for n in range(1, WEEKS_BEFORE + 1)]
    known = [one for one in days if counted and one >= counted]
    rows = _hours(known, measures)
    return {measure: [_mean([row[at] for row in rows[measure]]) for at in range(24)] for measure in measures}


def _hours(days: Sequence[date], measures: Sequence[str]) -> dict[str, list[list[int]]]:
    """By measure, for each of the days the numbers of its 24 hours; one query."""
    found = {measure: [[0] * 24 for _ in days] for measure in measures}
    starts = {
        start_of(day).astimezone(timezone.utc) + timedelta(hours=at): (n, at)
        for n, day in enumerate(days)
        for at in range(24)
    }
    rows = HourCount.objects.filter(measure__in=measures, hour__in=list(starts))
    for measure, hour, count in rows.values_list("measure", "hour", "count"):
        number, at = starts[hour]
        found[measure][number][at] = count
    return found


def by_day(measure: str, first: date, last: date) -> list[tuple[date, int]]:
    """How many on each day."""
    counts = _by_day((measure,), first, last)[measure]
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [(day, counts.get(day, 0)) for day in days]


def by_week(measure: str, last: date, weeks: int) -> list[tuple[date, int]]:
    """How many in each week to that of ``last``; of people, each counted once a week."""
    end = monday_of(last)
    first = end - timedelta(days=7 * (weeks - 1))
    counts: dict[date, int] = defaultdict(int)
    if measure == "people":
        rows: Iterable[Any] = WeekCount.objects.filter(measure="people", week__gte=first, name="").values_list(
            "week", "count"
        )
    else:
        rows = _by_day((measure,), first, end + timedelta(days=6))[measure].items()
    for day, count in rows:
        counts[monday_of(day)] += count
    return [(week, counts[week]) for week in (first + timedelta(days=7 * n) for n in range(weeks))]


def first_day() -> date | None:
    """The first day of which anything was counted."""
    return DayCount.objects.filter(measure="messages").order_by("day").values_list("day", flat=True).first()


def _by_day(measures: Sequence[str], first: date, last: date) -> dict[str, dict[date, int]]:
    found: dict[str, dict[date, int]] = {measure: {} for measure in measures}
    rows = DayCount.objects.filter(measure__in=measures, name="", day__range=(first, last))
    for measure, day, count in rows.values_list("measure", "day", "count"):
        found[measure][day] = count
    return found


def _mean(some: Sequence[float]) -> float | None:
    return sum(some) / len(some) if some else None


def today_in_district() -> date:
    """The day in the district now."""
    from rasa_project.clock import today

    return today()
