"""Settlements of the district in a message: any case form, script, old name, one slip of typing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from kazakh.memory import remembered
from kazakh.script import fold
from rasa_project.advice.places_table import Places

#: Folded case endings of place names, with the derivative -лық (``қазалылықпын``).
_ENDINGS: Final = frozenset(
    """
    дагилар дегилер тагилар тегилер данбиз денбиз танбиз тенбиз нанбиз ненбиз данмин денмин танмин тенмин
    дамиз демиз тамиз темиз дамин демин тамин темин
    ликпиз ликпин ликтар ликтер даги деги таги теги нин дин тин дан ден тан
    тен нан нен лик мен бен пен да де та те га ге ка ке на не ни ди ти е а у и о ом ского ском
    """.split()
)

#: Names that are also common words or people's names: they need a case ending or a word of place.
_COMMON_WORDS: Final = frozenset(
    {"абаи", "алга", "ажар", "тапа", "бирлик", "маданиет", "мадениет", "жубан", "шакен", "шили"}
)
_PLACE_WORDS: Final = ("ауил", "село", "селе", "поселк", "округ", "кент", "турам", "живем", "живу")

#: Names shorter than this are not matched with a slip of typing.
_FUZZY_FROM: Final = 6

#: Behind the name these say that the district or the region is meant.
_LARGER: Final = ("аудан", "раион", "облис")

_Matcher = Callable[[str, str], bool]
_Name = tuple[tuple[str, ...], str]  # folded words of a name, Kazakh name of the place


@dataclass(frozen=True)
class Place:
    """A settlement by its Kazakh name, and the words it stands in."""

    name: str
    first: int
    after: int


class PlaceFinder:
    """Finds names of places."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Fold every name once, and sort them by their first letter, the longest first.

        Args:
            names: what people call a place, and the name that is given for it; of two the first counts.
        """
        folded: dict[tuple[str, ...], str] = {}
        for called, name in names:
            folded.setdefault(tuple(fold(called).split()), name)
        #: Names of several words by the first of them, those of one word by it, and long ones by their first letter.
        self._of_several: dict[str, list[_Name]] = defaultdict(list)
        self._of_one: dict[str, _Name] = {}
        self._long: dict[str, list[_Name]] = defaultdict(list)
        for one in sorted(folded.items(), key=lambda e: (-len(e[0]), -len(e[0][0]), e)):
            first, *others = one[0]
            if others:
                self._of_several[first].append(one)
                continue
            self._of_one[first] = one
            if len(first) >= _FUZZY_FROM:
                self._long[first[0]].append(one)
        self._sizes = sorted(set(map(len, self._of_one)), reverse=True)
        self._beginning_with = remembered(self._find_beginning)

    @classmethod
    def in_district(cls, places: Places) -> PlaceFinder:
        """For the settlements and rural districts; a village and its rural district of one name are the village."""
        named = [(name, place.kk) for place in places.settlements for name in place.names]
        named += [(name, one.kk) for one in places.districts for name in one.names]
        return cls(named)

    @classmethod
    def elsewhere(cls, places: Places) -> PlaceFinder:
        """For the towns and districts outside."""
        return cls((name, name) for name in places.elsewhere)

    def find(self, words: Sequence[str]) -> Place | None:
        """The first place named exactly, else the first with one slip of typing."""
        begun = [self._beginning_with(word) for word in words]
        has_place_word = any(word.startswith(_PLACE_WORDS) for word in words)
        for is_match, kind in ((_exact, 0), (_near, 1)):
            for position, names in enumerate(begun):
                for parts, name in names[kind]:
                    after = position + len(parts)
                    if _fits(words, position, parts, is_match, has_place_word) and not _is_larger(words, after):
                        return Place(name, position, after)
        return None

    def _find_beginning(self, word: str) -> tuple[list[_Name], list[_Name]]:
        """Names that may begin with the word: written exactly, and with a slip; the longest first. Mostly none."""
        several = self._of_several.get(word, [])
        begun = (word[:size] for size in self._sizes if size <= len(word))
        exact = [self._of_one[name] for name in begun if name in self._of_one and _exact(word, name)]
        long = self._long.get(word[:1], ()) if len(word) >= _FUZZY_FROM - 1 else ()
        return [*several, *exact], [*several, *(name for name in long if _near(word, name[0][0]))]


def _fits(
    words: Sequence[str], position: int, parts: tuple[str, ...], is_match: _Matcher, has_place_word: bool
) -> bool:
    *front, last = parts
    place = position + len(front)
    if place >= len(words) or list(words[position:place]) != front:
        return False
    word = words[place]
    if not is_match(word, last):
        return False
    if last == "алга":  # "forward", and the beginning of "took"
        return word in {"алгада", "алгадан"}
    if len(parts) == 1 and last in _COMMON_WORDS and word == last:
        return has_place_word
    return True


def _exact(word: str, name: str) -> bool:
    return word == name or (word.startswith(name) and word[len(name) :] in _ENDINGS)


def _near(word: str, name: str) -> bool:
    if len(name) < _FUZZY_FROM or not len(name) - 1 <= len(word) <= len(name) + 8:
        return False
    if _distance(word, name) == 1:
        return True
    endings = (word[cut:] for cut in range(len(name) - 1, len(word) - 1))
    return any(ending in _ENDINGS and _distance(word.removesuffix(ending), name) == 1 for ending in endings)


def _distance(one: str, other: str) -> int:
    return DamerauLevenshtein.distance(one, other, score_cutoff=1)


def _is_larger(words: Sequence[str], after: int) -> bool:
    return after < len(words) and words[after].startswith(_LARGER)
