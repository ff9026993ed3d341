"""Rasa component: the intent of a message (see linear_model.py for the model)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from kazakh.analysis import Analyzer, default_analyzer
from rasa_project.engine.entity_extractor import found_in
from rasa_project.engine.learning import fingerprint_of, learnt_features, store_concepts, stored_concepts
from rasa_project.engine.tokenizer import analysis_of
from rasa_project.understanding.concepts import ConceptMatcher, read_concepts
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.linear_model import LinearModel
from rasa_project.understanding.ranking import FALLBACK, IntentRanker, Ranked, Thresholds
from rasa_project.understanding.spelling import SpellingMender

#: The questions of a message that has several: ``{"words", "name", "confidence", "ranking"}``; the components behind
#: this one add what they find in each.
ASKED_KEY = "asked"
_RANKED_OF_ASKED = 4
_WORDS_FILE = "words.json"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class KazakhIntentClassifier(GraphComponent, IntentClassifier):
    """Linear classifier over character n-grams, stems and concepts.

    Below ``threshold``, or where the best two are closer than ``margin``, the intent is
    ``nlu_fallback``; the ranking then still holds the nearest topics, to be offered.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        analyzer: Analyzer,
        concepts: ConceptMatcher,
        model: LinearModel | None = None,
        words: Iterable[str] = (),
    ) -> None:
        """Use :meth:`create` or :meth:`load`; Rasa does."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._analyzer = analyzer
        self._concepts = concepts
        self._ranker: IntentRanker | None = None
        if model is not None:
            self._set_model(model, words)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options in config.yml, with the values they have when left out."""
        return {
            "threshold": Thresholds.answer,
            "margin": Thresholds.margin,
            "sure_of_emergency": Thresholds.sure_of_emergency,
            "suspicion": Thresholds.suspicion,
            "ranking_length": 10,
            "concepts": "data/knowledge/concepts.yml",
            "penalty": 0.3,
        }

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """What it learns from beside the examples that Rasa knows of."""
        return fingerprint_of({**cls.get_default_config(), **config})

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KazakhIntentClassifier:
        """Make an untrained component."""
        concepts = read_concepts(Path(config["concepts"]))
        return cls(config, model_storage, resource, default_analyzer(), concepts)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> KazakhIntentClassifier:
        """Make the component from what training stored."""
        with model_storage.read_from(resource) as folder:
            concepts = stored_concepts(folder)
            words = json.loads((folder / _WORDS_FILE).read_text(encoding="utf-8"))
            model = LinearModel.load(folder)
        return cls(config, model_storage, resource, default_analyzer(), concepts, model, words)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on all examples and store the result."""
        from rasa_project.understanding.training import TrainingSettings, train, with_variants  # only to train

        settings = TrainingSettings(penalty=self._config["penalty"])
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        texts, labels = with_variants(
            [m.get(TEXT) for m in examples],
            [m.get(INTENT) for m in examples],
            settings.variant_share,
            settings.seed,
        )
        learnt = learnt_features(self._config["concepts"])
        model = train(learnt.all_of(texts), labels, settings)
        words = learnt.words_of(texts[: len(examples)])  # slips are no dictionary
        self._set_model(model, words)
        with self._model_storage.write_to(self._resource) as folder:
            model.save(folder)
            store_concepts(folder, self._concepts)
            (folder / _WORDS_FILE).write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and the ranking of each message."""
        for message in messages:
            shown = [_entry(ranked) for ranked in self._rank(message)[: self._config["ranking_length"]]]
            message.set(INTENT, shown[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, shown, add_to_output=True)
            message.set(ASKED_KEY, self._asked(message), add_to_output=True)
        return messages

    def _rank(self, message: Message) -> list[Ranked]:
        if self._ranker is None:
            return [Ranked(FALLBACK, 1.0)]
        findings = found_in(message, self._analyzer, default_finder())
        return self._ranker.rank(analysis_of(message, self._analyzer), findings)

    def _asked(self, message: Message) -> list[dict[str, Any]]:
        if self._ranker is None:
            return []
        asked = self._ranker.rank_questions(analysis_of(message, self._analyzer))
        shown = ((list(one.words), list(map(_entry, one.ranking[:_RANKED_OF_ASKED]))) for one in asked)
        return [{"words": words, **ranking[0], "ranking": ranking} for words, ranking in shown]

    def _set_model(self, model: LinearModel, words: Iterable[str]) -> None:
        thresholds = Thresholds(
            answer=self._config["threshold"],
            margin=self._config["margin"],
            sure_of_emergency=self._config["sure_of_emergency"],
            suspicion=self._config["suspicion"],
        )
        mender = SpellingMender(words)
        self._ranker = IntentRanker(model, self._concepts, thresholds, mender)


def _entry(ranked: Ranked) -> dict[str, Any]:
    return {INTENT_NAME_KEY: ranked.intent, PREDICTED_CONFIDENCE_KEY: ranked.probability}
