"""Weights of two bytes give the sums of the weights that they were made of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from rasa_project.understanding.weights import Weights

FITTED = arrays(np.float64, array_shapes(min_dims=2, max_dims=2, max_side=20), elements=st.floats(-50, 50))


@given(FITTED)
def test_a_weight_is_off_by_half_a_step_at_most(fitted: np.ndarray) -> None:
    weights = Weights.of(fitted)
    assert weights.codes.shape == fitted.T.shape
    off = np.abs(weights.codes * weights.scale.astype(np.float64) - fitted.T)
    assert (off <= 0.501 * weights.scale + 1e-37).all()


@pytest.mark.parametrize("classes", [2, 46])
def test_sums_are_those_of_the_fit(classes: int) -> None:
    rng = np.random.default_rng(7)
    fitted = rng.normal(0, 0.2, (classes, 5000))
    rows, values = rng.integers(0, 5000, 300), rng.random(300).astype(np.float32)
    values /= np.linalg.norm(values)
    sums = Weights.of(fitted).sums(rows, values)
    assert sums.dtype == np.float32
    assert np.allclose(sums, values @ fitted.T[rows], atol=2e-4)


def test_a_class_without_a_weight_and_a_message_without_a_name_sum_to_nothing() -> None:
    weights = Weights.of(np.array([[0.0, 0.0], [1.0, -2.0]]))
    assert weights.sums(np.array([0, 1]), np.array([1, 1], np.float32)).tolist() == [0.0, pytest.approx(-1.0, 1e-4)]
    assert weights.sums(np.array([], np.intp), np.array([], np.float32)).tolist() == [0.0, 0.0]
