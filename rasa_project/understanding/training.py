"""Fits a :class:`LinearModel`. Loaded only when training; scikit-learn does the work."""

from __future__ import annotations

import os
import random
from array import array
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from kazakh.alphabet import KAZAKH_LETTERS
from kazakh.variants import VARIANTS, make_variant
from rasa_project.understanding.counted_features import BlockedFeatures, Floats
from rasa_project.understanding.linear_model import LinearModel, softmax
from rasa_project.understanding.name_index import PackedNames
from rasa_project.understanding.weights import Weights

Labels = npt.NDArray[np.intp]
Fitted = npt.NDArray[np.float64]
#: What a model sees of texts, in their order.
FeaturesOf = Callable[[Sequence[str]], Sequence[BlockedFeatures]]

#: A matrix of fewer numbers is fitted before another process has started.
_WORTH_A_PROCESS: Final = 1_000_000


#: Two processes with a copy of the examples each.
_MEMORY_FOR_TWO: Final = 6 * 2**30


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


def train(examples: Sequence[BlockedFeatures], labels: Sequence[str], settings: TrainingSettings) -> LinearModel:
    """Fit on all examples; probabilities calibrated on parts that were set aside in turn.

    Raises:
        ValueError: fewer than two classes, or none at all.
    """
    if len(set(labels)) < 2:
        raise ValueError("A classifier needs examples of at least two intents; look into data/*/nlu.yml")
    names = tuple(sorted(set(labels)))
    target = np.array([names.index(label) for label in labels])
    blank = _blank(examples, names, settings)
    matrix = to_matrix(blank, examples)
    # Two processes, not threads: threads would share the generator that the order of a fit comes from. What they get
    # is copied (max_nbytes), for the fit takes no memory that it may not write to; so one after the other where memory
    # is short, as beside a bot that runs on a small server.
    is_worth_it = matrix.nnz > _WORTH_A_PROCESS and available_memory() > _MEMORY_FOR_TWO
    processes = min(2, os.cpu_count() or 1) if is_worth_it else 1
    temperature, (weights, bias) = Parallel(processes, backend="loky", max_nbytes=None)(
        delayed(job)(matrix, target, len(names), settings) for job in (_temperature, _weights)
    )
    return replace(blank, weights=weights, bias=bias, temperature=temperature)


def available_memory() -> int:
    """Bytes that a program may still take without others being pushed out; plenty where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) << 10 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError):
        return _MEMORY_FOR_TWO + 1


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


def to_matrix(model: LinearModel, examples: Sequence[BlockedFeatures]) -> csr_matrix:
    """Examples as sparse rows over the model's vocabulary, shape (N, F)."""
    rows, values = array("i"), array("f")
    starts = array("i", [0])
    for blocks in examples:
        own_rows, own_values = model.vector(blocks)
        rows.frombytes(own_rows.astype(np.int32).tobytes())
        values.frombytes(own_values.astype(np.float32, copy=False).tobytes())
        starts.append(len(rows))
    shape = (len(examples), len(model.idf))
    # As a fit takes them: narrower ones it would copy, and keep both.
    wide = np.frombuffer(values, np.float32).astype(np.float64)
    return csr_matrix((wide, np.frombuffer(rows, np.int32), np.frombuffer(starts, np.int32)), shape=shape)


def _blank(examples: Sequence[BlockedFeatures], labels: tuple[str, ...], settings: TrainingSettings) -> LinearModel:
    """A model that has its names and idf, and no weights yet."""
    names: list[str] = []
    idf: list[float] = []
    for block in settings.block_weights:
        seen: Counter[str] = Counter()
        for blocks in examples:
            seen.update(set(blocks[block]))
        for name in sorted(n for n, count in seen.items() if count >= settings.min_count[block]):
            names.append(name)
            idf.append(float(np.log((1 + len(examples)) / (1 + seen[name])) + 1))
    return LinearModel(
        labels=labels,
        names=PackedNames.of(names),
        idf=np.array(idf, dtype=np.float32),
        block_weights=settings.block_weights,
        weights=Weights.of(np.zeros((len(labels), 0))),
        bias=np.zeros(len(labels), dtype=np.float32),
        temperature=1.0,
    )


def _weights(matrix: csr_matrix, target: Labels, classes: int, settings: TrainingSettings) -> tuple[Weights, Floats]:
    coefficients, intercepts = _fit(matrix, target, classes, settings)
    return Weights.of(coefficients), intercepts.astype(np.float32)


def _temperature(matrix: csr_matrix, target: Labels, classes: int, settings: TrainingSettings) -> float:
    """The temperature that makes probabilities of unseen messages honest (least log loss)."""
    folds = min(settings.folds, int(np.bincount(target, minlength=classes).min()))
    if folds < 2:
        return 0.25
    splitter = StratifiedKFold(folds, shuffle=True, random_state=settings.seed)
    seen, aside = next(iter(splitter.split(matrix, target)))
    counts = np.zeros(len(target))
    counts[seen] = 1.0  # what counts nothing is left out without a copy of the rest
    coefficients, intercepts = _fit(matrix, target, classes, settings, counts)
    margins = np.asarray(matrix[aside] @ coefficients.T + intercepts, dtype=np.float32)

    def loss(temperature: float) -> float:
        chosen = softmax(margins / temperature)[np.arange(len(aside)), target[aside]]
        return float(-np.log(np.maximum(chosen, 1e-9)).mean())

    return float(minimize_scalar(loss, bounds=(0.02, 2.0), method="bounded").x)


def _fit(
    matrix: csr_matrix, target: Labels, classes: int, settings: TrainingSettings, counts: Fitted | None = None
) -> tuple[Fitted, Fitted]:
    """Coefficients, shape (L, F), and intercepts, shape (L,); each class is in ``target``, ``counts`` weighs them."""
    machine = LinearSVC(C=settings.penalty, random_state=settings.seed).fit(matrix, target, counts)
    coefficients, intercepts = machine.coef_, machine.intercept_
    if classes == 2:  # scikit-learn keeps one row for two classes
        coefficients = np.vstack([-coefficients, coefficients])
        intercepts = np.array([-intercepts[0], intercepts[0]])
    return coefficients, intercepts
