"""Weights of a linear model in two bytes each: whole numbers, and for each class what one of them stands for.

The largest weight of a class takes 32,767 steps, so a weight is off by half a step at most, and a sum over a message's
few hundred features by some thousandths of a per cent: less than the order in which float32 is added up.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from rasa_project.understanding.counted_features import Floats
from rasa_project.understanding.name_index import Rows

_STEPS: Final = np.iinfo(np.int16).max


class Weights(NamedTuple):
    """Weights of F features for L classes.

    Attributes:
        codes: shape (F, L).
        scale: the weight that one step stands for, by class; shape (L,).
    """

    codes: npt.NDArray[np.int16]
    scale: Floats

    @classmethod
    def blank(cls, features: int, classes: int) -> Weights:
        """No weight is anything yet: :meth:`put` rounds those of a class as soon as they are found."""
        return cls(np.zeros((features, classes), np.int16), np.ones(classes, np.float32))

    @classmethod
    def of(cls, weights: npt.NDArray[np.floating[Any]]) -> Weights:
        """Round weights, shape (L, F)."""
        classes, features = weights.shape
        made = cls.blank(features, classes)
        for number, row in enumerate(weights):
            made.put(number, row)
        return made

    def put(self, number: int, weights: npt.NDArray[np.floating[Any]]) -> None:
        """Round the weights of one class, shape (F,)."""
        largest = float(np.abs(weights).max(initial=0.0))
        if largest > 0:
            self.scale[number] = largest / _STEPS
            self.codes[:, number] = np.rint(weights / self.scale[number]).clip(-_STEPS, _STEPS)

    def sums(self, rows: Rows, values: Floats) -> Floats:
        """The sum of some rows, each times its value, by class; shape (L,)."""
        total: Floats = (values @ self.codes.take(rows, axis=0).astype(np.float32)) * self.scale
        return total
