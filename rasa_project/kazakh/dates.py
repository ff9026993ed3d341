"""Birth dates in a message, as ISO text: ``2022 жылдың 15 мамырында туған``, ``15.05.2022``, ``2021 жылғы``.

Written by hand and not with dateparser: its Kazakh has months only, no case endings, and it guesses where
a wrong date would be worse than none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rasa_project.kazakh.numbers import find_numbers
from rasa_project.kazakh.script import fold_normalised

#: Month names by their folded beginnings, Kazakh and Russian.
_MONTHS: Final[tuple[tuple[tuple[str, ...], int], ...]] = tuple(
    (tuple(fold_normalised(stem) for stem in stems), number)
    for stems, number in (
        (("қаңтар", "январ"), 1), (("ақпан", "феврал"), 2), (("наурыз", "март"), 3), (("сәуір", "апрел"), 4),
        (("мамыр", "мая", "май"), 5), (("маусым", "июн"), 6), (("шілде", "июл"), 7), (("тамыз", "август"), 8),
        (("қыркүйек", "сентябр"), 9), (("қазан", "октябр"), 10), (("қараша", "ноябр"), 11),
        (("желтоқсан", "декабр"), 12),
    )
)  # fmt: skip

_EARLIEST_YEAR: Final = 1920
#: Said of a date that is written out but cannot be a birth date; nothing else is then tried.
_IMPOSSIBLE: Final = ""
_NUMERIC: Final = re.compile(r"(?<!\d)(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4}|\d{2})(?!\d)")
_ISO: Final = re.compile(r"(?<!\d)(\d{4})[.\-/ ]{1,3}(\d{1,2})(?:[.\-/ ]{1,3}(\d{1,2}))?(?!\d)")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
#: Years in words hold one of these.
_THOUSAND: Final = frozenset({"мин", "тисячи"})
_ORDINAL: Final = re.compile(r"(?<=[а-я]{2})(?:инши|нши|унши)$")
_BORN: Final = ("туган", "туилган", "туил", "рожд", "родил", "дуние", "г.р", "гр")


@dataclass(frozen=True)
class BirthDate:
    """An ISO date, month or year, and the words it stands in."""

    value: str
    first: int
    after: int


def find_birth_date(words: Sequence[str]) -> BirthDate | None:
    """The birth date that folded words tell, or ``None``; a future or impossible one is left out."""
    if not any(word[0].isdigit() or word in _THOUSAND for word in words):
        return None  # nearly every message
    text = _year_in_digits(words)
    for read in (_numeric, _iso, _with_month, _year_only):
        found = read(text, words)
        if found == _IMPOSSIBLE:
            return None
        if found is not None:
            return BirthDate(found, 0, len(words))
    return None


def tells_birth(words: Sequence[str]) -> bool:
    """Whether folded words speak of being born."""
    return any(word.startswith(_BORN) for word in words)


def _year_in_digits(words: Sequence[str]) -> str:
    """The words joined, ``екі мың жиырма үшінші`` written as ``2023``."""
    joined = [_ORDINAL.sub("", word) if _ORDINAL.search(word) else word for word in words]
    for index, pair in enumerate(itertools.pairwise(joined)):
        if pair not in {("еки", "мин"), ("две", "тисячи")}:
            continue
        rest = find_numbers(joined[index + 2 : index + 4])
        if rest and rest[0].first == 0 and rest[0].value < 100:
            year = str(2000 + int(rest[0].value))
            return " ".join([*joined[:index], year, *joined[index + 2 + rest[0].after :]])
    return " ".join(words)


def _numeric(text: str, words: Sequence[str]) -> str | None:
    match = _NUMERIC.search(text.replace(" . ", ".").replace(" - ", "-"))
    if not match:
        return None
    day, month, year = (int(part) for part in match.groups())
    return _iso_text(year + 2000 if year < 100 else year, month, day)


def _iso(text: str, words: Sequence[str]) -> str | None:
    match = _ISO.search(text.replace(" - ", "-"))
    if not match:
        return None
    year, month, day = match.groups()
    return _iso_text(int(year), int(month), int(day) if day else None)


def _with_month(text: str, words: Sequence[str]) -> str | None:
    month = next((number for word in words for stems, number in _MONTHS if word.startswith(stems)), None)
    year = _YEAR.search(text)
    if month is None or year is None:
        return None
    rest = text[: year.start()] + " " + text[year.end() :]
    day = re.search(r"(?<!\d)([12]?\d|3[01])(?!\d)", rest)
    return _iso_text(int(year.group()), month, int(day.group()) if day else None)


def _year_only(text: str, words: Sequence[str]) -> str | None:
    year = _YEAR.search(text)
    if year is None or not (len(words) <= 2 or tells_birth(words)):
        return None
    return _iso_text(int(year.group()), None, None)


def _iso_text(year: int, month: int | None, day: int | None) -> str:
    try:
        born = date(year, month or 1, day or 1)
    except ValueError:
        return _IMPOSSIBLE
    if not date(_EARLIEST_YEAR, 1, 1) <= born <= date.today():
        return _IMPOSSIBLE
    if month is None:
        return f"{year}"
    return f"{year}-{month:02d}" if day is None else f"{year}-{month:02d}-{day:02d}"
