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
    "кауип", "риск", "коркам", "корка", "боюс", "страшно", "естид", "еститт", "дейди", "деп оки",
)  # fmt: skip
_IF: Final = frozenset({"егер", "если", "вдруг", "коли", "ежели", "алда", "алдакалаи"})
#: Folded conditional endings, with and without a person: ``тырысса``, ``көгерсек``, ``ішпей қойса``.
_CONDITIONAL: Final = (
    "са", "се", "сам", "сем", "сан", "сен", "сак", "сек", "саниз", "сениз", "саши", "сеши",
)  # fmt: skip
#: Words that put what is told into the past.
_PAST: Final = (
    "билтир", "бурин", "бурында", "откен", "кезинде", "кезде", "баяг", "ертеде", "раньше", "ранше",
    "когдато", "прошл", "назад", "детств", "билтирги", "алдында", "алдинги", "бурнаги", "однажди",
    "куткар", "анамнез", "окидим", "кордим", "естидим", "танисим", "курбим", "подруг",
    "учет", "есепте", "тирке", "болган", "когда",
)  # fmt: skip
#: These say that it is happening now, whatever else stands in the message.
_NOW: Final = (
    "жатир", "жатр", "тур", "турм", "отир", "казир", "каз", "кетти", "калди", "бастади", "басталди",
    "бастап", "бугин", "срочно", "помогите", "комек", "сеичас", "началис", "начал", "тез", "болип",
    "боп", "бара", "уже", "кутти",
)  # fmt: skip
_CLAUSE: Final = 6


def tells_of_danger_now(words: Sequence[str], signs: Sequence[ConceptSpan]) -> bool:
    """Whether one of the signs found in the folded words is a danger sign that is happening now."""
    return any(sign.concept in DANGER_SIGNS and _is_now(words, sign) for sign in signs)


def _is_now(words: Sequence[str], sign: ConceptSpan) -> bool:
    inside = words[sign.first : sign.after]
    behind = _clause_behind(words, sign.after)
    before = words[max(0, sign.first - _CLAUSE) : sign.first]
    if any(word in _IF for word in before) or any(map(_is_conditional, (*before[-2:], *inside, *behind))):
        return False
    if sign.concept == "hard_breathing" and any(word.startswith("мурн") for word in before[-3:]):
        return False  # a blocked nose
    if any(word.startswith(_PAST) for word in (*before, *behind)) and not _says_now(words):
        return False
    if any(word.startswith("еди") for word in behind[:2]) and not _says_now(behind[2:]):
        return False
    asked = any(word in _ASKING for word in behind[:3]) or any(word == "ли" for word in before)
    if asked and not _says_now((*inside, *behind)):
        return False
    return not any(word.startswith(_POSSIBLE) for word in behind[:4])


def _clause_behind(words: Sequence[str], after: int) -> list[str]:
    clause: list[str] = []
    for word in words[after : after + _CLAUSE]:
        if word in {",", ".", ";", "!", "-"}:
            break
        clause.append(word)
    return clause


def _is_conditional(word: str) -> bool:
    return word.endswith(_CONDITIONAL) and len(word) > 4


def _says_now(words: Sequence[str]) -> bool:
    return any(word.startswith(_NOW) for word in words)
