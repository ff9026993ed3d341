"""Danger first: does a message tell of a danger sign that is happening now?

The signs are WHO's (IMCI general danger signs and those of severe measles; ``symptoms.yml``, group danger).
A question about them («асқынуы тырысу ма?»), a fear («тырысса не істейміз?»), a denial and the past are not
an emergency. When in doubt between now and then, it is now.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.nlu.concepts import ConceptSpan
from rasa_project.nlu.symptoms import DANGER_SIGNS

#: Behind a sign, within its clause, these make it a question or a mere possibility.
_ASKING: Final = frozenset({"ма", "ме", "ба", "бе", "па", "пе", "ли", "мумкин", "ма?", "ме?"})
_POSSIBLE: Final = (
    "мумкин", "болса", "бола ма", "может", "могут", "бивает", "бивают", "возмож", "вероятн",
    "жагдаида", "кауип", "риск", "коркам", "корка", "боюс", "страшно", "естид", "еститт", "дейди", "деп оки",
)  # fmt: skip
_IF: Final = frozenset({"егер", "если", "вдруг", "ежели", "алда", "алдакалаи"})
#: Folded conditional endings, with and without a person: ``тырысса``, ``көгерсек``, ``ішпей қойса``.
_CONDITIONAL: Final = (
    "са", "се", "сам", "сем", "сан", "сен", "сак", "сек", "саниз", "сениз", "саши", "сеши",
)  # fmt: skip
#: Words that put what is told into the past.
_PAST: Final = (
    "билтир", "бурин", "туганда", "родился", "родилас", "куз", "кишкентаиинда", "жасинда", "кеиде",
    "иногда", "бурында", "откен", "кезинде", "кезде", "баяг", "ертеде", "раньше", "ранше",
    "когдато", "прошлом", "прошлог", "назад",
    "детств", "билтирги", "алдында", "алдинги", "бурнаги", "однажди",
    "куткар", "анамнез", "окидим", "кордим", "естидим", "танисим", "курбим", "подруг", "учет",
    "есепте", "тирке", "болган", "когда",
)  # fmt: skip
#: These say that it is happening now, whatever else stands in the message.
_NOW: Final = (
    "жатир", "жатр", "тур", "турм", "отир", "казир", "каз", "кетти", "калди", "бастади", "басталди",
    "бастап", "бугин", "срочно", "помогите", "комек", "сеичас", "началис", "начал", "тез", "болип",
    "боп", "бара", "уже", "кутти",
)  # fmt: skip
#: Look like conditionals and are not, or mean "even if I give, wake, call".
_NOT_CONDITIONAL: Final = frozenset({"совсем", "тириса", "берсем", "оятсам", "шакирсам", "соилесем"})
#: Before a sign these ask about it in general.
_GENERAL: Final = ("такое", "чтоб", "допустит", "каких", "признаках", "боюс", "говорят", "говорит", "пишут", "пишет")
#: Right before a sign: in general («при судорогах»), or over («после судорог», «туғанда тұншығып»).
_SET_APART: Final = ("при", "после", "туганда", "босанганда")
#: Behind a sign: so that it may not come («тырысып қалмас үшін»).
_PURPOSE: Final = "ушин"
#: The writer doubts what was heard.
_DOUBT: Final = ("правда", "феик", "отирик", "рас", "шинба", "неужели")
#: Words behind or before a sign that belong to it.
_CLAUSE: Final = 6
#: A word up to this length is too short for a stem with a conditional ending.
_SHORT: Final = 4


def tells_of_danger_now(words: Sequence[str], signs: Sequence[ConceptSpan]) -> bool:
    """Whether one of the signs found in the folded words is a danger sign that is happening now."""
    return any(sign.concept in DANGER_SIGNS and _is_now(words, sign) for sign in signs)


def _is_now(words: Sequence[str], sign: ConceptSpan) -> bool:
    before = words[max(0, sign.first - _CLAUSE) : sign.first]
    inside = words[sign.first : sign.after]
    behind = _clause_behind(words, sign.after)
    if _is_something_else(sign, before, behind):
        return False
    if _is_supposed(before, inside, behind) or _is_hearsay(words, behind):
        return False
    now = _says_now((*inside, *behind))
    if any(word.startswith("еди") for word in behind[:2]) and not _says_now(behind[2:]):
        return False
    if any(word.startswith(_PAST) for word in (*before, *behind)) and not _says_now(words):
        return False
    asked = any(word in _ASKING for word in behind[:4]) or "ли" in before
    return now or not (asked or _asks_about_vaccine(words))


def _is_something_else(sign: ConceptSpan, before: Sequence[str], behind: Sequence[str]) -> bool:
    """A blocked nose, a bruise where the needle went in, ``тырысып жүріп`` (trying hard)."""
    if sign.concept == "hard_breathing":
        return any(word in {"нос", "носик"} or word.startswith(("мурн", "мурин")) for word in before[-4:])
    if sign.concept == "blue_lips":
        return any(word.startswith(("укол", "ине", "орн", "место", "салган", "егилген")) for word in before)
    if sign.concept == "convulsions":
        return any(word.startswith("жур") for word in behind[:1])
    return any(word.startswith(("регистратур", "телефон", "шикти")) for word in (*before, *behind))


def _is_supposed(before: Sequence[str], inside: Sequence[str], behind: Sequence[str]) -> bool:
    """``тырысса``, ``если``, ``тырысуы мүмкін``, ``при каких``, ``что такое судороги``."""
    if any(word in _IF or word.startswith(_GENERAL) for word in before):
        return True
    if any(word in _SET_APART for word in before[-1:]) or _PURPOSE in behind[:2]:
        return True
    if any(map(_is_conditional, (*inside[-1:], *behind[:2]))):
        return True
    if any(word.endswith(("са", "се")) and len(word) > _SHORT for word in before[-2:]):
        return True
    return any(word.startswith(_POSSIBLE) for word in behind[:4])


def _is_hearsay(words: Sequence[str], behind: Sequence[str]) -> bool:
    """``... дейді рас па``, ``пишут, что ...``: not seen by the one who writes."""
    if any(word.startswith(_DOUBT) for word in words):
        return True
    return any(word in {"деп", "деиди", "деген", "дегенди"} or word.startswith("калипт") for word in behind[:3])


def _asks_about_vaccine(words: Sequence[str]) -> bool:
    """A history that is told to ask whether the dose may be given."""
    about = any(word.startswith(("екпе", "прививк", "вакцин", "егил", "ккп")) for word in words)
    asks = any(word in _ASKING or word.startswith(("можно", "опасн", "нормал", "каршилик")) for word in words)
    return about and asks


def _clause_behind(words: Sequence[str], after: int) -> list[str]:
    clause: list[str] = []
    for word in words[after : after + _CLAUSE]:
        if word in {",", ".", ";", "!", "-"}:
            break
        clause.append(word)
    return clause


def _is_conditional(word: str) -> bool:
    return word.endswith(_CONDITIONAL) and len(word) > _SHORT and word not in _NOT_CONDITIONAL


def _says_now(words: Sequence[str]) -> bool:
    return any(word.startswith(_NOW) for word in words)
