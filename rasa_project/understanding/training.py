"""Fits a :class:`LinearModel`. Loaded only when training."""

from __future__ import annotations

import os
import random
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final, cast

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedKFold

from kazakh.alphabet import KAZAKH_LETTERS
from kazakh.variants import VARIANTS, make_variant
from rasa_project.understanding.columns import Columns
from rasa_project.understanding.counted_features import BlockedFeatures, Floats
from rasa_project.understanding.feature_store import StoredTexts, stored
from rasa_project.understanding.fitting import fit
from rasa_project.understanding.linear_model import LinearModel, softmax
from rasa_project.understanding.name_index import PackedNames
from rasa_project.understanding.weights import Weights

Labels = npt.NDArray[np.intp]
#: What a model sees of texts, in their order.
FeaturesOf = Callable[[Sequence[str]], "Sequence[BlockedFeatures] | StoredTexts"]

#: Each has a part of the examples in hand.
_MOST_THREADS: Final = 2
#: The temperature where there are too few examples to measure it.
_UNMEASURED: Final = 0.25


@dataclass(frozen=True)
class TrainingSettings:
    """How to fit.

    Attributes:
        penalty: the support vector machine's C; smaller means simpler.
        min_count: a feature must stand in so many examples, by block.
        block_weights: how much a block counts.
        folds: parts of the data; each is set aside once to fit the temperature.
        seed: of every random choice.
        variant_share: share of the Kazakh examples that are learnt retyped as well.
    """

    penalty: float = 0.3
    min_count: Mapping[str, int] = field(default_factory=lambda: {"chars": 2, "words": 2, "concepts": 2})
    block_weights: Mapping[str, float] = field(default_factory=lambda: {"chars": 1.0, "words": 1.0, "concepts": 1.0})
    folds: int = 5
    seed: int = 20261122
    variant_share: float = 0.25


def train(
    examples: Sequence[BlockedFeatures] | StoredTexts, labels: Sequence[str], settings: TrainingSettings
) -> LinearModel:
    """Fit on all examples; probabilities calibrated on parts that were set aside in turn.

    Raises:
        ValueError: fewer than two classes, or none at all.
    """
    if len(set(labels)) < 2:
        raise ValueError("A classifier needs examples of at least two intents; look into data/*/nlu.yml")
    names = tuple(sorted(set(labels)))
    number_of = {name: number for number, name in enumerate(names)}
    target = np.array([number_of[label] for label in labels])
    texts = examples if isinstance(examples, StoredTexts) else stored(examples)
    columns = Columns.of(texts, settings.min_count, settings.block_weights)
    weights, bias, temperature = _fitted(columns.matrix(texts), target, len(names), settings)
    return LinearModel(
        labels=names,
        names=PackedNames.of(columns.names),
        idf=columns.idf,
        block_weights=settings.block_weights,
        weights=weights,
        bias=bias,
        temperature=temperature,
    )


def with_variants(texts: Sequence[str], labels: Sequence[str], share: float, seed: int) -> tuple[list[str], list[str]]:
    """The examples, and a share of them retyped on another keyboard, in Latin letters or with a slip.

    Only texts with Kazakh letters are retyped; the same seed always gives the same ones.
    """
    rng = random.Random(seed)
    more: list[tuple[str, str]] = []
    for text, label in zip(texts, labels, strict=True):
        if rng.random() < share and not KAZAKH_LETTERS.isdisjoint(text.lower()):
            more.append((make_variant(text, VARIANTS[len(more) % len(VARIANTS)], rng), label))
    return [*texts, *(text for text, _ in more)], [*labels, *(label for _, label in more)]


def _fitted(
    matrix: csr_matrix, target: Labels, classes: int, settings: TrainingSettings
) -> tuple[Weights, Floats, float]:
    """Weights, intercepts and the temperature. Classes are fitted side by side: threads share the examples."""
    weights, bias = Weights.blank(matrix.shape[1], classes), np.zeros(classes, np.float32)
    aside = _aside(target, classes, settings)
    counts = np.ones(len(target), bool)
    counts[aside] = False
    outside = matrix[aside]
    heights = np.empty((len(aside), classes), np.float32)

    def fit_class(number: int) -> None:
        is_own = target == number
        plane = fit(matrix, is_own, settings.penalty)
        weights.put(number, plane.weights)
        bias[number] = plane.bias
        if len(aside):
            blind = fit(matrix, is_own, settings.penalty, near=plane, counts=counts)
            heights[:, number] = outside @ blind.weights + np.float32(blind.bias)

    with ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1)) as threads:
        deque(threads.map(fit_class, range(classes)), maxlen=0)  # and raise what one has raised
    return weights, bias, _temperature(heights, target[aside])


def _aside(target: Labels, classes: int, settings: TrainingSettings) -> Labels:
    """Examples that are set aside to measure how sure a model may be; none where a class has but one."""
    folds = min(settings.folds, int(np.bincount(target, minlength=classes).min()))
    if folds < 2:
        return np.empty(0, np.intp)
    splitter = StratifiedKFold(folds, shuffle=True, random_state=settings.seed)
    _, aside = next(iter(splitter.split(target, target)))
    return cast(Labels, aside)


def _temperature(heights: Floats, target: Labels) -> float:
    """The temperature that makes probabilities of unseen messages honest (least log loss).

    Args:
        heights: margins of messages that were set aside, by class.
        target: their classes.
    """
    if not len(target):
        return _UNMEASURED

    def loss(temperature: float) -> float:
        chosen = softmax(heights / temperature)[np.arange(len(target)), target]
        return float(-np.log(np.maximum(chosen, 1e-9)).mean())

    return float(minimize_scalar(loss, bounds=(0.02, 2.0), method="bounded").x)
