"""A bare yes or no behind an answer that asked nothing: heard as such, and as an answer to nothing else."""

from __future__ import annotations

from typing import Final

from rasa_project.dialogue.answers import response
from rasa_project.dialogue.call_back import WAITING
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.fixed_answers import wording_of
from rasa_project.dialogue.people_facts import shows_signs
from rasa_project.dialogue.turn import Outcome, Turn, answered

#: A bare answer has no more words: «да да», «нет, спасибо».
_FEW: Final = 2
_AFFIRM: Final = "affirm"
_DENY: Final = "deny"
#: To these a yes is told by who is afraid.
_OF_FEAR: Final = ("utter_ask_complications", "utter_help/fear", "utter_ask_myth/deaths", "utter_fear_first")
_FEARED: Final = "help/feared"
_FOR_THE_ILL: Final = "help/fear_for_the_ill"


def bare(turn: Turn) -> Outcome | None:
    """«Иә», «жоқ» behind a statement; behind an answer on how bad it may be, a yes is of the fear."""
    found, last = turn.heard.answered, turn.before.last
    is_bare = found.answer in {"yes", "no"} and not found.rest and not found.is_of_a_list
    if turn.heard.is_button or not is_bare or len(turn.heard.words) > _FEW or turn.taken.all_told:
        return None
    if not last.said or _waits(turn) or any(map(_asks, last.said)):
        return None
    if found.answer == "no":
        return answered(turn, [response(_DENY)], None)
    if any(one.response.startswith(_OF_FEAR) for one in last.said):
        is_ill = any(one.confirmed or shows_signs(one) for one in turn.conversation.people)
        return answered(turn, [response(_FOR_THE_ILL if is_ill else _FEARED)], None)
    return answered(turn, [response(_AFFIRM)], None)


def _waits(turn: Turn) -> bool:
    """Whether something of the talk waits for a yes or no: a question, a reminder, a call, the village for news."""
    before = turn.before
    is_of_call = before.call is not None and before.call != WAITING
    return before.question is not None or before.reminding is not None or before.news is not None or is_of_call


def _asks(said: Said) -> bool:
    """Whether the answer asked something; the offer to ask on does not."""
    wording = wording_of(said.response, "kk")
    return said.response != f"utter_{_AFFIRM}" and wording is not None and "?" in wording.text
