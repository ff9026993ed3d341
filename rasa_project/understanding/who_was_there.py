"""Who of the family met the patient and who did not, told in one breath: «я не была, муж был», «только сын»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rasa_project.understanding.clauses import clause_at, find_clauses
from rasa_project.understanding.mentions import Kind, Mention
from rasa_project.understanding.parts import Facts, Mood, Part, Reading
from rasa_project.understanding.phrases import phrases, stands
from rasa_project.understanding.writer_words import was_not_there

_WAS: Final = ("барган", "барди", "бил", "била", "болган", "болди", "журди", "отирди", "ходил", "ходила", "играл")
_ONLY: Final = frozenset({"толко", "тек", "гана", "лиш", "один", "одна"})
_NOT: Final = frozenset({"не", "жок", "нет", "емес"})
_AT_HOME: Final = frozenset({"дома", "уиде"})
_LEFT: Final = ("остал", "остав", "сидел", "калди", "калган", "болди")
_NOT_TAKEN: Final = phrases("не ездил", "не ходил", "барган жок", "бармаган", "бармади", "с нами не")
_AT_WORK: Final = phrases(
    "в командиров", "в реисе", "жумисинда", "жумиста", "на вахт", "на работ", "на смен", "вахтада"
)
_WHO: Final = frozenset({Kind.CHILD, Kind.GROUP, Kind.GROWN_UP})


def with_who_was_there(reading: Reading, words: Sequence[str]) -> Reading:
    """The reading in which the writer's own "I was not there" is hers alone, and who is named beside it was there.

    Args:
        reading: of a message in a talk about a contact, or that denies one.
        words: its folded tokens.
    """
    reading = _without_those_at_home(_with_who_stayed(reading, words), words)
    mine = [one for one in reading.parts if _is_of_writer(one) and was_not_there(words[one.first : one.after])]
    if not mine:
        return reading
    told = {one.who.first: one for one in reading.parts if one.who is not None}
    parts = [replace(one, facts=replace(one.facts, contact=False)) if one in mine else one for one in reading.parts]
    for who in reading.people:
        if who.kind not in _WHO or not _was_there(words, who):
            continue
        part = told.get(who.first, Part(who, Facts(), Mood.TOLD, who.first, who.after))
        met = replace(part, facts=replace(part.facts, contact=True))
        parts = [one for one in parts if one.who is None or one.who.first != who.first] + [met]
    return replace(reading, parts=tuple(sorted(parts, key=lambda one: one.first)))


def _without_those_at_home(reading: Reading, words: Sequence[str]) -> Reading:
    """«Муж на работе был с больным, дома дети 1 и 4»: the children met nobody."""
    at_work = [
        one
        for one in reading.parts
        if one.who is not None
        and one.who.kind is Kind.GROWN_UP
        and one.facts.contact
        and stands(words[one.first : one.after], _AT_WORK)
    ]
    home = next((place for place, word in enumerate(words) if word in _AT_HOME), None)
    if not at_work or home is None:
        return reading
    parts = tuple(
        replace(one, facts=replace(one.facts, contact=False, contact_days=None, contact_sure=False))
        if one.who is not None and one.who.kind in {Kind.CHILD, Kind.GROUP} and one.after > home > at_work[0].first
        else one
        for one in reading.parts
    )
    return replace(reading, parts=parts)


def _with_who_stayed(reading: Reading, words: Sequence[str]) -> Reading:
    """«Со мной был сын, дочка дома осталась»: the daughter met nobody."""
    if not any(one.facts.contact for one in reading.parts):
        return reading
    parts = tuple(
        replace(one, facts=replace(one.facts, contact=False, contact_days=None, contact_sure=False))
        if one.who is not None and one.who.kind in _WHO and _stayed(words[one.first : one.after])
        else one
        for one in reading.parts
    )
    is_one_left = any(one.facts.contact for one in parts)
    return replace(reading, parts=parts) if is_one_left else reading


def _stayed(words: Sequence[str]) -> bool:
    at_home = not _AT_HOME.isdisjoint(words) and any(word.startswith(_LEFT) for word in words)
    return at_home or stands(words, _NOT_TAKEN)


def _is_of_writer(part: Part) -> bool:
    return part.who is not None and part.who.kind is Kind.WRITER


def _was_there(words: Sequence[str], who: Mention) -> bool:
    """``муж был``, ``только сын``, ``балам болды``."""
    clauses = find_clauses(words)
    clause = clauses[clause_at(clauses, who.first)]
    inside = words[clause.first : clause.after]
    if not _NOT.isdisjoint(inside):
        return False
    return any(word in _WAS for word in inside) or not _ONLY.isdisjoint(words[max(0, who.first - 2) : who.first])
