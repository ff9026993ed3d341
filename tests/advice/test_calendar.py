"""The vaccination calendar: the whole table, and what must hold for every child."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.advice.ages import Birth, When, months_after
from rasa_project.advice.calendar import Child, Plan, Step, counted_doses, expected_doses, plan_for
from rasa_project.advice.knowledge import knowledge

CALENDAR = knowledge().calendar
TODAY = date(2026, 11, 25)
INTERVAL = timedelta(days=28)
Y = 12

TABLE = [
    # age in months, doses had, next step
    (None, None, Step.GENERAL),
    (None, 0, Step.GENERAL),
    (None, 1, Step.ONE_DOSE),
    (None, 2, Step.COMPLETE),
    (0, None, Step.BEFORE_FIRST),
    (8, None, Step.BEFORE_FIRST),
    (8, 0, Step.BEFORE_FIRST),
    (8, 1, Step.EARLY_DOSE),  # a dose before 12 months does not count
    (11, 0, Step.BEFORE_FIRST),
    (11, 2, Step.EARLY_DOSE),
    (12, None, Step.FIRST_DUE),
    (12, 0, Step.FIRST_DUE),
    (15, 0, Step.FIRST_DUE),
    (16, 0, Step.FIRST_OVERDUE),
    (24, 0, Step.FIRST_OVERDUE),
    (7 * Y, 0, Step.FIRST_OVERDUE),
    (17 * Y, 0, Step.FIRST_OVERDUE),
    (2 * Y, 1, Step.SECOND_LATER),
    (6 * Y - 1, 1, Step.SECOND_LATER),
    (6 * Y, 1, Step.SECOND_DUE),
    (7 * Y, 1, Step.SECOND_DUE),
    (15 * Y, 1, Step.SECOND_DUE),
    (3 * Y, None, Step.DOSES_UNKNOWN),
    (9 * Y, None, Step.DOSES_UNKNOWN),
    (3 * Y, 2, Step.BOTH_BEFORE_SIX),
    (6 * Y, 2, Step.COMPLETE),
    (30 * Y, 2, Step.COMPLETE),
    (18 * Y, None, Step.ADULT),
    (18 * Y, 0, Step.ADULT),
    (40 * Y, 1, Step.ADULT),
]
DOSES = st.one_of(st.none(), st.integers(0, 2))
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@st.composite
def births(draw: st.DrawFn) -> Birth:
    day = draw(st.dates(date(1950, 1, 1), date(2060, 12, 31)))
    exactness = draw(st.integers(1, 3))
    return Birth(*[day.year, day.month, day.day][:exactness])


CHILDREN = st.builds(
    Child,
    age_months=st.one_of(st.none(), st.integers(0, 120 * Y)),
    doses=DOSES,
    born=st.one_of(st.none(), births()),
    last_dose=st.one_of(st.none(), st.dates(date(2015, 1, 1), date(2030, 1, 1))),
    first_dose_months=st.one_of(st.none(), st.integers(0, 24)),
)


def plan(age: int | None = None, doses: int | None = None, **more: object) -> Plan:
    return plan_for(Child(age, doses, **more), CALENDAR, TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(("age", "doses", "step"), TABLE)
def test_table(age: int | None, doses: int | None, step: Step) -> None:
    assert plan(age, doses).step is step


@pytest.mark.parametrize(
    ("born", "doses", "step", "dates"),
    [
        # the birth date: the day is said
        ("2026-03-15", 0, Step.BEFORE_FIRST, [When(date(2027, 3, 15)), When(date(2032, 3, 15))]),
        ("2023-05-01", 1, Step.SECOND_LATER, [When(date(2029, 5, 1))]),
        # a baby's doses need not be told: none counts yet
        ("2026-03-15", None, Step.BEFORE_FIRST, [When(date(2027, 3, 15)), When(date(2032, 3, 15))]),
        # only the month: the month is said
        ("2026-03", 0, Step.BEFORE_FIRST, [When(date(2027, 3, 1), True), When(date(2032, 3, 1), True)]),
        # on the birthday itself, and the day before it
        ("2025-11-25", 0, Step.FIRST_DUE, [When(TODAY), When(date(2031, 11, 25))]),
        ("2025-11-26", 0, Step.BEFORE_FIRST, [When(date(2025 + 1, 11, 26)), When(date(2031, 11, 26))]),
        ("2020-11-25", 1, Step.SECOND_DUE, [When(TODAY)]),
        ("2020-11-26", 1, Step.SECOND_LATER, [When(date(2026, 11, 26))]),
        # born on 29 February: turns one on 1 March
        ("2024-02-29", 0, Step.FIRST_OVERDUE, [When(TODAY), When(date(2030, 3, 1))]),
        # both overdue: the second 28 days behind the first
        ("2018-01-10", 0, Step.FIRST_OVERDUE, [When(TODAY), When(TODAY + INTERVAL)]),
        # the month in which the child turns six, the first dose not had (D25): 28 days after the first
        ("2020-12", 0, Step.FIRST_OVERDUE, [When(TODAY), When(TODAY + INTERVAL)]),
        ("2021-01", 0, Step.FIRST_OVERDUE, [When(TODAY), When(date(2027, 1, 1), True)]),
        # the month in which the child turns one
        ("2025-11", 0, Step.BEFORE_FIRST, [When(date(2026, 11, 1), True), When(date(2031, 11, 1), True)]),
        ("2019-06-01", 2, Step.COMPLETE, []),
        ("2000-06-01", 0, Step.ADULT, []),
    ],
)
def test_dates(born: str, doses: int | None, step: Step, dates: list[When]) -> None:
    found = plan(doses=doses, born=Birth.parse(born))
    assert found.step is step
    assert [dose.when for dose in found.doses] == dates


def test_only_the_year_is_known_and_the_month_decides() -> None:
    assert plan(born=Birth(2025)).step is Step.WHICH_MONTH
    assert plan(born=Birth(2020), doses=1).step is Step.WHICH_MONTH
    assert plan(born=Birth(2016), doses=1).step is Step.SECOND_DUE  # any month of that year is over six


def test_a_dose_before_the_first_birthday_does_not_count() -> None:
    found = plan(3 * Y, 1, first_dose_months=9)
    assert found.step is Step.FIRST_OVERDUE
    assert found.missing == 1
    assert "early_dose" in found.why


@pytest.mark.parametrize(
    ("age", "doses", "at_first", "step", "missing"),
    [
        (14, 1, 11, Step.FIRST_DUE, 1),  # D44: the dose at 11 months and 20 days, now 1 year 2 months
        (24, 1, 11, Step.FIRST_OVERDUE, 1),  # D11
        (36, 1, 9, Step.FIRST_OVERDUE, 1),  # D11
        (15, 1, 8, Step.FIRST_DUE, 1),
        (15, None, 8, Step.FIRST_DUE, 1),  # the age at a dose says that there was one
        (36, 2, 8, Step.SECOND_LATER, 0),
        (84, 2, 8, Step.SECOND_DUE, 1),
        (36, 1, 12, Step.SECOND_LATER, 0),
        (8, 1, 7, Step.EARLY_DOSE, 0),
    ],
)
def test_a_first_dose_before_the_birthday_leaves_the_first_due(
    age: int, doses: int | None, at_first: int, step: Step, missing: int
) -> None:
    found = plan(age, doses, first_dose_months=at_first)
    assert (found.step, found.missing) == (step, missing)
    assert ("early_dose" in found.why) is (at_first < 12)
    child = Child(age, doses, first_dose_months=at_first)
    assert (counted_doses(child, CALENDAR, TODAY) or 0) == (doses or 1) - (at_first < 12)


def test_who_had_no_dose_waits_for_no_interval() -> None:
    """D40: the day of a contact or of a visit taken for that of a dose."""
    found = plan(5 * Y, 0, last_dose=TODAY - timedelta(days=1))
    assert found.step is Step.FIRST_OVERDUE
    assert found.doses[0].now


def test_an_only_dose_three_months_ago_at_fourteen_months_was_early() -> None:
    found = plan(14, 1, last_dose=date(2026, 8, 20))
    assert (found.step, found.missing) == (Step.FIRST_DUE, 1)
    assert plan(16, 1, last_dose=date(2026, 8, 20)).step is Step.SECOND_LATER


def test_a_first_dose_waits_for_28_days_after_an_early_one() -> None:
    found = plan(12, 1, first_dose_months=11, last_dose=TODAY - timedelta(days=10))
    assert found.step is Step.FIRST_WAIT
    assert found.doses[0].when == When(TODAY + timedelta(days=18))


def test_a_second_dose_waits_for_28_days() -> None:
    found = plan(7 * Y, 1, last_dose=TODAY - timedelta(days=10))
    assert found.step is Step.SECOND_WAIT
    assert found.doses[0].when == When(TODAY + timedelta(days=18))
    assert not found.doses[0].now
    assert plan(7 * Y, 1, last_dose=TODAY - INTERVAL).step is Step.SECOND_DUE


def test_an_early_dose_just_before_the_birthday_moves_the_first() -> None:
    found = plan(doses=1, born=Birth(2025, 12, 1), last_dose=date(2026, 11, 20))
    assert found.doses[0].when == When(date(2026, 12, 18))


@pytest.mark.parametrize(
    ("age", "doses", "today", "campaigns"),
    [
        (5, 0, TODAY, []),
        (6, 0, TODAY, ["extra_dose_2026"]),
        (10, None, TODAY, ["extra_dose_2026"]),
        (11, 0, TODAY, []),
        (8, 1, TODAY, []),
        (8, 0, date(2026, 2, 18), []),  # the day before the decree
        (3 * Y, 0, TODAY, ["catch_up_2026"]),
        (3 * Y, 1, TODAY, []),
        (6 * Y, 0, TODAY, []),
        (10 * Y, 0, TODAY, ["catch_up_2026"]),
        (3 * Y, 1, date(2024, 1, 10), []),  # a campaign that is over is never spoken of
    ],
)
def test_campaigns(age: int, doses: int | None, today: date, campaigns: list[str]) -> None:
    found = plan_for(Child(age, doses), CALENDAR, today)
    assert [one.id for one in found.campaigns] == campaigns
    assert all(one.status == "confirm" for one in found.campaigns)


@given(CHILDREN, DAYS)
def test_every_child_gets_an_answer_with_its_reasons(child: Child, today: date) -> None:
    found = plan_for(child, CALENDAR, today)
    assert isinstance(found.step, Step)
    assert set(found.why) <= set(CALENDAR.reasons)
    assert found.why or found.step is Step.GENERAL


@given(CHILDREN, DAYS)
def test_doses_are_never_closer_than_28_days_and_never_in_the_past(child: Child, today: date) -> None:
    found = plan_for(child, CALENDAR, today)
    days = [dose.when.day for dose in found.doses if dose.when]
    if len(days) == 2:
        first = found.doses[0].when
        assert first is not None
        latest = months_after(days[0], 1) - timedelta(days=1) if first.is_month else days[0]
        assert days[1] - latest >= INTERVAL
    if (
        child.last_dose
        and child.doses != 0
        and found.doses
        and found.doses[0].when
        and not found.doses[0].when.is_month
    ):
        assert days[0] - child.last_dose >= INTERVAL
    for dose in found.doses:
        if dose.when is None:
            continue
        start = today.replace(day=1) if dose.when.is_month else today
        assert dose.when.day >= start
        assert dose.when.day == today if dose.now else True


@given(DAYS, DAYS, DOSES, DAYS)
def test_older_with_the_same_doses_never_means_less_due(one: date, other: date, doses: int | None, today: date) -> None:
    younger, older = (
        plan_for(Child(doses=doses, born=Birth(born.year, born.month, born.day)), CALENDAR, today)
        for born in sorted((min(one, today), min(other, today)), reverse=True)
    )
    assert younger.missing <= older.missing
    assert younger.expected <= older.expected


@given(st.integers(0, 30 * Y), st.integers(0, 30 * Y))
def test_older_never_means_fewer_doses_expected(one: int, other: int) -> None:
    younger, older = sorted((one, other))
    assert expected_doses(younger, CALENDAR) <= expected_doses(older, CALENDAR)
