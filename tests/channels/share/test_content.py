"""What pages say: from the facts of a link to words, rows and days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasa_project.channels.share.content import sections
from rasa_project.channels.share.links import digest_of
from rasa_project.channels.share.page import blocks
from rasa_project.channels.share.tokens import Link
from rasa_project.channels.share.words import share_words
from rasa_project.content.checks.wording import CLOSING
from rasa_project.dialogue.shareable import key_of
from tests.channels.share.pages import TODAY, days_ago
from tests.dialogue.test_shareable import SHAREABLE

#: Key, what stands beside the first and the second dose, how old the child is; Russian.
CALENDARS = [
    ("c,8,,,,", "В 1 год (12 месяцев)", "В 6 лет", "8 месяцев"),
    ("c20260315,,0,,,", "С 15 марта 2027 года", "С 15 марта 2032 года", "8 месяцев"),
    ("c202603,,0,,,", "С марта 2027 года", "С марта 2032 года", "около 8 месяцев"),
    ("c20240515,,0,,,", "Пора, запишитесь в поликлинику", "С 15 мая 2030 года", "2 года 6 месяцев"),
    ("c20240515,,1,,,", "Сделана", "С 15 мая 2030 года", "2 года 6 месяцев"),
    ("c,114,1,,,", "Сделана", "Пора, запишитесь в поликлинику", "9 лет 6 месяцев"),
    ("c,114,2,,,", "Сделана", "Сделана", "9 лет 6 месяцев"),
    (f"c,80,1,,{days_ago(8)},", "Сделана", "С 20 декабря 2026 года", "6 лет 8 месяцев"),
    ("c,30,1,9,,", "Пора, запишитесь в поликлинику", "В 6 лет", "2 года 6 месяцев"),
    ("c,12,,,,", "Проверьте запись о прививках в поликлинике", "Проверьте запись о прививках в поликлинике", "1 год"),
]


@pytest.mark.parametrize(("key", "first", "second", "age"), CALENDARS)
def test_a_calendar_says_when_each_dose_is(key: str, first: str, second: str, age: str) -> None:
    part = sections(Link("ru", TODAY, (key,)))[0]
    assert [day for _, day in part.rows] == [first, second]
    assert part.about == f"Возраст ребёнка на 30.11.2026: {age}"
    assert part.sources


def test_a_calendar_is_of_the_day_on_which_it_was_made() -> None:
    """A week later the child is eight months old as before, and the page says of when."""
    week_ago = Link("kk", date(2026, 11, 10), ("c20260315,,0,,,",))
    assert sections(week_ago)[0].about == "Баланың жасы, 10.11.2026: 7 айлық"
    assert "7 айлық екен" in sections(week_ago)[0].text


def test_nobody_is_asked_for_a_birth_date_on_a_page() -> None:
    for language in ("kk", "ru"):
        text = sections(Link(language, TODAY, ("c,8,,,,",)))[0].text  # type: ignore[arg-type]
        assert "туған күнін" not in text
        assert "дату рождения" not in text


#: Days since the first and the last meeting; what must stand there, and what must not.
CONTACTS = [
    (2, 2, ("до 1 декабря включительно", "до 4 декабря включительно", "до 19 декабря включительно"), ()),
    (4, 4, ("до 2 декабря включительно", "до 17 декабря"), ("72 часа",)),
    (9, 1, ("до 20 декабря включительно",), ("72 часа", "иммуноглобулин")),
]


@pytest.mark.parametrize(("first", "last", "there", "gone"), CONTACTS)
def test_a_contact_says_what_still_helps_and_how_long_to_watch(
    first: int, last: int, there: tuple[str, ...], gone: tuple[str, ...]
) -> None:
    part = sections(Link("ru", TODAY, (f"m{days_ago(first)},{days_ago(last)}",)))[0]
    for words in (*there, "звоните 103", "вызовите врача на дом"):
        assert words in part.text
    for words in gone:
        assert words not in part.text
    assert len(part.rows) == 3


def test_the_days_of_watching_are_the_7th_the_14th_and_the_21st() -> None:
    part = sections(Link("kk", TODAY, (f"m{days_ago(2)},{days_ago(2)}",)))[0]
    assert part.rows == (("7-күн", "5 желтоқсан"), ("14-күн", "12 желтоқсан"), ("21-күн", "19 желтоқсан"))


def test_a_contact_whose_day_is_not_known_is_watched_from_the_last_meeting() -> None:
    part = sections(Link("kk", TODAY, ("m,",)))[0]
    assert part.rows == ()
    assert "соңғы кездескен күннен бастап 21 күн" in part.text


def test_an_answer_is_said_as_the_bot_says_it_and_an_emergency_comes_first() -> None:
    parts = sections(Link("kk", TODAY, ("aask_myth/fasting", "areport_emergency")))
    assert [one.is_emergency for one in parts] == [True, False]
    assert "103" in parts[0].text
    assert parts[1].title == "Ораза бұзыла ма?"


def test_a_text_that_changed_since_is_told_as_changed() -> None:
    now = digest_of("utter_ask_myth/fasting", "kk")
    same, other = (sections(Link("kk", TODAY, (f"aask_myth/fasting@{one}",)))[0] for one in (now, "000000"))
    assert (same.is_renewed, other.is_renewed) == (False, True)


@pytest.mark.parametrize("key", ["ano_such_answer", "atriage_watch", "aschedule_first_due"])
def test_an_answer_that_is_gone_or_has_gaps_is_left_out(key: str) -> None:
    assert sections(Link("kk", TODAY, (key,))) == []


@settings(max_examples=150)
@given(SHAREABLE, st.sampled_from(["kk", "ru"]))
def test_whatever_was_signed_makes_a_page_without_a_gap(one: object, language: str) -> None:
    for part in sections(Link(language, TODAY, (key_of(one),))):  # type: ignore[arg-type]
        assert "{" not in part.text + part.about + "".join(map("".join, part.rows))
        assert part.title


def test_every_page_has_the_whole_list_of_signs() -> None:
    words = share_words().page.danger
    assert (words.kk, words.ru) == (CLOSING["kk"], CLOSING["ru"])


def test_lines_with_a_bullet_are_a_list() -> None:
    found = list(blocks("Бір.\nЕкі.\n• а\n• б\n\nҮш."))
    assert [(one.is_list, one.lines) for one in found] == [
        (False, ("Бір.", "Екі.")), (True, ("а", "б")), (False, ("Үш.",)),
    ]  # fmt: skip
