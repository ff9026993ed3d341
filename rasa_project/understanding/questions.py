"""Particular questions (``ask_myth/fasting``) by linear models, one for the questions of each intent.

A topic's model tells its questions apart, the general one among them. A message is read by the models of its likeliest
intents; a question is as likely as its intent is, times what the model of the intent says. Examples:
``data/<theme>/questions.yml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from rasa_project.understanding.counted_features import BlockedFeatures, CountedFeatures
from rasa_project.understanding.linear_model import LinearModel

#: The general question of a topic.
GENERAL: Final = "general"
#: Models of so many of the likeliest intents are asked, each intent at least this likely.
_MOST_INTENTS: Final = 4
_LEAST_INTENT: Final = 0.05
#: So many are kept of a reading.
_KEPT: Final = 4
_LEAST: Final = 0.03


class AskedExample(NamedTuple):
    """An example: its text, its intent, and its particular question or ``None``."""

    text: str
    intent: str
    question: str | None


class QuestionGuess(NamedTuple):
    """A particular question and its probability."""

    name: str
    confidence: float


class QuestionReader:
    """The models of all topics that have particular questions."""

    def __init__(self, models: Mapping[str, LinearModel]) -> None:
        """Take a model for each intent."""
        self._models = models

    def read(
        self, ranking: Iterable[tuple[str, float]], blocks: BlockedFeatures | CountedFeatures
    ) -> list[QuestionGuess]:
        """The likeliest questions, the best first.

        Args:
            ranking: intents with their probabilities, the best first.
            blocks: features of the message.
        """
        asked = [(name, p) for name, p in ranking if name in self._models and p >= _LEAST_INTENT][:_MOST_INTENTS]
        guesses = [
            QuestionGuess(name, p * confidence)
            for intent, p in asked
            for name, confidence in self._models[intent].probabilities(blocks)[:_KEPT]
            if name != GENERAL and p * confidence >= _LEAST
        ]
        return sorted(guesses, key=lambda one: -one.confidence)[:_KEPT]

    def save(self, folder: Path) -> None:
        """Write each model into a folder of its intent's name."""
        for intent, model in self._models.items():
            (folder / intent).mkdir()
            model.save(folder / intent)

    @classmethod
    def load(cls, folder: Path) -> QuestionReader:
        """Read what :meth:`save` wrote.

        Raises:
            rasa_project.understanding.linear_model.ModelFileError: a model is damaged.
        """
        return cls({path.name: LinearModel.load(path) for path in sorted(folder.iterdir()) if path.is_dir()})
