"""The first page, and the reports of weeks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desk.core.access import needs
from desk.core.charts import Chart, bars
from desk.core.names import channel_title, language_title, question_title, topic_title, village_title
from desk.signal.rule import EVERYWHERE, Watched, signals_of
from desk.today import figures
from desk.today.figures import Compared, Span
from desk.today.models import Progress, WeekReport
from desk.today.tally import monday_of

#: How measures are said.
TITLES: Final[dict[str, Any]] = {
    "messages": _("Messages"),
    "people": _("People (counted once a day)"),
    "new_people": _("New people"),
    "emergencies": _("Emergencies: told to call 103"),
    "contacts": _("Contacts with a patient reported"),
    "fever_rash": _("Fever with rash reported"),
    "not_understood": _("Not understood"),
    "helped": _("Said that it helped"),
    "not_helped": _("Said that it did not help"),
}
BREAKDOWN_TITLES: Final[dict[str, tuple[Any, Callable[[str], str]]]] = {
    "topic": (_("By topic"), topic_title),
    "question": (_("By particular question"), question_title),
    "village": (
        _("By village"),
        lambda name: str(_("villages with fewer than 3")) if name == "…" else village_title(name),
    ),
    "language": (_("By language"), language_title),
    "channel": (_("By channel"), channel_title),
}
SPANS: Final[dict[str, Any]] = {"day": _("Day"), "week": _("Week"), "month": _("Four weeks")}
_OLD_AFTER: Final = timedelta(minutes=5)
_ROWS: Final = 15


@needs("people.see_counts")
def today(request: HttpRequest) -> HttpResponse:
    """The numbers of a day, a week or four, against those before."""
    now = figures.today_in_district()
    last = _day_of(request.GET.get("day", ""), now)
    kind = request.GET.get("span", "day")
    span = span_of(kind if kind in SPANS else "day", last)
    shown = {
        "span": span,
        "kind": kind if kind in SPANS else "day",
        "spans": SPANS.items(),
        "today": now,
        "totals": [(TITLES[one.name], one) for one in figures.totals(span)],
        "chart_title": _("Messages by hour") if span.days == 1 else _("Messages by day"),
        "chart": _chart(span),
        "weeks": _weeks(last),
        "breakdowns": _breakdowns(figures.breakdowns(span)),
        "risen": _risen(figures.risen(last)),
        "signals": _signals(last),
        "state": _state(),
    }
    return render(request, "desk/today.html", shown)


def _signals(last: date) -> list[tuple[Watched, str | None]]:
    """What stands out in the week of a day; while nothing does, what stood out in the week before it."""
    week = monday_of(last)
    found = signals_of(week) or signals_of(week - timedelta(days=7))
    return [(one, None if one.place == EVERYWHERE else village_title(one.place)) for one in found]


def span_of(kind: str, last: date) -> Span:
    """The day; the days of its week so far; or those of that week and the three before."""
    first = {"day": last, "week": monday_of(last), "month": monday_of(last) - timedelta(days=21)}[kind]
    return Span(first, last)


def _day_of(told: str, now: date) -> date:
    """The day that was asked for; today where it is none, or is not yet."""
    try:
        day = date.fromisoformat(told)
    except ValueError:
        return now
    return min(day, now) if day.year > 2000 else now


def _chart(span: Span) -> Chart:
    if span.days == 1:
        hours, usual = figures.by_hour(span.last), figures.usual_hours(span.last)["messages"]
        return bars([(str(hour), count) for hour, count in enumerate(hours)], usual)
    days = figures.by_day("messages", span.first, span.last)
    earlier = [dict(figures.by_day("messages", one.first, one.last)) for one in span.before()[:1]]
    shift = timedelta(days=span.step)
    before = [float(one.get(day - shift, 0)) for one in earlier for day, _count in days]
    return bars([(f"{day:%d.%m}", count) for day, count in days], before)


def _weeks(last: date) -> Chart:
    return bars([(f"{week:%d.%m}", count) for week, count in figures.by_week("messages", last, 9)])


def _breakdowns(found: dict[str, list[tuple[str, int]]]) -> list[tuple[Any, str, list[tuple[str, int, int]]]]:
    """Title, name and rows: title of each row, count, share of the largest in hundredths."""
    made = []
    for name, (title, title_of) in BREAKDOWN_TITLES.items():
        rows = found.get(name, [])[:_ROWS]
        most = max((count for _name, count in rows), default=1)
        made.append((title, name, [(title_of(one), count, round(100 * count / most)) for one, count in rows]))
    return made


def _risen(found: list[Compared]) -> list[tuple[str, str, Compared]]:
    return [(question_title(one.name), topic_title(one.name.partition("/")[0]), one) for one in found]


def _state() -> dict[str, Any]:
    """The line about the bot: how it is, up to when messages are counted, what is wrong."""
    progress = Progress.get()
    now = timezone.now()
    is_asked = progress.bot_at is not None and now - progress.bot_at < _OLD_AFTER
    return {
        "bot": progress.bot if is_asked else "unknown",
        "counted_at": progress.ran_at,
        "is_old": progress.ran_at is None or now - progress.ran_at > _OLD_AFTER,
        "fault": progress.fault,
    }


@needs("people.see_counts")
def reports(request: HttpRequest) -> HttpResponse:
    """All reports that were made."""
    weeks = [(one, one.week + timedelta(days=6)) for one in WeekReport.objects.all()[:60]]
    return render(request, "desk/reports.html", {"reports": weeks})


@needs("people.see_counts")
def report(request: HttpRequest, week: str) -> HttpResponse:
    """The report of one week, to print on one page."""
    try:
        monday = date.fromisoformat(week)
    except ValueError:
        raise Http404 from None
    made = get_object_or_404(WeekReport, week=monday)
    told = made.figures
    shown = {
        "report": made,
        "last": monday + timedelta(days=6),
        "totals": [(TITLES[name], Compared(name, now, usual)) for name, now, usual in told["totals"]],
        "people": told["people"],
        "days": bars([(f"{date.fromisoformat(day):%d.%m}", count) for day, count in told["days"]]),
        "weeks": bars([(f"{date.fromisoformat(day):%d.%m}", count) for day, count in told["weeks"]]),
        "breakdowns": _breakdowns({name: [(n, c) for n, c in rows] for name, rows in told["breakdowns"].items()}),
        "risen": _risen([Compared(name, now, usual) for name, now, usual in told["risen"]]),
        "signals": [
            (one, None if one["place"] == EVERYWHERE else village_title(one["place"])) for one in told["signals"]
        ],
    }
    return render(request, "desk/report.html", shown)
