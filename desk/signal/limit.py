"""The rule of the early signal: is a week's count more than the weeks before lead one to expect?

Counts of rare reports are taken as Poisson with a rate that nobody knows. After ``n`` quiet weeks with ``t`` reports in
all, and Jeffreys' prior on the rate, the next week's count has a negative binomial distribution of size ``t + 1/2`` and
probability ``n / (n + 1)``. The week is a signal where a count so high or higher has a chance below :data:`CHANCE` and
there are three reports at least. This is the algorithm "bayes" of the R package surveillance (Höhle 2007), which needs
no year of history as Farrington's does; how often it is wrong in quiet years is measured (``benchmarks/signal.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

#: Weeks that a week is held against.
WEEKS: Final = 8
#: Fewer weeks of history say nothing.
LEAST_WEEKS: Final = 4
#: A week is a signal where so high a count is rarer than this in quiet times.
CHANCE: Final = 0.003
#: Fewer reports are never a signal.
LEAST_REPORTS: Final = 3


def chance_of(count: int, before: Sequence[int]) -> float:
    """The chance of ``count`` reports or more in a week, by the weeks before.

    Args:
        count: of the week, 0 or more.
        before: counts of the weeks before, one at least.
    """
    size, share = sum(before) + 0.5, len(before) / (len(before) + 1)
    term, below = share**size, 0.0
    for k in range(count):
        below += term
        term *= (size + k) / (k + 1) * (1 - share)
    return max(0.0, 1.0 - below)


def limit_of(before: Sequence[int]) -> int:
    """The least count that would be a signal."""
    count = LEAST_REPORTS
    while chance_of(count, before) >= CHANCE:
        count += 1
    return count


def is_signal(count: int, before: Sequence[int]) -> bool:
    """Whether a week's count stands out; never where fewer than four weeks were counted before."""
    if len(before) < LEAST_WEEKS or count < LEAST_REPORTS:
        return False
    return chance_of(count, before) < CHANCE
