"""A danger sign may be there: when to call 103, then one question on that very sign."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.answers_taken import PERHAPS
from rasa_project.dialogue.contexts import CONTACT, ILLNESS
from rasa_project.dialogue.conversation import Episode, Person, Question, Said
from rasa_project.dialogue.emergency import is_known_older
from rasa_project.dialogue.emergency_state import is_of_before, lasts
from rasa_project.dialogue.putting import DANGER
from rasa_project.dialogue.subjects import subject_response
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.state_words import sign_perhaps

#: The intent whose subjects name an ambulance that does not answer.
_OF_NUMBERS: Final = "ask_hotline"


def perhaps(turn: Turn) -> Outcome | None:
    """A danger sign may be there: when to call 103, then one question on that very sign; the answer decides."""
    heard = turn.heard
    if heard.is_button or lasts(turn) or is_of_before(turn):
        return None
    sign = _sign_in_talk(turn)
    if sign is None and (heard.danger is not Danger.MAYBE or _is_danger_asked(turn)):
        return None
    if subject_response(_OF_NUMBERS, heard.words) is not None:
        return None  # «103 не отвечает»: its own answer, with 112
    person = next(iter(turn.people), None) or Person(turn.conversation.next_id())
    if is_known_older(turn):
        return None
    episode = turn.conversation.episode or Episode(ILLNESS, (person.id,), turn.now)
    conversation = turn.conversation.with_person(replace(person, danger=None))
    conversation = replace(conversation, episode=episode, question=Question(DANGER, person.id), about=person.id)
    said = [_question_on(sign or heard.danger_sign)]
    return answered(turn, said, "report_symptoms", context=ILLNESS, conversation=conversation, people=(person.id,))


def _is_danger_asked(turn: Turn) -> bool:
    question = turn.before.question
    return question is not None and question.name == DANGER


def _sign_in_talk(turn: Turn) -> str | None:
    """The sign that an ill person of the talk, told of as drowsy or drying out, may have: it is asked about, once."""
    before, parts = turn.before, turn.heard.reading.parts
    if any(part.facts.contact is False or part.facts.contact_alone for part in parts):
        return None  # «двое младших не играли с ним»: of a meeting
    was_asked = any(one.response == PERHAPS for one in before.last.said)
    is_ill = before.last.context in {ILLNESS, CONTACT} or (
        before.episode is not None and before.episode.kind == ILLNESS
    )
    return sign_perhaps(turn.heard.words) if is_ill and not was_asked else None


def _question_on(sign: str | None) -> Said:
    """The question on one sign; on all where it is open which."""
    signs = knowledge().signs.danger
    if sign not in signs:
        return Said("utter_ask_consultation_form_danger")
    asked = signs[sign].question
    return Said(PERHAPS, {"question": (asked.kk, asked.ru)})
