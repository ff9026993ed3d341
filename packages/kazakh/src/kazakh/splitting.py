"""Words, numbers and marks of a text, split as spaCy's tokenizer splits them by the rules of ``lang_kk``.

spaCy's own loop looks for a suffix in the whole rest of a chunk at each step, so that a chunk of n marks costs n²
(2,000 currency signs: 1.2 s), and it keeps every word that it ever saw. Here the rules, and what comes out of them, are
the same (tests/test_splitting.py compares the two); a step looks at the edges only, and no more is remembered
than memory.py allows.

Three bounds hold for what nobody writes: a long run of marks is one piece, a long chunk without spaces is cut between
letters and marks, and so is what is left of a chunk with many marks around it. The pieces always make up the text.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from spacy.language import BaseDefaults
from spacy.symbols import ORTH

from .memory import remembered

#: A longer run of marks is one piece.
MOST_MARKS: Final = 16
#: A longer chunk without spaces is cut between letters and marks, and letters at every so many.
MOST_LETTERS: Final = 100
#: After so many prefixes and suffixes the rest of a chunk is cut in the same way.
MOST_AFFIXES: Final = 32

_RUNS: Final = re.compile(r"\s+|\S+")
_MARKS: Final = re.compile(rf"[\W_]{{{MOST_MARKS + 1},}}")
_CUTS: Final = re.compile(
    rf"\d{{1,{MOST_MARKS}}}[.,]\d{{1,{MOST_MARKS}}}|\d{{1,{MOST_LETTERS}}}|[^\W\d_]{{1,{MOST_LETTERS}}}|[\W_]"
)
#: Letters of any script, digits of any, one character: no rule finds anything to split in them.
_WHOLE: Final = re.compile(r"[^\W\d_]+|\d+|.")
_ESCAPED: Final = re.compile(r"\\(?=\W)")
_CLASS: Final = re.compile(r"\[([^\]]+)\]")
#: No suffix is as long as this (the longest is a unit of five letters), but for a run of full stops.
_TAIL: Final = 6


class Piece(NamedTuple):
    """A word, number or mark, and the index of its first letter in the text."""

    text: str
    start: int


class Splitter:
    """Splits texts by the rules of a spaCy language; compiled once, so make one and keep it."""

    def __init__(self, defaults: type[BaseDefaults]) -> None:
        """Compile the rules."""
        self._prefix = re.compile(_any_of(defaults.prefixes))
        self._suffix = re.compile(rf"(?:{_any_of(defaults.suffixes)})\Z")
        self._infix = re.compile(_any_of(defaults.infixes))
        self._is_url = defaults.url_match
        self._remembered = remembered(self._pieces_of)
        self._special = {
            chunk: tuple(str(one[ORTH]) for one in parts) for chunk, parts in defaults.tokenizer_exceptions.items()
        }
        self._sequences: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for chunk in self._special:
            if not chunk.isspace() and self._has_affix(chunk):
                pieces = tuple(self._chunk(chunk, with_specials=False))
                self._sequences[pieces[:2]].append(pieces)

    def split(self, text: str) -> list[Piece]:
        """The pieces of a text in order; with the single spaces between them they make up the text."""
        pieces: list[Piece] = []
        for run in _RUNS.finditer(text):
            chunk, start = run.group(), run.start()
            if chunk.isspace():
                kept = chunk[1:] if start and chunk[0] == " " else chunk
                if kept:
                    pieces.append(Piece(kept, run.end() - len(kept)))
            elif _WHOLE.fullmatch(chunk) and len(chunk) <= MOST_LETTERS and chunk not in self._special:
                pieces.append(Piece(chunk, start))
            else:
                for part in self._remembered(chunk):
                    pieces.append(Piece(part, start))
                    start += len(part)
        return self._with_specials(text, pieces)

    def _pieces_of(self, chunk: str) -> tuple[str, ...]:
        return tuple(self._chunk(chunk) if len(chunk) <= MOST_MARKS else self._bounded(chunk))

    def _bounded(self, chunk: str) -> Iterator[str]:
        """The pieces of a chunk without spaces, however long."""
        start = 0
        for run in _MARKS.finditer(chunk):
            yield from self._short(chunk[start : run.start()])
            marks = run.group()
            yield from (marks[0], marks[1:-1], marks[-1])  # the first and the last end clauses
            start = run.end()
        yield from self._short(chunk[start:])

    def _short(self, chunk: str) -> Iterable[str]:
        if len(chunk) > MOST_LETTERS and not self._is_address(chunk):
            return _CUTS.findall(chunk)
        return self._chunk(chunk)

    def _chunk(self, chunk: str, with_specials: bool = True) -> Iterable[str]:
        """As spaCy splits it: affixes from outside to inside, then infixes."""
        if with_specials and chunk in self._special:
            return self._special[chunk]
        special = self._special if with_specials else {}
        prefixes: list[str] = []
        suffixes: list[str] = []
        while chunk and chunk not in special:
            if len(prefixes) + len(suffixes) >= MOST_AFFIXES:
                return (*prefixes, *_CUTS.findall(chunk), *reversed(suffixes))
            before = self._prefix_length(chunk)
            if before and chunk[before:] in special:
                prefixes.append(chunk[:before])
                chunk = chunk[before:]
                break
            behind = self._suffix_length(chunk[before:])
            if behind and chunk[:-behind] in special:
                suffixes.append(chunk[-behind:])
                chunk = chunk[:-behind]
                break
            if not before and not behind:
                break
            if before:
                prefixes.append(chunk[:before])
            if behind and before + behind <= len(chunk):
                suffixes.append(chunk[-behind:])
                chunk = chunk[before:-behind]
            else:
                chunk = chunk[before:]
            if _WHOLE.fullmatch(chunk):
                break
        return (*prefixes, *self._inside(chunk, special), *reversed(suffixes))

    def _inside(self, chunk: str, special: dict[str, tuple[str, ...]]) -> Sequence[str]:
        """What is left between prefixes and suffixes."""
        if not chunk or chunk in special:
            return special.get(chunk, ())
        if _WHOLE.fullmatch(chunk) or self._is_address(chunk):
            return (chunk,)
        pieces: list[str] = []
        start = 0
        for infix in self._infix.finditer(chunk):
            if infix.start() == 0:
                continue
            pieces += [chunk[start : infix.start()], infix.group()]
            start = infix.end()
        return [piece for piece in (*pieces, chunk[start:]) if piece]

    def _is_address(self, chunk: str) -> bool:
        """Whether it is an address of the web; none is without a full stop or a ``//``, so most are not asked."""
        return ("." in chunk or "//" in chunk) and bool(self._is_url(chunk))

    def _prefix_length(self, chunk: str) -> int:
        found = self._prefix.match(chunk)
        return found.end() if found else 0

    def _suffix_length(self, chunk: str) -> int:
        first = max(0, len(chunk) - _TAIL)
        found = self._suffix.search(chunk, first)
        if found and found.start() == first > 0:  # full stops, as far as they go
            found = self._suffix.search(chunk)
        return len(found.group()) if found else 0

    def _has_affix(self, chunk: str) -> bool:
        found = self._prefix.match(chunk) or self._infix.search(chunk) or self._suffix.search(chunk)
        return found is not None and bool(found.group())

    def _with_specials(self, text: str, pieces: list[Piece]) -> list[Piece]:
        """Special cases that the rules split, such as «т.б.» or «:-)», put together again."""
        found: list[tuple[int, int]] = []
        for place, (one, two) in enumerate(itertools.pairwise(pieces)):
            for sequence in self._sequences.get((one.text, two.text), ()):
                after = place + len(sequence)
                if tuple(piece.text for piece in pieces[place:after]) == sequence:
                    found.append((place, after))
        if not found:
            return pieces
        taken: set[int] = set()
        ends: dict[int, int] = {}
        for first, last in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
            if first not in taken and last - 1 not in taken:
                ends[first] = last
            taken.update(range(first, last))
        return list(self._joined(text, pieces, ends))

    def _joined(self, text: str, pieces: list[Piece], ends: dict[int, int]) -> Iterator[Piece]:
        place = 0
        while place < len(pieces):
            last = ends.get(place, place + 1)
            start, end = pieces[place].start, pieces[last - 1].start + len(pieces[last - 1].text)
            whole = self._special.get(text[start:end]) if place in ends else None
            yield from pieces[place:last] if whole is None else _placed(whole, start)
            place = last


def _placed(texts: Iterable[str], start: int) -> Iterator[Piece]:
    for text in texts:
        yield Piece(text, start)
        start += len(text)


def _any_of(patterns: Iterable[str]) -> str:
    """One pattern of many; the marks among them, most of all, become one class of characters."""
    marks: list[str] = []
    others: list[str] = []
    for pattern in patterns:
        if not pattern.strip():  # spaCy 3.8 has an empty one among its prefixes, and leaves it out as well
            continue
        plain = _ESCAPED.sub("", pattern)
        if len(plain) == 1:
            marks.append(re.escape(plain))
        elif found := _CLASS.fullmatch(pattern):
            marks.append(found.group(1))
        else:
            others.append(pattern)
    return "|".join((f"[{''.join(marks)}]", *others))
