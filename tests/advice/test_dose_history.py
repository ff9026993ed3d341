"""Which doses of a record count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.advice.ages import months_after
from rasa_project.advice.dose_history import Given, count_of, judged
from rasa_project.advice.knowledge import knowledge

CALENDAR = knowledge().calendar
BORN = date(2020, 3, 10)
TODAY = date(2026, 11, 30)


def on(*days: str) -> list[Given]:
    return [Given.on(date.fromisoformat(day)) for day in days]


@pytest.mark.parametrize(
    ("doses", "counts"),
    [
        (["2021-03-10"], [(True, None)]),  # the birthday itself
        (["2021-03-09"], [(False, "early_dose")]),  # the day before it
        (["2021-03-10", "2021-04-07"], [(True, None), (True, None)]),  # 28 days
        (["2021-03-10", "2021-04-06"], [(True, None), (False, "interval")]),  # 27 days
        (["2021-02-20", "2021-03-15"], [(False, "early_dose"), (False, "interval")]),
        (["2021-02-20", "2021-03-20"], [(False, "early_dose"), (True, None)]),
        (["2026-03-10", "2021-03-10"], [(True, None), (True, None)]),  # in any order
        (["2021-12-20", "2022-01-16"], [(True, None), (False, "interval")]),  # over a turn of the year
        (["2021-12-20", "2022-01-17"], [(True, None), (True, None)]),
        (["2021-04-01", "2021-04-20", "2021-05-10"], [(True, None), (False, "interval"), (False, "interval")]),
    ],
)
def test_table(doses: list[str], counts: list[tuple[bool, str | None]]) -> None:
    assert [(one.counts, one.why) for one in judged(BORN, on(*doses), CALENDAR)] == counts


def test_of_a_child_born_on_the_29_of_february_a_year_is_full_on_the_first_of_march() -> None:
    leap = date(2024, 2, 29)
    early, right = judged(leap, on("2025-02-28"), CALENDAR), judged(leap, on("2025-03-01"), CALENDAR)
    assert (early[0].counts, right[0].counts) == (False, True)


@pytest.mark.parametrize(
    ("ages", "counts"),
    [
        ([11], [(False, "early_dose")]),
        ([12], [(True, None)]),
        ([12, 72], [(True, None), (True, None)]),
        ([12, 13], [(True, None), (None, "interval")]),  # a day apart, or two months
        ([12, 14], [(True, None), (True, None)]),  # a month and more
        ([12, 12], [(True, None), (None, "interval")]),
    ],
)
def test_doses_by_age(ages: list[int], counts: list[tuple[bool | None, str | None]]) -> None:
    doses = [Given.at_age(BORN, months, TODAY) for months in ages]
    assert [(one.counts, one.why) for one in judged(BORN, doses, CALENDAR)] == counts


def test_a_dose_by_age_was_given_until_today() -> None:
    assert Given.at_age(date(2025, 11, 20), 12, TODAY) == Given(date(2026, 11, 20), TODAY)


@given(st.lists(st.integers(0, 3000), max_size=6), st.integers(0, 5))
def test_what_counts_is_old_enough_and_far_from_the_one_before(days: list[int], shuffled: int) -> None:
    doses = [Given.on(BORN + timedelta(days=one)) for one in days]
    found = judged(BORN, doses[shuffled:] + doses[:shuffled], CALENDAR)
    assert [one.given.earliest for one in found] == sorted(one.earliest for one in doses)
    assert count_of(found) == sum(one.counts is True for one in found)
    for before, one in zip((None, *found), found):
        is_early = one.given.latest < months_after(BORN, 12)
        is_near = before is not None and (one.given.earliest - before.given.earliest).days < 28
        assert one.counts is not (is_early or is_near)
        assert (one.why is None) is one.counts
