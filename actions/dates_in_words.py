"""Dates in words, Kazakh and Russian, for the gaps in answers."""

from __future__ import annotations

from datetime import date
from typing import Final

_MONTHS_KK: Final = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша",
    "желтоқсан",
)  # fmt: skip
_MONTHS_KK_DATIVE: Final = (
    "қаңтарға", "ақпанға", "наурызға", "сәуірге", "мамырға", "маусымға", "шілдеге", "тамызға", "қыркүйекке",
    "қазанға", "қарашаға", "желтоқсанға",
)  # fmt: skip
_MONTHS_RU_GENITIVE: Final = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
)  # fmt: skip


def day_kk(day: date) -> str:
    """``25 қараша``."""
    return f"{day.day} {_MONTHS_KK[day.month - 1]}"


def until_day_kk(day: date) -> str:
    """``14 желтоқсанға дейін``."""
    return f"{day.day} {_MONTHS_KK_DATIVE[day.month - 1]} дейін"


def until_day_ru(day: date) -> str:
    """``до 14 декабря``."""
    return f"до {day.day} {_MONTHS_RU_GENITIVE[day.month - 1]}"
