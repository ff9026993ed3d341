"""Rasa component: distress that is only hinted (understanding/distress_model.py)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.engine.learning import features_of, fingerprint_of, learnt_features, store_concepts, stored_concepts
from rasa_project.understanding.concepts import ConceptMatcher, read_concepts
from rasa_project.understanding.danger_model import danger_lines
from rasa_project.understanding.distress_model import DATA, DistressReader, distress_lines

#: Where the guess stands in the parse data: ``{"kind", "confidence"}``.
DISTRESS_KEY: Final = "distress"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class DistressClassifier(GraphComponent):
    """Adds to the parse data of a message how likely it is that its writer is in distress."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        concepts: ConceptMatcher,
        reader: DistressReader | None = None,
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
        return fingerprint_of(config, [DATA])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DistressClassifier:
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
    ) -> DistressClassifier:
        """Make the component from what training stored."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, stored_concepts(folder), DistressReader.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the model and store it."""
        from rasa_project.understanding.distress_training import train_distress  # only to train

        examples = [(one.get(TEXT), one.get(INTENT)) for one in training_data.intent_examples if one.get(TEXT)]
        learnt = learnt_features(self._config["concepts"])
        penalty = self._config["penalty"]
        self._reader = train_distress(distress_lines(), danger_lines(), examples, learnt.all_of, penalty)
        with self._model_storage.write_to(self._resource) as folder:
            self._reader.save(folder)
            store_concepts(folder, self._concepts)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the guess to each message."""
        for message in messages:
            if self._reader is None or not message.get(TEXT):
                continue
            guess = self._reader.read(features_of(message, self._concepts))
            shown = {"kind": guess.kind.value, "confidence": round(guess.confidence, 4)}
            message.set(DISTRESS_KEY, shown, add_to_output=True)
        return messages
