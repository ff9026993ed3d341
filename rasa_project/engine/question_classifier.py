"""Rasa component: the particular question of a message (``ask_myth/fasting``), see understanding/questions.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.engine.importer import QUESTION
from rasa_project.engine.intent_classifier import ASKED_KEY
from rasa_project.engine.learning import (
    features_of,
    features_of_words,
    fingerprint_of,
    learnt_features,
    store_concepts,
    stored_concepts,
)
from rasa_project.understanding.concepts import ConceptMatcher, read_concepts
from rasa_project.understanding.questions import AskedExample, QuestionReader

#: Where the guesses stand in the parse data: a list of ``{"name", "confidence"}``, the best first.
QUESTIONS_KEY: Final = "questions"
_MODELS: Final = "models"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class QuestionClassifier(GraphComponent):
    """Reads a message with the models of its likeliest intents; the intent itself stays as it is."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        concepts: ConceptMatcher,
        reader: QuestionReader | None = None,
    ) -> None:
        """Use :meth:`create` or :meth:`load`; Rasa does."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._concepts = concepts
        self._reader = reader

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options in config.yml, with the values they have when left out."""
        return {"concepts": "data/knowledge/concepts.yml", "penalty": 0.5}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """What it learns from beside the examples that Rasa knows of."""
        return fingerprint_of(config)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionClassifier:
        """Make an untrained component."""
        return cls(config, model_storage, resource, read_concepts(Path(config["concepts"])))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> QuestionClassifier:
        """Make the component from what training stored."""
        with model_storage.read_from(resource) as folder:
            concepts = stored_concepts(folder)
            return cls(config, model_storage, resource, concepts, QuestionReader.load(folder / _MODELS))

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the models and store them."""
        from rasa_project.understanding.question_training import train_questions  # only to train

        examples = [
            AskedExample(one.get(TEXT), one.get(INTENT), one.get(QUESTION))
            for one in training_data.intent_examples
            if one.get(TEXT)
        ]
        learnt = learnt_features(self._config["concepts"])
        self._reader = QuestionReader(train_questions(examples, learnt.all_of, self._config["penalty"]))
        with self._model_storage.write_to(self._resource) as folder:
            (folder / _MODELS).mkdir()
            self._reader.save(folder / _MODELS)
            store_concepts(folder, self._concepts)
        return self._resource

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
