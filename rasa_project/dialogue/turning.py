"""Whether a message turns a consultation that goes on to another: another matter, another patient."""

from __future__ import annotations

from collections.abc import Callable

from rasa_project.dialogue.contexts import BEGINS, CONTACT, ILLNESS
from rasa_project.dialogue.conversation import Episode
from rasa_project.dialogue.people_facts import shows_signs
from rasa_project.dialogue.reported import tells_signs
from rasa_project.dialogue.turn import Turn
from rasa_project.understanding.answers import asks


def to_another_matter(turn: Turn, episode: Episode) -> bool:
    """Whether the message begins the other kind of consultation, or one for somebody else."""
    kind = BEGINS.get(turn.heard.intent)
    others = set(turn.taken.about) - set(episode.people)
    if kind is None or not (others or turn.taken.all_told):
        return False
    if kind == ILLNESS and episode.kind == CONTACT and others and all(map(_is_patient(turn), others)):
        return False  # since when the patient is ill
    if others or kind == episode.kind:
        return bool(others) and not kind == episode.kind == CONTACT  # who met the patient too is asked in turn
    return "contact" in turn.taken.all_told if kind == CONTACT else tells_signs(turn)


def to_ill_grown_up(turn: Turn, episode: Episode) -> bool:
    """Whether a grown-up turns out to be the patient, and the child who was asked about shows no sign of its own."""
    if episode.kind != ILLNESS or asks(turn.heard.tokens):
        return False
    people = [one for one in map(turn.conversation.person, episode.people) if one is not None]
    new = set(turn.taken.told) - set(episode.people)
    ill = [one for one in map(turn.conversation.person, new) if one is not None and one.kind == "grown_up"]
    is_told = any(one.confirmed and "confirmed" in turn.taken.told[one.id] for one in ill)
    return is_told and not any(shows_signs(one) for one in people)


def to_who_has_it(turn: Turn, episode: Episode) -> bool:
    """Whether who was asked about as one who met a patient turns out to be one: «она уже болеет корью»."""
    people = [one for one in map(turn.conversation.person, episode.people) if one is not None]
    return episode.kind == CONTACT and any("confirmed" in turn.taken.told.get(one.id, ()) for one in people)


def _is_patient(turn: Turn) -> Callable[[int], bool]:
    def confirmed(number: int) -> bool:
        person = turn.conversation.person(number)
        return person is not None and bool(person.confirmed)

    return confirmed
