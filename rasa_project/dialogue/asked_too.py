"""What was asked and not answered: its short answer beside a consultation, or its title as a button.

A first message often tells of an illness or a contact and asks one thing: «у нас в группе корь, меня отстранят?». The
consultation goes first; the thing that was asked is answered beside it. Of two questions of which only one was
understood well enough, the other one's nearest title stands below the answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.contexts import CONTACT, ILLNESS
from rasa_project.dialogue.fixed_answers import metadata_of
from rasa_project.dialogue.meaning import Plan
from rasa_project.dialogue.nearest import payload_of
from rasa_project.dialogue.particular import intent_of, is_borne_out, question_found, question_said
from rasa_project.dialogue.parts_asked import asked_alone
from rasa_project.dialogue.turn import Outcome, Turn
from rasa_project.understanding.extraction import Danger

#: The question at a message's end, or the whole message, has to be this sure.
_SURE: Final = 0.6
_SURE_OF_WHOLE: Final = 0.8
#: What a consultation itself answers, and what is of a dose, of who is well again, or worked out by the age.
_OF_CONSULTATION: Final = frozenset(
    {"ask_aftercare", "ask_difference", "ask_exposure", "ask_first_steps", "ask_missed_dose", "ask_schedule",
     "ask_symptoms"}
)  # fmt: skip
_OF_OTHERS: Final = frozenset({"ask_isolation/guests_event_after", "ask_isolation/return_date"})
#: Beside these nothing is asked for.
_GRIEF: Final = ("utter_bereaved", "utter_distress", "utter_guilt", "utter_request_human")
#: A question that was not understood is near enough for a button from here on.
_NEAR: Final = 0.1
_BUTTONS: Final = 3


def with_what_was_asked(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome of a first message, with the short answer to its question where a consultation goes before it."""
    if turn.heard.is_button or turn.heard.danger in {Danger.NOW, Danger.MAYBE} or not _is_first(turn):
        return outcome
    said, episode = outcome.plan.said, outcome.conversation.episode
    is_urgent = any(one.response.startswith(_GRIEF) for one in said) or any(
        metadata_of(one.response).get("level") == "emergency" for one in said
    )
    if episode is None or episode.kind not in {CONTACT, ILLNESS} or is_urgent:
        return outcome
    question = _asked(turn)
    if question is None or any(one.response == f"utter_{question}" for one in said):
        return outcome
    answer = replace(question_said(question), is_short=True, is_aside=True, buttons=())
    asks_back = outcome.conversation.question is not None and bool(said)
    place = len(said) - 1 if asks_back else len(said)
    return replace(outcome, plan=Plan((*said[:place], answer, *said[place:])))


def with_button_of_second(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome; below the answer to one of two questions the title of the other one, where that is near."""
    said = outcome.plan.said
    if turn.heard.is_button or len(turn.heard.asked) < 2 or outcome.conversation.question is not None or not said:
        return outcome
    last = said[-1]
    if last.response.removeprefix("utter_") not in knowledge().questions or not last.buttons or last.is_aside:
        return outcome
    names = [name for name in map(_nearest, asked_alone(turn)) if name is not None]
    new = [name for name in dict.fromkeys(names) if all(one.response != f"utter_{name}" for one in said)]
    known = knowledge().questions
    buttons = tuple((known[name].kk, known[name].ru, payload_of(name)) for name in new)
    return replace(outcome, plan=Plan((*said[:-1], replace(last, buttons=(*buttons, *last.buttons)[:_BUTTONS]))))


def _is_first(turn: Turn) -> bool:
    before = turn.before
    return before.episode is None and before.question is None and not before.last.said


def _asked(turn: Turn) -> str | None:
    """The particular question that the message's last question asks, else the whole message."""
    parts = asked_alone(turn)
    least = [(part, _SURE) for part in parts[-1:]] or [(turn, _SURE_OF_WHOLE)]
    for one, sure in (*least, (turn, _SURE_OF_WHOLE)):
        question = question_found(one, sure)
        if question is None or knowledge().questions[question].begins or not is_borne_out(turn, question):
            continue
        if intent_of(question) not in _OF_CONSULTATION and question not in _OF_OTHERS:
            return question
    return None


def _nearest(part: Turn) -> str | None:
    known = knowledge().questions
    return next((name for name, p in part.heard.questions[:1] if p >= _NEAR and name in known), None)
