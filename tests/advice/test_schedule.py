"""The schedule of one child with all its days: a table, and what must hold of every child."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.advice.ages import Birth, age_in_months
from rasa_project.advice.calendar import Child, Step, plan_for
from rasa_project.advice.dose_history import Given, count_of
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.schedule import STATUSES, Schedule, schedule_for

CALENDAR = knowledge().calendar
TODAY = "2026-11-30"


def made(born: str, doses: list[str] | None, today: str = TODAY) -> Schedule:
    some = None if doses is None else [Given.on(date.fromisoformat(day)) for day in doses]
    return schedule_for(date.fromisoformat(born), some, CALENDAR, date.fromisoformat(today))


def days(found: Schedule) -> list[tuple[int, str, str, bool, bool]]:
    return [
        (one.number, one.first_day.isoformat(), one.on_time_until.isoformat(), one.is_due, one.is_overdue)
        for one in found.doses
    ]


@pytest.mark.parametrize(
    ("born", "doses", "step", "status", "to_come"),
    [
        # not yet a year
        ("2026-03-10", [], "before_first", "not_yet",
         [(1, "2027-03-10", "2027-07-09", False, False), (2, "2032-03-10", "2033-03-09", False, False)]),
        ("2026-03-10", None, "before_first", "not_yet",
         [(1, "2027-03-10", "2027-07-09", False, False), (2, "2032-03-10", "2033-03-09", False, False)]),
        # an early dose: the first one of the calendar at a year, but 28 days after it
        ("2025-12-10", ["2026-11-25"], "early_dose", "not_yet",
         [(1, "2026-12-23", "2027-04-09", False, False), (2, "2031-12-10", "2032-12-09", False, False)]),
        # the birthday, the last day on time, the first late day
        ("2025-11-30", [], "first_due", "due",
         [(1, "2026-11-30", "2027-03-29", True, False), (2, "2031-11-30", "2032-11-29", False, False)]),
        ("2025-08-01", [], "first_due", "due",
         [(1, "2026-08-01", "2026-11-30", True, False), (2, "2031-08-01", "2032-07-31", False, False)]),
        ("2025-07-30", [], "first_overdue", "overdue",
         [(1, "2026-07-30", "2026-11-29", True, True), (2, "2031-07-30", "2032-07-29", False, False)]),
        # between the doses
        ("2023-05-01", ["2024-05-10"], "second_later", "not_yet", [(2, "2029-05-01", "2030-04-30", False, False)]),
        # at six
        ("2020-11-30", ["2021-12-10"], "second_due", "due", [(2, "2026-11-30", "2027-11-29", True, False)]),
        ("2019-11-30", ["2021-12-10"], "second_due", "overdue", [(2, "2025-11-30", "2026-11-29", True, True)]),
        # made up at seven: the second 28 days behind the first, on time on that day
        ("2019-05-01", [], "first_overdue", "overdue",
         [(1, "2020-05-01", "2020-08-31", True, True), (2, "2026-12-28", "2026-12-28", False, False)]),
        ("2019-05-01", ["2026-11-20"], "second_wait", "not_yet", [(2, "2026-12-18", "2026-12-18", False, False)]),
        # two that count before six, complete, grown up, nobody knows
        ("2022-05-01", ["2023-05-10", "2023-06-10"], "both_before_six", "clinic_decides", []),
        ("2018-05-01", ["2019-05-10", "2024-05-10"], "complete", "complete", []),
        ("2008-11-30", [], "adult", "doctor_decides", []),
        ("2020-05-01", None, "doses_unknown", "doses_unknown", []),
        # two too close: one counts, and the second of the calendar is to come
        ("2022-05-01", ["2023-05-10", "2023-05-30"], "second_later", "not_yet",
         [(2, "2028-05-01", "2029-04-30", False, False)]),
        # nothing counts
        ("2023-05-01", ["2024-04-01", "2024-04-20"], "first_overdue", "overdue",
         [(1, "2024-05-18", "2024-08-31", True, True), (2, "2029-05-01", "2030-04-30", False, False)]),
    ],
)  # fmt: skip
def test_table(
    born: str, doses: list[str] | None, step: str, status: str, to_come: list[tuple[int, str, str, bool, bool]]
) -> None:
    found = made(born, doses)
    assert (found.step.value, found.status, days(found)) == (step, status, to_come)


@pytest.mark.parametrize(
    ("today", "status"),
    [("2025-02-28", "not_yet"), ("2025-03-01", "due"), ("2025-06-28", "due"), ("2025-06-29", "overdue")],
)
def test_who_is_born_on_the_29_of_february(today: str, status: str) -> None:
    found = made("2024-02-29", [], today)
    assert (found.status, found.doses[0].first_day) == (status, date(2025, 3, 1))
    assert found.doses[1].first_day == date(2030, 3, 1)


def test_the_turn_of_a_year() -> None:
    assert made("2025-01-01", [], "2025-12-31").status == "not_yet"
    assert made("2025-01-01", [], "2026-01-01").status == "due"
    waits = made("2018-01-01", ["2025-12-20"], "2025-12-31")
    assert days(waits) == [(2, "2026-01-17", "2026-01-17", False, False)]


@pytest.mark.parametrize(
    ("doses", "reasons"),
    [
        (["2023-05-10", "2023-06-10"], ("both_early",)),
        (["2023-04-10", "2023-06-10", "2023-08-01"], ("both_early", "early_dose")),
        (["2023-05-10", "2023-05-30"], ("second_by_calendar", "interval")),
        (["2023-04-10"], ("first_by_calendar", "catch_up", "interval", "early_dose")),
        (["2023-05-10"], ("second_by_calendar",)),
    ],
)
def test_reasons_hold_of_this_child(doses: list[str], reasons: tuple[str, ...]) -> None:
    assert made("2022-05-01", doses).reasons == reasons


def test_a_dose_that_18_years_come_before_is_the_doctors() -> None:
    found = made("2008-12-10", ["2026-11-20"])
    assert (found.step, found.doses) == (Step.SECOND_WAIT, ())
    assert "adult" in found.reasons
    young = made("2008-12-10", [])
    assert [one.number for one in young.doses] == [1]


def test_an_extra_dose_for_a_time_is_named() -> None:
    assert [one.id for one in made("2026-03-10", []).campaigns] == ["extra_dose_2026"]
    assert made("2026-03-10", [], "2026-11-30").doses[0].number == 1


BIRTHS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@st.composite
def records(draw: st.DrawFn) -> tuple[date, list[Given] | None, date]:
    born = draw(BIRTHS)
    today = born + timedelta(days=draw(st.integers(0, 25 * 365)))
    lived = (today - born).days
    some = draw(st.lists(st.integers(0, lived), max_size=4, unique=True))
    given_on = [Given.on(born + timedelta(days=one)) for one in some]
    return born, draw(st.sampled_from([given_on, given_on, None])), today


@given(records())
def test_what_holds_of_every_child(record: tuple[date, list[Given] | None, date]) -> None:
    born, doses, today = record
    found = schedule_for(born, doses, CALENDAR, today)
    assert found.status in STATUSES
    assert set(found.reasons) <= set(CALENDAR.reasons)
    assert found.reasons
    last = max((one.latest for one in doses or ()), default=None)
    for one in found.doses:
        assert one.first_day <= one.on_time_until
        assert one.first_day <= one.made_up_until
        assert one.is_due == (one.first_day <= today)
        assert one.is_overdue == (one.on_time_until < today)
        assert (age_in_months(born, one.first_day) or 0) >= CALENDAR.doses[one.number - 1].due_months
        assert last is None or (one.first_day - last).days >= CALENDAR.minimum_interval_days
        last = max(today, one.first_day)
    if found.given is not None and found.doses:
        assert found.doses[0].number == count_of(found.given) + 1
    assert (found.status in {"due", "overdue"}) == bool(found.doses and found.doses[0].is_due)


@given(BIRTHS, st.integers(0, 25 * 365), st.integers(0, 9000))
def test_it_is_what_parents_are_told(born: date, lived: int, had: int) -> None:
    """The same step and the same days as the calendar that answers, for a child with none or one dose."""
    today = born + timedelta(days=lived)
    exact = Birth(born.year, born.month, born.day)
    one = born + timedelta(days=had)
    months = age_in_months(born, one)
    told = [(Child(born=exact, doses=0), [])]
    if one <= today:
        told.append((Child(born=exact, doses=1, last_dose=one, first_dose_months=months), [Given.on(one)]))
    for child, doses in told:
        plan = plan_for(child, CALENDAR, today)
        found = schedule_for(born, doses, CALENDAR, today)
        assert (found.step, found.campaigns) == (plan.step, plan.campaigns)
        for planned, to_come in zip(plan.doses, found.doses):
            assert planned.number == to_come.number
            assert planned.when is not None
            assert planned.when.day == max(today, to_come.first_day)
            assert planned.now is to_come.is_due
