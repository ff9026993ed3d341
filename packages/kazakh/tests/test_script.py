"""One form for every way of typing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.script import MAX_LENGTH, clean, fold, normalise

SAME_WORD = [
    ("қызылша", ["кызылша", "Қызылша", "qyzylsha", "kyzylsha", "kyzylwa", "qızılşa", "qyzylşa", "ҚЫЗЫЛША"]),
    ("екпе", ["ekpe", "EKPE", "Екпе", "eкпe"]),
    ("көтерілді", ["которилди"[:1] + "отерилди", "kóterildi", "köterıldı"]),
    ("салдыру", ["saldyru", "салдыру"]),
    ("жөтел", ["жотел", "jotel", "zhötel", "jótel"]),
    ("үш", ["уш", "ush", "üsh", "üş"]),
    ("дәрігер", ["даригер", "dariger", "därıger", "dáriger"]),
    ("ауырып", ["auyryp", "aýyryp", "ауырып"]),
    ("қандай", ["кандай", "qandai", "kandai", "қандаййй"]),
    ("шешек", ["sheshek", "wewek"]),
    ("Қазалы", ["kazaly", "Qazaly", "казалы"]),
    ("емхана", ["emkhana", "emhana"]),
    ("сәлем", ["salem", "sálem", "сәлеееем", "cалем"]),
]


@pytest.mark.parametrize(("word", "typed"), [(word, typed) for word, ways in SAME_WORD for typed in ways])
def test_ways_of_typing_fall_together(word: str, typed: str) -> None:
    assert fold(typed) == fold(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [("қызылша", "қызамық"), ("екпе", "емхана"), ("бар", "бер"), ("жас", "жеті"), ("дақ", "дем")],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    "text",
    [
        "прививка от кори",
        "у ребёнка сыпь по всему телу, температура 39,5",
        "когда делают вторую прививку?",
        "объясните, пожалуйста, что такое ккп",
    ],
)
def test_russian_is_not_spoilt(text: str) -> None:
    assert normalise(text) == text


@pytest.mark.parametrize(
    ("typed", "readable"),
    [
        ("Сәлеееем 😀", "сәлем"),
        ("екпе\u200bсі", "екпесі"),
        ("\u202eекпе", "екпе"),
        ("қызуы   көтерілді\n\n", "қызуы көтерілді"),
        ("нemese", "немесе"),
        ("сeмья", "семья"),
        ("", ""),
        ("😀😀😀", ""),
    ],
)
def test_normalise_reads_like_the_person_meant(typed: str, readable: str) -> None:
    assert normalise(typed) == readable


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert len(clean("аб" * 10_000)) <= MAX_LENGTH


@given(st.text(max_size=300))
def test_normalising_twice_equals_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(max_size=300))
def test_folding_twice_equals_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@given(st.text(alphabet=st.characters(min_codepoint=0x400, max_codepoint=0x4FF), max_size=60))
def test_cyrillic_of_any_kind_is_taken(text: str) -> None:
    assert fold(normalise(text)) == fold(text)
