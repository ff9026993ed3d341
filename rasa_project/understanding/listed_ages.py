"""Ages of several children, told one after the other: «5 лет и год и 2», «4 және 9 жаста», «біреуі 3те біреуі 7де»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kazakh.measures import Measure, find_measures
from kazakh.numbers import Number, find_numbers
from kazakh.unit_words import Unit
from rasa_project.understanding.place import AGES
from rasa_project.understanding.quantities import Kind, Quantity

_JOINS: Final = frozenset({",", "и", "мен", "пен", "бен", "жане", ":", "-", "–", "та", "те", "да", "де", "а", "ал"})
_AND: Final = frozenset({"и", "жане", "мен", "пен", "бен"})
#: Both are as old.
_EACH: Final = ("близн", "двоин", "двоиняш", "егиз", "екеуи", "оба", "обе", "обоим")
#: Between the ages of several children these tell the doses, or how each one is.
_TOLD: Final = (
    "ал", "без", "бир", "вакцин", "две", "два", "еки", "екпе", "жок", "здоров", "ест", "не", "непривит", "нет", "ни",
    "оба", "один", "одна", "одну", "однои", "прив", "раз", "рет", "сау", "сделан", "стоит",
)  # fmt: skip
_OLDEST: Final = 18
_OLDEST_PERSON: Final = 105
#: «у сына 38» is a fever.
_FEVERISH: Final = 36
_HOTTEST: Final = 43
#: So many words behind a person are looked at for the age.
_BESIDE: Final = 7
#: Behind a bare number that is an age.
_BEHIND_AGE: Final = frozenset(", . ? ! одна одну без не нет ни прививок прививки привит".split())
#: «6да салды»: the age at a dose.
_HAD: Final = ("салди", "салдир", "салин", "егилд", "егилг", "алди", "алган")
_MONTHS_A_YEAR: Final = 12
#: Years are no feminine: «6 лет одна, 10 лет две» are doses.
_OF_DOSES: Final = frozenset({"две", "обе", "одна", "одну", "однои"})
_OF_EACH: Final = _OF_DOSES | {"без", "бир", "еки", "не", "нет", "ни"}
#: The months at which one child has its two doses.
_CALENDAR: Final = {12.0, 72.0}
_ENDINGS: Final = frozenset({"", "де", "да", "те", "та"})
#: Behind a number these say that it is no age.
NO_AGE: Final = (
    "рет", "раз", "бала", "дете", "класс", "синип", "кун", "дн", "ден", "градус", "°", "привив", "доз", "час",
)  # fmt: skip


def listed_ages(
    words: Sequence[str], amounts: Sequence[Quantity], count: int | None, *, with_doses: bool = False
) -> list[Quantity]:
    """Ages that stand in a row, ``count`` of them where it is told; empty where no row stands.

    A message with a number of children and as many ages read already needs nothing more.

    Args:
        words: folded tokens.
        amounts: of these.
        count: of the children, where it is told.
        with_doses: whether what each one had may stand between: «5 лет привит, 2 года не привита».
    """
    ages = [one for one in amounts if one.kind is Kind.AGE and not one.is_turning]
    if count is not None and len(ages) == count:
        return ages
    numbers = find_numbers(words)
    row = _longest_row(words, numbers, find_measures(words, numbers), with_doses=with_doses)
    if count is not None and len(row) == count - 1:
        row = _with_last_parted(words, row)
    if len(row) > 1 and (count is None or len(row) == count):
        return row
    return ages if len(ages) > 1 and (count is None or len(ages) <= count) else []


def each_with_doses(words: Sequence[str], amounts: Sequence[Quantity]) -> list[Quantity]:
    """«6 лет одна, 10 лет две»: the ages of two children, each with its doses; of one child «в год одна, в 6 одна»."""
    row = listed_ages(words, amounts, None, with_doses=True)
    is_each = bool(row) and all(words[one.after : one.after + 1] and words[one.after] in _OF_EACH for one in row)
    is_at_age = any(
        words[one.first - 1 : one.first] == ["в"] or words[one.after - 1].endswith(("та", "нда")) for one in row
    )
    is_of_calendar = {one.number for one in row} == _CALENDAR
    return row if is_each and len(row) > 1 and not is_at_age and not is_of_calendar else []


def _with_last_parted(words: Sequence[str], row: Sequence[Quantity]) -> list[Quantity]:
    """«Трое: 8 лет, 3 года и 5 мес»: years and months of one, where one child is missing in the row, are two ages.

    Not «обоим 2 года и 4 месяца», «двое по 2 года и 4 месяца»: twins.
    """
    last = row[-1] if row and not ("по" in words or any(word.startswith(_EACH) for word in words)) else None
    joints = [place for place in range(last.first, last.after) if words[place] in _AND] if last is not None else []
    if last is None or len(joints) != 1:
        return list(row)
    parted = [*row[:-1]]
    for first, after in ((last.first, joints[0]), (joints[0] + 1, last.after)):
        near = words[first:after]
        found = [one for one in find_measures(near, find_numbers(near)) if one.unit in AGES]
        if len(found) != 1:
            return list(row)
        parted.append(Quantity(Kind.AGE, float(int(found[0].months + 1e-6)), first, after))
    return parted


def age_beside(words: Sequence[str], after: int) -> Quantity | None:
    """The age right behind a person where the unit may be left out: «а третьему 6,5», «әжесі 70те»."""
    near = words[after : after + _BESIDE]
    numbers = find_numbers(near)
    measure = next((one for one in find_measures(near, numbers) if not one.first and one.unit in AGES), None)
    if measure is not None:  # «екіншісі 5 жаста»
        return Quantity(Kind.AGE, float(int(measure.months + 1e-6)), after, after + measure.after)
    number = next((one for one in numbers if not one.first), None)
    if number is None or not 0 < number.value < _OLDEST_PERSON or number.ending not in _ENDINGS:
        return None
    follows = near[number.after] if number.after < len(near) else ""
    if number.ending:
        is_age = not follows.startswith((*NO_AGE, *_HAD))
    else:
        is_fever = _FEVERISH <= number.value < _HOTTEST
        is_and = follows == "и" and near[number.after + 1 : number.after + 2] in (["не"], ["ни"], ["без"])
        is_age = near[0][:1].isdecimal() and not is_fever and (not follows or follows in _BEHIND_AGE or is_and)
    months = float(int(number.value * _MONTHS_A_YEAR))
    return Quantity(Kind.AGE, months, after, after + number.after) if is_age else None


def age_by_ending(words: Sequence[str]) -> Quantity | None:
    """The age of a grown-up, told by the number's ending: «әжесі де бірге болды, 65те»."""
    for one in find_numbers(words):
        ending = one.ending or next(iter(_ending_behind(words, one.after)), "")
        if _OLDEST < one.value < _OLDEST_PERSON and ending in _ENDINGS - {""}:
            return Quantity(Kind.AGE, float(one.value * _MONTHS_A_YEAR), one.first, one.after)
    return None


