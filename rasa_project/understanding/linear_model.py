"""A linear classifier over feature names: trained with scikit-learn, run with numpy alone.

Training weighs each block of features by TF-IDF (logarithmic counts, length one), fits a linear support
vector machine one-against-rest and turns its margins into probabilities with one temperature, fitted on
examples set aside. Running looks feature names up by their hashes and adds their rows: no scikit-learn
is loaded, a message takes about half a millisecond. Stored as ``.npz``, JSON and packed names, never as pickle.

A bot holds some forty models with two million names: so a weight takes two bytes, and of a name only its row
and its hash lie in memory unpacked (docs/decisions/0102).
"""

from __future__ import annotations

import json
import math
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from rasa_project.errors import BotError
from rasa_project.understanding.counted_features import BlockedFeatures, CountedFeatures, Floats, counted
from rasa_project.understanding.name_index import NameIndex, PackedNames, Rows
from rasa_project.understanding.weights import Weights

_ARRAYS: Final = "linear_model.npz"
_NAMES: Final = "linear_model.names"
_REST: Final = "linear_model.json"


class ModelFileError(BotError, ValueError):
    """The stored model can't be read; train again with ``make train``."""


@dataclass(frozen=True)
class LinearModel:
    """Labels, names of features and weights.

    Attributes:
        labels: class names, sorted; shape (L,).
        names: of the features of all blocks, in the order of their rows; shape (F,).
        idf: inverse document frequency of each feature, shape (F,).
        block_weights: how much each block of features counts.
        weights: shape (F, L).
        bias: shape (L,).
        temperature: margins are divided by it before the softmax.
    """

    labels: tuple[str, ...]
    names: PackedNames
    idf: Floats
    block_weights: Mapping[str, float]
    weights: Weights
    bias: Floats
    temperature: float

    def margins(self, blocks: BlockedFeatures | CountedFeatures) -> Floats:
        """Distance of a message to each class's border, shape (L,)."""
        rows, values = self.vector(blocks)
        total: Floats = self.bias + self.weights.sums(rows, values)
        return total

    def vector(self, blocks: BlockedFeatures | CountedFeatures) -> tuple[Rows, Floats]:
        """Rows and values of a message, each block as long as its weight; unknown names are passed over."""
        asked = counted(blocks)
        every = self._index.rows_of(asked.hashes)
        is_known = every >= 0
        rows = every[is_known]
        values = asked.amounts[is_known] * self.idf.take(rows)
        start = 0
        for block, span in asked.spans:
            end = start + int(np.count_nonzero(is_known[span]))
            if end > start:
                part = values[start:end]
                part *= self.block_weights[block] / math.sqrt(float(part @ part))
            start = end
        return rows, values

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(self.names)

    def probabilities(self, blocks: BlockedFeatures | CountedFeatures) -> list[tuple[str, float]]:
        """Classes with their probability, the likeliest first; sums to one."""
        scores = softmax(self.margins(blocks) / self.temperature)
        best_first = np.argsort(-scores, kind="stable")
        return [(self.labels[i], score) for i, score in zip(best_first.tolist(), scores[best_first].tolist())]

    def knows(self, names: Iterable[str]) -> bool:
        """Whether any of the feature names was seen in training."""
        return bool((self._index.rows(tuple(names)) >= 0).any())

    def save(self, folder: Path) -> None:
        """Write the model into ``folder``."""
        codes, scale = self.weights
        _write_arrays(folder / _ARRAYS, idf=self.idf, codes=codes, scale=scale, bias=self.bias)
        (folder / _NAMES).write_bytes(self.names.packed)
        rest = {
            "labels": self.labels,
            "block_weights": dict(self.block_weights),
            "temperature": self.temperature,
        }
        (folder / _REST).write_text(json.dumps(rest, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LinearModel:
        """Read what :meth:`save` wrote.

        Raises:
            ModelFileError: a file is missing or damaged, or they do not belong together.
        """
        try:
            rest = json.loads((folder / _REST).read_text(encoding="utf-8"))
            with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
                model = cls(
                    labels=tuple(rest["labels"]),
                    names=PackedNames((folder / _NAMES).read_bytes()),
                    idf=arrays["idf"],
                    block_weights=rest["block_weights"],
                    weights=Weights(arrays["codes"], arrays["scale"]),
                    bias=arrays["bias"],
                    temperature=float(rest["temperature"]),
                )
            _ = model._index  # laid out now, before the workers part, and not while the first message waits
            model._check()
            return model
        except (OSError, KeyError, ValueError, zlib.error) as error:
            raise ModelFileError(
                f"The classifier stored in {folder} can't be read ({error}). Train again: make train"
            ) from error

    def _check(self) -> None:
        shape = (len(self._index), len(self.labels))
        if self.weights.codes.shape != shape or self.idf.shape != shape[:1] or self.bias.shape != shape[1:]:
            raise ValueError(f"{shape[0]} names and {shape[1]} labels, but weights of {self.weights.codes.shape}")


def _write_arrays(path: Path, **arrays: npt.NDArray[Any]) -> None:
    """Write what numpy reads as ``.npz``, lightly compressed.

    Rasa packs a model with gzip at its slowest, which takes half a minute for weights as they are, for a tenth less.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, array in arrays.items():
            with file.open(f"{name}.npy", "w", force_zip64=True) as member:
                np.lib.format.write_array(member, array, allow_pickle=False)  # type: ignore[no-untyped-call]


def softmax(margins: Floats) -> Floats:
    """Probabilities of margins along the last axis, without overflow."""
    shifted = np.exp(margins - margins.max(axis=-1, keepdims=True))
    result: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return result
