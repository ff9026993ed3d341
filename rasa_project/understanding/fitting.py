"""The fit of one class of a linear support vector machine (squared hinge, as scikit-learn's ``LinearSVC``).

liblinear takes a copy of all examples in a form four times as wide, so that two fits at a time do not fit into a small
machine. Here numpy and scipy work on the one matrix in 32 bits, without holding Python's lock: threads share it. The
minimum is the same, there is only one; it is found by Newton's steps on the examples that are within the margin
(Keerthi and DeCoste 2005), each step by conjugate gradients, first on a sample of the others.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from rasa_project.understanding.counted_features import Floats

#: The gradient has become so much smaller than it is where all weights are zero.
_PRECISION: Final = 5e-4
_ROUGH: Final = 2e-2
_MOST_STEPS: Final = 40
_MOST_GRADIENTS: Final = 60
#: Of the examples of other classes the first steps look at one of so many.
_ONE_OF: Final = 4
#: ... and each costs so much more.
_DEAR: Final = np.float32(3)
_FEWEST_SAMPLED: Final = 2000
#: A larger part of the examples (entries of the matrix) is not copied to work on it alone: 24 MB for each thread.
_MOST_COPIED: Final = 3_000_000


class Plane(NamedTuple):
    """The border of a class: weights of the features, shape (F,), and an intercept."""

    weights: Floats
    bias: float


class _Problem(NamedTuple):
    """What is minimised: half of the squared weights, and of each example its cost times the square of what it lacks.

    Attributes:
        matrix: examples, shape (N, F).
        signs: 1 where an example is of the class, else -1; shape (N,).
        twice: double the cost of each example; shape (N,).
    """

    matrix: csr_matrix
    signs: Floats
    twice: Floats

    def some(self, rows: npt.NDArray[np.intp]) -> _Problem:
        """The same of some examples."""
        return _Problem(self.matrix[rows], self.signs[rows], self.twice[rows])


def fit(
    matrix: csr_matrix,
    is_own: npt.NDArray[np.bool_],
    cost: float,
    near: Plane | None = None,
    counts: npt.NDArray[np.bool_] | None = None,
) -> Plane:
    """The border between a class and all others.

    Args:
        matrix: examples in 32 bits, shape (N, F).
        is_own: which are of the class.
        cost: the support vector machine's C; smaller means simpler.
        near: a border that will be close to it, of other examples.
        counts: which examples are looked at; all where it is left out.
    """
    signs = np.where(is_own, np.float32(1), np.float32(-1))
    twice = np.full(len(signs), 2 * cost, np.float32)
    if counts is not None:
        twice[~counts] = 0
    problem = _Problem(matrix, signs, twice)
    least = 2 * cost * float(np.sqrt(max(1, np.count_nonzero(is_own & (twice > 0)))))
    if near is None:
        near = Plane(np.zeros(matrix.shape[1], np.float32), -1.0)
        if len(is_own) >= _FEWEST_SAMPLED:
            near = _minimum(_sample(problem), near, _ROUGH * least)
    return _minimum(problem, near, _PRECISION * least)


def _sample(problem: _Problem) -> _Problem:
    few = problem.some(np.flatnonzero((problem.signs > 0) | (np.arange(len(problem.signs)) % _ONE_OF == 0)))
    return few._replace(twice=np.where(few.signs > 0, few.twice, _DEAR * few.twice))


def _minimum(problem: _Problem, plane: Plane, enough: float) -> Plane:
    """Newton's steps until the gradient is ``enough`` small."""
    margins = problem.signs * _heights(problem.matrix, plane)
    for _ in range(_MOST_STEPS):
        some, lacks = _within(problem, margins)
        pull = some.twice * some.signs * lacks
        gradient = Plane(plane.weights - some.matrix.T @ pull, plane.bias - float(pull.sum()))
        size = _length(gradient)
        if size <= enough:
            break
        step = _newton_step(some, gradient, min(0.1, float(np.sqrt(enough / size)) + 0.02) * size)
        change = problem.signs * _heights(problem.matrix, step)
        far = np.float32(_how_far(problem.twice, plane, step, margins, change))
        plane = Plane(plane.weights + far * step.weights, plane.bias + float(far) * step.bias)
        margins += far * change
    return plane


def _within(problem: _Problem, margins: Floats) -> tuple[_Problem, Floats]:
    """The examples within the margin, and how much each lacks of it; the others count nothing where these are many."""
    is_within = (margins < 1) & (problem.twice > 0)
    share = np.count_nonzero(is_within) / max(1, len(margins))
    if share * problem.matrix.nnz > _MOST_COPIED:
        return problem._replace(twice=np.where(is_within, problem.twice, np.float32(0))), 1 - margins
    return problem.some(np.flatnonzero(is_within)), 1 - margins[is_within]


def _newton_step(some: _Problem, gradient: Plane, enough: float) -> Plane:
    """Where the gradient would vanish if no further example came within the margin, by conjugate gradients."""
    across = some.matrix.T
    step, bias = np.zeros_like(gradient.weights), 0.0
    rest, rest_bias = -gradient.weights, -gradient.bias
    way, way_bias = rest.copy(), rest_bias
    size = _length(gradient) ** 2
    for _ in range(_MOST_GRADIENTS):
        heights = some.twice * _heights(some.matrix, Plane(way, way_bias))
        bent, bent_bias = way + across @ heights, way_bias + float(heights.sum())
        far = size / (float(way @ bent) + way_bias * bent_bias)
        step += np.float32(far) * way
        bias += far * way_bias
        rest -= np.float32(far) * bent
        rest_bias -= far * bent_bias
        before, size = size, float(rest @ rest) + rest_bias**2
        if size <= enough**2:
            break
        way *= np.float32(size / before)
        way += rest
        way_bias = rest_bias + size / before * way_bias
    return Plane(step, bias)


def _how_far(twice: Floats, plane: Plane, step: Plane, margins: Floats, change: Floats) -> float:
    """How much of a step leads to the least sum along it."""
    along = float(plane.weights @ step.weights) + plane.bias * step.bias
    length = _length(step) ** 2
    far = 1.0
    for _ in range(10):
        lacks = 1 - margins - np.float32(far) * change
        lacks[lacks < 0] = 0
        pulled = twice * change
        slope = along + far * length - float(pulled @ lacks)
        further = -slope / (length + float(pulled @ (change * (lacks > 0))))
        far += further
        if abs(further) < 1e-3:
            break
    return far


def _heights(matrix: csr_matrix, plane: Plane) -> Any:
    return matrix @ plane.weights + np.float32(plane.bias)


def _length(plane: Plane) -> float:
    return float(np.sqrt(float(plane.weights @ plane.weights) + plane.bias**2))
