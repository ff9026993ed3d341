"""Dates in words, Kazakh and Russian, for the gaps in answers."""

from __future__ import annotations

from datetime import date
from typing import Final

from rasa_project.advice.ages import When

#: Monday first.
_WEEKDAYS_KK_ABLATIVE: Final = (
    "дүйсенбіден", "сейсенбіден", "сәрсенбіден", "бейсенбіден", "жұмадан", "сенбіден", "жексенбіден",
)  # fmt: skip
_WEEKDAYS_RU_GENITIVE: Final = (
    "понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья",
)  # fmt: skip
_MONTHS_KK_ABLATIVE: Final = (
    "қаңтардан", "ақпаннан", "наурыздан", "сәуірден", "мамырдан", "маусымнан", "шілдеден", "тамыздан",
    "қыркүйектен", "қазаннан", "қарашадан", "желтоқсаннан",
)  # fmt: skip
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
    """``24 қараша``."""
    return f"{day.day} {_MONTHS_KK[day.month - 1]}"


def day_ru(day: date) -> str:
    """``24 ноября``."""
    return f"{day.day} {_MONTHS_RU_GENITIVE[day.month - 1]}"


def by_day_kk(day: date, today: date) -> str:
    """``жексенбіден, 29 қарашадан қалдырмай``; ``бүгін`` on the day itself."""
    if day <= today:
        return "бүгін"
    return f"{_WEEKDAYS_KK_ABLATIVE[day.weekday()]}, {day.day} {_MONTHS_KK_ABLATIVE[day.month - 1]} қалдырмай"


def by_day_ru(day: date, today: date) -> str:
    """``не позднее воскресенья, 29 ноября``; ``сегодня`` on the day itself."""
    if day <= today:
        return "сегодня"
    return f"не позднее {_WEEKDAYS_RU_GENITIVE[day.weekday()]}, {day.day} {_MONTHS_RU_GENITIVE[day.month - 1]}"


def until_day_kk(day: date) -> str:
    """``14 желтоқсанға дейін (сол күнді қоса)``: the day itself is the last."""
    return f"{day.day} {_MONTHS_KK_DATIVE[day.month - 1]} дейін (сол күнді қоса)"


def until_day_ru(day: date) -> str:
    """``до 14 декабря включительно``."""
    return f"до {day.day} {_MONTHS_RU_GENITIVE[day.month - 1]} включительно"


def from_kk(when: When) -> str:
    """``2027 жылғы 15 наурыздан бастап``, ``2027 жылғы наурыздан бастап``."""
    day = "" if when.is_month else f"{when.day.day} "
    return f"{when.day.year} жылғы {day}{_MONTHS_KK_ABLATIVE[when.day.month - 1]} бастап"


def from_ru(when: When) -> str:
    """``с 15 марта 2027 года``, ``со 2 мая 2027 года``, ``с марта 2027 года``."""
    day = "" if when.is_month else f"{when.day.day} "
    since = "со" if day == "2 " else "с"
    return f"{since} {day}{_MONTHS_RU_GENITIVE[when.day.month - 1]} {when.day.year} года"
