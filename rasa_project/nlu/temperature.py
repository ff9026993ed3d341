"""A measured body temperature in degrees Celsius."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rasa_project.kazakh.numbers import find_numbers

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
    "ай",
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
)


@dataclass(frozen=True)
class Temperature:
    """Degrees, and the words they stand in."""

    degrees: float
    first: int
    after: int


def find_temperature(words: Sequence[str], with_symptoms: bool) -> Temperature | None:
    """The first temperature, or ``None``.

    A bare number from 34 to 43 counts only beside a word of heat or where symptoms were told.
    """
    marked = with_symptoms or any(word.startswith(_MARKS) for word in words)
    for number in find_numbers(words):
        follows = words[number.after] if number.after < len(words) else ""
        if not _LOWEST <= number.value <= _HIGHEST or follows.startswith(_OTHER_UNITS):
            continue
        has_tenths = number.value != int(number.value) and words[number.first][0].isdigit()
        if marked or has_tenths:
            value = int(number.value) if number.value == int(number.value) else round(number.value, 1)
            return Temperature(value, number.first, number.after)
    return None
