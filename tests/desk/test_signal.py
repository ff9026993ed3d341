"""The rule of the early signal: what is a rise, and how often quiet weeks are taken for one."""

from __future__ import annotations

import math
import random

import pytest

from benchmarks.signal import poisson, quiet_year
from desk.signal.limit import CHANCE, LEAST_REPORTS, LEAST_WEEKS, WEEKS, chance_of, is_signal, limit_of


def test_the_chance_is_that_of_the_negative_binomial_distribution() -> None:
    """Held against the definition, term by term."""
    before = [2, 0, 1, 3, 0, 1, 2, 1]
    size, share = sum(before) + 0.5, len(before) / (len(before) + 1)

    def mass(k: int) -> float:
        choose = math.exp(math.lgamma(size + k) - math.lgamma(size) - math.lgamma(k + 1))
        return choose * share**size * (1 - share) ** k

    assert math.isclose(sum(mass(k) for k in range(200)), 1.0, rel_tol=1e-9)
    for count in range(12):
        assert math.isclose(chance_of(count, before), sum(mass(k) for k in range(count, 200)), abs_tol=1e-9)


@pytest.mark.parametrize(
    ("count", "before", "expected"),
    [
        (2, [0] * 8, False),
        (3, [0] * 8, True),
        (3, [0] * 3, False),
        (3, [1] * 8, False),
        (6, [1] * 8, True),
        (12, [10] * 8, False),
        (25, [10] * 8, True),
        (0, [5] * 8, False),
        (10, [], False),
    ],
)
def test_a_rise_is_what_the_weeks_before_do_not_lead_one_to_expect(
    count: int, before: list[int], expected: bool
) -> None:
    assert is_signal(count, before) is expected


def test_the_limit_is_the_least_count_that_stands_out() -> None:
    for before in ([0] * 8, [1] * 8, [10] * 8, [0, 0, 7, 0], [100] * 8):
        limit = limit_of(before)
        assert limit >= LEAST_REPORTS
        assert is_signal(limit, before)
        assert not is_signal(limit - 1, before)


def test_more_before_needs_more_now() -> None:
    limits = [limit_of([mean] * WEEKS) for mean in range(20)]
    assert limits == sorted(limits)
    assert LEAST_WEEKS <= WEEKS


def test_quiet_years_give_few_false_alarms() -> None:
    """Of a whole district: 47 villages, two kinds, 52 weeks; the benchmark tells more of it."""
    rng = random.Random(7)
    years = [quiet_year(rng, spread=0.0) for _ in range(15)]
    assert sum(years) / len(years) < 2.0
    assert CHANCE < 0.01


@pytest.mark.parametrize("rate", [0.05, 1.0, 8.0])
def test_invented_counts_have_the_rate_they_are_to_have(rate: float) -> None:
    rng = random.Random(3)
    some = [poisson(rng, rate) for _ in range(20_000)]
    assert abs(sum(some) / len(some) - rate) < 4 * math.sqrt(rate / len(some))
