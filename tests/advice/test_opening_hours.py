"""Opening hours: read, asked of a moment, said in both languages."""

from __future__ import annotations

from datetime import datetime

import pytest

from rasa_project.advice.opening_hours import Week

OFFICE = Week.parse({"mon-fri": "09:00-13:00, 14:00-18:00", "sat": "10:00-13:00"})
#: A Monday.
MONDAY = datetime(2026, 11, 30, 8, 30)


@pytest.mark.parametrize(
    ("told", "kazakh", "russian"),
    [
        ({"mon-fri": "9:00-18:00"}, "дүйсенбі–жұма 09:00–18:00", "понедельник–пятница 09:00–18:00"),
        (
            {"mon-fri": "09:00-13:00, 14:00-18:00", "sat": "09:00-13:00"},
            "дүйсенбі–жұма 09:00–13:00 және 14:00–18:00, сенбі 09:00–13:00",
            "понедельник–пятница 09:00–13:00 и 14:00–18:00, суббота 09:00–13:00",
        ),
        ({"mon-sun": "00:00-24:00"}, "күн сайын тәулік бойы", "ежедневно круглосуточно"),
        (
            {"mon,wed": "08:00-12:00"},
            "дүйсенбі 08:00–12:00, сәрсенбі 08:00–12:00",
            "понедельник 08:00–12:00, среда 08:00–12:00",
        ),
    ],
)
def test_words(told: dict[str, str], kazakh: str, russian: str) -> None:
    week = Week.parse(told)
    assert (week.words("kk"), week.words("ru")) == (kazakh, russian)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"monday": "09:00-18:00"},
        {"fri-mon": "09:00-18:00"},
        {"mon-mon": "09:00-18:00"},
        {"mon": "18:00-09:00"},
        {"mon": "09:00"},
        {"mon": "09:00-24:30"},
        {"mon": "09:00-13:00, 12:00-18:00"},
        {"mon-fri": "09:00-18:00", "wed": "09:00-13:00"},
        {"mon": ""},
    ],
)
def test_wrong_hours_are_refused_with_how_to_write_them(told: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="write hours as mon-fri"):
        Week.parse(told)


@pytest.mark.parametrize(
    ("now", "is_open", "opens"),
    [
        (MONDAY, False, MONDAY.replace(hour=9, minute=0)),
        (MONDAY.replace(hour=9, minute=0), True, MONDAY.replace(hour=14, minute=0)),
        (MONDAY.replace(hour=13, minute=0), False, MONDAY.replace(hour=14, minute=0)),
        (MONDAY.replace(hour=17, minute=59), True, datetime(2026, 12, 1, 9)),
        (MONDAY.replace(hour=18, minute=0), False, datetime(2026, 12, 1, 9)),
        (datetime(2026, 12, 5, 13), False, datetime(2026, 12, 7, 9)),
    ],
)
def test_open_now_and_next(now: datetime, is_open: bool, opens: datetime) -> None:
    assert (OFFICE.is_open(now), OFFICE.next_opening(now)) == (is_open, opens)


def test_what_is_open_all_the_time_opens_next_at_midnight() -> None:
    always = Week.parse({"mon-sun": "00:00-24:00"})
    assert always.is_open(MONDAY.replace(hour=23, minute=59))
    assert always.next_opening(MONDAY) == datetime(2026, 12, 1)
