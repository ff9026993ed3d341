"""A question where a parent goes on telling instead of answering it: what is asked then, and when advice is given.

Nobody who tells of a contact wants to read the list of danger signs a second time. So a question that was passed over
waits behind the others. The danger question comes again, shorter, only where nothing told asks for a doctor today
anyway: its 103 stands in what was said, and goes before the advice. Put twice in vain it is left, and counts as the
worse case (``advice/triage.py``).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.triage import Told
from rasa_project.advice.triage import next_question as next_in_triage
from rasa_project.dialogue.consultations import case_of, is_for_today, next_question
from rasa_project.dialogue.contexts import ILLNESS
from rasa_project.dialogue.conversation import Conversation, Episode, Person, Said
from rasa_project.dialogue.putting import DANGER, puts_of

_LEFT: Final = "utter_question_left_danger"
_LEFT_OF_BABY: Final = "utter_question_left_danger_baby"


def open_question(
    conversation: Conversation, episode: Episode, person: Person, today: date, *, tells: bool
) -> str | None:
    """The next question of ``person``, or ``None`` where the advice can be given.

    Args:
        conversation: with what was told, and how often each question was put.
        episode: the consultation.
        person: of whom it is asked.
        today: the day.
        tells: whether the message told something: the question that it left open is passed over.
    """
    name = next_question(episode, person, today)
    if DANGER in person.unanswered and episode.kind == ILLNESS:
        return None  # a doctor today in any case; of a new-born's fever its 103 tells
    if name is None or not _is_passed(conversation, name, person, tells=tells):
        return name
    if name != DANGER or episode.kind != ILLNESS:
        return next_question(episode, replace(person, unanswered=person.unanswered | {name}), today) or name
    mild = replace(case_of(person, today), danger=Told.NO)
    return None if is_for_today(mild) else next_in_triage(mild, knowledge().triage) or DANGER


def passed_over(episode: Episode, person: Person, today: date) -> Said | None:
    """The 103 that goes before advice given while the danger question is open; of a new-born's fever too."""
    is_left = DANGER in person.unanswered or next_question(episode, person, today) == DANGER
    if episode.kind != ILLNESS or not is_left:
        return None
    is_ageless = case_of(person, today).age_months is None
    return Said(_LEFT_OF_BABY if is_ageless else _LEFT, is_aside=True)


def _is_passed(conversation: Conversation, name: str, person: Person, *, tells: bool) -> bool:
    """Whether the question was put before, and the talk goes on: the message tells, or another question stands."""
    standing = conversation.question
    is_behind = standing is not None and standing.name != name
    return puts_of(conversation, name, person.id) > 0 and (tells or is_behind)
