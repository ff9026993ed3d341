"""The report of a week: made when the week is over, kept as it was made."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from desk.today.figures import (
    WEEKS_BEFORE,
    Span,
    breakdowns,
    by_day,
    by_week,
    first_day,
    risen,
    today_in_district,
    totals,
)
from desk.today.models import Progress, WeekReport
from desk.today.tally import day_of, monday_of

#: Reports of so many weeks are made where they are missing.
_WEEKS_BACK: Final = 5
_ROWS: Final = 8


def make_missing_reports(now: date | None = None) -> list[WeekReport]:
    """Make the report of every week that is over, wholly counted, and has none.

    Returns:
        those that were made.
    """
    counted_to, began = Progress.get().up_to, first_day()
    if not counted_to or began is None:
        return []
    this_week = monday_of(min(day_of(counted_to), now or today_in_district()))
    weeks = [this_week - timedelta(days=7 * n) for n in range(1, _WEEKS_BACK + 1)]
    missing = set(weeks) - set(WeekReport.objects.filter(week__in=weeks).values_list("week", flat=True))
    made = []
    for week in sorted(week for week in missing if week + timedelta(days=6) >= began):
        report, _new = WeekReport.objects.get_or_create(week=week, defaults={"figures": figures_of(week)})
        made.append(report)
    return made


def figures_of(week: date) -> dict[str, Any]:
    """All numbers of the week that begins on Monday ``week``, as JSON."""
    from desk.signal.rule import signals_of

    last = week + timedelta(days=6)
    span = Span(week, last)
    return {
        "totals": [[one.name, one.now, one.usual] for one in totals(span)],
        "days": [[day.isoformat(), count] for day, count in by_day("messages", week, last)],
        "weeks": [[day.isoformat(), count] for day, count in by_week("messages", last, WEEKS_BEFORE + 1)],
        "people": by_week("people", last, 1)[0][1],
        "breakdowns": {name: rows[:_ROWS] for name, rows in breakdowns(span).items()},
        "risen": [[one.name, one.now, one.usual] for one in risen(last)],
        "signals": [one.as_json() for one in signals_of(week)],
    }
