"""What cannot be, so that the bot asks back; what is only unusual, it takes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.analysis import default_analyzer
from rasa_project.understanding.amounts import read_amounts
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.impossible import find_impossible
from rasa_project.understanding.quantities import Kind
from rasa_project.understanding.ranking import tells_only_values

TODAY = date(2026, 11, 25)


def tokens(text: str) -> list[str]:
    return default_analyzer().analyse(text).tokens


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("балам 200 жаста", "age"),
        ("ребёнку 150 лет", "age"),
        ("2000 айлық", "age"),
        ("туған күні 15.05.2099", "birth_date"),
        ("1890 жылы туған", "birth_date"),
        ("31.02.2022 туған", "birth_date"),
        ("родился 2030 года", "birth_date"),
        ("45.45.2022", "birth_date"),
        ("7 рет екпе алды", "doses"),
        ("сделали 5 прививок от кори, 5 раз", "doses"),
    ],
)
def test_cannot_be(text: str, what: str) -> None:
    assert find_impossible(tokens(text), TODAY) == what


@pytest.mark.parametrize(
    "text",
    [
        "балам 3 жаста",
        "бала 32 айлық",
        "2.5 жас",
        "әжем 67 жаста",
        "15.05.2022",
        "2022-05-15",
        "екі рет екпе алған",
        "қызуы 39,5",
        "7 күн болды",
        "2026 жылы екпе салынады ма",
        "103",
        "",
    ],
)
def test_can_be(text: str) -> None:
    assert find_impossible(tokens(text), TODAY) is None


@given(st.text(max_size=80))
def test_nothing_raises_on_any_text(text: str) -> None:
    find_impossible(tokens(text), TODAY)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("9 айында екпе алған, қазір 2 жаста", 9),
        ("8 айлығында салдырғанбыз", 8),
        ("прививку сделали в 8 месяцев, сейчас 3 года", 8),
        ("8 айлық балам бар, екпе алған жоқ", None),
        ("3 жаста, бір рет алды", None),
        ("9 айында екпе салына ма", None),
    ],
)
def test_the_age_at_a_dose(text: str, months: int | None) -> None:
    ages = [int(one.number) for one in read_amounts(tokens(text), TODAY) if one.kind is Kind.DOSE_AGE]
    assert min(ages, default=None) == months


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("12.03.2022", True),
        ("3 жас 2 ай", True),
        ("Бозкөлде", True),
        ("екі рет", True),
        ("8 мес.", True),
        ("жоқ, 7 жаста", True),
        ("нет, 5 лет", True),
        ("жоқ", False),
        ("8 айлыққа бола ма", False),
        ("3 жаста?", False),
        ("балам 3 жаста", False),
        ("39", False),
        ("бір", False),
        ("", False),
    ],
)
def test_a_message_of_values_only(text: str, only: bool) -> None:
    analysis = default_analyzer().analyse(text)
    assert tells_only_values(analysis, default_finder().read(analysis)) is only
