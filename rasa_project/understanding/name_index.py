"""Numbers of names, thousands looked up at once.

A dictionary of 200,000 names costs each look-up a walk through memory: the table, the entry, the letters. Here places
and halves of hashes alone lie in arrays, and numpy asks them for all names of a message together. The names themselves
stay packed: nobody reads them while a bot runs.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.intp]
_SHIFT: Final = 7
_UNKNOWN: Final = -1
#: The half of a hash that is compared; the other one has led to the place.
_COMPARED: Final = 32
#: Few names lie far apart in a table of this size, so that a fourth or fifth is hardly needed.
_SMALLEST: Final = 1 << 12
_BETWEEN: Final = "\0"


class PackedNames:
    """Names in their order, compressed to a tenth of what Python's texts would take."""

    def __init__(self, packed: bytes) -> None:
        """Take what :attr:`packed` of another one gave."""
        self.packed: Final = packed

    @classmethod
    def of(cls, names: Iterable[str]) -> PackedNames:
        """Pack names; none is empty and none holds NUL."""
        return cls(zlib.compress(_BETWEEN.join(names).encode(), 6))

    def __iter__(self) -> Iterator[str]:
        """The names in their order.

        Raises:
            ValueError: the bytes are none of :meth:`of`'s.
        """
        try:
            text = zlib.decompress(self.packed).decode()
        except zlib.error as error:
            raise ValueError(f"packed names are damaged: {error}") from error
        return iter(text.split(_BETWEEN) if text else ())


class _Level(NamedTuple):
    """A table whose length is a power of two; a name stands at the low bits of its hash, shifted by the level.

    Where ``compared`` is 0 nobody stands. Rows are asked for what is found alone: most names of a message are unknown
    to most models, and each place in a table is a walk through memory.
    """

    compared: npt.NDArray[np.int32]
    rows: npt.NDArray[np.int32]


class NameIndex:
    """Names and their rows; of names whose place is taken the others go to a further, smaller table.

    A name is known by Python's hash of it, keyed anew in each process, which nobody outside can aim at: some 17 bits
    lead to its place, 32 are compared there. Of ten million unknown names asked for one is taken for a known one, and
    adds the weights of one feature among hundreds.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Lay out the tables: twice as many places as names or more, 8 bytes each; for 200,000 names about 6 MB.

        Args:
            names: in the order of their rows.
        """
        hashes = np.fromiter(map(hash, names), dtype=np.int64)
        self._length = len(hashes)
        rows = np.arange(self._length, dtype=np.int32)
        self._levels: list[_Level] = []
        while len(hashes):
            size = max(1 << (2 * len(hashes) - 1).bit_length(), _SMALLEST)
            level = _Level(np.zeros(size, np.int32), np.zeros(size, np.int32))
            places = self._places(hashes, len(self._levels), size)
            taken, first = np.unique(places, return_index=True)
            level.compared[taken], level.rows[taken] = _half(hashes[first]), rows[first]
            self._levels.append(level)
            hashes, rows = np.delete(hashes, first), np.delete(rows, first)

    def __len__(self) -> int:
        """How many names there are."""
        return self._length

    def rows(self, names: Collection[str]) -> Rows:
        """The row of each name, -1 where it is not known; shape (N,)."""
        return self.rows_of(np.fromiter(map(hash, names), dtype=np.int64, count=len(names)))

    def rows_of(self, asked: npt.NDArray[np.int64]) -> Rows:
        """The row of each name whose hash is given, -1 where it is not known; shape (N,).

        A name whose place is free in one table stands in none behind it: only those go on whose place another has.
        """
        found = np.full(len(asked), _UNKNOWN, np.intp)
        left, half = np.arange(len(asked)), _half(asked)
        for number, level in enumerate(self._levels):
            places = self._places(asked, number, len(level.rows))
            stands = level.compared.take(places)
            is_here = stands == half
            here = is_here.nonzero()[0]
            found[left.take(here)] = level.rows.take(places.take(here))
            goes_on = ((stands != 0) & ~is_here).nonzero()[0]
            if not len(goes_on):
                break
            left, asked, half = left.take(goes_on), asked.take(goes_on), half.take(goes_on)
        return found

    @staticmethod
    def _places(hashes: npt.NDArray[np.int64], level: int, size: int) -> Rows:
        return (hashes >> (_SHIFT * level) % 40) & (size - 1)


def _half(hashes: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    """The half that is compared; never 0, which says that a place is free."""
    half = (hashes >> _COMPARED).astype(np.int32)
    half[half == 0] = 1
    return half
