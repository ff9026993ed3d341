"""Numbers of names, thousands looked up at once.

A dictionary of 200,000 names costs each look-up a walk through memory: the table, the entry, the letters. Here hashes
alone lie in an array, sorted, and numpy seeks all names of a message in it together. The names themselves stay packed:
nobody reads them while a bot runs.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.intp]
_UNKNOWN: Final = -1
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


class NameIndex:
    """Names and their rows, found by the hashes of the names in their order.

    A name is known by Python's hash of it, 64 bits, keyed anew in each process, which nobody outside can aim at.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Sort the hashes: 12 bytes a name.

        Args:
            names: in the order of their rows.
        """
        hashes = np.fromiter(map(hash, names), dtype=np.int64)
        order = hashes.argsort()
        self._hashes = hashes.take(order)
        self._rows = order.astype(np.int32)

    def __len__(self) -> int:
        """How many names there are."""
        return len(self._hashes)

    def rows(self, names: Collection[str]) -> Rows:
        """The row of each name, -1 where it is not known; shape (N,)."""
        return self.rows_of(np.fromiter(map(hash, names), dtype=np.int64, count=len(names)))

    def rows_of(self, asked: npt.NDArray[np.int64]) -> Rows:
        """The row of each name whose hash is given, -1 where it is not known; shape (N,)."""
        if not len(self):
            return np.full(len(asked), _UNKNOWN, np.intp)
        places = np.minimum(self._hashes.searchsorted(asked), len(self) - 1)
        is_known = self._hashes.take(places) == asked
        return np.where(is_known, self._rows.take(places), _UNKNOWN).astype(np.intp)
