"""Mends one slip of typing in a word that was never seen: ``ыстығғы`` reads as ``ыстығы``.

Words of the training examples are the dictionary. A word that is not in it, five letters or longer, is read
as the known word one slip away (a letter lost, added, changed, or two swapped) where there is exactly one
likeliest. Index by deletions, so that a look-up costs microseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from kazakh.memory import remembered

#: Shorter words have too many neighbours.
SHORTEST: Final = 5


class SpellingMender:
    """Reads unknown words as known ones, one slip away."""

    def __init__(self, known: Iterable[str]) -> None:
        """Index the known (folded) words."""
        self._known = frozenset(known)
        self._by_deletion: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= SHORTEST - 1:
                for shorter in _deletions(word):
                    self._by_deletion[shorter].append(word)
        self._longest = max(map(len, self._known), default=0) + 1
        self._mended = remembered(self._nearest)

    def mend(self, word: str) -> str:
        """The known word meant by ``word``, or ``word`` itself."""
        if not SHORTEST <= len(word) <= self._longest or word in self._known or not word.isalpha():
            return word
        return self._mended(word)

    def _nearest(self, word: str) -> str:
        shorter = _deletions(word)
        candidates = {known for known in shorter if known in self._known}
        candidates.update(self._by_deletion.get(word, ()))
        for deleted in shorter:
            candidates.update(self._by_deletion.get(deleted, ()))
        near = [one for one in candidates if DamerauLevenshtein.distance(word, one, score_cutoff=1) <= 1]
        # The beginning carries the meaning, the ending the grammar: prefer what begins alike.
        near.sort(key=lambda one: (-_shared_beginning(word, one), abs(len(one) - len(word)), one))
        return near[0] if near else word


def _deletions(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def _shared_beginning(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
