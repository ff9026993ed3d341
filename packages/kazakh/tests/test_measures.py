"""Amounts of time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.analysis import default_analyzer
from kazakh.measures import find_measures, unit_at
from kazakh.unit_words import Form, Unit

Words = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3 жас", 3, Unit.YEAR), ("үш жаста", 3, Unit.YEAR), ("8 айлық", 8, Unit.MONTH), ("8ailyq", 8, Unit.MONTH),
        ("екі апта бұрын", 2, Unit.WEEK), ("5 күн", 5, Unit.DAY), ("12 сағат", 12, Unit.HOUR),
        ("5 лет", 5, Unit.YEAR), ("2 месяца", 2, Unit.MONTH), ("сутки", 1, Unit.DAY), ("неделю", 1, Unit.WEEK),
        ("полгода", 6, Unit.MONTH), ("полтора года", 1.5, Unit.YEAR), ("2 жас жарым", 2.5, Unit.YEAR),
        ("2 года с половиной", 2.5, Unit.YEAR), ("семимесячная", 7, Unit.MONTH), ("двухнедельный", 2, Unit.WEEK),
        ("дней пять", 5, Unit.DAY), ("үшінші күн", 3, Unit.DAY), ("на пятой неделе", 5, Unit.WEEK),
        ("5-ти лет", 5, Unit.YEAR), ("2-х месячный", 2, Unit.MONTH),
    ],
)  # fmt: skip
def test_amounts(words: Words, text: str, value: float, unit: Unit) -> None:
    assert [(one.value, one.high, one.unit) for one in find_measures(words(text))] == [(value, None, unit)]


@pytest.mark.parametrize(
    ("text", "months"),
    [("3 жас 2 айда", 38), ("1 год и 3 месяца", 15), ("1 г. 3 м.", 15), ("год и 3", 15), ("2 года", 24)],
)
def test_years_and_months_are_one_amount(words: Words, text: str, months: float) -> None:
    assert [one.months for one in find_measures(words(text))] == [months]


def test_months_and_days_are_one_amount(words: Words) -> None:
    (one,) = find_measures(words("11 ай 20 күндік"))
    assert one.unit is Unit.MONTH
    assert one.value == pytest.approx(11.66, abs=0.01)
    assert one.days == pytest.approx(354.8, abs=0.1)


@pytest.mark.parametrize(
    ("text", "low", "high"), [("2-3 күн", 2, 3), ("екі үш күн", 2, 3), ("2–3 дня", 2, 3), ("3-2 күн", None, None)]
)
def test_ranges(words: Words, text: str, low: float | None, high: float | None) -> None:
    found = [(one.value, one.high) for one in find_measures(words(text))]
    assert (found[0] if found and found[0][1] else (None, None)) == (low, high)


@pytest.mark.parametrize(
    ("text", "form", "of_age"),
    [
        ("8 айлық", Form.ADJECTIVE, True), ("1 жасқа", Form.DATIVE, True), ("3 күннен", Form.ABLATIVE, False),
        ("9 айында", Form.POSSESSIVE, True), ("3 жаста", Form.LOCATIVE, True), ("5 күн", Form.PLAIN, False),
        ("бесінші күн", Form.ORDINAL, False),
    ],
)  # fmt: skip
def test_forms(words: Words, text: str, form: Form, of_age: bool) -> None:
    assert [(one.form, one.of_age) for one in find_measures(words(text))] == [(form, of_age)]


@pytest.mark.parametrize("text", ["", "алма", "3 адам", "үште", "в прошлом году", "часто болеет", "5 теңге"])
def test_no_amount(words: Words, text: str) -> None:
    assert find_measures(words(text)) == []


def test_months_to_go_are_an_amount_of_their_own(words: Words) -> None:
    assert [(one.value, one.unit) for one in find_measures(words("6 жасқа 2 ай қалды"))] == [
        (6, Unit.YEAR),
        (2, Unit.MONTH),
    ]


def test_unit_at_an_index_outside(words: Words) -> None:
    assert unit_at(words("3 күн"), 1) == (Unit.DAY, Form.PLAIN, False)
    assert unit_at(words("3 күн"), 2) is None
    assert unit_at(words("3 күн"), -1) is None


@given(
    st.text(max_size=100) | st.lists(st.sampled_from("3 жас ай күн и - 2 с половинои год дней".split())).map(" ".join)
)
def test_amounts_of_any_text_do_not_overlap(text: str) -> None:
    tokens = default_analyzer().analyse(text).tokens
    after = 0
    for one in find_measures(tokens):
        assert after <= one.first < one.after <= len(tokens)
        assert one.value >= 0
        after = one.after
