"""The pages of the numbers: what they show, that they print and are read aloud, and the report of Mondays."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from desk.core.charts import bars, ceiling
from desk.people.roles import Role
from desk.today import figures, views, watching
from desk.today.counting import count_new
from desk.today.models import Progress, WeekReport
from desk.today.reports import make_missing_reports
from tests.desk.bot_store import DAY, asks, ill, moment, store_with, talk

pytestmark = pytest.mark.django_db
AsRole = Callable[[Role | None], Client]
MONDAY = date(2026, 11, 30)


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten weeks: a question a day; in the last whole week six families of one village tell of fever with rash."""
    monkeypatch.setattr(figures, "today_in_district", lambda: MONDAY)
    monkeypatch.setattr(views.figures, "today_in_district", lambda: MONDAY)
    days = [DAY - timedelta(days=n) for n in range(70)]
    made = [talk(f"q{n}", asks(moment(9, day), verdict="helped")) for n, day in enumerate(days)]
    made += [talk(f"i{n}", ill(moment(10 + n / 10), "Абай")) for n in range(6)]
    store, _ = store_with(tmp_path, made)
    count_new(store, moment(12, MONDAY))


def test_today_shows_the_numbers_twice_as_a_picture_and_as_a_table(counted: None, as_role: AsRole) -> None:
    page = as_role(Role.VIEWER).get(reverse("today"), {"day": DAY.isoformat(), "span": "day"}).content.decode()
    for title, number in (("Messages", 7), ("Fever with rash reported", 6), ("Said that it helped", 1)):
        assert re.search(rf'<th scope="row">{title}</th><td class="number">{number}</td>', page), title
    figures_drawn = page.count('<svg viewBox="0 0 720')
    assert figures_drawn == page.count("<details>") == 2
    assert all('aria-hidden="true"' in svg for svg in re.findall(r"<svg[^>]*>", page))
    assert "Something rises" in page


@pytest.mark.parametrize(
    "told", [{"day": "x"}, {"day": "9999-12-31"}, {"day": "0001-01-01"}, {"span": "year"}, {"day": "2026-13-45"}]
)
def test_a_day_that_is_none_shows_today(counted: None, as_role: AsRole, told: dict[str, str]) -> None:
    answer = as_role(Role.VIEWER).get(reverse("today"), told)
    assert (answer.status_code, answer.context["span"].last) == (200, MONDAY)


def test_spans_are_compared_with_as_many_days(counted: None) -> None:
    assert [views.span_of(kind, DAY).days for kind in ("day", "week", "month")] == [1, 3, 24]
    for kind in ("day", "week", "month"):
        span = views.span_of(kind, DAY)
        assert {one.days for one in span.before()} == {span.days}
        assert all((span.first - one.first).days % 7 == 0 for one in span.before())
        assert all(one.last < span.first for one in span.before())


def test_the_report_of_a_week_is_made_once_when_it_is_over(counted: None, as_role: AsRole) -> None:
    made = make_missing_reports(MONDAY)
    assert [one.week for one in made][-1] == date(2026, 11, 23)
    assert make_missing_reports(MONDAY) == []
    viewer = as_role(Role.VIEWER)
    assert viewer.get(reverse("reports")).content.decode().count('<li><a href="/today/weeks/2026') == len(made)
    page = viewer.get(reverse("report", args=["2026-11-23"]))
    text = page.content.decode()
    assert "Абай: 6 people" in text
    assert '<th scope="row">Fever with rash reported</th><td class="number">6</td>' in text
    assert page.context["people"] == 9
    for address in ("2026-11-24", "x", "2026-11-30"):
        assert viewer.get(reverse("report", args=[address])).status_code == 404


def test_the_watching_thread_makes_it_by_itself_when_monday_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock is turned from Sunday night to Monday; nobody opens a page."""
    _, url = store_with(tmp_path, [talk("a", asks(moment(9, DAY - timedelta(days=7)))), talk("b", asks(moment(9)))])
    monkeypatch.setenv("DATABASE_URL", str(url))
    monkeypatch.setattr(watching, "bot_health", lambda: "away")

    def at(hour: float, day: date) -> set[date]:
        monkeypatch.setattr("desk.today.counting.time.time", lambda: moment(hour, day))
        monkeypatch.setattr("desk.today.reports.today_in_district", lambda: day)
        watching.look_once()
        return set(WeekReport.objects.values_list("week", flat=True))

    before = {date(2026, 11, 16)}
    assert at(23.9, date(2026, 11, 29)) == before
    assert at(0.001, MONDAY) == before, "the last turns of Sunday are not counted yet"
    assert at(0.1, MONDAY) == {*before, date(2026, 11, 23)}
    assert at(9, MONDAY) == {*before, date(2026, 11, 23)}
    assert WeekReport.objects.get(week=date(2026, 11, 23)).figures["people"] == 1
    assert at(9, date(2026, 12, 9)) == {*before, date(2026, 11, 23), MONDAY}, "off on Monday, it is made later"


def test_no_report_of_a_week_that_is_not_counted_whole(counted: None) -> None:
    Progress.objects.update(up_to=moment(23, date(2026, 11, 29)))
    assert date(2026, 11, 23) not in {one.week for one in make_missing_reports(MONDAY)}


def test_what_was_printed_does_not_change(counted: None) -> None:
    make_missing_reports(MONDAY)
    before = WeekReport.objects.get(week=date(2026, 11, 23)).figures
    figures.DayCount.objects.all().delete()
    assert WeekReport.objects.get(week=date(2026, 11, 23)).figures == before


def test_the_early_signal_names_the_village_and_says_what_it_is_not(counted: None, as_role: AsRole) -> None:
    viewer = as_role(Role.VIEWER)
    page = viewer.get(reverse("signal"), {"week": "2026-11-23"})
    assert {one.kind for one, _ in page.context["rises"]} == {"fever_rash"}
    assert {one.place for one, _ in page.context["rises"]} == {"*", "Абай"}
    assert "not cases of measles" in page.content.decode()
    assert viewer.get(reverse("signal"), {"week": "x"}).context["week"] == MONDAY


def test_nothing_counted_yet_is_said(as_role: AsRole) -> None:
    viewer = as_role(Role.VIEWER)
    assert "Nothing was counted yet." in viewer.get(reverse("today")).content.decode()
    assert "nothing can be said about rises yet" in viewer.get(reverse("signal")).content.decode()
    assert "None yet" in viewer.get(reverse("reports")).content.decode()


@pytest.mark.parametrize("most", [1, 2, 3, 7, 12, 99, 100, 101, 5000])
def test_a_chart_ends_above_its_highest_bar(most: int) -> None:
    assert most <= ceiling(most) <= max(2, 3 * most)
    chart = bars([("a", most), ("b", 0)], [None, most / 2])
    assert all(0 <= bar.y <= chart.base and bar.x + bar.width <= chart.width for bar in chart.bars)
    assert chart.bars[0].height > chart.bars[1].height == 0
    assert chart.bars[1].before_y is not None
    assert chart.grid[-1][1] == ceiling(most)
