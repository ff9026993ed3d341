"""Whether a message puts right what was told before: «жоқ, 13 айлық емес, 13 жаста», «ой опечаталась, 15 ей»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kazakh.numbers import find_numbers
from rasa_project.understanding.quantities import Kind, Quantity

_SLIPS: Final = tuple(
    "опечат перепут шатасип шатаскан шатастим кателес ошибл точнее вернее оговор поправ жанили".split()
)
_WRONG: Final = frozenset({"кате", "ошибка", "ошибкам"})
_NO: Final = frozenset({"жок", "нет", "емес", "неа"})
_COUNTED: Final = frozenset({Kind.AGE, Kind.SINCE, Kind.BIRTH, Kind.DOSE_AGE})
_FIRST: Final = 3
#: A slip is named in front, or in a short message.
_FIRST_WORDS: Final = 6
_SHORT: Final = 14
_TO_CHILD: Final = frozenset({"еи", "ему", "нам", "оган", "мне", "маган"})
_OLDEST: Final = 100


def corrects(words: Sequence[str], amounts: Sequence[Quantity]) -> bool:
    """Whether the message takes back a value, told in it or before."""
    if says_slip(words):
        return True
    counted = [one for one in amounts if one.kind in _COUNTED]
    if not counted:
        return False
    if any(word in _NO for word in words[: _FIRST - 1]) and counted[0].first <= _FIRST:
        return True
    return any(_is_taken_back(words, one) and one.kind is Kind.ASIDE for one in amounts)


def says_slip(words: Sequence[str]) -> bool:
    """Whether a slip is named: «перепутала», «шатасып кеттім»."""
    near = words if len(words) <= _SHORT else words[:_FIRST_WORDS]
    return any(word.startswith(_SLIPS) or word in _WRONG for word in near)


def corrected_age(words: Sequence[str], amounts: Sequence[Quantity]) -> Quantity | None:
    """The age in years of a slip put right where the unit is left out: «ой опечаталась, 15 ей»."""
    if not says_slip(words) or any(one.kind in {Kind.AGE, Kind.BIRTH} for one in amounts):
        return None
    for number in find_numbers(words):
        near = (words[number.first - 1] if number.first else "", *words[number.after : number.after + 1])
        if not _TO_CHILD.isdisjoint(near) and 0 < number.value < _OLDEST and not number.ending:
            return Quantity(Kind.AGE, float(int(number.value * 12)), number.first, number.after)
    return None


def _is_taken_back(words: Sequence[str], one: Quantity) -> bool:
    behind = words[one.after] if one.after < len(words) else ""
    return (
        behind.startswith("емес")
        or words[max(0, one.first - 1) : one.first] == ["не"]
        or list(words[max(0, one.first - 2) : one.first]) == ["не", "в"]
    )
