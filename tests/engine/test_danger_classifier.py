"""The component that hears danger: what it changes for those after it, what it shows."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from rasa_project.advice.knowledge import KNOWLEDGE_DIR
from rasa_project.engine.danger_classifier import DANGER_KEY, DangerClassifier
from rasa_project.engine.entity_extractor import FOUND
from rasa_project.understanding.concepts import read_concepts
from rasa_project.understanding.danger_model import DangerGuess, DangerReader
from rasa_project.understanding.extraction import Danger

CONCEPTS = read_concepts(KNOWLEDGE_DIR / "concepts.yml")


class Reader(DangerReader):
    """Guesses the same of every message."""

    def __init__(self, guess: DangerGuess) -> None:
        """Without models."""
        self.guess = guess

    def read(self, blocks: Any) -> DangerGuess:
        return self.guess


def heard(text: str, guess: DangerGuess | None, **options: float) -> Message:
    config = {**DangerClassifier.get_default_config(), **options}
    reader = Reader(guess) if guess is not None else None
    component = DangerClassifier(config, None, None, CONCEPTS, reader)  # type: ignore[arg-type]
    (message,) = component.process([Message({TEXT: text})])
    return message


@pytest.mark.parametrize(
    ("text", "guess", "level"),
    [
        ("балам мәз емес", DangerGuess(0.9, 0.05, "lethargic"), Danger.NOW),
        ("балам мәз емес", DangerGuess(0.15, 0.4, "lethargic"), Danger.MAYBE),
        ("балам мәз емес", DangerGuess(0.05, 0.05, "lethargic"), Danger.NONE),
        ("қызым тырысып жатыр", DangerGuess(0.3, 0.1, "convulsions"), Danger.NOW),
        ("қызым тырысып жатыр", DangerGuess(0.01, 0.01, "convulsions"), Danger.NOW),
    ],
)
def test_those_after_it_see_what_both_say(text: str, guess: DangerGuess, level: Danger) -> None:
    message = heard(text, guess)
    assert message.get(FOUND).danger is level
    assert message.get(DANGER_KEY) == {
        "level": level.value, "sign": guess.sign, "now": guess.now, "maybe": guess.maybe
    }  # fmt: skip
    assert DANGER_KEY in message.output_properties


def test_what_else_was_found_stays() -> None:
    message = heard("2 жасар қызымның қызуы 38", DangerGuess(0.9, 0.0, "lethargic"))
    assert {one.name for one in message.get(FOUND).entities} >= {"child_age_months", "temperature_c"}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("бөпем 8 айлық, қызуы 38,5", Danger.NONE),
        ("балам қызып тұр 40 градус", Danger.NONE),
        ("бөпемнің денесі қызып тұр", Danger.MAYBE),
        ("2 айлық бөпемнің денесі жанып тұр", Danger.NOW),
    ],
)
def test_an_age_that_is_told_decides_on_a_new_born_s_fever(text: str, level: Danger) -> None:
    assert heard(text, DangerGuess(0.8, 0.1, "newborn_fever")).get(FOUND).danger is level


def test_the_thresholds_are_options_of_config_yml() -> None:
    assert heard("балам мәз емес", DangerGuess(0.17, 0.0, "lethargic"), now=0.16).get(FOUND).danger is Danger.NOW


@pytest.mark.parametrize("text", ["", "балам мәз емес"])
def test_an_untrained_component_changes_nothing(text: str) -> None:
    assert heard(text, None).get(DANGER_KEY) is None
