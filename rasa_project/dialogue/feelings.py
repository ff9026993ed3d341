"""A feeling beside a question: one human sentence first, then what was asked; 103 before both.

Grief, guilt, fear or anger alone have answers of their own (``talk``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.contexts import TALK
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.fixed_answers import metadata_of
from rasa_project.dialogue.meaning import Plan
from rasa_project.dialogue.particular import question_found
from rasa_project.dialogue.subjects import subject_response
from rasa_project.dialogue.turn import Outcome, Turn
from rasa_project.understanding.answers import asks, clauses
from rasa_project.understanding.followups import followups
from rasa_project.understanding.phrases import phrases, stands

#: A feeling is heard from this probability on.
_SURE: Final = 0.4
_GRIEF: Final = "grief"
#: The one sentence that is said first where a feeling stands beside a question.
_HUMAN: Final = {
    "anger": "utter_anger_first", "fear": "utter_fear_first", "grief": "utter_grief_first",
    "guilt": "utter_guilt_first",
}  # fmt: skip
#: Answers that are to a feeling themselves.
_FELT: Final = frozenset(
    {*_HUMAN.values(), "utter_ask_hotline/psych_help", "utter_ask_necessity/guilt", "utter_bereaved",
     "utter_bereaved_told", "utter_bereaved_why", "utter_guilt",
     "utter_help/anger", "utter_help/fear", "utter_help/fear_for_the_ill", "utter_help/still_here",
     "utter_report_emergency/with_doctors", "utter_report_emergency/stay_with", "utter_request_human/grief"}
)  # fmt: skip
_OF_FEELINGS: Final = frozenset({"ask_hotline/psych_help", "ask_necessity/guilt"})
#: Whoever has lost somebody is not told how dangerous it is.
_OF_THE_DEAD: Final = ("ask_complications", "ask_disease", "ask_myth")
#: It happened to others, or is only feared.
_HEARSAY: Final = phrases(
    "боюс", "говорят", "деиди", "деседи", "егер", "если", "естид", "коркам", "корши", "правда", "рас па", "слишал",
    "сосед",
)  # fmt: skip
#: A question beside a feeling: words of the message, its probability, that of its intent.
_LONG: Final = 6
_ASKED_FOR: Final = 0.3
_LIKELY: Final = 0.55


def feeling_beside_question(turn: Turn) -> str | None:
    """The human sentence in front of an answer, where a feeling is told beside a question of its own; else ``None``."""
    found = turn.followup(TALK)
    if found is None or found.name not in _HUMAN or found.confidence < _SURE or turn.heard.is_button:
        return None
    return _HUMAN[found.name] if _asks_besides(turn, found.name) else None


def with_human_word(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome with a human sentence in front, where a feeling stands beside what is answered.

    Nothing stands before 103, and no feeling is answered twice.
    """
    word = feeling_beside_question(turn) or _told_in_words(turn)
    said = outcome.plan.said
    levels = {metadata_of(one.response).get("level") for one in said}
    is_felt = any(one.response in _FELT or one.response.startswith("utter_distress") for one in said)
    if word is None or is_felt or "emergency" in levels or "utter_danger_if_now" in {one.response for one in said}:
        return outcome
    return replace(outcome, plan=Plan((Said(word, is_aside=True), *said)))


def _told_in_words(turn: Turn) -> str | None:
    """The sentence to a loss or a guilt that a clause tells by itself, whatever else is asked."""
    if turn.heard.is_button or stands(turn.heard.words, _HEARSAY):
        return None
    for clause in clauses(turn.heard.tokens):
        if subject_response("ask_disease", clause) == "utter_bereaved":
            return _HUMAN[_GRIEF]
        if subject_response("ask_necessity", clause) == "utter_guilt":
            return _HUMAN["guilt"]
    return None


def _asks_besides(turn: Turn, name: str) -> bool:
    """Whether a message that tells a feeling asks for something else in so many words."""
    heard = turn.heard
    if len(heard.words) < _LONG or not asks(heard.tokens):
        return False
    question = question_found(turn, _ASKED_FOR)
    if question is not None:
        return question not in _OF_FEELINGS and not (name == _GRIEF and question.startswith(_OF_THE_DEAD))
    is_intent = heard.intent.startswith(("ask_", "find_")) and heard.confidence >= _LIKELY
    is_of_it = heard.intent in followups()[TALK][name].intents or heard.intent in {"ask_hotline", "ask_necessity"}
    return is_intent and not is_of_it and not (name == _GRIEF and heard.intent.startswith(_OF_THE_DEAD))
