"""Days of the month told by their number alone: ``25 числа``, ``24-го``, ``24 күні``, ``24-інде``, ``айдың 25-і``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from .numbers import number_at, ordinal_at

#: What joins the parts of a date.
JOINTS: Final = frozenset({".", "-", "/", "–"})
#: What hangs on the number of a day: ``15-і``, ``18-інде``, ``24-го``.
DATE_ENDINGS: Final = frozenset("и си инде синде инда синда ши нен инен синен го е ого ден дан".split())
_DAY: Final = re.compile(r"[12]?\d|3[01]")
_OF_MONTH: Final = ("числ",)
_MONTHS_WORD: Final = ("аидин", "осиаидин")
#: «24 күні» is a day of the month, «24 күн» a length.
_ON_DAY: Final = frozenset({"кундери", "кунги", "куни"})
_ON_THE: Final = frozenset("инде инда синде синда нде нда инен синен синан".split())
_OF: Final = "го"
#: «бөртпенің 5-күні», «екпеден кейін 12 күні»: counted from something.
_GENITIVE: Final = ("дин", "нин", "тин")
_BEHIND: Final = ("кеиин", "кеин", "сон")
#: Up to here «5-күні» is rather the fifth day of an illness, unless that day of the month has just been.
_MOST_COUNTED: Final = 10
_LAST_DAY: Final = 31
#: «1-го ребёнка», «2-го сына»: up to here no day, and behind it none of these.
_FEWEST_OF: Final = 4
_NO_DAY: Final = ("дома", "етаж", "класс", "микрораион", "ребен", "школ")


@dataclass(frozen=True)
class Day:
    """A day, month or year that folded words name.

    Attributes:
        iso: ``2022-05-15``, ``2022-05`` or ``2022``; empty where the date stands in no calendar.
        has_year: whether the year was told; where not, it is the nearest that fits.
        first: index of its first word.
        after: index of the word behind it.
    """

    iso: str
    has_year: bool
    first: int
    after: int

    @property
    def day(self) -> date | None:
        """The day itself, where it is known."""
        return date.fromisoformat(self.iso) if len(self.iso) == 10 else None


def day_number(words: Sequence[str], index: int) -> tuple[int | None, int]:
    """A day of the month at ``index`` and the index behind it, its ending and dash left out."""
    if _DAY.fullmatch(words[index]):
        value, after = int(words[index]), index + 1
    elif (in_words := ordinal_at(words, index)) is not None:
        value, after = in_words
    else:
        number = number_at(words, index)
        if number is None or not float(number.value).is_integer():
            return None, index
        value, after = int(number.value), index + number.after
    if after < len(words) and words[after] in JOINTS:
        after += 1
    if after < len(words) and words[after] in DATE_ENDINGS:
        after += 1
    return (value, after) if 1 <= value <= 31 else (None, index)


def day_of_this_month(
    words: Sequence[str], index: int, today: date, told: tuple[int | None, int] | None = None
) -> Day | None:
    """The nearest day of that number that has passed, or ``None`` where the words name none by its number alone.

    ``told`` is the :func:`day_number` at ``index``, where it was looked for before.
    """
    number, place = day_number(words, index) if told is None else told
    if number is None:
        return None
    passed = _last(number, today)
    after = _behind(words, index, number, place, (today - passed).days)
    return None if after is None else Day(passed.isoformat(), False, index, after)


def days_since(number: int, today: date) -> int:
    """Days since a day that is told as a bare number, asked when it was: the day of the month, or so many days ago.

    Args:
        number: 0 or more; above 31 it is no day of the month.
        today: the day from which it is looked back.
    """
    if not 1 <= number <= _LAST_DAY:
        return number
    passed = (today - _last(number, today)).days
    return passed if number > _MOST_COUNTED or passed <= _MOST_COUNTED else number


def _last(number: int, today: date) -> date:
    """The last day of that number, 1 to 31, up to ``today``."""
    year, month = today.year, today.month
    while True:
        try:
            day = date(year, month, number)
        except ValueError:
            day = None
        if day is not None and day <= today:
            return day
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)


def _behind(words: Sequence[str], index: int, number: int, place: int, days_ago: int) -> int | None:
    """The index behind the day's words; ``None`` where the number is no day of the month."""
    before = words[index - 1] if index else ""
    follows = words[place] if place < len(words) else ""
    if follows.startswith(_OF_MONTH):
        return place + 1
    if before.startswith(_MONTHS_WORD):
        return place + (follows in _ON_DAY)
    if before.endswith(_GENITIVE) or before.startswith(_BEHIND):
        return None
    if follows.isdecimal() and place + 1 < len(words) and words[place + 1] == "кундери":  # «24-25 күндері»
        return place + 2
    if follows in _ON_DAY:
        return place + 1 if number > _MOST_COUNTED or days_ago <= _MOST_COUNTED else None
    ending = words[place - 1] if place > index + 1 else follows
    if ending in _ON_THE and words[index].isdecimal():
        return max(place, index + 2)
    is_of = ending == _OF and words[index].isdecimal() and number >= _FEWEST_OF and not follows.startswith(_NO_DAY)
    return place if is_of else None
