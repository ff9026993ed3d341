"""Several children without a number: «мои играли с ней», «им 3 и 7», «детям 2 и 5», «я с детьми была»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kazakh.numbers import find_numbers
from rasa_project.understanding.clauses import Clause
from rasa_project.understanding.listed_ages import NO_AGE
from rasa_project.understanding.mention_forms import Mention, Named
from rasa_project.understanding.people_forms import Kind, form_of

_THEY: Final = frozenset({"им", "оларга"})
_MINE: Final = frozenset({"мои", "моим", "моих", "наши", "нашим", "наших"})
#: «менікілер»; «екеуім» of the writer's own.
_OURS_KK: Final = frozenset({"биздикилер", "меникилер"})
_BOTH_KK: Final = {"екеуим": 2, "ушеуим": 3}
_CHILDREN: Final = frozenset({"дети", "детям", "детеи", "детки", "деткам", "деток", "детишки"})
_WITH_CHILDREN: Final = frozenset({"детми", "детками", "детишками"})
#: What children did beside somebody; of several.
_DID: Final = tuple(
    "бегали били гуляли дружат играли играют контактировали купалис ночевали обшалис ходили ходят сидели спали учатся"
    .split()
)  # fmt: skip
_BETWEEN: Final = frozenset({"все", "тоже", "вместе", "вчера", "сегодня", "позавчера", "с", "неи", "ним", "там", "еше"})
_OURS: Final = frozenset({"я", "ми", "мои", "наши", "своими", "моими", "у", "нас"})
_JOINS: Final = frozenset({",", "и", "мен", "пен", "бен", "жане", ":", "-", "–", "по", "лет", "года", "год", "мес"})
_UNITS: Final = ("лет", "год", "мес", "жас", "аи")
#: So many words behind the children the first of their ages stands.
_NEAR: Final = 3


def several_at(words: Sequence[str], clause: Clause, index: int) -> Named | None:
    """The children that are named from ``index`` on by no number and no word of their own."""
    word = words[index]
    if word in _OURS_KK or word in _BOTH_KK:
        count = _BOTH_KK.get(word)
        return Named(Mention(Kind.GROUP, count=count, first=index, after=index + 1))
    if word in _THEY:
        is_named = _has_row(words, index + 1, 0)
    elif word in _MINE:
        is_named = _has_row(words, index + 1, 0) or _did(words, clause, index)
    elif word in _CHILDREN:
        is_ours = not _MINE.isdisjoint(words[max(clause.first, index - 1) : index])
        is_named = _has_row(words, index + 1, _NEAR) or is_ours or _did(words, clause, index)
    elif word in _WITH_CHILDREN:
        is_named = not _OURS.isdisjoint(words[clause.first : index])
    else:
        return None
    return Named(Mention(Kind.GROUP, first=index, after=index + 1)) if is_named else None


def _did(words: Sequence[str], clause: Clause, index: int) -> bool:
    """``мои вчера играли``: a verb of several, and nobody else who did it."""
    place = index + 1
    while place < clause.after and words[place] in _BETWEEN:
        place += 1
    return place < clause.after and words[place].startswith(_DID) and form_of(words[place]) is None


def _has_row(words: Sequence[str], first: int, near: int) -> bool:
    """Whether two numbers with nothing but "and" or a unit of age between them begin within ``near`` words."""
    behind = words[first : first + near + 8]
    numbers = find_numbers(behind)
    if len(numbers) < 2 or numbers[0].first > near:
        return False
    one, two = numbers[0], numbers[1]
    between = behind[one.after : two.first]
    is_counted = any(word.startswith(NO_AGE) for word in behind[two.after : two.after + 1])
    return bool(between) and all(word in _JOINS or word.startswith(_UNITS) for word in between) and not is_counted
