"""How long ago, in days: ``кеше`` 1, ``3 күн болды`` 3, ``бір апта бұрын`` 7, ``позавчера`` 2, ``5 сағат`` 0.2.

Works on folded words. A child's age in days or months (``20 күндік``, ``8 айлық``) is not a duration.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rasa_project.kazakh.numbers import find_numbers

_HOURS_A_DAY: Final = 24
_DAYS_A_WEEK: Final = 7
_DAYS_A_MONTH: Final = 30.44

#: Words that are a day by themselves.
_TODAY: Final = ("бугин", "сегодня", "жана", "тан", "утра", "утром", "тунде", "тунни", "ночью", "толко")
_YESTERDAY: Final = ("кеше", "вчера")
_BEFORE_YESTERDAY: Final = ("позавчера", "алдингуни", "аргуни")
#: In front of «күні» these make it the day before yesterday.
_THE_DAY_BEFORE: Final = ("алдинги", "арги")
_NOT_TODAY: Final = ("танис", "танд", "таниг", "танип")

_DAY: Final = ("кун", "ден", "дня", "дне", "сутк", "сутки", "таулик")
_WEEK: Final = ("апта", "недел", "жума")
_HOUR: Final = ("сагат", "час")
_MONTH: Final = ("аи", "мес")
_AGE_FORMS: Final = ("кундик", "аилик", "апталик", "дневн", "месячн", "недельн", "неделн")
_AGO: Final = ("бурин", "болди", "болип", "боп", "бери", "отти", "назад", "прошл", "уже", "как")
#: Ordinals count too: ``үшінші күн`` is the third day.
_ORDINAL_ENDINGS: Final = ("инши", "нши", "унши")


@dataclass(frozen=True)
class DaysAgo:
    """A time before now in days (0 is today), and the words (from, behind) that it stands in."""

    days: float
    first: int
    after: int


def find_days_ago(words: Sequence[str]) -> DaysAgo | None:
    """The first time before now that folded words tell, or ``None``."""
    return next(iter(find_all_days_ago(words)), None)


def find_all_days_ago(words: Sequence[str]) -> list[DaysAgo]:
    """All of them, in the order of the words."""
    plain = [_cardinal(word) for word in words]
    counted: list[DaysAgo] = []
    for number in find_numbers(plain):
        days = _unit_days(plain, number.after)
        if days is not None:
            counted.append(DaysAgo(number.value * days, number.first, number.after + 1))
    taken = {index for one in counted for index in range(one.first, one.after)}
    named = [one for index in range(len(words)) if index not in taken and (one := _named(words, index))]
    return sorted(counted + named, key=lambda one: one.first)


def _unit_days(words: Sequence[str], index: int) -> float | None:
    """Days in the unit that stands at ``index``, or ``None`` where none does."""
    word = words[index] if index < len(words) else ""
    if not word or word.startswith(_AGE_FORMS):
        return None
    if word.startswith(_DAY):
        return 1
    if word.startswith(_WEEK):
        return _DAYS_A_WEEK
    if word.startswith(_HOUR):
        return 1 / _HOURS_A_DAY
    if word.startswith(_MONTH) and any(behind.startswith(_AGO[:8]) for behind in words[index + 1 : index + 3]):
        return _DAYS_A_MONTH
    return None


def _named(words: Sequence[str], index: int) -> DaysAgo | None:
    word = words[index]
    before = words[index - 1] if index else ""
    if word.startswith(_BEFORE_YESTERDAY):
        return DaysAgo(2, index, index + 1)
    if word.startswith("кун") and before.startswith(_THE_DAY_BEFORE):
        return DaysAgo(2, index - 1, index + 1)
    if word.startswith(_YESTERDAY):
        return DaysAgo(1, index, index + 1)
    if word.startswith(_TODAY) and not word.startswith(_NOT_TODAY):
        return DaysAgo(0, index, index + 1)
    if word.startswith(_WEEK) and any(w.startswith(_AGO) for w in (*words[index + 1 : index + 3], before)):
        return DaysAgo(_DAYS_A_WEEK, index, index + 1)
    return None


def _cardinal(word: str) -> str:
    """``уш`` for ``ушинши``; any other word as it is."""
    for ending in _ORDINAL_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending)
    return word
