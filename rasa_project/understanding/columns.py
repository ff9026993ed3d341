"""Which names a model has columns for, and its examples as a matrix over them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from rasa_project.understanding.counted_features import Floats
from rasa_project.understanding.feature_store import Chunk, Numbers, StoredTexts

_NONE: Final = -1


class Columns(NamedTuple):
    """The columns of a model, block after block.

    Attributes:
        names: of the features; shape (F,).
        idf: inverse document frequency of each; shape (F,).
        of_number: the column of each name of the store, -1 where the model has none; shape (V,).
        block_of: the place of each column's block in ``weights``; shape (F,).
        weights: how much each block counts.
        filled: how many fields of the matrix hold something.
    """

    names: list[str]
    idf: Floats
    of_number: Numbers
    block_of: npt.NDArray[np.int8]
    weights: Floats
    filled: int

    @classmethod
    def of(cls, texts: StoredTexts, least: Mapping[str, int], weights: Mapping[str, float]) -> Columns:
        """The names that stand in as many texts as they have to.

        Args:
            texts: examples.
            least: in how many, by block.
            weights: of the blocks, in the order of their columns.
        """
        store = texts.store
        seen = np.zeros(len(store.block_of), np.int64)
        for chunk in texts.chunks():
            seen += np.bincount(chunk.numbers, minlength=len(seen))
        names: list[str] = []
        kept: list[npt.NDArray[Any]] = [np.empty(0, np.int64)]
        lengths = []
        for block in weights:
            place = store.blocks.index(block) if block in store.blocks else _NONE
            some = np.flatnonzero((store.block_of == place) & (seen >= least[block]))
            named = sorted(zip(store.names(some), some.tolist(), strict=True))
            names += [name for name, _ in named]
            kept.append(np.array([number for _, number in named], dtype=np.int64))
            lengths.append(len(named))
        numbers = np.concatenate(kept)
        of_number = np.full(len(seen), _NONE, np.int32)
        of_number[numbers] = np.arange(len(numbers), dtype=np.int32)
        idf = (np.log((1 + len(texts)) / (1 + seen[numbers])) + 1).astype(np.float32)
        block_of = np.repeat(np.arange(len(lengths), dtype=np.int8), lengths)
        shares = np.array(list(weights.values()), np.float32)
        return cls(names, idf, of_number, block_of, shares, int(seen[numbers].sum()))

    def matrix(self, texts: StoredTexts) -> csr_matrix:
        """The texts whose names were counted, as sparse rows in 32 bits, shape (N, F)."""
        columns = np.empty(self.filled, np.int32)
        values = np.empty(self.filled, np.float32)
        lengths: list[npt.NDArray[Any]] = [np.zeros(1, np.int64)]
        end = 0
        for chunk in texts.chunks():
            own, of, text = self._rows(chunk)
            columns[end : end + len(own)], values[end : end + len(own)] = own, of
            end += len(own)
            lengths.append(np.bincount(text, minlength=chunk.length))
        starts = np.cumsum(np.concatenate(lengths)).astype(np.int32)
        return csr_matrix((values, columns, starts), shape=(len(texts), len(self.names)))

    def _rows(self, chunk: Chunk) -> tuple[Numbers, Floats, Numbers]:
        """Columns and values of a chunk, each block of a text as long as its weight, and the text that each is of."""
        every = self.of_number[chunk.numbers]
        is_known = every >= 0
        columns, text = every[is_known], chunk.text[is_known]
        values = (1 + np.log(chunk.counts[is_known].astype(np.float32))) * self.idf[columns]
        block = self.block_of[columns]
        part = text * np.int32(len(self.weights)) + block
        length = np.sqrt(np.bincount(part, weights=values * values))
        return columns, (values * (self.weights[block] / length[part])).astype(np.float32), text
