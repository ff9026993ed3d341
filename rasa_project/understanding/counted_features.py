"""The features of one text as every linear model asks for them: counted, and hashed once for all models."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

#: Names of features by block, repeated as often as they occur, or with how often that is.
BlockedFeatures = Mapping[str, Sequence[str] | Mapping[str, int]]
Hashes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

_ONE: Final = np.float32(1.0)


class CountedFeatures:
    """Names of features with their counts, block after block.

    Attributes:
        names: names with how often each occurs, by block.
    """

    def __init__(self, blocks: BlockedFeatures) -> None:
        """Count what is repeated."""
        self.names: Mapping[str, Mapping[str, int]] = {
            block: names if isinstance(names, Mapping) else Counter(names) for block, names in blocks.items()
        }

    @cached_property
    def hashes(self) -> Hashes:
        """Python's hash of each name; shape (N,)."""
        every = itertools.chain.from_iterable(self.names.values())
        return np.fromiter(map(hash, every), dtype=np.int64, count=self._length)

    @cached_property
    def amounts(self) -> Floats:
        """One plus the logarithm of each count; shape (N,)."""
        counts = itertools.chain.from_iterable(names.values() for names in self.names.values())
        found: Floats = _ONE + np.log(np.fromiter(counts, dtype=np.float32, count=self._length))
        return found

    @cached_property
    def spans(self) -> tuple[tuple[str, slice], ...]:
        """Where each block stands in the two arrays."""
        spans, start = [], 0
        for block, names in self.names.items():
            spans.append((block, slice(start, start + len(names))))
            start += len(names)
        return tuple(spans)

    @property
    def _length(self) -> int:
        return sum(map(len, self.names.values()))


def counted(blocks: BlockedFeatures | CountedFeatures) -> CountedFeatures:
    """The features counted; those that are stay."""
    return blocks if isinstance(blocks, CountedFeatures) else CountedFeatures(blocks)
