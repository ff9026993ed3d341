"""How many measles doses were had, where a message states it (a question does not)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rasa_project.kazakh.numbers import find_numbers

_VACCINE: Final = ("екпе", "прививк", "прививок", "вакцин", "укол", "ине", "инеси", "доза", "ккп", "егу", "ревакц")
_HAD: Final = (
    "алди", "алган", "алдирд", "алдирг", "салдирд", "салдирг", "салинд", "салинг", "салди",
    "салган", "егилд", "егилг", "ектирд", "ектирг",
    "жасатт", "жасатк", "сделал", "делал", "получил", "поставил", "ставил", "привит", "било",
    "била", "есть", "бар", "болган", "болди", "кагаз", "имеетс",
)  # fmt: skip
_NOT_HAD: Final = (
    "алмаган", "алмади", "алмап", "салдирмаган", "салдирмад", "салмаган", "егилмеген", "егилмед",
    "ектирмеген", "ектирмед", "алдирмаган", "алдирмад", "екпесиз",
    "непривит", "салинбаган", "салинбад", "жасатпаган",
)  # fmt: skip
#: Of the words above, those that are about the dose by themselves.
_NOT_VACCINATED: Final = ("егилме", "ектирме", "салдирма", "екпесиз", "непривит")
#: Past participles that «жоқ» behind them denies: ``егілген жоқ``.
_HAD_ONCE: Final = ("егилген", "алган", "салдирган", "салдиргам", "салдирганб", "ектирген", "жасаткан", "алдирган")
_RUSSIAN_HAD: Final = ("привит", "делал", "ставил", "получал", "прививал", "сделал")
#: A dose that is named is not about all of them: «екіншісін алмаған».
_A_CERTAIN_DOSE: Final = ("екинши", "втор", "жастагис", "келеси", "следуюш")
#: A message of so few words in this chat is about the dose.
_FEW: Final = 3
_ASKING: Final = frozenset(
    {
        "ма",
        "ме",
        "ба",
        "бе",
        "па",
        "пе",
        "ли",
        "неше",
        "канша",
        "сколько",
        "керек",
        "нужно",
        "надо",
        "кашан",
        "когда",
    }
)
_MARKS: Final = frozenset(",.!;?")
#: Words that begin the question behind what is told.
_GOES_ON: Final = ("келеси", "енди", "следуюш", "тепер", "когда", "кашан")
_TIMES: Final = ("рет", "раз", "доза", "дозаси", "екпе", "прививк", "прививок", "вакцин", "ине", "укол", "ккп")


#: ``бірде алмаған``, ``ни разу``: not once.
_NOT_ONCE: Final = frozenset({"бирде", "мулдем", "мулде", "ешкашан", "разу"})
#: Doses of the calendar.
_MOST: Final = 2
#: ``9 айында``, ``8 айлығында``: at that age.
_AT_MONTHS: Final = ("аиинда", "аилигинда")
_MONTHS_OF_BABIES: Final = 24

#: A question of so few words («екпе алмаған ба?») asks about the dose itself.
_SHORT_QUESTION: Final = 5


@dataclass(frozen=True)
class Doses:
    """Doses had, and the words that say so."""

    count: int
    first: int
    after: int


def find_doses(words: Sequence[str]) -> Doses | None:
    """The number of doses had (0 to 2), or ``None`` where the message does not state it.

    Read clause by clause: «бір рет егілген, келесі екпе қашан?» states one and asks another.
    """
    clauses = _clauses(words)
    stated = [(first, clause) for first, clause in clauses if not _asks(clause)]
    whole = [(0, words)] if len(stated) == len(clauses) else []
    for read in (_none_had, _counted, _by_dose_name):
        for first, clause in whole + stated:
            found = read(clause)
            if found is not None:
                return Doses(found.count, first + found.first, first + found.after)
    return _none_had(words) if len(words) > _SHORT_QUESTION else None


def find_dose_age(words: Sequence[str]) -> int | None:
    """The age in months at a dose that was had: ``9 айында салдырдық``, ``прививку сделали в 8 месяцев``."""
    if not any(word.startswith(_HAD) for word in words):
        return None
    for number in find_numbers(words):
        unit = words[number.after] if number.after < len(words) else ""
        before = words[number.first - 1] if number.first else ""
        in_kazakh = unit.startswith(_AT_MONTHS) and any(w.startswith(_HAD) for w in words[number.after + 1 :][:3])
        in_russian = unit.startswith("мес") and before == "в"
        if (in_kazakh or in_russian) and number.value < _MONTHS_OF_BABIES:
            return int(number.value)
    return None


def tells_too_many(words: Sequence[str]) -> bool:
    """Whether more doses are told than the calendar has: ``7 рет екпе алды``."""
    if not any(word.startswith(_VACCINE) for word in words) or not any(word.startswith(_HAD) for word in words):
        return False
    return any(
        number.value > _MOST and number.after < len(words) and words[number.after].startswith(_TIMES)
        for number in find_numbers(words)
    )


def _clauses(words: Sequence[str]) -> list[tuple[int, Sequence[str]]]:
    """Parts between commas and full stops with the index of their first word; ``?`` stays inside.

    Many write no comma: ``1 рет алды келесісі қашан`` parts behind the verb all the same.
    """
    parts: list[tuple[int, Sequence[str]]] = []
    start = 0
    for index, word in enumerate(words):
        if word in _MARKS:
            parts.append((start, words[start : index + (word == "?")]))
            start = index + 1
        elif (
            word.startswith(_GOES_ON) and index > start and words[index - 1].startswith(_HAD) and _asks_on(words, index)
        ):
            parts.append((start, words[start:index]))
            start = index
    parts.append((start, words[start:]))
    return [(first, part) for first, part in parts if part]


def _asks_on(words: Sequence[str], first: int) -> bool:
    """Whether what follows, up to the next mark, asks: «бір рет алды, енді алмаған» does not."""
    end = next((index for index in range(first, len(words)) if words[index] in _MARKS), len(words))
    return _asks(words[first : end + 1])


def _asks(clause: Sequence[str]) -> bool:
    return any(word in _ASKING for word in clause) or "?" in clause


def _none_had(words: Sequence[str]) -> Doses | None:
    """``екпе алмаған``, ``егілген жоқ``, ``не привит``, ``без прививок``, ``прививки нет``."""
    if any(word.startswith(_A_CERTAIN_DOSE) for word in words) or "2 - ши" in " ".join(words):
        return None
    never = not _NOT_ONCE.isdisjoint(words)
    about_vaccine = never or any(word.startswith(_VACCINE) for word in words) or len(words) <= _FEW
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        missing = following.startswith("жок") or following == "нет"
        if word.startswith(_NOT_HAD) and (about_vaccine or word.startswith(_NOT_VACCINATED)):
            had_before = any(other.startswith(_HAD) for other in words[:index])
            return None if had_before else Doses(0, index, index + 1)
        if missing and (word.startswith(_VACCINE) or (about_vaccine and word.startswith(_HAD_ONCE))):
            return Doses(0, index, index + 2)
        if word == "не" and following.startswith(_RUSSIAN_HAD):
            return Doses(0, index, index + 2)
        if word == "не" and following in {"било", "била"} and any(map(_is_dose_word, words[index + 2 : index + 4])):
            return Doses(0, index, index + 3)
        if word in {"без", "ни"} and any(map(_is_dose_word, words[index + 1 : index + 3])):
            return Doses(0, index, index + 2)
    return None


def _is_dose_word(word: str) -> bool:
    return word.startswith(("прививк", "прививок", "вакцин", "доз"))


def _counted(words: Sequence[str]) -> Doses | None:
    had = any(word.startswith(_HAD) for word in words)
    for index, word in enumerate(words):
        if word.startswith(("екеуи", "екеуин")) or word in {"обе", "обеими", "обеих"}:
            if had or len(words) <= 4:
                return Doses(2, index, index + 1)
        if word.startswith("биреуин") or (word.startswith("биреу") and len(words) <= 3):
            if had or len(words) <= 4:
                return Doses(1, index, index + 1)
        if word.startswith("толик") and had and any(w.startswith(_VACCINE) for w in words):
            return Doses(2, index, index + 1)
        if word.startswith("полност") and any(w.startswith("привит") for w in words):
            return Doses(2, index, index + 1)
    for number in find_numbers(words):
        follows = words[number.after] if number.after < len(words) else ""
        if number.value in (0, 1, 2) and not number.ending and follows.startswith(_TIMES):
            if had or len(words) <= number.after + 2:
                return Doses(int(number.value), number.first, number.after + 1)
    return None


def _by_dose_name(words: Sequence[str]) -> Doses | None:
    """``біріншісін алды``, ``бір жастағысын алды``, ``первую сделали``, ``екіншісін де алды``."""
    for index, word in enumerate(words):
        count = _named_dose(word, words[index - 1] if index else "")
        if count and any(behind.startswith(_HAD) for behind in words[index + 1 : index + 4]):
            return Doses(count, index, index + 1)
    return None


def _named_dose(word: str, before: str) -> int:
    """1 or 2 for a dose called by its number or age, 0 for any other word."""
    if word.startswith("жастагис"):
        return {"бир": 1, "1": 1, "алти": 2, "6": 2}.get(before, 0)
    if word.startswith(("екиншисин", "вторую", "вторая")):
        return 2
    return int(word.startswith(("бириншисин", "первую", "первая")))
