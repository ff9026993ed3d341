"""Days of the calendar in a message: ``2022 жылдың 15 мамырында``, ``15.05.22``, ``25 қараша``, ``25.11``.

Written by hand and not with dateparser: its Kazakh has months only, no case endings, and it guesses where
a wrong date would be worse than none. Works on folded words and marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from .beginnings import Beginnings
from .memory import remembered
from .month_days import DATE_ENDINGS, JOINTS, Day, day_number, day_of_this_month
from .numbers import MOST_PLACES, find_numbers, is_numeral, ordinal_at
from .script import fold_normalised

#: Month names by their folded beginnings, Kazakh and Russian.
_MONTHS: Final = Beginnings[int](
    (fold_normalised(stem), number)
    for stems, number in (
        (("қаңтар", "январ"), 1), (("ақпан", "феврал"), 2), (("наурыз", "март"), 3), (("сәуір", "апрел"), 4),
        (("мамыр", "мая", "май", "мае"), 5), (("маусым", "июн"), 6), (("шілде", "июл"), 7), (("тамыз", "август"), 8),
        (("қыркүйек", "сентябр"), 9), (("қазан", "октябр"), 10), (("қараша", "ноябр"), 11),
        (("желтоқсан", "декабр"), 12),
    )
    for stem in stems
)  # fmt: skip
#: Names and words that begin like a month.
_NO_MONTHS: Final = ("маимил", "маил", "казанши", "маик", "мартбе", "мартеб")

_EARLIEST_YEAR: Final = 1920
_NUMERIC: Final = re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4}|\d{2})(?:г|ж)?")
_ISO: Final = re.compile(r"(\d{4})[.\-/](\d{1,2})(?:[.\-/](\d{1,2}))?")
_SPACED: Final = re.compile(r"\d{1,2} \d{2} \d{4}")
_DAY_MONTH: Final = re.compile(r"(\d{1,2})[./](\d{2})")
_TWO_DIGITS: Final = re.compile(r"\d{2}")
_YEAR: Final = re.compile(r"(?:19|20)\d{2}")
#: Years in words begin with one of these.
_TWO_THOUSAND: Final = (("еки", "мин"), ("две", "тисячи"))
_YEAR_WORDS: Final = ("жил", "год", "г", "ж")
_ORDINAL_ENDING: Final = re.compile(r"(?<=[а-я]{2})(?:инши|нши|унши)$")
_BORN: Final = ("туган", "туилган", "туил", "рожд", "родил", "дуние", "г.р", "гр")
_AT: Final = ("инда", "инде")

#: A day of the calendar so soon ahead, in days, is one to come rather than one of last year.
_SOON: Final = 92


def find_days(words: Sequence[str], today: date) -> list[Day]:
    """Days of the calendar in order, with and without their year; none overlapping."""
    found: list[Day] = []
    index = looked_at = 0
    while index < len(words) and looked_at < MOST_PLACES:
        is_begin = _may_begin(words[index])
        looked_at += is_begin
        day = _day_at(words, index, today) if is_begin else None
        if day is None:
            index += 1
        else:
            found.append(day)
            index = day.after
    return found


def tells_birth(words: Sequence[str]) -> bool:
    """Whether folded words speak of being born."""
    return any(word.startswith(_BORN) for word in words)


@remembered
def _may_begin(word: str) -> bool:
    """Whether a day of the calendar can begin with the folded word."""
    return is_numeral(word) or month_of(word) is not None


@remembered
def month_of(word: str) -> int | None:
    """The month that a folded word names in any case form, or ``None``."""
    if word.startswith(_NO_MONTHS):
        return None
    return _MONTHS.of(word)


def _day_at(words: Sequence[str], index: int, today: date) -> Day | None:
    told = day_number(words, index)
    return (
        (_numeric(words, index, today) if words[index][0].isdecimal() else None)
        or _worded(words, index, today, told)
        or _year_first(words, index, today)
        or day_of_this_month(words, index, today, told)
        or _year_alone(words, index, today)
    )


def _numeric(words: Sequence[str], index: int, today: date) -> Day | None:
    """``15.05.2022``, ``15 05 2022``, ``2022-05-15``, ``25.11 күні``."""
    joined, after = _joined(words, index)
    if match := _NUMERIC.fullmatch(joined):
        day, month, year = (int(part) for part in match.groups())
        return Day(_iso(year + 2000 * (len(match[3]) == 2), month, day, today), True, index, after)
    if match := _ISO.fullmatch(joined):
        year, month = int(match[1]), int(match[2])
        return Day(_iso(year, month, int(match[3]) if match[3] else None, today), True, index, after)
    spaced = " ".join(words[index : index + 3])
    if _SPACED.fullmatch(spaced):
        day, month, year = (int(part) for part in spaced.split())
        return Day(_iso(year, month, day, today), True, index, index + 3)
    match = _DAY_MONTH.fullmatch(joined)
    if match and 1 <= int(match[2]) <= 12 and 1 <= int(match[1]) <= 31:
        iso = _nearest(int(match[2]), int(match[1]), today)
        return Day(iso, False, index, after) if iso else None
    return None


def _joined(words: Sequence[str], index: int) -> tuple[str, int]:
    """The token with those that hang on it by ``.``, ``-`` or ``/``; the index behind them."""
    joined, after = words[index], index + 1
    while after + 1 < len(words) and words[after] in JOINTS and words[after + 1][0].isdecimal():
        joined, after = joined + words[after] + words[after + 1], after + 2
    return joined.replace("–", "-"), after


def _worded(words: Sequence[str], index: int, today: date, told: tuple[int | None, int]) -> Day | None:
    """``15 мая 2022 года``, ``25 қарашада``, ``15-мамыр``, ``наурыз 2021``; a month alone is none."""
    number, place = told
    month = month_of(words[place]) if place < len(words) else None
    if month is None:
        return None
    after = place + 1
    if number is None and after < len(words):  # «қарашаның 18-інде»
        day, place = day_number(words, after)
        if day is not None and (words[place - 1] in DATE_ENDINGS or words[place - 1].endswith(_AT)):
            number, after = day, place
    year, behind = _year_behind(words, after)
    if year is not None:
        return Day(_iso(year, month, number, today), True, index, behind)
    if number is None:
        return None
    iso = _nearest(month, number, today)
    return Day(iso, False, index, after)


def _year_behind(words: Sequence[str], index: int) -> tuple[int | None, int]:
    """A year at ``index`` (``2022 года``, ``21 года``, ``2022``) and the index behind it."""
    place = index + (index < len(words) and words[index] in {",", "."})
    place += place < len(words) and words[place].startswith(_BORN)  # «8 желтоқсан туған 2025 жылы»
    word = words[place] if place < len(words) else ""
    follows = words[place + 1] if place + 1 < len(words) else ""
    in_words = _year_in_words(words, place)
    if in_words is not None:
        return in_words
    if _YEAR.fullmatch(word):
        return int(word), place + 1 + follows.startswith(_YEAR_WORDS)
    if _TWO_DIGITS.fullmatch(word) and (follows.startswith(("год", "жил")) or follows in {"г", "г."}):
        return 2000 + int(word), place + 2
    return None, index


def _year_first(words: Sequence[str], index: int, today: date) -> Day | None:
    """``2022 жылдың 15 мамырында``, ``2021 жылғы наурызда``, ``в 2022 году, в марте``."""
    year, after = _year_at(words, index)
    if year is None:
        return None
    while after < len(words) and words[after] in {"в", ",", ".", "-"}:
        after += 1
    if after >= len(words):
        return None
    number, place = day_number(words, after)
    month = month_of(words[place]) if place < len(words) else None
    if month is None:
        return None
    behind = place + 1
    if number is None and behind < len(words):  # «2022 жылы мамырдың 15-інде»
        number, place = day_number(words, behind)
        behind = place if number is not None else behind
    return Day(_iso(year, month, number, today), True, index, behind)


def _year_at(words: Sequence[str], index: int) -> tuple[int | None, int]:
    in_words = _year_in_words(words, index)
    if in_words is not None:
        return in_words
    if not _YEAR.fullmatch(words[index]):
        return None, index
    after = index + 1
    if after + 1 < len(words) and words[after] == "-":
        after += 1
    if after < len(words) and words[after].startswith(_YEAR_WORDS):
        after += 1
    return int(words[index]), after


def _year_in_words(words: Sequence[str], index: int) -> tuple[int, int] | None:
    """``екі мың жиырма үшінші жылы``, ``две тысячи двадцать первый год``."""
    first = index + 2
    if tuple(words[index:first]) not in _TWO_THOUSAND or first >= len(words):
        return None
    found = ordinal_at(words, first)
    if found is None:
        numbers = find_numbers([_ORDINAL_ENDING.sub("", word) for word in words[first : first + 2]])
        if not (numbers and numbers[0].first == 0 and 0 < numbers[0].value < 100):
            return None
        found = int(numbers[0].value), first + numbers[0].after
    value, after = found
    return 2000 + value, after + (after < len(words) and words[after].startswith(_YEAR_WORDS))


def _year_alone(words: Sequence[str], index: int, today: date) -> Day | None:
    """A year that is one: of birth, written with its word, or the whole message."""
    year, after = _year_at(words, index)
    if year is None:
        return None
    # «2022 көктемінде туған»: whatever stands between, it is the year.
    is_all = not any(map(str.isalnum, "".join([*words[:index], *words[after:]])))
    if not (is_all or tells_birth(words) or after > index + 1):
        return None
    return Day(_iso(year, None, None, today), True, index, after)


def _iso(year: int, month: int | None, day: int | None, today: date) -> str:
    """ISO text; empty where it is no day (``00.05.2020`` too), lies before 1920 or after ``today``."""
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return ""
    if not date(_EARLIEST_YEAR, 1, 1) <= first <= today:
        return ""
    if month is None:
        return f"{year}"
    return f"{year}-{month:02d}" if day is None else f"{year}-{month:02d}-{day:02d}"


def _nearest(month: int, day: int, today: date) -> str:
    """The ISO day of that month and day: the last that passed, or the next where that comes within a season."""
    found: list[date] = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    past = [one for one in found if one <= today]
    ahead = [one for one in found if one > today]
    if ahead and (ahead[0] - today).days <= _SOON and (not past or (today - past[-1]).days > _SOON):
        return ahead[0].isoformat()
    return past[-1].isoformat() if past else ""
