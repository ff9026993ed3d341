"""Fits the models of danger. Loaded only when training."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from rasa_project.understanding.danger_model import NO, NOW, DangerLine, DangerReader
from rasa_project.understanding.followups import examples_of
from rasa_project.understanding.ranking import EMERGENCY
from rasa_project.understanding.training import FeaturesOf, TrainingSettings, train, with_variants

#: Of each other intent so many examples are learnt as harmless; all of these, which tell as an alarm tells.
_MOST_HARMLESS: Final = 80
_TELLING: Final = frozenset({"ask_exposure", "inform", "report_symptoms"})
#: Contexts whose follow-ups («неше күн?») tell of no danger.
_CALM: Final = ("contact", "group_care", "motherhood", "plan", "talk", "topics")
_MOST_OF_A_CONTEXT: Final = 150


def train_danger(
    lines: Sequence[DangerLine],
    examples: Iterable[tuple[str, str]],
    features_of: FeaturesOf,
    penalty: float,
) -> DangerReader:
    """The models of danger and of its signs.

    Args:
        lines: written for them.
        examples: of intents, with theirs: an emergency's are danger now, all others and follow-ups harmless.
        features_of: what the models see of texts.
        penalty: the support vector machine's C.
    """
    settings = TrainingSettings(penalty=penalty, variant_share=0.5)
    told = [(line.text, line.label) for line in lines] + _of_intents(examples, settings.seed)
    texts, labels = with_variants([text for text, _ in told], [label for _, label in told], 0.5, settings.seed)
    danger = train(features_of(texts), labels, settings)
    signs = [line for line in lines if line.sign is not None]
    texts, labels = with_variants([one.text for one in signs], [str(one.sign) for one in signs], 0.5, settings.seed)
    return DangerReader(danger, train(features_of(texts), labels, settings))


def _of_intents(examples: Iterable[tuple[str, str]], seed: int) -> list[tuple[str, str]]:
    by_intent = defaultdict(list)
    for text, intent in examples:
        by_intent[intent].append(text)
    rng = random.Random(seed)
    found = [(text, NOW) for text in by_intent[EMERGENCY]]
    for intent in sorted(by_intent.keys() - {EMERGENCY}):
        some = by_intent[intent]
        most = len(some) if intent in _TELLING else min(_MOST_HARMLESS, len(some))
        found += [(text, NO) for text in rng.sample(some, most)]
    for context in _CALM:
        texts, _ = examples_of(context)
        found += [(text, NO) for text in rng.sample(texts, min(_MOST_OF_A_CONTEXT, len(texts)))]
    return found
