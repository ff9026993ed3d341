"""A measured body temperature in degrees Celsius."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from kazakh.numbers import Number, find_numbers

_LOWEST: Final = 34.0
_HIGHEST: Final = 43.0
_MARKS: Final = (
    "кизу",
    "исти",
    "темп",
    "градус",
    "жар",
    "термометр",
    "кизип",
    "°",
    "титреп",
    "тусп",
    "тусир",
    "сбив",
    "сбил",
)
_OTHER_UNITS: Final = (
    "жас",
    "аи",
    "кун",
    "апта",
    "год",
    "лет",
    "мес",
    "недел",
    "ден",
    "дн",
    "рет",
    "раз",
    "км",
    "рета",
    "адам",
    "бала",
    "сагат",
    "час",
    "мин",
    "тенге",
    "тг",
    "%",
    "шакир",
    "килом",
    "кило",
    "кг",
    "см",
    "руб",
    "размер",
)
#: What is measured in front of its number: a weight, a height, a size.
_OTHERS_BEFORE: Final = ("салма", "вес", "рост", "боии", "размер")


@dataclass(frozen=True)
class Temperature:
    """Degrees, and the words they stand in."""

    degrees: float
    first: int
    after: int


def find_temperature(
    words: Sequence[str], with_symptoms: bool, taken: Collection[int] = frozenset()
) -> Temperature | None:
    """The highest temperature, or ``None``; words at the indices ``taken`` are something else.

    A bare number from 34 to 43 counts only beside a word of heat or where symptoms were told.
    """
    marked = with_symptoms or any(word.startswith(_MARKS) for word in words)
    found: list[Temperature] = []
    for number in find_numbers(words):
        degrees, after = _with_tenths(words, number)
        follows = words[after] if after < len(words) else ""
        if number.first in taken or not _LOWEST <= degrees <= _HIGHEST or follows.startswith(_OTHER_UNITS):
            continue
        if number.first and words[number.first - 1].startswith(_OTHERS_BEFORE):
            continue
        has_tenths = degrees != int(degrees) and words[number.first][0].isdecimal()
        if marked or has_tenths:
            value = int(degrees) if degrees == int(degrees) else round(degrees, 1)
            found.append(Temperature(value, number.first, after))
    return max(found, key=lambda one: one.degrees, default=None)


def _with_tenths(words: Sequence[str], number: Number) -> tuple[float, int]:
    """``38 и 5`` is 38.5; the index behind it."""
    behind = words[number.after : number.after + 2]
    whole = float(number.value).is_integer() and number.value >= _LOWEST
    if whole and len(behind) == 2 and behind[0] == "и" and behind[1].isdecimal() and len(behind[1]) == 1:
        return number.value + int(behind[1]) / 10, number.after + 2
    return number.value, number.after
