"""Identifiers go, and what the bot needs stays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasa_project.privacy.marks import (
    CARD,
    EMAIL,
    IIN,
    LINK,
    MARKS,
    NUMBER,
    PHONE,
    PLACE,
    is_card,
    is_iin,
    without_identifiers,
)


def iin_of(birth: date, century: int, order: int) -> str | None:
    """An IIN with its control digit, worked out here by the table of weights; None where none exists."""
    first = f"{birth:%y%m%d}{century}{order:04d}"
    digits = [int(one) for one in first]
    for weights in ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]):
        rest = sum(a * b for a, b in zip(digits, weights, strict=True)) % 11
        if rest < 10:
            return f"{first}{rest}"
    return None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("нөмірім 87011234567", f"нөмірім {PHONE}"),
        ("хабарласыңыз: +7 701 123-45-67!", f"хабарласыңыз: {PHONE}!"),
        ("8 (701) 123 45 67 маған", f"{PHONE} маған"),
        ("8-701-1234567", PHONE),
        ("8 7 0 1 1 2 3 4 5 6 7", PHONE),
        ("7011234567", PHONE),
        ("+998901234567 Өзбекстан", f"{PHONE} Өзбекстан"),
        ("тел: 2-15-36", f"тел: {PHONE}"),
        ("номер 21536, перезвоните", f"номер {PHONE}, перезвоните"),
        ("8\u200b701\u200b123\u200b45\u200b67", PHONE),
        ("сәби 20.05.2019 туған, 87011234567", f"сәби 20.05.2019 туған, {PHONE}"),
        ("ЖСН 900101300017", f"ЖСН {IIN}"),
        ("карта 4111 1111 1111 1111", f"карта {CARD}"),
        ("4111111111111111", CARD),
        ("пошта aigul.b+1@mail.kz керек", f"пошта {EMAIL} керек"),
        ("біз 45.7662, 62.1080 жердеміз", f"біз {PLACE} жердеміз"),
        ("https://maps.example/?q=45.76621,62.10803", LINK),
        ("maps.example?q=45.76621,62.10803", f"maps.example?q={PLACE}"),
        ("45°45'58\"N", PLACE),
        ("құжат 123456789", f"құжат {NUMBER}"),
        ("тапсырыс 123456789012", f"тапсырыс {NUMBER}"),
    ],
)
def test_identifiers_become_marks(text: str, kept: str) -> None:
    assert without_identifiers(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "қызым 20.05.2019 туған, қызуы 38.5",
        "2019-05-20 туылған",
        "20052019",
        "20 05 2019",
        "баламыз 8. 20.05.2019 38.5",
        "қызуы 39,5 екі күн 38,7 болды",
        "8 ай, 3 жас, 2 доза",
        "дата рождения 31.12.18, температура 40.1",
        "103 пен 112 және 1414",
        "2023 жылы 2 екпе, 2024 жылы 1 екпе",
        "температура 37.5 38.0 38.5 39.0 39.5",
        "12 ай 15 күн 38.5 3 рет",
        "2 баламыз бар: 20.05.2019 және 03.11.2021",
        "",
    ],
)
def test_what_the_bot_needs_stays(text: str) -> None:
    assert without_identifiers(text) == text


dates = st.dates(min_value=date(1990, 1, 1), max_value=date(2027, 12, 31))
words = st.sampled_from(["бала", "туған", "қызуы", "жас", "ай", "ребёнок", "родился", "күн", ", ", "—", "\n"])


@given(dates, st.sampled_from(["%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%y", "%d-%m-%Y", "%d %m %Y"]), words, words)
def test_every_birth_date_survives(day: date, form: str, before: str, after: str) -> None:
    text = f"{before} {day.strftime(form)} {after}"
    assert without_identifiers(text) == text


@given(st.integers(340, 429), st.sampled_from(".,"), st.integers(0, 99), dates, words)
def test_temperature_age_and_date_survive_together(tenths: int, point: str, age: int, day: date, word: str) -> None:
    text = f"{word} {age} жас, {day:%d.%m.%Y}, {tenths // 10}{point}{tenths % 10} градус"
    assert without_identifiers(text) == text


@given(dates, st.integers(0, 6), st.integers(0, 9999), words)
def test_every_iin_is_replaced(birth: date, century: int, order: int, word: str) -> None:
    iin = iin_of(birth, century, order)
    if iin is None:
        return
    assert is_iin(iin)
    assert without_identifiers(f"{word} {iin} {word}") == f"{word} {IIN} {word}"


@given(dates, st.integers(0, 6), st.integers(0, 9999), st.integers(1, 9))
def test_an_iin_with_a_wrong_control_digit_is_none_but_goes_too(
    birth: date, century: int, order: int, step: int
) -> None:
    iin = iin_of(birth, century, order)
    if iin is None:
        return
    wrong = iin[:11] + str((int(iin[11]) + step) % 10)
    assert not is_iin(wrong)
    assert wrong not in without_identifiers(f"ЖСН {wrong}")


@given(
    st.sampled_from(["+7", "8", "7", "+ 7", "8 "]),
    st.sampled_from(["700", "701", "705", "707", "747", "771", "775", "776", "777", "778", "724"]),
    st.integers(0, 9_999_999),
    st.sampled_from(["", " ", "-", ".", "\u00a0", " - "]),
    words,
)
def test_every_phone_is_replaced(prefix: str, code: str, number: int, sep: str, word: str) -> None:
    digits = f"{number:07d}"
    for written in (
        f"{prefix}{sep}{code}{sep}{digits[:3]}{sep}{digits[3:5]}{sep}{digits[5:]}",
        f"{prefix}({code}){digits}",
    ):
        assert without_identifiers(f"{word} {written} {word}") == f"{word} {PHONE} {word}"


@given(st.integers(10**14, 10**15 - 1), st.sampled_from(["", " ", "-"]))
def test_every_card_is_replaced(body: int, sep: str) -> None:
    digits = next(f"{body}{control}" for control in range(10) if is_card(f"{body}{control}"))
    written = sep.join(digits[i : i + 4] for i in range(0, 16, 4))
    assert without_identifiers(f"карта {written} осы") in {f"карта {CARD} осы", f"карта {PHONE} осы"}


@given(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from([", ", " ", ",", "; "]), st.integers(3, 8))
def test_every_place_is_replaced(lat: float, lon: float, sep: str, decimals: int) -> None:
    text = without_identifiers(f"біз {lat:.{decimals}f}{sep}{lon:.{decimals}f} мұнда")
    assert text == f"біз {PLACE} мұнда"


@pytest.mark.slow
@given(st.text(max_size=300))
@settings(max_examples=500)
def test_any_text_is_taken_and_marks_are_stable(text: str) -> None:
    once = without_identifiers(text)
    assert without_identifiers(once) == once


@pytest.mark.slow
@given(st.text(alphabet="0123456789 .-()+@:°,абз", max_size=80))
@settings(max_examples=500)
def test_no_long_number_is_left(text: str) -> None:
    left = without_identifiers(text)
    for mark in MARKS:
        left = left.replace(mark, " ")
    assert not any(len(run) >= 9 for run in "".join(c if c.isdecimal() else " " for c in left).split())
