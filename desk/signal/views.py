"""The page of the early signal."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk.core.access import needs
from desk.core.charts import bars
from desk.core.names import village_title
from desk.signal.limit import LEAST_WEEKS, WEEKS
from desk.signal.rule import EVERYWHERE, KINDS, Watched, watch
from desk.today.figures import today_in_district
from desk.today.tally import monday_of

#: Weeks that the page looks back at.
_WEEKS_SHOWN: Final = 26


@needs("people.see_counts")
def signal(request: HttpRequest) -> HttpResponse:
    """A week's reports by village, and what stands out."""
    this_week = monday_of(today_in_district())
    weeks = [this_week - timedelta(days=7 * n) for n in range(_WEEKS_SHOWN)]
    week = _week_of(request.GET.get("week", ""), weeks)
    watched = watch(week)
    kinds = [
        (kind, _whole(kind, watched), [one for one in watched if one.kind == kind and one.place != EVERYWHERE])
        for kind in KINDS
    ]
    shown = {
        "week": week,
        "last": week + timedelta(days=6),
        "is_running": week == this_week,
        "weeks": weeks,
        "rises": [(one, _place(one)) for one in watched if one.is_rise],
        "kinds": [(kind, whole, _chart(whole), [(one, _place(one)) for one in of_it]) for kind, whole, of_it in kinds],
        "is_early": len(watched[0].before) < LEAST_WEEKS,
        "history": WEEKS,
    }
    return render(request, "desk/signal.html", shown)


def _week_of(told: str, weeks: list[date]) -> date:
    try:
        week = date.fromisoformat(told)
    except ValueError:
        return weeks[0]
    return week if week in weeks else weeks[0]


def _whole(kind: str, watched: list[Watched]) -> Watched:
    return next(one for one in watched if one.kind == kind and one.place == EVERYWHERE)


def _place(one: Watched) -> str | None:
    """Its name; ``None`` for the whole district."""
    return None if one.place == EVERYWHERE else village_title(one.place)


def _chart(whole: Watched) -> object:
    before = len(whole.before)
    weeks = [whole.week - timedelta(days=7 * n) for n in range(before, -1, -1)]
    return bars([(f"{week:%d.%m}", count) for week, count in zip(weeks, (*whole.before, whole.count))])
