"""The fit finds what scikit-learn's finds: there is only one minimum."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix, random
from sklearn.svm import LinearSVC

from rasa_project.understanding import fitting
from rasa_project.understanding.fitting import fit


def examples(count: int, features: int, seed: int) -> tuple[csr_matrix, np.ndarray]:
    rng = np.random.RandomState(seed)
    matrix = random(count, features, 0.1, "csr", np.float32, rng)
    is_own = np.asarray(matrix @ rng.randn(features) + 0.3 * rng.randn(count) > 0.8)
    return matrix.astype(np.float32), is_own


@pytest.mark.parametrize("cost", [0.1, 0.5, 5.0])
@pytest.mark.parametrize(("count", "features"), [(60, 30), (300, 900), (3000, 200)])
def test_it_finds_the_minimum(count: int, features: int, cost: float) -> None:
    matrix, is_own = examples(count, features, seed=count)
    exact = LinearSVC(C=cost, tol=1e-8, max_iter=100_000).fit(matrix.astype(np.float64), is_own)
    found = fit(matrix, is_own, cost)
    there = matrix @ exact.coef_[0] + exact.intercept_[0]
    assert np.abs(matrix @ found.weights + found.bias - there).max() < 0.005 * np.abs(there).max()


def test_what_does_not_count_is_as_if_it_were_not_there() -> None:
    matrix, is_own = examples(400, 100, seed=5)
    counts = np.arange(400) % 5 > 0
    whole = fit(matrix, is_own, 0.5)
    near = fit(matrix, is_own, 0.5, near=whole, counts=counts)
    alone = fit(matrix[counts], is_own[counts], 0.5)
    assert np.allclose(near.weights, alone.weights, atol=0.005)
    assert near.bias == pytest.approx(alone.bias, abs=0.005)
    assert not np.allclose(near.weights, whole.weights, atol=0.005)


def test_the_first_steps_on_a_sample_lead_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, is_own = examples(600, 100, seed=7)
    whole = fit(matrix, is_own, 0.5)
    monkeypatch.setattr(fitting, "_FEWEST_SAMPLED", 10)
    assert np.allclose(fit(matrix, is_own, 0.5).weights, whole.weights, atol=0.005)


def test_without_a_copy_of_what_is_within_the_margin_it_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, is_own = examples(600, 100, seed=7)
    copied = fit(matrix, is_own, 0.5)
    monkeypatch.setattr(fitting, "_MOST_COPIED", 10)
    assert np.allclose(fit(matrix, is_own, 0.5).weights, copied.weights, atol=0.005)


def test_a_class_that_all_examples_are_of_has_a_border_too() -> None:
    matrix, _ = examples(30, 10, seed=1)
    found = fit(matrix, np.ones(30, bool), 0.5)
    assert (matrix @ found.weights + found.bias > 0).all()
