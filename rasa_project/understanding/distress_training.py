"""Fits the model of hinted distress. Loaded only when training."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from rasa_project.understanding.danger_model import DangerLine
from rasa_project.understanding.distress_model import NONE, DistressLine, DistressReader
from rasa_project.understanding.distress_words import Distress
from rasa_project.understanding.training import FeaturesOf, TrainingSettings, train, with_variants

#: Of each intent so many examples are learnt as no distress, and of the lines on danger.
_MOST_OF_AN_INTENT: Final = 25
_MOST_DANGER: Final = 400


def train_distress(
    lines: Sequence[DistressLine],
    danger: Sequence[DangerLine],
    examples: Iterable[tuple[str, str]],
    features_of: FeaturesOf,
    penalty: float,
) -> DistressReader:
    """The model of distress.

    Args:
        lines: written for it.
        danger: lines on signs of illness, which are no distress of this kind.
        examples: of intents, with theirs.
        features_of: what the model sees of texts.
        penalty: the support vector machine's C.
    """
    settings = TrainingSettings(penalty=penalty, variant_share=0.5)
    rng = random.Random(settings.seed)
    told = [(line.text, line.label) for line in lines]
    by_intent = defaultdict(list)
    for text, intent in examples:
        by_intent[intent].append(text)
    for intent in sorted(by_intent):
        some = by_intent[intent]
        told += [(text, NONE) for text in rng.sample(some, min(_MOST_OF_AN_INTENT, len(some)))]
    told += [(line.text, NONE) for line in rng.sample(list(danger), min(_MOST_DANGER, len(danger)))]
    texts, labels = with_variants([text for text, _ in told], [label for _, label in told], 0.5, settings.seed)
    if not set(labels) > {NONE}:
        raise ValueError(f"No example of {', '.join(kind.value for kind in Distress)}: look into distress_lines.yml")
    return DistressReader(train(features_of(texts), labels, settings))
