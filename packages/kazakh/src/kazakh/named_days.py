"""Days that words name beside today: ``кеше``, ``позавчера``, ``в понедельник``, ``өткен аптада``. Folded words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from .beginnings import Beginnings
from .memory import remembered

_TODAY: Final = (
    "бугин", "сегодн", "таннан", "танертен", "утром", "тунде", "туннен", "тунни", "тунги", "тунимен", "ночю", "манадан",
    "манагана",
)  # fmt: skip
_TODAY_WORDS: Final = frozenset({"жана", "тан", "утра"})
_YESTERDAY: Final = ("кеше", "вчера")
_BEFORE_YESTERDAY: Final = ("позавчера", "позовчера", "алдингуни", "алдинкуни", "аргуни", "бурнагуни")
#: In front of «күні» these make it the day before yesterday.
_THE_DAY_BEFORE: Final = ("алдинги", "арги", "бурнаги")
#: «тұңғышым» begins as «түнгі» does.
_FIRST_BORN: Final = "тунгиш"
_TOMORROW: Final = ("ертен", "завтра")
_PARTS_OF_DAY: Final = ("тунде", "тунги", "кешк", "танертен", "танги", "утром", "вечер", "ноч", "днем", "тусте")
_WEEKDAY_STEMS: Final[tuple[tuple[tuple[str, ...], int], ...]] = (
    (("дуисенби", "понеделник"), 0), (("сеисенби", "вторник"), 1), (("сарсенби", "среду", "среди", "среда"), 2),
    (("беисенби", "четверг"), 3), (("жумада", "жумадан", "пятниц"), 4), (("сенби", "суббот"), 5),
    (("жексенби", "воскресен"), 6),
)  # fmt: skip
_LAST: Final = ("откен", "прошл", "минувш")
_BEFORE_LAST: Final = "позапрошл"
_NEXT: Final = ("келеси", "следуюш", "будуш", "алдаги")
#: Before and behind a weekday that is still to come: «до понедельника», «дүйсенбіге дейін».
_AHEAD: Final = frozenset({"до", "к", "про"})
_UNTIL: Final = frozenset({"деиин", "турали"})
_WEEK: Final = ("апта", "недел", "жума")
_MONTH: Final = ("аи", "мес")
_YEAR: Final = ("жил", "год")
_LAST_YEAR: Final = "билтир"
_WEEKDAYS: Final = Beginnings[int]((stem, number) for stems, number in _WEEKDAY_STEMS for stem in stems)
#: All that a named day begins with: beginnings, and whole words.
_STEMS: Final = (
    _LAST_YEAR, _BEFORE_LAST, *_LAST, *_NEXT, *_THE_DAY_BEFORE, *_BEFORE_YESTERDAY, *_YESTERDAY, *_TODAY, *_TOMORROW,
    *(stem for stems, _ in _WEEKDAY_STEMS for stem in stems),
)  # fmt: skip
_JUST: Final = "толко"
_THAT: Final = "тои"
_FRIDAY: Final = "жума"
_WORDS: Final = _TODAY_WORDS | {_JUST, _THAT, _FRIDAY}
_DAYS_A_WEEK: Final = 7
_DAYS_A_MONTH: Final = 30
_DAYS_A_YEAR: Final = 365


@dataclass(frozen=True)
class NamedDay:
    """A day that words name.

    Attributes:
        back: how many days it lies back; below 0 where it is to come.
        first: index of its first word.
        after: index of the word behind it.
    """

    back: int
    first: int
    after: int


def find_named_days(words: Sequence[str], today: date) -> list[NamedDay]:
    """All of them in order, none overlapping. A weekday is the last one that has passed."""
    found: list[NamedDay] = []
    index = 0
    while index < len(words):
        named = None
        if _may_begin(words[index]):
            named = _period(words, index) or _day(words, index) or _weekday(words, index, today)
        if named is None:
            index += 1
            continue
        after = named.after
        while after < len(words) and words[after].startswith(_PARTS_OF_DAY):  # «кеше түнде» is yesterday
            after += 1
        if words[after : after + 1] == ["с"] and words[after + 1 : after + 2] in (["утра"], ["вечера"]):
            after += 2  # «завтра с утра»
        found.append(NamedDay(named.back, named.first, after))
        index = after
    return found


@remembered
def _may_begin(word: str) -> bool:
    """Whether a named day can begin with the folded word: with most it can't."""
    return word in _WORDS or word.startswith(_STEMS)


def _period(words: Sequence[str], index: int) -> NamedDay | None:
    """``өткен аптада``, ``на той неделе``, ``в прошлом месяце``, ``келесі айда``, ``былтыр``."""
    word = words[index]
    follows = words[index + 1] if index + 1 < len(words) else ""
    before = words[index - 1] if index else ""
    if word.startswith(_LAST_YEAR):
        return NamedDay(_DAYS_A_YEAR, index, index + 1)
    if word == _THAT and before == "на" and follows.startswith(_WEEK):
        return NamedDay(_DAYS_A_WEEK, index, index + 2)
    sign = 2 if word.startswith(_BEFORE_LAST) else 1 if word.startswith(_LAST) else -1 if word.startswith(_NEXT) else 0
    if not sign or not follows:
        return None
    for stems, days in ((_WEEK, _DAYS_A_WEEK), (_MONTH, _DAYS_A_MONTH), (_YEAR, _DAYS_A_YEAR)):
        if follows.startswith(stems):
            return NamedDay(sign * days, index, index + 2)
    return None


def _day(words: Sequence[str], index: int) -> NamedDay | None:
    word = words[index]
    follows = words[index + 1] if index + 1 < len(words) else ""
    if word.startswith(_THE_DAY_BEFORE) and follows.startswith("кун"):
        return NamedDay(2, index, index + 2)
    if word.startswith(_FIRST_BORN):
        return None
    for stems, back in ((_BEFORE_YESTERDAY, 2), (_YESTERDAY, 1), (_TODAY, 0), (_TOMORROW, -1)):
        if word.startswith(stems):
            return NamedDay(back, index, index + 1)
    if word == _JUST and follows == "что":
        return NamedDay(0, index, index + 2)
    is_newborn = word == "жана" and follows.startswith(("ту", "ши"))  # «жаңа туған», «қырқынан жаңа шыққан»
    return NamedDay(0, index, index + 1) if word in _TODAY_WORDS and not is_newborn else None


def is_weekday(word: str) -> bool:
    """Whether a folded word names a day of the week: ``дуисенбиде``, ``понеделник``, ``жума``."""
    return word == _FRIDAY or _weekday_of(word) is not None


@remembered
def _weekday_of(word: str) -> int | None:
    return _WEEKDAYS.of(word)


def _weekday(words: Sequence[str], index: int, today: date) -> NamedDay | None:
    word = words[index]
    before = words[index - 1] if index else ""
    follows = words[index + 1] if index + 1 < len(words) else ""
    weekday = _weekday_of(word)
    if word == _FRIDAY and (follows.startswith("кун") or before.startswith(_LAST)):
        weekday = 4
    if weekday is None:
        return None
    after = index + 1 + follows.startswith("куни")
    if before.startswith(_NEXT) or before in _AHEAD or follows in _UNTIL:
        return NamedDay(-((weekday - today.weekday()) % _DAYS_A_WEEK or _DAYS_A_WEEK), index, after)
    return NamedDay((today.weekday() - weekday) % _DAYS_A_WEEK or _DAYS_A_WEEK, index, after)