def _ending_behind(words: Sequence[str], after: int) -> Sequence[str]:
    return words[after + 1 : after + 2] if words[after : after + 1] == ["-"] else ()


def _longest_row(
    words: Sequence[str], numbers: Sequence[Number], measures: Sequence[Measure], *, with_doses: bool
) -> list[Quantity]:
    """The longest row of ages with nothing but joining words between them, and what each one had."""
    best: list[Quantity] = []
    row: list[Quantity] = []
    unit: Unit | None = None
    for first, after, value, own in reversed(_items(words, numbers, measures)):
        if own is not None and own not in AGES:
            row, unit = [], None
            continue
        between = words[after : row[0].first] if row else ()
        joined = bool(row) and all(word in _JOINS or (with_doses and word.startswith(_TOLD)) for word in between)
        unit = own or (unit if joined else None) or Unit.YEAR
        months = value if own is not None else value * (_MONTHS_A_YEAR if unit is Unit.YEAR else 1)
        one = Quantity(Kind.AGE, float(int(months + 1e-6)), first, after)
        row = [one, *row] if joined else [one]
        if len(row) > len(best) and _is_row(row):
            best = row
    return best


def _items(
    words: Sequence[str], numbers: Sequence[Number], measures: Sequence[Measure]
) -> list[tuple[int, int, float, Unit | None]]:
    """Numbers and measures in order: where they stand, months or the bare number, and the unit."""
    taken = {index for one in measures for index in range(one.first, one.after)}
    items: list[tuple[int, int, float, Unit | None]] = []
    items += [(one.first, one.after, one.months, one.unit) for one in measures]
    for number in numbers:
        follows = words[number.after] if number.after < len(words) else ""
        is_free = taken.isdisjoint(range(number.first, number.after)) and not follows.startswith(NO_AGE)
        is_free &= words[number.first] not in _OF_DOSES
        if is_free and 0 < number.value <= _OLDEST and number.ending in _ENDINGS:
            value = float(number.value)
            # «7де, 4те, 8 айлық»: what has an ending of its own is no month
            items.append(
                (number.first, number.after, value * _MONTHS_A_YEAR, Unit.YEAR)
                if number.ending
                else (number.first, number.after, value, None)
            )
    return sorted(items)


def _is_row(row: Sequence[Quantity]) -> bool:
    """Whether the ages may be those of several: all of children."""
    return all(one.number <= _OLDEST * _MONTHS_A_YEAR for one in row)
