"""Words about reminders: wanted, listed, stopped, changed; a day that a parent chose. Works on folded words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum
from typing import Final

from kazakh.dates import find_days, month_of
from rasa_project.understanding.answers import asks
from rasa_project.understanding.phrases import phrases, stands


class Wish(Enum):
    """What is wanted of reminders."""

    SET = "set"
    LIST = "list"
    STOP = "stop"
    CHANGE = "change"


_SET_INTENT: Final = "set_reminder"
_STOP_INTENT: Final = "stop_reminder"
#: A reminder is spoken of.
_NAMED: Final = phrases(
    "будилник", "еске сал", "еске тус", "ескерт", "есиме сал", "есиме тус", "кулаккагис", "напомин", "напомн",
    "умиттирма", "умитпауима",
)  # fmt: skip
#: It is asked for in so many words.
_WANTED: Final = phrases(
    "еске сал", "еске тусир", "ескертип", "ескертиниз", "ескертсениз", "ескертсен", "ескерту кои", "ескерту орнат",
    "ескерту керек", "есиме сал", "есиме тусир", "напоминан", "напоминат", "напоминаи", "напомни", "напомнит",
    "умиттирма",
)  # fmt: skip
_STOP: Final = phrases(
    "алип таста", "артик", "бас тарт", "болдирма", "догар", "жетер", "жетти", "жиберме", "жою", "жои", "жазба",
    "казети болмас", "казети жок", "керек емес", "керек жок", "кереги болма", "кереги жок", "мазалама", "мазамд",
    "не надо", "не нужн", "не напомин", "не пиш", "не присил", "не хочу", "отключ", "отмен", "отпиш", "остав",
    "останов", "оширу", "ошир", "прекрат", "салма", "сондир", "стоп", "токтат", "тохтат",
    "убер", "убрат", "удал",
)  # fmt: skip
#: With nothing else these stop what was promised.
_BARE_STOP: Final = frozenset({"стоп", "stop", "токта", "токтат", "токтатиниз", "токтатиндар", "отпишис", "отписатся"})
_BARE: Final = 3
_LIST: Final = phrases(
    "барма", "бар ма", "жатир ма", "ест ли", "каки", "какое", "кандаи", "корсет", "мои", "моих", "покаж", "посмотр",
    "список", "тизим", "тур ма", "у меня",
)  # fmt: skip
#: «еске салуларым», «ескертулерім»: mine.
_MINE: Final = ("салуларим", "ескертулерим", "ескертпелерим", "салгиштарим")
_CHANGE: Final = phrases(
    "ауистир", "баска кунге", "деректи тузет", "жилжит", "измен", "исправ", "кате", "озгерт", "перенес", "перенест",
    "поменя", "тузет",
)  # fmt: skip
_ALL: Final = ("барин", "барлиг", "барлик", "все", "всех", "всем", "екеуи", "еки бала", "обе", "оби", "обои", "ушеуи")
#: «Later», said to a reminder.
_LATER: Final = phrases(
    "али алган жок", "али барган жок", "али бармад", "али жок", "али салдирган жок", "али салдирмад", "еше не",
    "кеиин", "кеиинирек", "пока не", "позже", "потом",
)  # fmt: skip
#: A dose that was had, told and nothing asked.
_DOSE_HAD: Final = phrases(
    "алди", "алдик", "екпе алд", "екпе сал", "екпеси сал", "екпесин ал", "екпесин сал", "ектирдик", "ектирдим",
    "поставили", "привили", "егилди", "егилдик", "салгиздик", "салгиздим", "салдирдик", "салдирдим",
    "салинди", "сделали", "сделал",
)  # fmt: skip
_NOT_HAD: Final = (
    "алма", "бола", "емес", "ертен", "жок", "завтра", "кашан", "керек", "когда", "не", "нет", "салдирма", "салинба",
    "салма",
)  # fmt: skip
_FEW: Final = 8
_YEAR: Final = re.compile(r"(?:(?<=\d)[./])?20\d\d$")
_A_WEEK: Final = 7
_DAYS_AHEAD: Final = ((("бурсигун", "послезавтра"), 2), (("ертен", "завтра"), 1))
#: Weekdays as a visit to come names them.
_WEEKDAYS: Final = (
    (("дуисенби", "понеделник"), 0), (("сеисенби", "вторник"), 1), (("сарсенби", "среду", "среда"), 2),
    (("беисенби", "четверг"), 3), (("жумада", "жумага", "пятниц"), 4), (("сенби", "суббот"), 5),
    (("жексенби", "воскресен"), 6),
)  # fmt: skip
#: A day so far ahead is none that a visit was fixed for.
_AHEAD_DAYS: Final = 366


def wish_of(words: Sequence[str], tokens: Sequence[str], intent: str) -> Wish | None:
    """What a message wants of reminders; ``None`` where it is of something else.

    Args:
        words: folded words.
        tokens: the same with marks.
        intent: as the classifier has it; the words may say otherwise.
    """
    if intent not in {_SET_INTENT, _STOP_INTENT} and not stands(words, _NAMED):
        return Wish.STOP if len(words) <= _BARE and words and words[0] in _BARE_STOP else None
    is_named = stands(words, _NAMED)
    is_stop_said = says_stop(words)
    if is_named and stands(words, _CHANGE):
        return Wish.CHANGE
    if is_named and not is_stop_said and _asks_for_list(words):
        return Wish.LIST  # whatever the classifier takes it for: nothing is stopped that was only asked for
    is_stopped = intent == _STOP_INTENT or (is_named and is_stop_said)
    if is_stopped:
        return Wish.STOP
    if intent == _SET_INTENT:
        return Wish.SET
    return Wish.SET if stands(words, _WANTED) and not asks(tokens) else None


def names_reminder(words: Sequence[str]) -> bool:
    """Whether a reminder is spoken of in so many words, whatever the classifier takes it for."""
    return stands(words, _NAMED)


def says_stop(words: Sequence[str]) -> bool:
    """Whether it is said in so many words that something is wanted no more."""
    return stands(words, _STOP) or bool(words and words[0] in _BARE_STOP)


def means_all(words: Sequence[str]) -> bool:
    """Whether all children, or all reminders, are meant: «бәріне», «обоим»."""
    return any(word.startswith(_ALL) for word in words)


def says_later(words: Sequence[str]) -> bool:
    """«Кейінірек», «ещё не сделали»: asked again, please."""
    return len(words) <= _FEW and stands(words, _LATER)


def says_done(words: Sequence[str], tokens: Sequence[str]) -> bool:
    """«Екпе салдырдық», «сделали»: told, nothing asked."""
    is_had = stands(words, _DOSE_HAD) and not any(word.startswith(_NOT_HAD) for word in words)
    return is_had and len(words) <= _FEW and not asks(tokens)


def chosen_day(words: Sequence[str], today: date) -> date | None:
    """The day to come that a wish names: «дүйсенбіде», «завтра», «15 желтоқсанда»; ``None`` where none."""
    written = [word for word in (_YEAR.sub("", one) for one in words) if word]  # a year to come is read as none
    for one in find_days(written, today):
        try:
            day = date.fromisoformat(one.iso or "")
        except ValueError:
            continue
        if today < day <= today + timedelta(days=_AHEAD_DAYS):
            return day
    for word in words:
        ahead = next((days for stems, days in _DAYS_AHEAD if word.startswith(stems)), None)
        if ahead is not None:
            return today + timedelta(days=ahead)
        weekday = next((number for stems, number in _WEEKDAYS if word.startswith(stems)), None)
        if weekday is not None:
            return today + timedelta(days=(weekday - today.weekday() - 1) % _A_WEEK + 1)
    return None


def day_without_year(words: Sequence[str], today: date) -> tuple[int, int | None] | None:
    """Month and day of the month, or the month alone, of an answer that names no year: «20 наурыз», «в августе»."""
    if len(words) > _FEW or any(one.has_year for one in find_days(words, today)):
        return None
    days = [one for one in find_days(words, today) if not one.has_year and one.day is not None]
    if days:
        found = days[0].day
        return None if found is None else (found.month, found.day)
    months = [month for word in words if (month := month_of(word)) is not None]
    return (months[0], None) if len(months) == 1 else None


def _asks_for_list(words: Sequence[str]) -> bool:
    return stands(words, _LIST) or any(word.startswith(_MINE) for word in words)
