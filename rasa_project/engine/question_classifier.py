"""Rasa component: the particular question of a message (``ask_myth/fasting``), see understanding/questions.py."""

from __future__ import annotations

from typing import Any, Final

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.engine.importer import QUESTION
from rasa_project.engine.intent_classifier import ASKED_KEY
from rasa_project.engine.learning import (
    features_of,
    features_of_words,
    learnt_features,
)
from rasa_project.engine.reading_component import ReadingComponent
from rasa_project.understanding.questions import AskedExample, QuestionReader

#: Where the guesses stand in the parse data: a list of ``{"name", "confidence"}``, the best first.
QUESTIONS_KEY: Final = "questions"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class QuestionClassifier(ReadingComponent[QuestionReader]):
    """Reads a message with the models of its likeliest intents; the intent itself stays as it is."""

    READER = QuestionReader
    FOLDER = "models"

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the models and store them."""
        from rasa_project.understanding.question_training import train_questions  # only to train

        examples = [
            AskedExample(one.get(TEXT), one.get(INTENT), one.get(QUESTION))
            for one in training_data.intent_examples
            if one.get(TEXT)
        ]
        learnt = learnt_features(self._config["concepts"])
        return self._store(QuestionReader(train_questions(examples, learnt.all_of, self._config["penalty"])))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the nearest questions to each message."""
        for message in messages:
            ranking = message.get(INTENT_RANKING_KEY) or [message.get(INTENT)]
            intents = [(one[INTENT_NAME_KEY], float(one[PREDICTED_CONFIDENCE_KEY] or 0.0)) for one in ranking if one]
            guesses = [] if self._reader is None else self._reader.read(intents, features_of(message, self._concepts))
            shown = [{"name": one.name, "confidence": round(one.confidence, 4)} for one in guesses]
            message.set(QUESTIONS_KEY, shown, add_to_output=True)
            message.set(ASKED_KEY, [self._read_asked(message, one) for one in message.get(ASKED_KEY) or []], True)
        return messages

    def _read_asked(self, message: Message, asked: dict[str, Any]) -> dict[str, Any]:
        """One question of several, with its nearest particular questions."""
        intents = [(one[INTENT_NAME_KEY], one[PREDICTED_CONFIDENCE_KEY]) for one in asked["ranking"]]
        blocks = features_of_words(message, asked["words"], self._concepts)
        guesses = [] if self._reader is None else self._reader.read(intents, blocks)
        shown = [{"name": one.name, "confidence": round(one.confidence, 4)} for one in guesses]
        return {**asked, QUESTIONS_KEY: shown}
