"""Files for a phone's calendar: RFC 5545 to the letter, the right days, the same names each time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Component

from rasa_project.channels.share.calendar_file import calendar_file
from rasa_project.channels.share.days import days_of
from rasa_project.channels.share.links import Sharing
from rasa_project.channels.share.tokens import Link
from rasa_project.dialogue.shareable import key_of
from tests.channels.share.pages import ADDRESS, SIGNER, TODAY, days_ago
from tests.dialogue.test_shareable import SHAREABLE

SHARING = Sharing(ADDRESS, SIGNER)


def made(*keys: str, language: str = "kk", day: date = TODAY) -> bytes:
    link = Link(language, day, keys)  # type: ignore[arg-type]
    return calendar_file(link, days_of(link), SHARING)


def events(file: bytes) -> list[Component]:
    return list(Calendar.from_ical(file).walk("VEVENT"))


def shown(file: bytes) -> list[tuple[str, str, list[timedelta]]]:
    """Day, title and alarms of each event."""
    return [
        (str(one.decoded("dtstart")), str(one["summary"]), [alarm.decoded("trigger") for alarm in one.walk("VALARM")])
        for one in events(file)
    ]


TEN, WEEK = timedelta(hours=10), timedelta(days=7)
DOSE, CHECK = "Прививка от кори", "Проверьте признаки кори"
#: Key; day, title and alarms of each event.
FILES = [
    ("c20260315,,0,,,", [
        ("2027-03-15", "Первая прививка от кори (ККП)", [TEN - WEEK, TEN]),
        ("2032-03-15", "Вторая прививка от кори (ККП)", [TEN - WEEK, TEN]),
    ]),
    ("c202603,,0,,,", [
        ("2027-03-01", "Первая прививка от кори (ККП): в этом месяце", [TEN - WEEK, TEN]),
        ("2032-03-01", "Вторая прививка от кори (ККП): в этом месяце", [TEN - WEEK, TEN]),
    ]),
    ("c,114,1,,,", [("2026-11-30", "Вторая прививка от кори (ККП): пора", [timedelta(days=1, hours=10)])]),
    ("c20200229,,1,,,", [("2026-11-30", "Вторая прививка от кори (ККП): пора", [timedelta(days=1, hours=10)])]),
    ("c20260229,,0,,,", []),
    (f"m{days_ago(2)},{days_ago(2)}", [
        ("2026-12-05", f"{CHECK}: 7-й день", [TEN]),
        ("2026-12-12", f"{CHECK}: 14-й день", [TEN]),
        ("2026-12-19", f"{CHECK}: 21-й день, последний", [TEN]),
    ]),
    (f"m{days_ago(10)},{days_ago(10)}", [
        ("2026-12-04", f"{CHECK}: 14-й день", [TEN]),
        ("2026-12-11", f"{CHECK}: 21-й день, последний", [TEN]),
    ]),
    ("m,", []), ("c,114,2,,,", []), ("c,8,,,,", []), ("aask_myth/fasting", []),
]  # fmt: skip


@pytest.mark.parametrize(("key", "wanted"), FILES)
def test_the_days_of_a_link(key: str, wanted: list[tuple[str, str, list[timedelta]]]) -> None:
    assert shown(made(key, language="ru")) == wanted


def test_a_child_born_on_29_february_has_its_first_dose_on_1_march() -> None:
    days = [day for day, _, _ in shown(made("c20240229,,0,,,", day=date(2024, 12, 1)))]
    assert days == ["2025-03-01", "2030-03-01"]


def test_two_children_and_a_contact_are_in_one_file_in_the_order_of_their_days() -> None:
    days = [day for day, _, _ in shown(made("c20260315,,0,,,", "c20240515,,1,,,", f"m{days_ago(2)},{days_ago(2)}"))]
    assert days == sorted(days)
    assert len(days) == 6


def names(file: bytes) -> set[str]:
    return {str(one["uid"]) for one in events(file)}


def test_a_day_keeps_its_name_in_every_link_and_language() -> None:
    first = names(made("c20260315,,0,,,"))
    assert names(made("c20260315,,0,,,", language="ru", day=date(2026, 12, 9))) == first
    assert names(made("c20260315,,1,,,", day=date(2027, 4, 1))) < first
    assert names(made("c20260316,,0,,,")).isdisjoint(first)
    assert len(names(made("c,114,1,,,")) | names(made("c,100,1,,,"))) == 2  # two children without a birth date
    assert all(one.endswith("@bot.example.kz") for one in first)


def test_a_contacts_days_tell_the_signs_and_103() -> None:
    for language, words in (("kk", "103-ке қоңырау шалыңыз"), ("ru", "сразу звоните 103")):
        for event in events(made(f"m{days_ago(2)},{days_ago(2)}", language=language)):
            assert words in event["description"]


def test_an_event_lasts_its_whole_day_and_leads_to_its_page() -> None:
    event = events(made("c20260315,,0,,,"))[0]
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
    assert str(event["url"]).startswith(f"{ADDRESS}/s/")
    assert event.decoded("dtstamp").isoformat() == "2026-11-29T19:00:00+00:00"  # midnight in the district
    month = events(made("c202603,,0,,,"))[0]
    assert str(month.decoded("dtend")) == "2027-04-01"


@settings(max_examples=100)
@given(st.lists(SHAREABLE.map(key_of), min_size=1, max_size=4), st.sampled_from(["kk", "ru"]))
def test_lines_are_as_rfc_5545_asks(keys: list[str], language: str) -> None:
    file = made(*keys, language=language)
    assert file == made(*keys, language=language)
    assert file.endswith(b"\r\n")
    for line in file.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode("utf-8")  # no letter is cut in two
    for event in events(file):
        assert event.errors == []
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
