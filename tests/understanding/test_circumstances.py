"""Risk, a grown-up and "enough", as they stand in messages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.understanding.circumstances import (
    risk_of,
    speaks_of_adult,
    wants_to_stop,
)
from tests.understanding.words import words


@pytest.mark.parametrize("text", ["жоқ, керек емес", "керек емес", "не надо", "хватит", "тоқтат", "қажеті жоқ", "стоп"])
def test_enough(text: str) -> None:
    assert wants_to_stop(words(text))


@pytest.mark.parametrize("text", ["екпе керек емес ол ауырып жатыр", "прививку не надо, болеет он", "укол керек емес"])
def test_a_dose_that_is_refused_is_no_question(text: str) -> None:
    assert not wants_to_stop(words(text))


@pytest.mark.parametrize("text", ["жоқ", "керек", "екпе керек емес дейді ғой ел, соған не дейсіз енді айтыңызшы маған"])
def test_not_enough_yet(text: str) -> None:
    assert not wants_to_stop(words(text))


@pytest.mark.parametrize(
    ("text", "risk"),
    [
        ("жүктімін", "pregnant"),
        ("аяғым ауыр емес", None),
        ("аяғы ауыр", "pregnant"),
        ("я беременна", "pregnant"),
        ("не беременна", "none"),
        ("иммунитеті әлсіз", "weak_immunity"),
        ("иммунитет слабый", "weak_immunity"),
        ("иммунитеті жақсы", "none"),
        ("с иммунитетом всё хорошо", "none"),
        ("химиотерапия алып жүр", "weak_immunity"),
        ("жүкті емес", "none"),
        ("балам 3 жаста", None),
    ],
)
def test_risk(text: str, risk: str | None) -> None:
    assert risk_of(words(text)) == risk


@pytest.mark.parametrize(("text", "adult"), [("өзім ауырып қалдым", True), ("күйеуім", True), ("балам ауырды", False)])
def test_adults(text: str, adult: bool) -> None:
    assert speaks_of_adult(words(text)) is adult


@given(st.text(max_size=60))
def test_nothing_raises_on_any_text(text: str) -> None:
    some = words(text)
    wants_to_stop(some)
    risk_of(some)
    speaks_of_adult(some)
