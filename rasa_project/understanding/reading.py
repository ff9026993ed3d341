"""One reading of a message: who is named, and what it tells of each (:mod:`parts` has the forms)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final, cast

from kazakh.analysis import Analysis
from rasa_project import clock
from rasa_project.understanding.answers import read_answer
from rasa_project.understanding.clauses import Clause, find_clauses
from rasa_project.understanding.contact_words import tells_of_contact
from rasa_project.understanding.corrections import corrected_age, corrects
from rasa_project.understanding.cutting import Stretch, cut
from rasa_project.understanding.denied_people import without_denied
from rasa_project.understanding.doses import find_doses
from rasa_project.understanding.extraction import Danger, Entity, EntityFinder, Findings
from rasa_project.understanding.group_words import speaks_for_group
from rasa_project.understanding.household import with_household
from rasa_project.understanding.listed_ages import age_beside, age_by_ending
from rasa_project.understanding.mentions import Kind as Who
from rasa_project.understanding.mentions import Mention, Named, find_named
from rasa_project.understanding.moods import mood_of, past_clauses
from rasa_project.understanding.open_question import Asked
from rasa_project.understanding.others import is_of_patient
from rasa_project.understanding.part_facts import elliptic_doses, facts_of, with_patients, with_shared
from rasa_project.understanding.parts import Part, Reading
from rasa_project.understanding.quantities import Kind, Quantity
from rasa_project.understanding.several_told import with_several
from rasa_project.understanding.told_names import IsKnown, never

__all__ = ["read_message"]

#: A stranger who is there is in good hands.
_HOSPITAL: Final = ("аурухана", "болниц", "реанимац", "увез", "забрал", "ауруханаг")
#: What is seen on a person.
_SEEN: Final = frozenset({"symptom", "temperature_c"})
_AGES: Final = frozenset({Kind.AGE, Kind.BIRTH})
#: At the beginning of a clause: the person of the clause before.
_OF_THE_SAME: Final = frozenset({"еи", "ему", "ол", "он", "она", "оган"})
_VACCINE: Final = ("вакцин", "доз", "екпе", "ккп", "прививк", "прививок", "укол")


def read_message(
    analysis: Analysis,
    finder: EntityFinder,
    today: date | None = None,
    asked: Asked | None = None,
    is_known_name: IsKnown = never,
) -> Reading:
    """All that a message says, person by person.

    Args:
        analysis: the message.
        finder: reads what a stretch of it tells.
        today: the day in the district; now where it is left out.
        asked: the question that the bot put before, where its answer is an amount.
        is_known_name: whether a folded word is a first name that was told before.
    """
    day = today or clock.today()
    if asked is not None or is_known_name is not never:
        return _read(analysis, finder, day, asked, is_known_name)
    key = ("reading", id(finder), day)
    if key not in analysis.read:  # what depends on no talk is worked out once: danger is read by person too
        analysis.read[key] = _read(analysis, finder, day, None, never)
    return cast("Reading", analysis.read[key])


def _read(analysis: Analysis, finder: EntityFinder, day: date, asked: Asked | None, is_known_name: IsKnown) -> Reading:
    words = analysis.tokens
    named, denied = without_denied(words, find_named(analysis, is_known_name))
    amounts = finder.read(analysis, day, asked).amounts
    stretches = cut(words, named, amounts)
    parts = [_part(analysis, finder, one, stretches, named, amounts, day, asked) for one in stretches]
    parts = with_household(words, with_patients(with_shared(words, parts)), amounts)
    parts = with_several(words, parts, amounts)
    people = tuple(one.mention for one in named)
    return Reading(tuple(parts), people, corrects(words, amounts), read_answer(words), tuple(denied))


def _part(
    analysis: Analysis,
    finder: EntityFinder,
    stretch: Stretch,
    stretches: Sequence[Stretch],
    named: Sequence[Named],
    amounts: Sequence[Quantity],
    today: date,
    asked: Asked | None,
) -> Part:
    words = analysis.tokens[stretch.first : stretch.after]
    if len(stretches) == 1:
        found = finder.read(analysis, today, asked)
    else:
        found = _found_in(analysis, finder, stretch, amounts, today, asked)
    found = _with_unsaid(words, found, stretch)
    inside = [one for one in named if stretch.first <= one.mention.first < stretch.after]
    strangers = [one.mention.first for one in inside if one.mention.kind is Who.OUTSIDER]
    acquaintance = _acquaintance(words, inside, found) if len(stretches) == 1 else None
    if acquaintance is not None:
        stretch, strangers = replace(stretch, who=acquaintance), []
        found = replace(found, amounts=tuple(map(_of_acquaintance, found.amounts)))
    elif strangers:
        found = _without_strangers(analysis, finder, stretch, inside, found, today)
    past = [
        replace(one, first=one.first + stretch.first, after=one.after + stretch.first)
        for one in past_clauses(words, today)
    ]
    if past and (found.signs or found.danger is Danger.NOW):
        found = _without(analysis, finder, stretch, past, found, today)
    facts = facts_of(words, found, stretch.who, [one - stretch.first for one in strangers])
    if facts.doses is None and (len(stretches) > 1 or stretch.who is not None):
        ages = {place for one in found.amounts if _looks_like_doses(one) for place in range(one.first, one.after)}
        rest = [word for place, word in enumerate(words) if place not in ages]  # «год, два и семь лет»
        facts = replace(facts, doses=_doses_unsaid(analysis.tokens, rest))
    return Part(stretch.who, facts, mood_of(words, stretch.who is not None, today), stretch.first, stretch.after)


def _looks_like_doses(age: Quantity) -> bool:
    """Whether a bare number of years may be taken for doses: one or two."""
    return age.kind is Kind.AGE and age.number in {12, 24}


def _found_in(
    analysis: Analysis,
    finder: EntityFinder,
    stretch: Stretch,
    amounts: Sequence[Quantity],
    today: date,
    asked: Asked | None,
) -> Findings:
    """What a stretch tells: its own words are read, ages by the light of the whole message."""
    inside = [one for one in amounts if stretch.first <= one.first < stretch.after]
    if stretch.age is not None:
        rest = [one for one in inside if one.kind is not Kind.AGE and one.first != stretch.age.first]
        inside = [*rest, stretch.age]
    moved = [replace(one, first=one.first - stretch.first, after=one.after - stretch.first) for one in inside]
    own = tuple(sorted(moved, key=lambda one: one.first))
    return finder.read(sliced(analysis, (stretch.first, stretch.after)), today, asked, own)


def _with_unsaid(words: Sequence[str], found: Findings, stretch: Stretch) -> Findings:
    """With an age whose unit is left out: «ой опечаталась, 15 ей», «а третьему 6,5»."""
    if any(one.kind in {Kind.AGE, Kind.BIRTH} for one in found.amounts):
        return found
    age = corrected_age(words, found.amounts)
    if age is None and stretch.who is not None and stretch.who.first < stretch.after:
        age = age_beside(words, stretch.who.after - stretch.first)
    if age is None and stretch.who is not None and stretch.who.kind is Who.GROWN_UP:
        age = age_by_ending(words)
    if age is None or any(one.first <= age.first < one.after and one.kind is not Kind.ASIDE for one in found.amounts):
        return found
    return replace(found, amounts=(*found.amounts, age))


def _doses_unsaid(words: Sequence[str], own: Sequence[str]) -> int | None:
    """Doses told of one person where the vaccine is named with another: «…, кішісі туғалы алмаған»."""
    if not any(word.startswith(_VACCINE) or word in {"рет", "раз"} for word in words):
        return elliptic_doses(own)
    doses = find_doses([*own, "екпе"]) if not any(word.startswith(_VACCINE) for word in own) else None
    return elliptic_doses(own) if doses is None else doses.count


def _acquaintance(words: Sequence[str], inside: Sequence[Named], found: Findings) -> Mention | None:
    """The child of others that alone is asked about: «көршінің баласы 5 жаста, екпе алмаған»; not a patient."""
    if not inside or any(one.mention.kind is not Who.OUTSIDER or one.mention.count for one in inside):
        return None
    if any(map(is_of_patient, words)) or tells_of_contact(words) or speaks_for_group(words):
        return None
    first = inside[0].mention.first
    if first and words[first - 1][:1].isdecimal():
        return None  # «22 ребёнка в группе»
    tells = any(one.kind in _AGES for one in found.amounts) or find_doses(words) is not None
    return replace(inside[0].mention, kind=Who.CHILD, kin="acquaintance") if tells else None


def _of_acquaintance(amount: Quantity) -> Quantity:
    """What was put aside as an age of somebody else is the age of the one who is asked about."""
    return replace(amount, kind=Kind.AGE) if amount.kind is Kind.ASIDE and amount.number else amount


def _without_strangers(
    analysis: Analysis,
    finder: EntityFinder,
    stretch: Stretch,
    inside: Sequence[Named],
    found: Findings,
    today: date,
) -> Findings:
    """Ages, signs, danger and doses without the clauses that tell of people outside the family alone."""
    tokens = analysis.tokens
    clauses = [one for one in find_clauses(tokens) if stretch.first <= one.first < stretch.after]
    own_places = [one.mention.first for one in inside if one.mention.kind is not Who.OUTSIDER]
    theirs = [one.mention.first for one in inside if one.mention.kind is Who.OUTSIDER]
    left_out: list[Clause] = []
    for clause in clauses:
        is_own = any(clause.first <= place < clause.after for place in own_places)
        is_theirs = any(clause.first <= place < clause.after for place in theirs)
        goes_on = bool(left_out) and tokens[clause.first] in _OF_THE_SAME
        is_before_ours = not any(place < clause.first for place in own_places)
        if not is_own and (is_theirs or (goes_on and is_before_ours)):
            left_out.append(clause)
    if not left_out:
        return found
    in_hospital = any(word.startswith(_HOSPITAL) for one in left_out for word in tokens[one.first : one.after])
    less = _without(analysis, finder, stretch, left_out, found, today)
    spans = [(one.first - stretch.first, one.after - stretch.first) for one in left_out]
    amounts = tuple(
        one
        for one in less.amounts
        if one.kind not in _AGES or not any(first <= one.first < after for first, after in spans)
    )
    less = replace(less, amounts=amounts)
    return less if in_hospital else replace(less, danger=found.danger)


def _without(
    analysis: Analysis,
    finder: EntityFinder,
    stretch: Stretch,
    left_out: Sequence[Clause],
    found: Findings,
    today: date,
) -> Findings:
    """What is read without the signs, the danger and the doses of some clauses; danger told there is spoken of."""
    spans = [(stretch.first, stretch.after)]
    for clause in left_out:
        first, after = spans.pop()
        spans += [(first, clause.first), (clause.after, after)]
    own = finder.read(sliced(analysis, *spans), today, amounts=())
    heard = Danger.SPOKEN_OF if found.danger is Danger.NOW and own.danger is not Danger.NOW else found.danger
    marks = [(analysis.readable[one.first].start, analysis.readable[one.after - 1].end) for one in left_out]
    told = [one for one in found.entities if one.name not in _SEEN and not _stands_in(one, marks)]
    seen = [one for one in own.entities if one.name in _SEEN]
    return replace(own, amounts=found.amounts, danger=heard, entities=(*told, *seen))


def _stands_in(entity: Entity, marks: Sequence[tuple[int, int]]) -> bool:
    return any(begin <= entity.start < end for begin, end in marks)


def sliced(analysis: Analysis, *spans: tuple[int, int]) -> Analysis:
    """The analysis of the tokens in ``spans``; what a long message leaves out stays with its neighbours."""
    some = analysis.readable
    ranges = [
        (some[first].start if first else 0, some[after].start if after < len(some) else len(analysis.text))
        for first, after in spans
        if first < after
    ]
    starts = [one.start for one in analysis.pieces]
    pieces = tuple(
        one for begin, end in ranges for one in analysis.pieces[bisect_left(starts, begin) : bisect_left(starts, end)]
    )
    return Analysis(analysis.text, pieces, analysis.language)
