"""The features of all texts of a training, counted and numbered once for every model that learns from them.

Forty models learn from 90,000 texts, most of them from the same. Each name has a number over all of them, and a text's
numbers and counts lie in a file: a model's matrix is made from these by numpy, with no name in hand but those of its
columns. What a text says may be read in another process: only :class:`CountedBatch` comes back from there.
"""

from __future__ import annotations

import itertools
import os
import tempfile
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from rasa_project.understanding.counted_features import BlockedFeatures, Hashes

Numbers = npt.NDArray[np.int32]
#: A name of a text and how often it stands there.
_RECORD: Final = np.dtype([("number", "<i4"), ("count", "<u2")])
_MOST: Final = np.iinfo(np.uint16).max
#: So many texts are in hand at a time.
BATCH: Final = 1000
#: Apart lie the hashes of one name in two blocks.
_APART: Final = np.int64(0x1E3779B97F4A7C15)
_BETWEEN: Final = "\0"


class CountedBatch(NamedTuple):
    """Features of some texts, block after block of each, by numbers of their own.

    Attributes:
        hashes: of each name, with its block; shape (U,).
        blocks: the number of each name's block; shape (U,).
        names: each once, packed.
        records: number and count of each feature of each text.
        lengths: how many there are of each text.
    """

    hashes: Hashes
    blocks: npt.NDArray[np.int8]
    names: bytes
    records: npt.NDArray[Any]
    lengths: Numbers

    @classmethod
    def of(cls, texts: Iterable[BlockedFeatures], blocks: Sequence[str]) -> CountedBatch:
        """Count and number.

        Args:
            texts: their features.
            blocks: names of all blocks, in their order.
        """
        names: list[str] = []
        counts, lengths, spans = array("H"), array("i"), array("i")
        for text in texts:
            start = len(names)
            for block in blocks:
                counter = Counter(text.get(block, ()))
                names += counter
                counts.extend(min(count, _MOST) for count in counter.values())
                spans.append(len(counter))
            lengths.append(len(names) - start)
        block_of = np.repeat(np.resize(np.arange(len(blocks), dtype=np.int8), len(spans)), spans)
        hashes = np.fromiter(map(hash, names), np.int64, len(names)) ^ (block_of * _APART)
        own, first, number = np.unique(hashes, return_index=True, return_inverse=True)
        records = np.empty(len(names), _RECORD)
        records["number"], records["count"] = number, np.frombuffer(counts, np.uint16)
        packed = _BETWEEN.join(map(names.__getitem__, first.tolist())).encode()
        return cls(own, block_of[first], packed, records, np.frombuffer(lengths, np.int32))


class Chunk(NamedTuple):
    """Features of some texts one after the other.

    Attributes:
        numbers: of the names; shape (N,).
        counts: how often each stands in its text; shape (N,).
        text: which text it is of, from 0; shape (N,).
        length: how many texts there are.
    """

    numbers: Numbers
    counts: npt.NDArray[np.uint16]
    text: Numbers
    length: int


class FeatureStore:
    """Numbered features of texts; they lie in files that end with it."""

    def __init__(self, blocks: Sequence[str]) -> None:
        """Nothing in it yet.

        Args:
            blocks: names of all blocks that a text has.
        """
        self.blocks: Final = tuple(blocks)
        self._records = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - ends with the training
        self._names = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
        self._starts, self._ends = array("q", [0]), array("q", [0])
        self._hashes: Hashes = np.empty(0, np.int64)
        self._numbers: Numbers = np.empty(0, np.int32)
        self._block_of: npt.NDArray[np.int8] = np.empty(0, np.int8)

    def __len__(self) -> int:
        """How many texts are in it."""
        return len(self._starts) - 1

    def add(self, batch: CountedBatch) -> None:
        """Put the texts of a batch behind those that are there."""
        known = self._number(batch)
        records = batch.records.copy()
        records["number"] = known[records["number"]]
        self._records.write(records.tobytes())
        ends = self._starts[-1] + np.cumsum(batch.lengths, dtype=np.int64) * _RECORD.itemsize
        self._starts.frombytes(ends.tobytes())

    def all_of(self, places: Iterable[int]) -> StoredTexts:
        """Some of the texts, by their places in the order in which they came."""
        return StoredTexts(self, array("q", places))

    @property
    def block_of(self) -> npt.NDArray[np.int8]:
        """The number of each name's block; shape (V,)."""
        return self._block_of

    def names(self, numbers: npt.NDArray[np.integer[Any]]) -> list[str]:
        """The names that have these numbers."""
        packed = os.pread(self._names.fileno(), self._ends[-1], 0)
        ends = np.frombuffer(self._ends, np.int64)
        spans = zip(ends[numbers].tolist(), ends[numbers + 1].tolist(), strict=True)
        return [packed[start:end].decode() for start, end in spans]

    def read(self, places: Sequence[int]) -> Chunk:
        """What some texts hold."""
        spans = [(self._starts[place], self._starts[place + 1]) for place in places]
        stored = b"".join(os.pread(self._records.fileno(), end - start, start) for start, end in spans)
        records = np.frombuffer(stored, _RECORD)
        lengths = [(end - start) // _RECORD.itemsize for start, end in spans]
        text = np.repeat(np.arange(len(spans), dtype=np.int32), lengths)
        return Chunk(np.ascontiguousarray(records["number"]), records["count"], text, len(spans))

    def _number(self, batch: CountedBatch) -> Numbers:
        """The numbers of a batch's names here; new names get the next ones."""
        places = np.searchsorted(self._hashes, batch.hashes)
        is_new = np.ones(len(places), bool)
        inside = places < len(self._hashes)
        is_new[inside] = self._hashes[places[inside]] != batch.hashes[inside]
        known = np.empty(len(places), np.int32)
        known[~is_new] = self._numbers[places[~is_new]]
        known[is_new] = len(self._numbers) + np.arange(np.count_nonzero(is_new), dtype=np.int32)
        self._block_of = np.append(self._block_of, batch.blocks[is_new])
        self._hashes = np.insert(self._hashes, places[is_new], batch.hashes[is_new])
        self._numbers = np.insert(self._numbers, places[is_new], known[is_new])
        names = batch.names.split(_BETWEEN.encode()) if len(places) else []
        some = list(itertools.compress(names, is_new.tolist()))
        self._names.write(b"".join(some))
        self._ends.extend(itertools.islice(itertools.accumulate(map(len, some), initial=self._ends[-1]), 1, None))
        return known


class StoredTexts:
    """Some texts of a store in their order; nothing of them is in memory."""

    def __init__(self, store: FeatureStore, places: Sequence[int]) -> None:
        """Take them by their places."""
        self.store: Final = store
        self._places = places

    def __len__(self) -> int:
        """How many there are."""
        return len(self._places)

    def chunks(self) -> Iterator[Chunk]:
        """What they hold, :data:`BATCH` texts at a time."""
        for start in range(0, len(self._places), BATCH):
            yield self.store.read(self._places[start : start + BATCH])


def stored(texts: Sequence[BlockedFeatures]) -> StoredTexts:
    """Features that were read already, in a store of their own."""
    store = FeatureStore(sorted({block for text in texts for block in text}))
    for start in range(0, len(texts), BATCH):
        store.add(CountedBatch.of(texts[start : start + BATCH], store.blocks))
    return store.all_of(range(len(texts)))
