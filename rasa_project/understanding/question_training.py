"""Fits the models of particular questions. Loaded only when training."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Final

from rasa_project.understanding.linear_model import LinearModel
from rasa_project.understanding.questions import GENERAL, AskedExample
from rasa_project.understanding.training import FeaturesOf, TrainingSettings, train, with_variants

#: So many examples of the general question of a topic a model learns.
_MOST_GENERAL: Final = 300


def train_questions(
    examples: Sequence[AskedExample], features_of: FeaturesOf, penalty: float
) -> Mapping[str, LinearModel]:
    """A model for each intent that has particular questions.

    Args:
        examples: of all intents.
        features_of: what the models see of texts.
        penalty: the support vector machine's C.
    """
    settings = TrainingSettings(penalty=penalty, variant_share=0.25)
    intents = sorted({one.intent for one in examples if one.question is not None})
    return {intent: _model(intent, examples, features_of, settings) for intent in intents}


def _model(
    intent: str,
    examples: Sequence[AskedExample],
    features_of: FeaturesOf,
    settings: TrainingSettings,
) -> LinearModel:
    rng = random.Random(settings.seed)
    own = [one for one in examples if one.intent == intent and one.question is not None]
    general = [one for one in examples if one.intent == intent and one.question is None]
    chosen = rng.sample(general, min(_MOST_GENERAL, len(general)))
    some = [*own, *chosen]
    labels = [*(str(one.question) for one in own), *([GENERAL] * len(chosen))]
    texts, labels = with_variants([one.text for one in some], labels, settings.variant_share, settings.seed)
    return train(features_of(texts), labels, settings)
