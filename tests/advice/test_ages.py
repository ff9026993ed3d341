"""Ages and birth dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.advice.ages import Birth, age_in_months, months_after

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("born", "today", "months"),
    [
        (date(2025, 11, 22), date(2026, 11, 22), 12),
        (date(2025, 11, 23), date(2026, 11, 22), 11),
        (date(2026, 11, 22), date(2026, 11, 22), 0),
        (date(2024, 2, 29), date(2025, 2, 28), 11),
        (date(2024, 2, 29), date(2025, 3, 1), 12),
        (date(2030, 1, 1), date(2026, 11, 22), None),
    ],
)
def test_age_in_months(born: date, today: date, months: int | None) -> None:
    assert age_in_months(born, today) == months


@given(DAYS, st.integers(0, 1200))
def test_after_so_many_months_one_is_so_many_months_old(born: date, months: int) -> None:
    turned = months_after(born, months)
    assert age_in_months(born, turned) == months
    if months:
        assert age_in_months(born, turned - timedelta(days=1)) == months - 1


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("2022-05-15", Birth(2022, 5, 15)),
        ("2022-05", Birth(2022, 5)),
        ("2022", Birth(2022)),
        ("2022-13", None),
        ("2022-02-30", None),
        ("кеше", None),
        ("", None),
        (None, None),
        (2022, None),
        ("0-0-0", None),
        ("1-2-3-4", None),
    ],
)
def test_birth_dates(text: object, birth: Birth | None) -> None:
    assert Birth.parse(text) == birth


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_a_birth_date(text: str) -> None:
    found = Birth.parse(text)
    assert found is None or found.earliest <= found.latest
