"""Days of the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.analysis import default_analyzer
from kazakh.dates import find_days, month_of, tells_birth
from kazakh.script import fold

Words = Callable[[str], list[str]]

TODAY = date(2026, 11, 28)
MONTHS_KK = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split()
MONTHS_RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()


@pytest.mark.parametrize("number", range(1, 13))
def test_months_in_their_forms(number: int) -> None:
    for month in (MONTHS_KK[number - 1], f"{MONTHS_KK[number - 1]}да", MONTHS_RU[number - 1]):
        assert month_of(fold(month)) == number


@pytest.mark.parametrize("word", ["маймыл", "мәртебе", "қазаншы", "алма"])
def test_what_is_no_month(word: str) -> None:
    assert month_of(fold(word)) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("15.05.2022", "2022-05-15"), ("15.05.22", "2022-05-15"), ("15/05/2022", "2022-05-15"),
        ("15-05-2022", "2022-05-15"), ("15 05 2022", "2022-05-15"), ("2022-05-15", "2022-05-15"),
        ("2022.05", "2022-05"), ("15 мая 2022 года", "2022-05-15"), ("2022 жылдың 15 мамырында", "2022-05-15"),
        ("2022 жылы мамырдың 15-інде", "2022-05-15"), ("2022 jyldyn 15 mamyrynda", "2022-05-15"),
        ("15-мамыр 2022", "2022-05-15"), ("наурыз 2021", "2021-03"), ("в 2022 году, в марте", "2022-03"),
        ("двадцать четвертого мая 2022 года", "2022-05-24"), ("15 мая 22 года", "2022-05-15"),
        ("екі мың жиырма үшінші жылы", "2023"), ("2022", "2022"),
        ("две тысячи двадцать первый год", "2021"), ("две тысячи двадцатый год", "2020"),
        ("в две тысячи двадцать первом году в мае", "2021-05"), ("екі мың жиырмасыншы жылы", "2020"),
        ("екі мың он сегізінші жылғы", "2018"), ("15 мая две тысячи двадцать второго года", "2022-05-15"),
        ("8 желтоқсан туған 2025 жылы", "2025-12-08"),
    ],
)  # fmt: skip
def test_dates_with_their_year(words: Words, text: str, iso: str) -> None:
    assert [(day.iso, day.has_year) for day in find_days(words(text), TODAY)] == [(iso, True)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("25 қараша", "2026-11-25"), ("25.11", "2026-11-25"), ("қарашаның 18-інде", "2026-11-18"),
        ("15 желтоқсан", "2026-12-15"), ("15 мамыр", "2026-05-15"), ("айдың 25-і", "2026-11-25"),
        ("25 числа", "2026-11-25"), ("29 числа", "2026-10-29"),
    ],
)  # fmt: skip
def test_without_a_year_it_is_the_nearest(words: Words, text: str, iso: str) -> None:
    assert [(day.iso, day.has_year) for day in find_days(words(text), TODAY)] == [(iso, False)]


@pytest.mark.parametrize(
    "text",
    [
        "30.02.2022", "15.13.2022", "15.05.2027", "15.05.1910", "00.00.2020", "00.05.2020", "12.00.2021", "00.00.26",
        "00 00 2020", "2020-00-00", "2020.05.00", "2020.00", "01.01.0000", "01.01.0001", "12.05.0021",
    ],
)  # fmt: skip
def test_what_is_in_no_calendar_has_no_day(words: Words, text: str) -> None:
    (day,) = find_days(words(text), TODAY)
    assert day.iso == ""
    assert day.day is None


@pytest.mark.parametrize("text", ["39.5", "3 жаста", "мамыр айы", "12 адам", "", "25 алма"])
def test_no_date(words: Words, text: str) -> None:
    assert find_days(words(text), TODAY) == []


def test_a_year_between_words_counts_with_a_birth_only(words: Words) -> None:
    assert [day.iso for day in find_days(words("2022 көктемінде туған"), TODAY)] == ["2022"]
    assert find_days(words("2022 теңге"), TODAY) == []
    assert tells_birth(words("2022 көктемінде туған"))


def test_two_dates_in_one_text(words: Words) -> None:
    days = find_days(words("бірі 15.05.2020, екіншісі 3 маусым 2022 жылы"), TODAY)
    assert [day.iso for day in days] == ["2020-05-15", "2022-06-03"]
    assert days[0].after <= days[1].first


#: Digits of every shape: with and without noughts, too great, of other scripts, and what only looks like one.
SHAPES = st.one_of(
    st.from_regex(r"\d{1,5}", fullmatch=True),
    st.sampled_from("0 00 000 0000 0001 1 01 12 13 29 31 32 99 1919 1920 2020 2026 2027 9999 ² ½ ① ０１ ٣ III".split()),
)
SEPARATORS = st.sampled_from([".", "-", "/", "–", " ", ",", ":", "", "..", " - "])
AROUND = st.sampled_from(
    ["", " күні", " жылы", " мамыр", "-ақпанда", " мая", " числа", " года туған", " жылдың 0 наурызы"]
)


@given(st.lists(st.tuples(SHAPES, SEPARATORS), min_size=1, max_size=6), AROUND)
def test_whatever_digits_there_are_a_day_is_of_the_calendar_or_none(parts: list[tuple[str, str]], around: str) -> None:
    folded = default_analyzer().analyse("".join(map("".join, parts)) + around).tokens
    for day in find_days(folded, TODAY):
        assert 0 <= day.first < day.after <= len(folded)
        assert (day.day is not None) is (day.iso.count("-") == 2)
        if day.iso:
            year, *rest = map(int, day.iso.split("-"))
            month, of_month = [*rest, 1, 1][:2]
            assert 1920 <= date(year, month, of_month).year <= TODAY.year + 1


@given(st.dates(min_value=date(1920, 1, 1), max_value=TODAY), st.sampled_from(["kk", "kk year first", "ru", "digits"]))
def test_every_day_is_found_in_every_way_of_writing(day: date, way: str) -> None:
    text = {
        "kk": f"{day.day} {MONTHS_KK[day.month - 1]} {day.year} жылы",
        "kk year first": f"{day.year} жылдың {day.day} {MONTHS_KK[day.month - 1]}ында",
        "ru": f"{day.day} {MONTHS_RU[day.month - 1]} {day.year} года",
        "digits": f"{day:%d.%m.%Y}",
    }[way]
    found = find_days(default_analyzer().analyse(text).tokens, TODAY)
    assert [one.day for one in found] == [day]


@given(st.integers(0, 270))
def test_a_day_of_the_last_nine_months_needs_no_year(back: int) -> None:
    day = TODAY - timedelta(days=back)
    found = find_days(default_analyzer().analyse(f"{day.day} {MONTHS_KK[day.month - 1]}").tokens, TODAY)
    assert [one.day for one in found] == [day]
