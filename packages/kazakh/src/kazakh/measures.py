"""Amounts of time in a message: a number and its unit, Kazakh and Russian, in folded words.

``3 жас 2 айда`` is 38 months, ``полтора года`` 18, ``2-3 күн`` from 2 to 3 days, ``сутки`` one day. What an amount
stands for (an age, the time since something) is not decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from . import unit_words
from .beginnings import Beginnings
from .memory import remembered
from .numbers import MOST_PLACES, Number, find_numbers, is_numeral, ordinal_at
from .unit_words import Form, Unit


@dataclass(frozen=True)
class Measure:
    """An amount of time.

    Attributes:
        value: how many units; of a range the lower end.
        high: the upper end of a range, else ``None``.
        unit: the unit.
        form: how its word is formed.
        of_age: whether the word is used of ages only (``жас``, ``айлық``, ``лет`` is not).
        first: index of its first word.
        after: index of the word behind it.
    """

    value: float
    high: float | None
    unit: Unit
    form: Form
    of_age: bool
    first: int
    after: int

    @property
    def days(self) -> float:
        """The amount in days; of a range the lower end."""
        return self.value * self.unit.value

    @property
    def months(self) -> float:
        """The amount in months of age: a year is 12, a week 0.23."""
        if self.unit is Unit.YEAR:
            return self.value * 12
        return self.value if self.unit is Unit.MONTH else self.days / Unit.MONTH.value


#: «в прошлом году»: a year of the calendar.
_WHICH: Final = ("прошл", "позапрошл", "минувш", "етом", "том", "следуюш", "будуш", "текуш")
_MONTHS_A_YEAR: Final = 12
_UNITS: Final = Beginnings[tuple[Unit, Form, bool]](
    (stem, (unit, form, of_age)) for stem, unit, form, of_age in unit_words.STEMS
)


def find_measures(words: Sequence[str], found_numbers: Sequence[Number] | None = None) -> list[Measure]:
    """All amounts of time in folded words and marks, in order, none overlapping.

    ``found_numbers`` are the numbers in the words, where they were looked for before.
    """
    numbers = {one.first: one for one in (find_numbers(words) if found_numbers is None else found_numbers)}
    found: list[Measure] = []
    index = looked_at = 0
    while index < len(words) and looked_at < MOST_PLACES:
        measure = None
        if _may_begin(words[index]):
            looked_at += 1
            measure = (
                _with_number(words, numbers, index)
                or _inverted(words, numbers, index)
                or _ordinal(words, index)
                or _alone(words, numbers, index)
            )
        if measure is None:
            index += 1
        else:
            found.append(measure)
            index = measure.after
    return found


@remembered
def _may_begin(word: str) -> bool:
    """Whether an amount can begin with the folded word."""
    return (
        is_numeral(word)
        or word in unit_words.ALONE
        or word in unit_words.INVERTED
        or word.startswith("годовал")
        or bool(unit_words.COMPOUND.match(word))
    )


def unit_at(words: Sequence[str], index: int) -> tuple[Unit, Form, bool] | None:
    """The unit of time that stands at ``index``: unit, form, whether it is of ages only."""
    return _unit_of(words[index]) if 0 <= index < len(words) else None


@remembered
def _unit_of(word: str) -> tuple[Unit, Form, bool] | None:
    if word in unit_words.WORDS:
        return unit_words.WORDS[word]
    if word.startswith(unit_words.NO_UNITS):
        return None
    return _UNITS.of(word)


def _with_number(words: Sequence[str], numbers: dict[int, Number], index: int) -> Measure | None:
    number = numbers.get(index)
    if number is None:
        return None
    if number.ending and number.ending not in {"еу", "уи"}:
        return None  # «үште», «4-те»: the unit is left out, read as an age elsewhere
    high, behind = _upper_end(words, numbers, number)
    place, is_ordinal = _past_ending(words, behind)
    unit = unit_at(words, place)
    if unit is None:
        return None
    kind, form, of_age = unit
    one = Measure(number.value, high, kind, Form.ORDINAL if is_ordinal else form, of_age, index, place + 1)
    return one if is_ordinal else _and_days(words, numbers, _and_months(words, numbers, _and_a_half(words, one)))


def _upper_end(words: Sequence[str], numbers: dict[int, Number], low: Number) -> tuple[float | None, int]:
    """The upper end of a range that begins with ``low``, and the index behind it."""
    after = low.after
    if after < len(words) and words[after] in unit_words.DASHES and after + 1 in numbers:
        high = numbers[after + 1]
        return (high.value, high.after) if high.value > low.value else (None, after)
    follows = numbers.get(after)
    if (
        follows is not None and follows.value == low.value + 1 and low.value < 10
    ):  # «екі үш күн», «2,3 күн» is a decimal
        return follows.value, follows.after
    return None, after


def _past_ending(words: Sequence[str], index: int) -> tuple[int, bool]:
    """Behind ``-х``, ``-ти``, ``-ші``: the index of the unit, and whether the number is an ordinal."""
    place = index + (index < len(words) and words[index] in unit_words.ABOUT)
    follows = words[place + 1] if place + 1 < len(words) and words[place] in unit_words.DASHES else ""
    if follows in unit_words.ENDINGS_RU | unit_words.ORDINAL_MARKS:
        return place + 2, follows in unit_words.ORDINAL_MARKS
    if place < len(words) and words[place] in (unit_words.ENDINGS_RU | unit_words.ORDINAL_MARKS) - {"м", "и", "я", "е"}:
        return place + 1, words[place] in unit_words.ORDINAL_MARKS
    if place + 1 < len(words) and words[place] in unit_words.DASHES and unit_at(words, place + 1):
        return place + 1, False
    return place, False


def _and_a_half(words: Sequence[str], one: Measure) -> Measure:
    """``2 жас жарым``."""
    if one.unit is Unit.YEAR and one.after < len(words) and words[one.after].startswith("жарим"):
        return replace(one, value=one.value + 0.5, after=one.after + 1)
    if one.unit is Unit.YEAR and tuple(words[one.after : one.after + 2]) == ("с", "половинои"):
        return replace(one, value=one.value + 0.5, after=one.after + 2)
    return one


def _and_months(words: Sequence[str], numbers: dict[int, Number], one: Measure) -> Measure:
    """``3 жас 2 айда``, ``1 год и 3 месяца``, ``1 г. 3 м.``, ``год и 3``, ``год и месяц``: one amount in months."""
    if one.unit is not Unit.YEAR or one.high is not None:
        return one
    place = one.after
    has_and = place < len(words) and words[place] in {"и", "пен", "мен", "."}
    place += has_and
    months = numbers.get(place)
    if months is None and has_and and words[place - 1] == "и" and words[place : place + 1] == ["месяц"]:
        return replace(one, value=one.value * _MONTHS_A_YEAR + 1, unit=Unit.MONTH, of_age=True, after=place + 1)
    if months is None or months.value >= _MONTHS_A_YEAR:
        return one
    unit = unit_at(words, _past_ending(words, months.after)[0])
    if any(word.startswith("калд") for word in words[months.after + 1 : months.after + 2]):
        return one  # «6 жасқа 2 ай қалды»: two months to go
    if unit is not None and unit[0] is Unit.MONTH:
        after, form = _past_ending(words, months.after)[0] + 1, unit[1]
    elif has_and and words[place - 1] == "и" and unit is None and float(months.value).is_integer():
        after, form = months.after, one.form
    else:
        return one
    return replace(
        one, value=one.value * _MONTHS_A_YEAR + months.value, unit=Unit.MONTH, form=form, of_age=True, after=after
    )


def _and_days(words: Sequence[str], numbers: dict[int, Number], one: Measure) -> Measure:
    """``11 ай 20 күндік``, ``11 ай 15 күнінде``: one amount, its form that of the days."""
    days = numbers.get(one.after)
    if one.unit is not Unit.MONTH or days is None or one.high is not None:
        return one
    unit = unit_at(words, days.after)
    if unit is None or unit[0] is not Unit.DAY:
        return one
    months = one.value + days.value / Unit.MONTH.value
    return replace(one, value=months, form=unit[1], of_age=True, after=days.after + 1)


def _inverted(words: Sequence[str], numbers: dict[int, Number], index: int) -> Measure | None:
    """``дней пять назад``, ``месяца три``: about so many."""
    number = numbers.get(index + 1)
    if words[index] not in unit_words.INVERTED or number is None or number.ending:
        return None
    high, after = _upper_end(words, numbers, number)
    if unit_at(words, after):
        return None
    if index and words[index - 1] in {"не", "нет"}:
        return None
    unit, form, of_age = unit_at(words, index) or (Unit.DAY, Form.PLAIN, False)
    return Measure(number.value, high, unit, form, of_age, index, after)


def _ordinal(words: Sequence[str], index: int) -> Measure | None:
    """``үшінші күн``, ``второй день``, ``на пятой неделе``."""
    found = ordinal_at(words, index)
    if found is None:
        return None
    value, place = found
    unit = unit_at(words, place)
    if unit is None or unit[1] is Form.ADJECTIVE:
        return None
    return Measure(float(value), None, unit[0], Form.ORDINAL, False, index, place + 1)


def _alone(words: Sequence[str], numbers: dict[int, Number], index: int) -> Measure | None:
    word = words[index]
    if match := unit_words.COMPOUND.match(word):
        value, unit = unit_words.COMPOUND_NUMBERS[match[1]], unit_words.COMPOUND_UNITS[match[2]]
        return Measure(value, None, unit, Form.ADJECTIVE, True, index, index + 1)
    if word.startswith("годовал"):
        return Measure(1, None, Unit.YEAR, Form.ADJECTIVE, True, index, index + 1)
    if word == "жартижилдик" or (word == "жарти" and unit_at(words, index + 1)):
        return None  # read with its number
    if word not in unit_words.ALONE or (index and words[index - 1].startswith(_WHICH)):
        return None
    value, unit = unit_words.ALONE[word]
    is_age = word.startswith(("годик", "годовал"))
    form = Form.ABLATIVE if word.endswith("дан") else Form.PLAIN
    one = Measure(value, None, unit, form, is_age, index, index + 1)
    return _and_months(words, numbers, _and_a_half(words, one)) if unit is Unit.YEAR else one
