"""Numbers in words and digits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.analysis import default_analyzer
from kazakh.numbers import find_numbers, is_numeral, ordinal, ordinal_at
from kazakh.script import fold

Words = Callable[[str], list[str]]

UNITS = "бір екі үш төрт бес алты жеті сегіз тоғыз".split()
TENS = "он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан".split()


@pytest.mark.parametrize("ten", range(1, 10))
@pytest.mark.parametrize("unit", range(1, 10))
def test_two_words_make_a_number(words: Words, ten: int, unit: int) -> None:
    found = find_numbers(words(f"{TENS[ten - 1]} {UNITS[unit - 1]} адам"))
    assert [(number.value, number.first, number.after) for number in found] == [(10 * ten + unit, 0, 2)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("бір жарым литр", [1.5]),
        ("жарты", [0.5]),
        ("полтора километра", [1.5]),
        ("два с половиной", [2.5]),
        ("двадцать пять", [25]),
        ("привит двумя, по тремя", [2, 3]),
        ("одиннадцать", [11]),
        ("39,5 немесе 38.7", [39.5, 38.7]),
        ("jiyrma ush", [23]),
        ("екі, үш", [2, 3]),
        ("нөл", [0]),
        ("сан жоқ", []),
        ("", []),
    ],
)
def test_values(words: Words, text: str, values: list[float]) -> None:
    assert [number.value for number in find_numbers(words(text))] == values


@pytest.mark.parametrize(
    ("text", "ending"), [("екіде", "де"), ("үшке", "ке"), ("7-де", "де"), ("7 де", "де"), ("бес", ""), ("жарты", "")]
)
def test_the_case_ending_is_told(words: Words, text: str, ending: str) -> None:
    assert [number.ending for number in find_numbers(words(text))] == [ending]


def test_then_is_not_at_ten(words: Words) -> None:
    assert find_numbers(words("онда барамын")) == []
    assert [number.value for number in find_numbers(words("балам онда"))] == [10]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("бірінші", 1),
        ("үшінші", 3),
        ("жиырманшы", 20),
        ("жиырмасыншы", 20),
        ("первый", 1),
        ("третьей", 3),
        ("три", None),
        ("пятого", 5),
        ("алма", None),
    ],
)
def test_ordinals(word: str, value: int | None) -> None:
    assert ordinal(fold(word)) == value


def test_ordinals_of_two_words(words: Words) -> None:
    assert ordinal_at(words("двадцать четвертого мая"), 0) == (24, 2)
    assert ordinal_at(words("он екінші"), 0) == (12, 2)
    assert ordinal_at(words("алма"), 0) is None


@pytest.mark.parametrize(("word", "expected"), [("7", True), ("жеті", True), ("жетінші", True), ("алма", False)])
def test_is_numeral(word: str, expected: bool) -> None:
    assert is_numeral(fold(word)) is expected


@given(st.text(max_size=100))
def test_numbers_of_any_text_do_not_overlap(text: str) -> None:
    tokens = default_analyzer().analyse(text).tokens
    after = 0
    for number in find_numbers(tokens):
        assert after <= number.first < number.after <= len(tokens)
        after = number.after
