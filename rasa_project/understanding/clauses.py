"""Clauses of a message: stretches of folded words between marks and joining words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: A longer stretch without a mark is cut: what stands farther away belongs to something else.
MOST_WORDS: Final = 60
_MARKS: Final = frozenset(".,;!?:()\n") | {"...", "…"}
#: These begin a clause of their own.
_JOINTS: Final = frozenset({"бирак", "но", "ал", "а", "зато", "алаида", "сосин", "потом", "однако", "поитому"})


@dataclass(frozen=True)
class Clause:
    """A stretch of words: index of the first, index behind the last."""

    first: int
    after: int


def find_clauses(words: Sequence[str]) -> list[Clause]:
    """The clauses in order; marks belong to none of them."""
    clauses: list[Clause] = []
    start = 0
    for index, word in enumerate(words):
        if word in _MARKS or (word in _JOINTS and index > start) or index - start >= MOST_WORDS:
            if index > start:
                clauses.append(Clause(start, index))
            start = index + (word in _MARKS)
    if start < len(words):
        clauses.append(Clause(start, len(words)))
    return clauses


def clause_at(clauses: Sequence[Clause], index: int) -> int:
    """The number of the clause that holds the word at ``index``; of a mark, the one before it."""
    for number, clause in enumerate(clauses):
        if index < clause.after:
            return number
    return max(0, len(clauses) - 1)
