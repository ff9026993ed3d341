"""Those who live with the patient of an emergency: their matter is a contact, and his stays an emergency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import met_said, response
from rasa_project.dialogue.conversation import Conversation, Person, Said
from rasa_project.dialogue.people import TakenIn, take_in
from rasa_project.dialogue.turn import Turn
from rasa_project.understanding.household_words import asks_for_herself, speaks_of_household
from rasa_project.understanding.mentions import Kind

#: What tells that advice is wanted for a person.
_TELLING: Final = frozenset({"age_months", "born", "contact", "doses", "risk"})
_AGE: Final = frozenset({"age_months", "born"})
_GENERAL: Final = "report_emergency/others_at_home"
#: So many at most are answered one by one.
_MOST: Final = 4


def asks_of_household(turn: Turn) -> bool:
    """Whether the message asks about others of the household than who is ill."""
    people = turn.heard.reading.people
    is_of_strangers = bool(people) and all(one.kind is Kind.OUTSIDER for one in people)
    return not (turn.heard.is_button or is_of_strangers) and speaks_of_household(turn.heard.words)


def household_said(
    turn: Turn, conversation: Conversation, patients: tuple[int, ...]
) -> tuple[list[Said], Conversation]:
    """The advice for those whom the message asks about; the general one where no age of theirs is known.

    Args:
        turn: the turn.
        conversation: as it is behind it so far.
        patients: ids of those who are ill; what the message tells is not theirs.
    """
    if not asks_of_household(turn):
        return [], conversation
    taken = _apart_from(turn, patients)
    conversation = _with_others(conversation, taken, turn, patients)
    met = [one for one in map(conversation.person, taken.about) if one is not None and _is_meant(one, taken.told, turn)]
    if not met or len(met) > _MOST or not any(_is_known(one) for one in met):
        return [response(_GENERAL)], conversation
    said, conversation = met_said(turn, conversation, met)
    ill = [one for one in map(turn.before.person, patients) if one is not None]
    is_measles = any(one.confirmed or one.rash == "yes" or "rash" in one.signs for one in ill)
    supposed = [] if is_measles else [replace(response("report_emergency/if_measles"), is_aside=True)]
    return [*supposed, *said], conversation


def _apart_from(turn: Turn, patients: tuple[int, ...]) -> TakenIn:
    """What the message tells, put to all but the patients: «үйде 7 айлық балам бар» makes a child of its own."""
    others = tuple(one for one in turn.before.people if one.id not in patients)
    hidden = replace(turn.before, people=others, about=None, episode=None, question=None)
    taken = take_in(hidden, turn.heard.reading, turn.today, turn.now, is_contact=True)
    known = {one.id for one in others}
    new = [one for one in taken.conversation.people if one.id not in known]
    first = max((one.id for one in (*turn.before.people, *taken.conversation.people)), default=0) + 1
    ids = {one.id: first + place for place, one in enumerate(new)}
    people = tuple(replace(one, id=ids.get(one.id, one.id)) for one in taken.conversation.people)
    return TakenIn(
        replace(taken.conversation, people=people, about=None),
        tuple(ids.get(number, number) for number in taken.about),
        {ids.get(number, number): names for number, names in taken.told.items()},
    )


def _with_others(conversation: Conversation, taken: TakenIn, turn: Turn, patients: tuple[int, ...]) -> Conversation:
    """The conversation in which the patients are as they were, and the others know what was told of them."""
    people = {one.id: one for one in conversation.people if turn.before.person(one.id) is not None}
    people |= {one.id: one for one in turn.before.people if one.id in patients}
    people |= {one.id: one for one in taken.conversation.people}
    about = next((one for one in patients if one in people), None)
    return replace(conversation, people=tuple(people.values()), about=about)


def _is_meant(person: Person, told: Mapping[int, frozenset[str]], turn: Turn) -> bool:
    """Whether advice on a contact is for this person: well, and told of here or known by age."""
    if person.confirmed or person.signs or person.fever == "yes":
        return False
    if person.kind == "writer":
        return person.risk == "pregnant" or asks_for_herself(turn.heard.words)
    return bool(told.get(person.id, frozenset()) & _TELLING) or _is_known(person)


def _is_known(person: Person) -> bool:
    """Whether enough is known for advice of one's own."""
    return person.kind in {"writer", "grown_up"} or person.age_months is not None or person.born is not None


def patients_of(turn: Turn) -> tuple[int, ...]:
    """Who is ill: those of the emergency, else those whom the last answer was about, else who has measles."""
    episode, last = turn.before.episode, turn.before.last
    if episode is not None and episode.kind == "emergency":
        return episode.people or _only_child(turn.before)
    found = tuple(one.id for one in turn.before.people if one.confirmed)
    return found or last.people


def _only_child(conversation: Conversation) -> tuple[int, ...]:
    children = [one.id for one in conversation.people if one.kind in {"child", "group"}]
    return tuple(children) if len(children) == 1 else ()
