"""What words begin with, looked up: a table of hundreds of stems costs a word as much as one of three."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Beginnings(Generic[T]):
    """A table of stems in order; the first that begins a word tells what the word is, as a walk over all would."""

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        """Index the rows.

        Args:
            rows: folded stems with what each tells; ``=`` in front asks for the whole word.
        """
        self._stems: dict[str, tuple[int, T]] = {}
        self._whole: dict[str, tuple[int, T]] = {}
        for number, (stem, told) in enumerate(rows):
            if stem.startswith("="):
                self._whole.setdefault(stem[1:], (number, told))
            else:
                self._stems.setdefault(stem, (number, told))
        self._sizes = sorted(set(map(len, self._stems)))

    def of(self, word: str) -> T | None:
        """What the first row that fits the folded word tells, or ``None``."""
        first = self._whole.get(word)
        for size in self._sizes:
            if size > len(word):
                break
            found = self._stems.get(word[:size])
            if found is not None and (first is None or found[0] < first[0]):
                first = found
        return None if first is None else first[1]
