"""Settlements of the district in a message: any case form, script, old name, one slip of typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from rasa_project.advice.knowledge import Places
from rasa_project.kazakh.script import fold

#: Folded case endings of place names, with the derivative -лық (``қазалылықпын``).
_ENDINGS: Final = (
    "дагилар", "дегилер", "тагилар", "тегилер", "данбиз", "денбиз", "танбиз", "тенбиз", "нанбиз", "неннбиз",
    "ликпиз", "ликпин", "данмин", "денмин", "танмин", "тенмин", "дами", "даги", "деги", "таги", "теги",
    "нин", "дин", "тин", "дан", "ден", "тан", "тен", "нан", "нен", "лик", "мен", "бен", "пен", "да", "де", "та", "те",
    "га", "ге", "ка", "ке", "на", "не", "ни", "ди", "ти", "е", "а", "у", "и", "о", "ом", "ского", "ском", "ск",
)  # fmt: skip

#: Names that are also common words or people's names: they need a case ending or a word of place.
_COMMON_WORDS: Final = frozenset({"абаи", "алга", "ажар", "тапа", "бирлик", "маданиет", "жубан", "шакен", "шили"})
_PLACE_WORDS: Final = ("ауил", "село", "селе", "поселк", "округ", "кент", "турам", "живем", "живу")

#: Names shorter than this are not matched with a slip of typing.
_FUZZY_FROM: Final = 6

#: Behind the name these say that the district or the region is meant.
_LARGER: Final = ("аудан", "раион", "облис")


@dataclass(frozen=True)
class Place:
    """A settlement by its Kazakh name, and the words it stands in."""

    name: str
    first: int
    after: int


class PlaceFinder:
    """Finds the settlements and rural districts of a knowledge base."""

    def __init__(self, places: Places) -> None:
        """Fold every name once."""
        self._names: list[tuple[tuple[str, ...], str]] = sorted(
            {
                (tuple(fold(name).split()), place.kk)
                for place in [*places.settlements, *places.districts]
                for name in place.names
            },
            key=lambda entry: (-len(entry[0]), -len(entry[0][0]), entry),
        )

    def find(self, words: Sequence[str]) -> Place | None:
        """The first place named exactly, else the first with one slip of typing."""
        for is_match in (_exact, _near):
            for position in range(len(words)):
                for parts, name in self._names:
                    after = position + len(parts)
                    if after <= len(words) and self._fits(words, position, parts, is_match):
                        if not _is_larger(words, after):
                            return Place(name, position, after)
        return None

    @staticmethod
    def _fits(words: Sequence[str], position: int, parts: tuple[str, ...], is_match: _Matcher) -> bool:
        *front, last = parts
        if any(word != part for word, part in zip(words[position:], front)):
            return False
        word = words[position + len(front)]
        if not is_match(word, last):
            return False
        if len(parts) == 1 and last in _COMMON_WORDS and word == last:
            return any(other.startswith(_PLACE_WORDS) for other in words)
        return not (last == "алга" and not word.startswith(("алгада", "алгадан")))


class _Matcher:
    """Type of the two ways of matching a word with a name."""

    def __call__(self, word: str, name: str) -> bool: ...


def _exact(word: str, name: str) -> bool:
    return word == name or (word.startswith(name) and word[len(name) :] in _ENDINGS)


def _near(word: str, name: str) -> bool:
    if len(name) < _FUZZY_FROM or word[:1] != name[:1] or abs(len(word) - len(name)) > 5:
        return False
    if _distance(word, name) == 1:
        return True
    for ending in _ENDINGS:
        if len(ending) > 1 and word.endswith(ending) and _distance(word[: -len(ending)], name) == 1:
            return True
    return False


def _distance(one: str, other: str) -> int:
    return DamerauLevenshtein.distance(one, other, score_cutoff=1)


def _is_larger(words: Sequence[str], after: int) -> bool:
    return after < len(words) and words[after].startswith(_LARGER)
