"""Who has met the patient that the talk is about: who was there too, who was not, and whose rash it is that is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kazakh.analysis import Analysis
from rasa_project.dialogue.contexts import BEGINS, CONTACT
from rasa_project.dialogue.conversation import Conversation
from rasa_project.understanding.contact_words import was_together
from rasa_project.understanding.each_met import with_each_met, with_guest
from rasa_project.understanding.household import of_the_patient
from rasa_project.understanding.parts import Mood, Reading
from rasa_project.understanding.who_was_there import with_who_was_there

#: Who is ill in another house.
_ELSEWHERE: Final = frozenset({"acquaintance", "aunt_or_uncle", "brother", "in_law", "nephew", "sister"})


def with_meeting(reading: Reading, conversation: Conversation, analysis: Analysis, intent: str) -> Reading:
    """The reading in which whoever «was there too» met the patient that the talk is about, and who was not did not.

    The rash of who has no name, told of the patient of the house, is the patient's.

    Args:
        reading: the message.
        conversation: as it was before.
        analysis: the same message.
        intent: of it; a contact that begins is talked about, whichever words tell it.
    """
    tokens, episode = analysis.tokens, conversation.episode
    goes_on = episode is not None and episode.kind == CONTACT
    is_told = any(one.facts.contact is not None for one in reading.parts)
    if goes_on or is_told:
        reading = with_who_was_there(reading, tokens)
    reading = with_guest(reading, tokens)
    if not _is_patient_here(reading, conversation):
        is_contact = goes_on or conversation.last.context == CONTACT or BEGINS.get(intent) == CONTACT
        reading = with_each_met(reading, tokens, goes_on=is_contact)
    if not goes_on:
        return reading
    reading = of_the_patient(reading, _asks_for_rash(conversation))
    parts = tuple(
        replace(part, facts=replace(part.facts, contact=True))
        if part.who is not None
        and part.facts.contact is None
        and part.mood is Mood.TOLD
        and was_together(tokens[part.first : part.after])
        else part
        for part in reading.parts
    )
    return replace(reading, parts=parts)


def _is_patient_here(reading: Reading, conversation: Conversation) -> bool:
    """Whether a patient lives in the house: then who was at home was with him."""
    for part in reading.parts:
        is_elsewhere = part.who is not None and part.who.kin in _ELSEWHERE
        if part.facts.lives_with or (part.facts.confirmed and part.facts.contact is None and not is_elsewhere):
            return True
    return any(one.lives_with or (one.confirmed and one.kin not in _ELSEWHERE) for one in conversation.people)


def _asks_for_rash(conversation: Conversation) -> bool:
    """Whether the bot has asked for the day of the patient's rash."""
    question = conversation.question
    person = None if question is None else conversation.person(question.person)
    return question is not None and question.name == "when" and person is not None and bool(person.lives_with)
