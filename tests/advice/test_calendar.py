"""The vaccination calendar: the whole table, and what must hold for every child."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.advice.calendar import Child, Step, age_in_months, expected_doses, next_dose
from rasa_project.advice.knowledge import knowledge

CALENDAR = knowledge().calendar
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
    (8, 1, Step.BEFORE_FIRST),  # a dose before 12 months does not count
    (11, 0, Step.BEFORE_FIRST),
    (12, None, Step.FIRST_DUE),
    (12, 0, Step.FIRST_DUE),
    (23, 0, Step.FIRST_DUE),
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
    (6 * Y, 2, Step.COMPLETE),
    (30 * Y, 2, Step.COMPLETE),
    (18 * Y, None, Step.ADULT),
    (40 * Y, 1, Step.ADULT),
]
AGES = st.one_of(st.none(), st.integers(0, 120 * Y))
DOSES = st.one_of(st.none(), st.integers(0, 2))


@pytest.mark.parametrize(("age", "doses", "step"), TABLE)
def test_table(age: int | None, doses: int | None, step: Step) -> None:
    assert next_dose(Child(age, doses), CALENDAR).step is step


@given(AGES, DOSES)
def test_every_child_gets_an_answer(age: int | None, doses: int | None) -> None:
    assert isinstance(next_dose(Child(age, doses), CALENDAR).step, Step)


@given(st.integers(0, 30 * Y), st.integers(0, 30 * Y))
def test_older_never_means_fewer_doses_expected(one: int, other: int) -> None:
    younger, older = sorted((one, other))
    assert expected_doses(younger, CALENDAR) <= expected_doses(older, CALENDAR)


@pytest.mark.parametrize(
    ("born", "today", "months"),
    [
        (date(2025, 11, 22), date(2026, 11, 22), 12),
        (date(2025, 11, 23), date(2026, 11, 22), 11),
        (date(2026, 11, 22), date(2026, 11, 22), 0),
        (date(2024, 2, 29), date(2025, 2, 28), 11),
        (date(2030, 1, 1), date(2026, 11, 22), None),
    ],
)
def test_age_in_months(born: date, today: date, months: int | None) -> None:
    assert age_in_months(born, today) == months
