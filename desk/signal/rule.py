"""The rule over what was counted: the district and each village, fever with rash and contacts, week by week."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from desk.signal.limit import LEAST_REPORTS, LEAST_WEEKS, WEEKS, is_signal, limit_of
from desk.today.figures import first_day
from desk.today.models import WeekCount
from desk.today.tally import monday_of

#: What is looked at.
KINDS: Final = ("fever_rash", "contacts")
#: The district as a whole.
EVERYWHERE: Final = "*"


@dataclass(frozen=True)
class Watched:
    """One place and kind in a week.

    Attributes:
        kind: ``fever_rash`` or ``contacts``.
        place: a village's Kazakh name, or ``*`` for all.
        week: its Monday.
        count: people who told of it that week.
        before: the same of the weeks before, the oldest first; only weeks that were counted wholly.
        is_rise: whether the week stands out.
    """

    kind: str
    place: str
    week: date
    count: int
    before: tuple[int, ...]
    is_rise: bool

    @property
    def limit(self) -> int | None:
        """The least count that stands out; ``None`` where there are too few weeks to say."""
        return limit_of(self.before) if len(self.before) >= LEAST_WEEKS else None

    def as_json(self) -> dict[str, Any]:
        """For a report that is kept."""
        return {
            "kind": self.kind, "place": self.place, "week": self.week.isoformat(), "count": self.count,
            "before": list(self.before), "limit": self.limit, "is_rise": self.is_rise,
        }  # fmt: skip


def watch(week: date) -> list[Watched]:
    """The district, and every village with three reports or more that week; what stands out first."""
    counts = _counts(week)
    weeks = _weeks_before(week)
    found = []
    for kind in KINDS:
        places = counts[kind]
        shown = [place for place, by_week in places.items() if place and by_week.get(week, 0) >= LEAST_REPORTS]
        for place in (EVERYWHERE, *sorted(one for one in shown if one != EVERYWHERE)):
            by_week = places.get(place, {})
            count, before = by_week.get(week, 0), tuple(by_week.get(one, 0) for one in weeks)
            found.append(Watched(kind, place, week, count, before, is_signal(count, before)))
    return sorted(found, key=lambda one: (not one.is_rise, one.place != EVERYWHERE, -one.count))


def signals_of(week: date) -> list[Watched]:
    """What stands out in a week."""
    return [one for one in watch(week) if one.is_rise]


def _counts(week: date) -> dict[str, dict[str, dict[date, int]]]:
    """By kind, place and week; all places together under ``*``."""
    found: dict[str, dict[str, dict[date, int]]] = {kind: defaultdict(lambda: defaultdict(int)) for kind in KINDS}
    first = week - timedelta(days=7 * WEEKS)
    rows = WeekCount.objects.filter(measure__in=KINDS, week__range=(first, week))
    for kind, place, monday, count in rows.values_list("measure", "name", "week", "count"):
        found[kind][place][monday] += count
        found[kind][EVERYWHERE][monday] += count
    return found


def _weeks_before(week: date) -> list[date]:
    """The weeks before, the oldest first, from the first that was counted wholly."""
    began = first_day()
    weeks = [week - timedelta(days=7 * n) for n in range(WEEKS, 0, -1)]
    if began is None:
        return []
    whole = monday_of(began) if began.weekday() == 0 else monday_of(began) + timedelta(days=7)
    return [one for one in weeks if one >= whole]
