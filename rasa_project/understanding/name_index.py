"""Numbers of names, thousands looked up at once.

A dictionary of 200,000 names costs each look-up a walk through memory: the table, the entry, the letters. Here the
hashes alone lie in arrays, and numpy asks them for all names of a message together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.intp]
_SHIFT: Final = 7
_FREE: Final = -1
#: Few names lie far apart in a table of this size, so that a fourth or fifth is hardly needed.
_SMALLEST: Final = 1 << 14


class _Level(NamedTuple):
    """A table whose length is a power of two; a name stands at the low bits of its hash, shifted by the level."""

    hashes: npt.NDArray[np.int64]
    rows: Rows


class NameIndex:
    """Names and their rows; of names whose place is taken the others go to a further, smaller table.

    A name is known by Python's hash of it: 64 bits, keyed anew in each process, which nobody outside can aim at. Of a
    thousand million messages a few might take an unknown name for a known one.
    """

    def __init__(self, names: Mapping[str, int]) -> None:
        """Lay out the tables: twice as many places as names, for 200,000 names about 10 MB."""
        hashes = np.fromiter(map(hash, names), dtype=np.int64, count=len(names))
        rows = np.fromiter(names.values(), dtype=np.intp, count=len(names))
        self._levels: list[_Level] = []
        while len(hashes):
            size = max(1 << (2 * len(hashes)).bit_length(), _SMALLEST)
            level = _Level(np.zeros(size, np.int64), np.full(size, _FREE, np.intp))
            places = self._places(hashes, len(self._levels), size)
            taken, first = np.unique(places, return_index=True)
            level.hashes[taken], level.rows[taken] = hashes[first], rows[first]
            self._levels.append(level)
            hashes, rows = np.delete(hashes, first), np.delete(rows, first)

    def rows(self, names: Collection[str]) -> Rows:
        """The row of each name, -1 where it is not known; shape (N,)."""
        return self.rows_of(np.fromiter(map(hash, names), dtype=np.int64, count=len(names)))

    def rows_of(self, asked: npt.NDArray[np.int64]) -> Rows:
        """The row of each name whose hash is given, -1 where it is not known; shape (N,).

        A name whose place is free in one table stands in none behind it: only those go on whose place another has.
        """
        found = np.full(len(asked), _FREE, np.intp)
        left = np.arange(len(asked))
        for number, level in enumerate(self._levels):
            places = self._places(asked, number, len(level.hashes))
            rows = level.rows[places]
            is_here = level.hashes[places] == asked
            found[left[is_here]] = rows[is_here]
            goes_on = (rows != _FREE) & ~is_here
            left, asked = left[goes_on], asked[goes_on]
            if not len(left):
                break
        return found

    @staticmethod
    def _places(hashes: npt.NDArray[np.int64], level: int, size: int) -> Rows:
        return (hashes >> (_SHIFT * level) % 40) & (size - 1)
