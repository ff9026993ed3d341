"""Rasa component: distress that is only hinted (understanding/distress_model.py)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.engine.learning import features_of, learnt_features
from rasa_project.engine.reading_component import ReadingComponent
from rasa_project.understanding.danger_model import DATA as DANGER_LINES
from rasa_project.understanding.danger_model import danger_lines
from rasa_project.understanding.distress_model import DATA, DistressReader, distress_lines

#: Where the guess stands in the parse data: ``{"kind", "confidence"}``.
DISTRESS_KEY: Final = "distress"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class DistressClassifier(ReadingComponent[DistressReader]):
    """Adds to the parse data of a message how likely it is that its writer is in distress."""

    READER = DistressReader

    @classmethod
    def learns_from(cls) -> Sequence[Path]:
        """Its lines beside the examples that Rasa knows of."""
        return [DATA, DANGER_LINES]

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the model and store it."""
        from rasa_project.understanding.distress_training import train_distress  # only to train

        examples = [(one.get(TEXT), one.get(INTENT)) for one in training_data.intent_examples if one.get(TEXT)]
        learnt = learnt_features(self._config["concepts"])
        penalty = self._config["penalty"]
        return self._store(train_distress(distress_lines(), danger_lines(), examples, learnt.all_of, penalty))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the guess to each message."""
        for message in messages:
            if self._reader is None or not message.get(TEXT):
                continue
            guess = self._reader.read(features_of(message, self._concepts))
            shown = {"kind": guess.kind.value, "confidence": round(guess.confidence, 4)}
            message.set(DISTRESS_KEY, shown, add_to_output=True)
        return messages
