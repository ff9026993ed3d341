"""A meeting with a patient is of whom it is told: not of a brother who was not there, nor of a baby at home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from rasa_project.understanding.apart_words import (
    goes_there,
    is_alone,
    lives_at_home,
    means_the_rest,
    patient_came,
    was_away,
    was_elsewhere,
    was_with_all,
)
from rasa_project.understanding.contact_words import speaks_of_patient
from rasa_project.understanding.mentions import Kind, Mention
from rasa_project.understanding.parts import Facts, Mood, Part, Reading

_WHO: Final = frozenset({Kind.CHILD, Kind.GROUP, Kind.GROWN_UP})
#: A message of so few words that names one as the only one tells of the meeting.
_FEW: Final = 4
_OTHER: Final = "other"
_BY_AGE: Final = frozenset({"elder", "middle", "younger"})
_LISTED: Final = frozenset({"second", "third"})
#: «5 жас», «и 8 лет», and nothing told besides.
_ONLY_AN_AGE: Final = 3


def with_each_met(reading: Reading, words: Sequence[str], *, goes_on: bool) -> Reading:
    """The reading in which each has the meeting that is told of him, and who was not there has none.

    Args:
        reading: of a message that tells a meeting, or in a talk about one; not where a patient lives in the house.
        words: its folded tokens.
        goes_on: whether the talk was about a meeting before.
    """
    if not goes_on and not any(_tells_meeting(one.facts) for one in reading.parts):
        return reading
    came = patient_came(words)
    parts = [_going_there(_of_the_rest(one, words), words) for one in reading.parts]
    away = _with_the_list(parts, [one for one in parts if _is_away(one, words, came=came)], words)
    if away and (goes_on or _is_left(parts, away)):
        parts = [_not_met(one) if one in away else one for one in parts]
    parts = [_alone(one, words, goes_on=goes_on) for one in parts]
    if not came:
        parts = _without_those_at_home(parts, words)
    people = (*reading.people, *(one.who for one in parts if one.who is not None and one.who.order == _OTHER))
    return replace(reading, parts=tuple(parts), people=people)


def with_guest(reading: Reading, words: Sequence[str]) -> Reading:
    """«Қызылша жұқтырған бала біздің үйге келді кеше»: a guest, whom those at home have met on that day."""
    guest = next((one for one in reading.parts if one.facts.confirmed and _is_bare(one.who)), None)
    if guest is None or guest.who is None or not patient_came(words[guest.first : guest.after]):
        return reading
    days = guest.facts.contact_days if guest.facts.contact_days is not None else guest.facts.ill_days
    parts = tuple(
        replace(one, who=replace(guest.who, kind=Kind.OUTSIDER), facts=Facts())
        if one is guest
        else replace(one, facts=_visited(one.facts, days))
        for one in reading.parts
    )
    return replace(reading, parts=parts)


def _visited(facts: Facts, days: int | None) -> Facts:
    return replace(
        facts, contact=True, contact_days=days, lives_with=None, patient_ill_days=None, patient_rash_days=None
    )


def _is_bare(who: Mention | None) -> bool:
    """Whether it is «бала», «ребёнок» and no more: of whom, what stands around it tells."""
    return who is not None and who.kind is Kind.CHILD and (who.sex, who.order, who.kin, who.name) == (None,) * 4


def _going_there(part: Part, words: Sequence[str]) -> Part:
    """«Балабақшада қызылша шықты, үлкенім сонда барады»: she has met it there."""
    if part.who is None or part.who.kind is not Kind.CHILD or part.facts.contact is not None:
        return part
    is_told = speaks_of_patient(words) and goes_there(words[part.first : part.after])
    return replace(part, facts=replace(part.facts, contact=True)) if is_told else part


def _with_the_list(parts: Sequence[Part], away: list[Part], words: Sequence[str]) -> list[Part]:
    """With those of a list of ages behind who was away: «балаларым үйде қалған, 2 жас, 5 жас»."""
    found = list(away)
    for before, one in pairwise(parts):
        is_listed = one.who is not None and one.who.order in _LISTED and before in found and one not in found
        if is_listed and len([word for word in words[one.first : one.after] if word[:1].isalnum()]) <= _ONLY_AN_AGE:
            found.append(one)
    for one, behind in zip(reversed(parts[:-1]), reversed(parts)):  # «дети 3 и 6 лет его не видели»
        is_listed = behind.who is not None and behind.who.order in _LISTED and behind in found and one not in found
        is_one = one.who is not None and one.who.order in {"first", *_LISTED}
        if is_listed and is_one and len([w for w in words[one.first : one.after] if w[:1].isalnum()]) <= _ONLY_AN_AGE:
            found.append(one)
    return found


def _tells_meeting(facts: Facts) -> bool:
    return bool(facts.contact) or (facts.contact_days is not None and facts.contact_sure)


def _is_left(parts: Sequence[Part], away: Sequence[Part]) -> bool:
    """Whether a meeting stays that is told of nobody by name, or of another."""
    return any(_tells_meeting(one.facts) for one in parts if one not in away)


def _of_the_rest(part: Part, words: Sequence[str]) -> Part:
    """The part in which «братья», «қалған екеуі» are those of the children who were not told of."""
    inside = words[part.first : part.after]
    who = part.who
    if (
        not (who is None or _is_bare(who))
        or (who is not None and who.is_baby)
        or not means_the_rest(inside)
        or not was_away(inside)
    ):
        return part
    return replace(part, who=Mention(Kind.GROUP, order=_OTHER, first=part.first, after=part.first + 1))


def _is_away(part: Part, words: Sequence[str], *, came: bool) -> bool:
    inside = words[part.first : part.after]
    if part.who is None or part.who.kind not in _WHO or part.mood is not Mood.TOLD:
        return False
    if part.who.kind is Kind.GROWN_UP and part.facts.contact:
        return False  # «күйеуім науқаспен бірге болды, балалар оны көрмеген»
    if is_alone(words, part.who.first, part.who.after):
        return False  # «двое младших не играли с ним, только старший»
    return was_elsewhere(inside) if came else was_away(inside)


def _not_met(part: Part) -> Part:
    facts = replace(part.facts, contact=False, contact_sure=False, lives_with=None)
    facts = replace(facts, contact_days=None, days_ago=None, contact_last_days=None, contact_again=None)
    return replace(part, facts=facts)


def _alone(part: Part, words: Sequence[str], *, goes_on: bool) -> Part:
    """«Только дочка была»: she alone met the patient."""
    who = part.who
    if who is None or who.kind is not Kind.CHILD or part.facts.contact is False:
        return part
    if not is_alone(words, who.first, who.after) or who.after > part.after:
        return part
    is_told = _tells_meeting(part.facts) or (goes_on and _tells_no_more(part, words))
    return replace(part, facts=replace(part.facts, contact=True, contact_alone=True)) if is_told else part


def _tells_no_more(part: Part, words: Sequence[str]) -> bool:
    """Whether nothing but the person, an age and a verb of being there stands in the part."""
    told = replace(part.facts, contact=None, contact_days=None, contact_sure=False, days_ago=None, age_months=None)
    inside = [word for word in words[part.first : part.after] if word[:1].isalnum()]
    return told == Facts() and (len(inside) <= _FEW or any(word.startswith(_BEING) for word in inside))


_BEING: Final = (
    "барган", "барди", "бил", "болган", "болди", "езди", "играл", "оинад", "отирд", "ходил", "контакт", "рядом",
    "касинда", "жанинда",
)  # fmt: skip


def _without_those_at_home(parts: Sequence[Part], words: Sequence[str]) -> list[Part]:
    """«Старшая в классе сидела с больным, дома ещё малыш»: he met nobody, whatever she brought from there."""
    met = [one for one in parts if _tells_meeting(one.facts)]
    if len(met) != 1 or met[0].who is None or met[0].who.kind is not Kind.CHILD or met[0].facts.lives_with:
        return list(parts)
    if was_with_all(words[met[0].first : met[0].after]):
        return list(parts)
    picked = met[0].who.order in _BY_AGE or any(_is_same(one, met[0]) for one in parts if one is not met[0])
    behind = [one for one in parts if one.first > met[0].first]
    return [
        _not_met(one)
        if one is not met[0]
        and _is_own_child(one)
        and (_is_at_home(one, words) or (picked and not behind))
        and not was_with_all(words[one.first : one.after])
        and not _is_same(one, met[0])
        else one
        for one in parts
    ]


def _is_own_child(part: Part) -> bool:
    return part.who is not None and part.who.kind is Kind.CHILD and part.facts.confirmed is None


def _is_at_home(part: Part, words: Sequence[str]) -> bool:
    return lives_at_home(words[max(0, part.first - 1) : part.after])


def _is_same(one: Part, met: Part) -> bool:
    """Whether both parts are of one child: of a list of ages the one that is told of by its order."""
    if one.who is None or met.who is None:
        return False
    told = [(getattr(one.who, name), getattr(met.who, name)) for name in ("order", "kin", "name")]
    return any(first == second and first is not None for first, second in told)
