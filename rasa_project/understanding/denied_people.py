"""People named only to say that they are not meant, or not there: «үлкені емес», «забудьте племянника»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.clauses import clause_at, find_clauses
from rasa_project.understanding.mention_forms import Mention, Named
from rasa_project.understanding.people_forms import Kind

_NOT: Final = ("емес",)
#: Between «не» and the person: «не о дочке», «не за мужа».
_ABOUT: Final = frozenset("о об про за у для с со к ко мои моя моего моеи моему мою сам сама".split())
#: Before the person, and behind it.
_FORGET: Final = ("забуд", "отставим", "оставте", "оставим", "не считая", "кроме")
_FORGET_KK: Final = ("умит", "ескерме")
_NEEDLESS: Final = (("не", "надо"), ("не", "нужно"), ("не", "считает"), ("не", "считаите"), ("керек", "емес"))
#: There is none.
_NONE: Final = frozenset({"жок", "нет", "нету"})
_AT_HOME: Final = frozenset({"уиде", "бизде", "менде"})
_HAS: Final = frozenset({"у", "него", "нее", "нас", "меня", "бизде", "менде", "онда"})
_REACH: Final = 2


def without_denied(words: Sequence[str], found: Sequence[Named]) -> tuple[list[Named], list[Mention]]:
    """The people who are meant, and those who are said not to be.

    Who is not meant is told apart from another who is, or is taken out by name; what is denied *of* a person («ұлымда
    жоқ», «сын не болел») leaves the person.

    Args:
        words: of the message.
        found: the people named in it.
    """
    denied = [one for one in found if _is_denied(words, one.mention, found)]
    kept = [one for one in found if one not in denied]
    return kept, [one.mention for one in denied]


def _is_denied(words: Sequence[str], one: Mention, found: Sequence[Named]) -> bool:
    if one.kind not in {Kind.CHILD, Kind.GROWN_UP, Kind.GROUP}:
        return False
    behind = list(words[one.after : one.after + _REACH])
    before = list(words[max(0, one.first - _REACH) : one.first])
    if behind[:1] and behind[0].startswith(_NOT):
        return True
    others = [other for other in found if other.mention is not one and other.mention.kind is not Kind.OUTSIDER]
    is_not = before[-1:] == ["не"] or (before[:1] == ["не"] and before[-1] in _ABOUT)
    if is_not and any(other.mention.first > one.first or other.mention.kind is Kind.WRITER for other in others):
        return True  # «не муж, а свекровь болеет», «не о дочке, а о сыне», «мне 44, не ребёнку»
    if any(word.startswith(_FORGET) for word in before) or any(word.startswith(_FORGET_KK) for word in behind[:1]):
        return True
    if tuple(behind) in _NEEDLESS and _is_last(words, one.after + _REACH):
        return True
    return _is_none(words, one)


def _is_none(words: Sequence[str], one: Mention) -> bool:
    """Whether nobody such is there: «үйде сәби жоқ», «брата нет у него», «племянника у нас не было»."""
    clauses = find_clauses(words)
    clause = clauses[clause_at(clauses, one.first)]
    before = words[clause.first : one.first]
    behind = list(words[one.after : clause.after])
    if before[-1:] == ["у"] or words[one.after - 1].endswith(
        ("да", "де", "та", "те", "га", "ге", "ка", "ке", "на", "не")
    ):
        return False  # «ұлымда жоқ»: of a dose
    rest = [word for word in behind if word not in _HAS and word != "и"]
    if rest and rest[0] in _NONE and len(rest) == 1:
        return _is_missing(words, one, before)
    if behind[:1] == ["у"] and rest[:2] in (["не", "било"], ["не", "бил"]) and len(rest) == _REACH:
        return True
    return before[-1:] == ["нет"] and set(before[:-1]) <= _HAS | {"дома"}


def _is_missing(words: Sequence[str], one: Mention, before: Sequence[str]) -> bool:
    """Whether «нет», «жоқ» behind the person says that there is none, and not that one lacks a dose."""
    if words[one.after] == "жок":
        if "менин" in before or "биздин" in before:
            return True  # «менің қызым жоқ, ол әріптесім»
        return one.is_baby or not _AT_HOME.isdisjoint(before)  # «кішісі жоқ»: of a dose
    last = words[one.after - 1]
    is_genitive = last.endswith(("и", "их", "ов", "еи")) if one.sex != "m" else last.endswith(("а", "я"))
    return is_genitive and not last.endswith(("ии", "ои"))  # «брата нет»; «младшая нет»: of a dose


def _is_last(words: Sequence[str], place: int) -> bool:
    return not any(word[:1].isalnum() for word in words[place:])
