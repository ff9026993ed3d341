"""Days of the month told by their number alone are days of the calendar, not lengths of time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.analysis import default_analyzer
from kazakh.dates import find_days

_TODAY = date(2026, 11, 29)


def words(text: str) -> list[str]:
    return default_analyzer().analyse(text).tokens


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("24 күні бірге болды", "2026-11-24"),
        ("24-күні бірге болды", "2026-11-24"),
        ("24-і күні бірге болды", "2026-11-24"),
        ("24-інде бірге болды", "2026-11-24"),
        ("24інде бирге болды", "2026-11-24"),
        ("26-сында болдық", "2026-11-26"),
        ("27 kuni boldyk", "2026-11-27"),
        ("жиырма төртінші күні болды", "2026-11-24"),
        ("айдың 24-і күні болды", "2026-11-24"),
        ("24-25 күндері болдық", "2026-11-24"),
        ("30 күні болды", "2026-10-30"),
        ("31 күні болды", "2026-10-31"),
        ("24-го были в гостях", "2026-11-24"),
        ("с 24го рядом", "2026-11-24"),
        ("25 числа сидела с больным", "2026-11-25"),
        ("двадцать пятого числа", "2026-11-25"),
    ],
)
def test_a_day_of_this_month(text: str, iso: str) -> None:
    assert [day.iso for day in find_days(words(text), _TODAY)] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "24 күн болды",
        "5 күні бірге болды",  # the 5th lies back so far that five days are as likely
        "екпеден кейін 12 күні қызуы көтерілді",
        "бөртпенің 5-күні",
        "үшінші күні түспей тұр",
        "у 5-го ребенка корь",
        "1-го ребенка прививали",
        "9-го класса",
        "40 күні өтті",
    ],
)
def test_no_day_of_the_month(text: str) -> None:
    assert not find_days(words(text), _TODAY)


@given(st.integers(1, 31), st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_the_day_has_passed_and_has_its_number(number: int, today: date) -> None:
    found = find_days(words(f"{number} числа"), today)
    assert len(found) == 1
    assert found[0].day is not None
    assert found[0].day.day == number
    assert 0 <= (today - found[0].day).days < 62
