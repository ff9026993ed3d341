"""Classes of meaning: many words of both languages that say one thing (``data/knowledge/concepts.yml``).

An entry is a stem in ordinary spelling; it matches every word that begins with it, in any script. A
``=`` in front asks for the whole word. Two or three words in an entry must follow each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from rasa_project.kazakh.script import fold

#: Words whose entries are remembered; beyond it a stream of odd words would only fill memory.
_REMEMBERED_WORDS: Final = 50_000


@dataclass(frozen=True)
class _Entry:
    concept: str
    parts: tuple[tuple[str, bool], ...]  # folded stem, whole word asked for


@dataclass(frozen=True)
class ConceptSpan:
    """A concept found: index of its first word and index behind its last."""

    concept: str
    first: int
    after: int


@dataclass
class ConceptMatcher:
    """Finds concepts in a sequence of folded words.

    Attributes:
        spec: concept name to its entries, as in the file; kept so that a model can be stored with it.
    """

    spec: Mapping[str, Sequence[str]]
    _by_stem: dict[str, list[_Entry]] = field(init=False, repr=False)
    _by_word: dict[str, tuple[_Entry, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Fold every entry once and index it by its first stem."""
        self._by_stem = defaultdict(list)
        self._by_word = {}
        for concept, entries in self.spec.items():
            for entry in entries:
                parts = tuple(
                    (fold(part.lstrip("=")).strip(), part.startswith("=")) for part in str(entry).split()
                )
                if not parts or not all(stem for stem, _ in parts):
                    raise ValueError(f"concept {concept!r}: entry {entry!r} has no letters")
                start, whole = parts[0]
                if len(start) < 2 and not whole:
                    raise ValueError(f"concept {concept!r}: {entry!r} is too short; write ={entry}")
                self._by_stem[start].append(_Entry(concept, parts))

    def find(self, words: Sequence[str]) -> list[str]:
        """Concept names in the order of the words; a word may give several."""
        return [span.concept for span in self.find_spans(words)]

    def find_spans(self, words: Sequence[str]) -> list[ConceptSpan]:
        """Concepts with the words they stand in, each concept once at a position."""
        found: list[ConceptSpan] = []
        for position, word in enumerate(words):
            here: dict[str, int] = {}
            for entry in self._entries_for(word):
                if len(entry.parts) == 1 or _follows(entry, words, position):
                    here[entry.concept] = max(here.get(entry.concept, 0), len(entry.parts))
            found.extend(ConceptSpan(name, position, position + n) for name, n in here.items())
        return found

    def _entries_for(self, word: str) -> tuple[_Entry, ...]:
        """Entries whose first stem begins the word (or is the word); remembered for common words."""
        known = self._by_word.get(word)
        if known is None:
            prefixes = (word[:size] for size in range(1, len(word) + 1))
            known = tuple(
                entry
                for prefix in prefixes
                for entry in self._by_stem.get(prefix, ())
                if not entry.parts[0][1] or prefix == word
            )
            if len(self._by_word) < _REMEMBERED_WORDS:
                self._by_word[word] = known
        return known

    def to_json(self) -> dict[str, Any]:
        """The entries as plain data, for storing beside the model."""
        return {concept: list(entries) for concept, entries in self.spec.items()}


def read_concepts(path: Path) -> ConceptMatcher:
    """Read ``concepts.yml``: a mapping of concept name to a list of entries.

    Raises:
        ValueError: the file has another form, or an entry has no letters.
    """
    spec = yaml.safe_load(path.read_text(encoding="utf-8"))
    good = isinstance(spec, dict) and all(
        isinstance(name, str) and isinstance(entries, list) for name, entries in spec.items()
    )
    if not good:
        raise ValueError(
            f"{path}: must be a mapping of concept name to a list of stems (a name such as yes or no, "
            "which YAML reads as true and false, needs another word)"
        )
    return ConceptMatcher(spec)


def _follows(entry: _Entry, words: Sequence[str], position: int) -> bool:
    """Whether the entry's further parts stand behind its first."""
    if position + len(entry.parts) > len(words):
        return False
    rest = zip(entry.parts[1:], words[position + 1 :], strict=False)
    return all(word == stem if whole else word.startswith(stem) for (stem, whole), word in rest)
