"""What the rule, the thresholds and the classifier make of a message together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.concepts import ConceptMatcher
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.linear_model import LinearModel
from rasa_project.understanding.ranking import (
    EMERGENCY,
    FALLBACK,
    SMALL_TALK,
    IntentRanker,
    Thresholds,
    tells_fever,
)
from rasa_project.understanding.spelling import SpellingMender

SPOKEN_OF = "былтыр тырысып қалған еді"
NOTHING = "бүгін таңнан"


class Guesses:
    """A model that always says the same; it has seen every word, or none."""

    def __init__(self, guesses: Mapping[str, float], knows: bool = True) -> None:
        self._guesses, self._knows = guesses, knows

    def knows(self, words: Iterable[str]) -> bool:
        return self._knows

    def probabilities(self, blocks: Any) -> list[tuple[str, float]]:
        return sorted(self._guesses.items(), key=lambda one: -one[1])


def first(text: str, guesses: Mapping[str, float], knows: bool = True) -> str:
    model = cast("LinearModel", Guesses(guesses, knows))
    ranker = IntentRanker(model, ConceptMatcher({}), Thresholds(), SpellingMender(set()))
    analysis = default_analyzer().analyse(text)
    return ranker.rank(analysis, default_finder().read(analysis))[0].intent


@pytest.mark.parametrize(
    ("text", "guesses", "intent"),
    [
        ("қызым тырысып жатыр", {"thank": 0.9, EMERGENCY: 0.1}, EMERGENCY),
        (SPOKEN_OF, {EMERGENCY: 0.9, "ask_contraindications": 0.4}, "ask_contraindications"),
        (SPOKEN_OF, {EMERGENCY: 0.99, "ask_contraindications": 0.01}, EMERGENCY),
        ("дышит свободно", {EMERGENCY: 0.9, "report_symptoms": 0.4}, "report_symptoms"),
        ("судорог нет", {EMERGENCY: 0.9, "report_symptoms": 0.4}, "report_symptoms"),
        (NOTHING, {EMERGENCY: 0.45, "out_of_scope": 0.2}, FALLBACK),  # 103 still stands first: actions/danger_line.py
        # what rules and model of danger do not hear is at most asked about (dialogue/hearing.py), unless it is sure
        (NOTHING, {EMERGENCY: 0.9, "out_of_scope": 0.08}, FALLBACK),
        (NOTHING, {EMERGENCY: 0.55, "report_symptoms": 0.35}, "report_symptoms"),
        (NOTHING, {EMERGENCY: 0.99, "out_of_scope": 0.01}, EMERGENCY),
        (NOTHING, {"ask_adult": 0.45, "out_of_scope": 0.2}, "ask_adult"),
        ("5 лет, температура 41", {"inform": 0.5, "report_symptoms": 0.47}, "report_symptoms"),
        ("4 жаста, қызуы 40", {"inform": 0.6, "report_symptoms": 0.2}, "report_symptoms"),
        ("4 жаста, қызуы 36,6", {"inform": 0.6, "report_symptoms": 0.2}, "inform"),
        ("4 жаста", {"report_symptoms": 0.6, "inform": 0.2}, "inform"),
        # of grown-ups is hardly asked where only a child's age is told
        ("ұлым 7 жаста, оған қандай екпе керек еді", {"ask_adult": 0.4, "ask_schedule": 0.3}, "ask_schedule"),
        ("сыну 7 лет, какая прививка нужна ему", {"ask_schedule": 0.37, "ask_adult": 0.36}, "ask_schedule"),
        ("ұлым 7 жаста, ал маған екпе керек пе", {"ask_adult": 0.7, "ask_schedule": 0.2}, "ask_adult"),
        ("мне 34 года, сыну 7, какая прививка нужна", {"ask_adult": 0.4, "ask_schedule": 0.2}, "ask_adult"),
    ],
)
def test_what_comes_first(text: str, guesses: Mapping[str, float], intent: str) -> None:
    assert first(text, guesses) == intent


@pytest.mark.parametrize("intent", sorted(SMALL_TALK))
def test_a_danger_word_is_no_small_talk(intent: str) -> None:
    guesses = {intent: 0.9, "ask_adult": 0.05}
    assert first(SPOKEN_OF, guesses) == FALLBACK
    assert first("тырысып жатқан жоқ", guesses) == intent
    assert first(NOTHING, guesses) == intent


def test_an_emergency_in_words_that_the_model_never_saw() -> None:
    assert first("роговица помутнела", {"thank": 0.9, "greet": 0.1}, knows=False) == EMERGENCY
    assert first(NOTHING, {"thank": 0.9, "greet": 0.1}, knows=False) == FALLBACK


@pytest.mark.parametrize(
    ("text", "is_report"),
    [
        ("ребенку 7 месяцев 38.5 что делать", True),
        ("балам 8 айлық, қызуы 39, не істейміз?", True),
        ("38.5 как быть", True),
        ("39 температурада екпе салама", False),
        ("балаға 38 градус су бере ме", False),
    ],
)
def test_a_fever_that_is_asked_what_to_do_with_is_a_report(text: str, is_report: bool) -> None:
    analysis = default_analyzer().analyse(text)
    assert tells_fever(analysis, default_finder().read(analysis)) is is_report
