"""Classes of meaning: many words of both languages that say one thing (``data/knowledge/concepts.yml``).

An entry is a stem in ordinary spelling; it matches every word that begins with it, in any script. A
``=`` in front asks for the whole word, as «не» always is: «нету дышит» is no «не дышит». Two or three words in an entry
must follow each other.
"""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from kazakh.memory import remembered
from kazakh.script import fold
from rasa_project.yaml_files import read_yaml_as_text


@dataclass(frozen=True)
class _Entry:
    concept: str
    parts: tuple[tuple[str, bool], ...]  # folded stem, whole word asked for
    stems: tuple[str, ...]
    number: int  # in the order of the file


@dataclass(frozen=True)
class ConceptSpan:
    """A concept found: index of its first word, index behind its last, and the entry's folded stems."""

    concept: str
    first: int
    after: int
    stems: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Known:
    """What may begin with one word: entries of that word alone, and phrases by the letter that goes on."""

    single: tuple[_Entry, ...] = ()
    phrases: Mapping[str, tuple[_Entry, ...]] = field(default_factory=dict)


_NOTHING: Final = _Known()
_NOT: Final = "не"


@dataclass
class ConceptMatcher:
    """Finds concepts in a sequence of folded words.

    Attributes:
        spec: concept name to its entries, as in the file; kept so that a model can be stored with it.
    """

    spec: Mapping[str, Sequence[str]]
    _by_stem: dict[str, list[_Entry]] = field(init=False, repr=False)
    _by_word: dict[str, list[_Entry]] = field(init=False, repr=False)
    _known: dict[tuple[str, ...], _Known] = field(init=False, repr=False)
    _sizes: list[int] = field(init=False, repr=False)
    _beginning_with: Callable[[str], _Known] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Fold every entry once and index it by its first stem, or by its first word where that has to be whole."""
        self._by_stem, self._by_word = defaultdict(list), defaultdict(list)
        self._known = {}
        number = itertools.count()
        for concept, entries in self.spec.items():
            for entry in entries:
                parts = tuple((fold(part.lstrip("=")).strip(), _is_whole(part)) for part in str(entry).split())
                if not parts or not all(stem for stem, _ in parts):
                    raise ValueError(f"concept {concept!r}: entry {entry!r} has no letters")
                start, whole = parts[0]
                if len(start) < 2 and not whole:
                    raise ValueError(f"concept {concept!r}: {entry!r} is too short; write ={entry}")
                by_start = self._by_word if whole else self._by_stem
                by_start[start].append(_Entry(concept, parts, tuple(stem for stem, _ in parts), next(number)))
        self._sizes = sorted(set(map(len, self._by_stem)))
        self._beginning_with = remembered(self._look_up)

    def find(self, words: Sequence[str]) -> list[str]:
        """Concept names in the order of the words; a word may give several."""
        return [span.concept for span in self.find_spans(words)]

    def find_spans(self, words: Sequence[str]) -> list[ConceptSpan]:
        """Concepts with the words they stand in, each concept once at a position."""
        found: list[ConceptSpan] = []
        for position, word in enumerate(words):
            known = self._beginning_with(word)
            if known is _NOTHING:
                continue
            here = {entry.concept: entry for entry in known.single}
            for entry in known.phrases.get(words[position + 1][:1], ()) if position + 1 < len(words) else ():
                other = here.get(entry.concept)
                if (other is None or len(entry.parts) > len(other.parts)) and _follows(entry, words, position):
                    here[entry.concept] = entry
            found.extend([_span(entry, position) for entry in here.values()])
        return found

    def knows(self, word: str) -> bool:
        """Whether the word begins (or is) any entry's first stem."""
        return self._beginning_with(word) is not _NOTHING

    def _look_up(self, word: str) -> _Known:
        """Entries whose first stem begins the word (or is the word); those of the same stems are one object."""
        stems = []
        for size in self._sizes:
            if size > len(word):
                break
            if word[:size] in self._by_stem:
                stems.append(word[:size])
        is_whole = word in self._by_word
        if not stems and not is_whole:
            return _NOTHING
        key = (*stems, f"={word}") if is_whole else tuple(stems)
        if key not in self._known:
            begun = [entry for stem in stems if stem != word for entry in self._by_stem[stem]]
            whole = [*(self._by_stem[word] if word in stems else ()), *(self._by_word[word] if is_whole else ())]
            self._known[key] = _sorted_out([*begun, *sorted(whole, key=lambda entry: entry.number)])
        return self._known[key]

    def to_json(self) -> dict[str, Any]:
        """The entries as plain data, for storing beside the model."""
        return {concept: list(entries) for concept, entries in self.spec.items()}


def _is_whole(part: str) -> bool:
    return part.startswith("=") or part == _NOT


def read_concepts(path: Path) -> ConceptMatcher:
    """Read ``concepts.yml``: a mapping of concept name to a list of entries.

    Raises:
        ValueError: the file has another form, or an entry has no letters.
    """
    spec = read_yaml_as_text(path.read_text(encoding="utf-8"))
    if not isinstance(spec, dict) or not all(isinstance(entries, list) for entries in spec.values()):
        raise ValueError(f"{path}: must be a mapping of concept name to a list of stems")
    return ConceptMatcher(spec)


@lru_cache(maxsize=4)
def concepts_from(text: str) -> ConceptMatcher:
    """What :meth:`ConceptMatcher.to_json` gave, as JSON; of one text one matcher, so that its findings are shared."""
    return ConceptMatcher(json.loads(text))


def _sorted_out(entries: Iterable[_Entry]) -> _Known:
    single: list[_Entry] = []
    phrases: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        if len(entry.parts) == 1:
            single.append(entry)
        else:
            phrases[entry.parts[1][0][0]].append(entry)
    return _Known(tuple(single), {letter: tuple(some) for letter, some in phrases.items()})


def _span(entry: _Entry, position: int) -> ConceptSpan:
    return ConceptSpan(entry.concept, position, position + len(entry.parts), entry.stems)


def _follows(entry: _Entry, words: Sequence[str], position: int) -> bool:
    """Whether the entry's further parts stand behind its first."""
    if position + len(entry.parts) > len(words):
        return False
    rest = zip(entry.parts[1:], words[position + 1 :], strict=False)
    return all(word == stem if whole else word.startswith(stem) for (stem, whole), word in rest)
