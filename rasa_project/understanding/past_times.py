"""Times that are over: a season, a month, weeks behind which all is well: «летом болел», «тамызда бөртпе шыққан».

What is told of them is no illness and no danger of now.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from rasa_project.understanding.phrases import phrases, stands

#: Words that put what is told into the past.
_PAST: Final = (
    "билтир", "бурин", "туганда", "родился", "родилас", "куз", "кишкентаиинда", "жасинда", "кеиде",
    "иногда", "буринда", "откен", "кезинде", "кезде", "баяг", "ертеде", "ранше",
    "когдато", "прошлом", "прошлог", "назад",
    "детств", "билтирги", "алдинда", "алдинги", "бурнаги", "однажди",
    "куткар", "анамнез", "окидим", "кордим", "естидим", "танисим", "курбим", "подруг", "учет",
    "есепте", "тирке", "болган", "когда",
)  # fmt: skip
#: Past, and yet this illness: «судороги прошли минуту назад», «жарты сағат бұрын тырысты», «посинел, когда кашлял».
_JUST: Final = ("минут", "минот", "час", "сагат", "полчас", "толко", "жана")
_UNITS: Final = (
    "год", "лет", "ден", "дн", "недел", "месяц", "час", "минут", "сут", "давно", "жил", "кун", "апта", "аи", "сагат",
)  # fmt: skip
_AGO: Final = ("назад", "бурин")
_WHILE: Final = ("кашл", "закаш", "диш", "сос", "лежит", "лежал", "глота", "идет", "ходит")
#: Folded: a month as the time when something was.
_MONTHS: Final[dict[str, int]] = {
    "кантарда": 1, "январе": 1, "акпанда": 2, "феврале": 2, "науризда": 3, "марте": 3, "сауирде": 4, "апреле": 4,
    "мамирда": 5, "мае": 5, "маусимда": 6, "июне": 6, "шилдеде": 7, "июле": 7, "тамизда": 8, "августе": 8,
    "киркуиекте": 9, "сентябре": 9, "казанда": 10, "октябре": 10, "карашада": 11, "ноябре": 11, "желтоксанда": 12,
    "декабре": 12,
}  # fmt: skip
_SEASONS: Final[dict[str, frozenset[int]]] = {
    **dict.fromkeys(("зимои", "киста", "кистигуни"), frozenset({12, 1, 2})),
    **dict.fromkeys(("веснои", "коктемде", "жазгитури"), frozenset({3, 4, 5})),
    **dict.fromkeys(("летом", "жазда", "жаздигуни"), frozenset({6, 7, 8})),
    **dict.fromkeys(("осеню", "кузде", "куздигуни"), frozenset({9, 10, 11})),
}
#: The month before is near while this one is so young, in days.
_NEAR: Final = 10
#: Long enough ago for an illness to be over.
_LONG_AGO: Final = phrases(
    "аи бурин", "аидан бурин", "месяц назад", "месяца назад", "месяцев назад", "полгода назад", "жарти жил бурин",
    "в том году", "в том месяце", "откен жили", "откен аида", "откен жазда", "откен киста", "откен коктемде",
    "откен кузде", "билтир",
)  # fmt: skip
#: And so long ago where it is said that it is over.
_WEEKS_AGO: Final = phrases(
    "апта бурин", "аптада", "недел назад", "недели назад", "неделю назад", "прошлои недел", "тои недел",
    "днеи назад", "кун бурин",
)  # fmt: skip
_IS_OVER: Final = phrases(
    "азир жакси", "казир жакси", "казир сау", "азир сау", "казир бари жакси", "жазилд", "жазилип кет", "жазилган",
    "аикти", "аигип кет", "аикт", "отип кетти", "кетип калди", "сеичас здоров", "тепер здоров", "уже здоров",
    "сеичас все хорошо", "сеичас хорошо", "сеичас все нормал", "все прошло", "прошло", "прошла", "вишла из болниц",
    "виздоров", "поправил", "вилечил", "випис",
)  # fmt: skip
#: A year in which something was: «в 2019 болел», «2019 жылы ауырды»; nothing of a birth or a dose.
_YEAR: Final = re.compile(r"\bв (\d{4})\b(?! года? рожд)|\b(\d{4}) (?:жили|жилдари)\b")
_ILL_THEN: Final = phrases("ауирган", "ауирди", "ауирип", "болел", "болели", "заболе", "переболе", "откачал", "лежал")
_SINCE_THEN: Final = phrases(
    "бугин", "енди", "азир", "казир", "кеше", "тунде", "сегодня", "сеичас", "тепер", "шас", "вчера", "ночю", "утром",
    "жатир", "отир", "началис", "помогит", "комек",
)  # fmt: skip
#: It goes on, whenever it began.
_STILL: Final = (
    "али", "бери", "басилмаи", "еше", "кетпеи", "опят", "остал", "пор", "продолжа", "снова", "таги", "тех", "туспеи",
    "каита",
)  # fmt: skip


def is_over(words: Sequence[str]) -> bool:
    """Whether an illness is said to be over: ``выздоровел``, ``қазір жақсы``, ``жазылып кетті``."""
    return stands(words, _IS_OVER) and "не" not in words


def tells_past(words: Sequence[str]) -> bool:
    """Whether a word puts what is told into the past, and not minutes or hours ago, or into the doing of it."""
    for place, word in enumerate(words):
        if not word.startswith(_PAST):
            continue
        if word.startswith(_AGO) and any(other.startswith(_JUST) for other in words[max(0, place - 2) : place]):
            continue
        if word == "назад" and not any(other.startswith(_UNITS) for other in words[max(0, place - 2) : place]):
            continue
        if word == "кордим" and words[place - 1].endswith("п"):  # «басып көрдім»: tried, not saw
            continue
        if word == "когда" and any(other.startswith(_WHILE) for other in words[place + 1 : place + 3]):
            continue
        return True
    return False


def names_past_time(words: Sequence[str], today: date, *, is_told_over: bool = False) -> bool:
    """Whether a season, a month, a time long ago is named as that of what is told, and it does not go on.

    Args:
        words: folded, of a clause.
        today: in the district: «қарашада» is no past time in November, nor on the first days of December.
        is_told_over: whether the message says that it is over; then some weeks are long enough.
    """
    if any(word.startswith(_STILL) for word in words):
        return False
    if stands(words, _LONG_AGO) or (is_told_over and stands(words, _WEEKS_AGO)):
        return True
    near = {today.month, *({(today.month - 2) % 12 + 1} if today.day <= _NEAR else ())}
    months = [_MONTHS[word] for word in words if word in _MONTHS]
    seasons = [_SEASONS[word] for word in words if word in _SEASONS]
    return any(one not in near for one in months) or any(near.isdisjoint(some) for some in seasons)


def names_past_year(words: Sequence[str], today: date) -> bool:
    """Whether a whole message tells of an illness in a year that is over, and of nothing since: ``в 2019 болел``."""
    years = [int(first or second) for first, second in _YEAR.findall(" ".join(words))]
    is_told = stands(words, _ILL_THEN) and not stands(words, _SINCE_THEN)
    return bool(years) and is_told and max(years) < today.year and not any(word.startswith(_STILL) for word in words)
