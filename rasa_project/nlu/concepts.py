"""Classes of meaning: many words of both languages that say one thing (``data/knowledge/concepts.yml``).

An entry is a stem in ordinary spelling; it matches every word that begins with it, in any script. A
``=`` in front asks for the whole word. Two or three words in an entry must follow each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from rasa_project.kazakh.script import fold


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
    _by_start: dict[str, list[_Entry]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._by_start = defaultdict(list)
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
                self._by_start[start[:2]].append(_Entry(concept, parts))

    def find(self, words: Sequence[str]) -> list[str]:
        """Concept names in the order of the words; a word may give several."""
        return [span.concept for span in self.find_spans(words)]

    def find_spans(self, words: Sequence[str]) -> list[ConceptSpan]:
        """Concepts with the words they stand in, each concept once at a position."""
        found: list[ConceptSpan] = []
        for position, word in enumerate(words):
            here: dict[str, int] = {}
            for entry in self._by_start.get(word[:2], ()):
                if _matches(entry, words, position):
                    here[entry.concept] = max(here.get(entry.concept, 0), len(entry.parts))
            found.extend(ConceptSpan(name, position, position + n) for name, n in here.items())
        return found

    def to_json(self) -> dict[str, Any]:
        """The entries as plain data, for storing beside the model."""
        return {concept: list(entries) for concept, entries in self.spec.items()}


def read_concepts(path: Path) -> ConceptMatcher:
    """Read ``concepts.yml``: a mapping of concept name to a list of entries.

    Raises:
        ValueError: the file has another form, or an entry has no letters.
    """
    spec = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(spec, dict) or not all(isinstance(entries, list) for entries in spec.values()):
        raise ValueError(f"{path}: must be a mapping of concept name to a list of stems")
    return ConceptMatcher(spec)


def _matches(entry: _Entry, words: Sequence[str], position: int) -> bool:
    if position + len(entry.parts) > len(words):
        return False
    for (stem, whole), word in zip(entry.parts, words[position:]):
        if whole and word != stem:
            return False
        if not whole and not word.startswith(stem):
            return False
    return True
