"""A child's age in a message, in months: ``бір жарым жас`` 18, ``3 жас 2 айда`` 38, ``полтора года`` 18.

Works on folded words. An age that a question is about (``6 жаста салына ма``) and one that names a dose
(``бір жастағысын алды``) are not the child's age.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rasa_project.kazakh.numbers import Number, find_numbers

_MONTHS_A_YEAR: Final = 12
_WEEKS_A_MONTH: Final = 4.345
#: Ages above this are left out: no child, and mostly a typing slip.
MAX_MONTHS: Final = 120 * _MONTHS_A_YEAR

_WEEK_STEMS: Final = ("апта", "недел")
_DAY_STEMS: Final = ("кундик", "дневн")
_MONTH_FORMS: Final = frozenset({"аи", "аида", "аидан", "аилик", "аига", "аилар", "аилиги"})
_YEAR_FORMS: Final = frozenset({"жас", "жаста", "жасар", "жаска", "жасинда", "жастан", "жаси", "жастаги", "жасап"})

#: After an age these say that it is the age of a dose or of a rule, not of the child.
_DOSE_MARKS: Final = (
    "салина", "салади", "салад", "егеди", "егиле", "салинатин", "алатин", "делают",
    "ставят", "положен",
    "екпе", "екпес", "прививк", "вакцин", "дозас", "ревакц",
)  # fmt: skip
_CHILD_MARKS: Final = (
    "бала", "ул", "киз", "немере", "бопе", "саби", "кишкента", "кенже", "жиен", "син", "доч", "реб",
    "малиш", "внук",
    "внуч", "ему", "еи", "нам", "нас", "мальчик", "девочк", "егиз", "инии", "кар", "биз",
    "толди", "толад", "исполн", "бопем",
)  # fmt: skip
_LOCATIVE: Final = ("де", "да", "те", "та")
_DATIVE: Final = ("ге", "га", "ке", "ка")
#: ``алтыға келді``, ``беске толды``: turned six, five.
_REACHED: Final = ("келд", "толд", "толад", "шикт", "толип", "келип", "аяк")
#: A bare number above this is hardly a child's age.
_LAST_CHILD_YEAR: Final = 18


@dataclass(frozen=True)
class Age:
    """An age: months, and the words it stands in (index of the first, index behind the last)."""

    months: int
    first: int
    after: int


def find_age(words: Sequence[str]) -> Age | None:
    """The child's age, or ``None``. Where several are named, the first that is a child's."""
    numbers = find_numbers(words)
    year_and_months = _year_and_months(words)
    if year_and_months:
        return year_and_months
    for number in numbers:
        age = _age_from(words, number, numbers)
        if age and 0 <= age.months <= MAX_MONTHS and not _is_about_dose(words, age):
            return age
    return _age_without_number(words) or _age_withoutunit_months(words, numbers)


def _age_from(words: Sequence[str], number: Number, numbers: list[Number]) -> Age | None:
    unit = unit_months(words, number.after)
    if unit is None:
        return None
    months = number.value * unit
    after = number.after + 1
    if unit == _MONTHS_A_YEAR:
        behind = after + (after < len(words) and words[after] == "и")
        for more in numbers:
            if more.first in (after, behind) and unit_months(words, more.after) == 1:
                return Age(round(months + more.value), number.first, more.after + 1)
        if words[number.after] == "жас" and after < len(words) and words[after].startswith("жарим"):
            return Age(round(months + 6), number.first, after + 1)
    return Age(int(months), number.first, after)


def unit_months(words: Sequence[str], index: int) -> float | None:
    """Months in the unit that stands at ``index``, or ``None`` where none does."""
    if index >= len(words):
        return None
    word = words[index]
    if word in ("-", ".") and index + 1 < len(words):
        word = words[index + 1]
    if word in _YEAR_FORMS or word.startswith(("годик", "лет")) or word in {"год", "года", "году"}:
        return _MONTHS_A_YEAR
    if word in _MONTH_FORMS or word.startswith("мес"):
        return 1
    if word.startswith(_WEEK_STEMS):
        return 1 / _WEEKS_A_MONTH
    if word.startswith(_DAY_STEMS):
        return 1 / 30.44
    return None


def _is_about_dose(words: Sequence[str], age: Age) -> bool:
    """``6 жаста салынады``, ``бір жастағы екпесі``, ``прививка в 6 лет``: the age of a dose."""
    unit = words[age.after - 1]
    if unit.startswith(("жастагис", "аилигин", "жасарин")):
        return True
    behind = words[age.after : age.after + 2]
    about = any(word.startswith(_DOSE_MARKS) for word in behind[:1]) or (
        unit == "жастаги" and any(word.startswith(_DOSE_MARKS) for word in behind)
    )
    before = words[max(0, age.first - 3) : age.first]
    in_russian = bool(before) and before[-1] == "в" and unit.startswith(("год", "лет", "мес"))
    return (about or in_russian) and not any(word.startswith(_CHILD_MARKS) for word in before)


def _year_and_months(words: Sequence[str]) -> Age | None:
    """``год и 3 месяца``: the one year has no number."""
    for index, word in enumerate(words):
        if word not in {"год", "годик"} or (index and find_numbers(words[index - 1 : index])):
            continue
        for number in find_numbers(words[index + 1 : index + 4]):
            if number.first <= 1 and unit_months(words, index + 1 + number.after) == 1:
                return Age(12 + round(number.value), index, index + 2 + number.after)
    return None


def _age_without_number(words: Sequence[str]) -> Age | None:
    """``нам годик``, ``ребёнку год``, ``жарты жаста``, ``полгода``."""
    for index, word in enumerate(words):
        before = words[max(0, index - 3) : index]
        about_child = any(w.startswith(_CHILD_MARKS) for w in before)
        if word.startswith("годик") or (word in {"год", "года"} and about_child and before[-1:] != ["в"]):
            return Age(12, index, index + 1)
        if word.startswith("годовал"):
            return Age(12, index, index + 1)
        if word == "полгода" and (about_child or len(words) <= 3):
            return Age(6, index, index + 1)
    return None


def _age_withoutunit_months(words: Sequence[str], numbers: list[Number]) -> Age | None:
    """``ұлым 4-те``, ``екі жарымда``, ``алтыда қызым``: a number in the locative, years understood."""
    for number in numbers:
        reached = words[number.after : number.after + 1]
        turned = number.ending in _DATIVE and bool(reached) and reached[0].startswith(_REACHED)
        if not (turned or number.ending in _LOCATIVE) or not 0 < number.value <= _LAST_CHILD_YEAR:
            continue
        about_child = any(word.startswith(_CHILD_MARKS) for word in words)
        alone = len(words) <= number.after - number.first + 1
        follows = words[number.after : number.after + 1]
        of_child = number.first > 0 and words[number.first - 1].startswith(_CHILD_MARKS)
        of_dose = bool(follows) and follows[0].startswith(_DOSE_MARKS) and not of_child
        if of_dose or (follows and follows[0] in {"сагат", "кун"}):
            continue
        if about_child or alone:
            return Age(round(number.value * _MONTHS_A_YEAR), number.first, number.after)
    return None
