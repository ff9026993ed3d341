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
_MONTHS_KK_LOCATIVE: Final = (
    "қаңтарда", "ақпанда", "наурызда", "сәуірде", "мамырда", "маусымда", "шілдеде", "тамызда", "қыркүйекте", "қазанда",
    "қарашада", "желтоқсанда",
)  # fmt: skip
_MONTHS_RU: Final = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
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


def on_day_kk(day: date, *, with_year: bool = False) -> str:
    """``15 наурызда``, ``2027 жылғы 15 наурызда``."""
    year = f"{day.year} жылғы " if with_year else ""
    return f"{year}{day.day} {_MONTHS_KK_LOCATIVE[day.month - 1]}"


def full_day_kk(day: date) -> str:
    """``2027 жылғы 15 наурыз``."""
    return f"{day.year} жылғы {day_kk(day)}"


def full_day_ru(day: date) -> str:
    """``15 марта 2027 года``."""
    return f"{day_ru(day)} {day.year} года"


def months_kk(first: date, last: date) -> str:
    """``2027 жылғы наурыз``, ``2027 жылғы наурыз–сәуір``, ``2029 жылғы қараша – 2030 жылғы мамыр``."""
    names = [_MONTHS_KK[day.month - 1] for day in (first, last)]
    if first.year != last.year:
        return f"{first.year} жылғы {names[0]} – {last.year} жылғы {names[1]}"
    return f"{first.year} жылғы {'–'.join(dict.fromkeys(names))}"


def months_ru(first: date, last: date) -> str:
    """``март 2027 года``, ``март – апрель 2027 года``, ``ноябрь 2029 – май 2030 года``."""
    names = [_MONTHS_RU[day.month - 1] for day in (first, last)]
    if first.year != last.year:
        return f"{names[0]} {first.year} – {names[1]} {last.year} года"
    return f"{' – '.join(dict.fromkeys(names))} {first.year} года"
