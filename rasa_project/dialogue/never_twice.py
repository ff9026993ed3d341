"""Never the same text twice in a row: its short form, what else was perhaps meant, then a person.

Advice worked out for a person comes whole the second time where something is asked, and says that it has not changed.

Who asks for the text again gets it (``talk``); what sends to 103 is said as often as it is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rasa_project.dialogue.conversation import LastAnswer, Said
from rasa_project.dialogue.distress import LISTENING
from rasa_project.dialogue.fixed_answers import metadata_of, sentences_of
from rasa_project.dialogue.meaning import Plan
from rasa_project.dialogue.nearest import PERSON, offered
from rasa_project.dialogue.shortening import naming
from rasa_project.dialogue.turn import Outcome, Turn, asks_for_it_again
from rasa_project.understanding.answers import asks
from rasa_project.understanding.asked_again_words import tells_again
from rasa_project.understanding.talk_words import asks_whose

#: In front of a short form: the question came again, a further fact changed nothing.
SAID_BEFORE: Final = "utter_help/said_before"
UNCHANGED: Final = "utter_help/unchanged"
#: The same asked again: the answer straight; told again: it was heard; both, and asked once more: what is meant.
ASKED_AGAIN: Final = "utter_help/asked_again"
HEARD_ALREADY: Final = "utter_help/heard_already"
WHAT_IS_MEANT: Final = "utter_help/what_is_meant"
#: Nothing more is known; to a feeling that is told again; whom to ask.
NOTHING_MORE: Final = "utter_help/nothing_more"
STILL_HERE: Final = "utter_help/still_here"
A_PERSON: Final = "utter_request_human"
#: All of them: none is an answer.
LEADS: Final = frozenset({ASKED_AGAIN, HEARD_ALREADY, NOTHING_MORE, SAID_BEFORE, STILL_HERE, UNCHANGED, WHAT_IS_MEANT})
#: Small words may come again.
_SMALL: Final = (
    "utter_affirm", "utter_bot_challenge", "utter_change_language", "utter_deny", "utter_distress", "utter_forget_me",
    "utter_goodbye", "utter_greet", "utter_help", "utter_reminder_", "utter_request_human", "utter_set_reminder",
    "utter_stop_reminder", "utter_thank",
)  # fmt: skip
#: Of these a repetition is met with a human word.
_FEELINGS: Final = frozenset(
    {"utter_ask_necessity/guilt", "utter_bereaved", "utter_guilt", "utter_help/fear", "utter_help/fear_for_the_ill",
     "utter_request_human/grief"}
)  # fmt: skip
#: Advice worked out for a person: nothing of it is left out where another question leads to it.
_WORKED_OUT: Final = ("utter_exposure_", "utter_schedule_", "utter_triage_")
#: A text of fewer sentences has no shorter form.
_SHORT: Final = 3
#: So many names of what was said are kept.
_KEPT: Final = 16


def without_echo(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome; where it would say what was said last, another one with the same conversation behind it."""
    said, before = outcome.plan.said, turn.before.last.said
    if asks_for_it_again(turn) or asks_whose(turn.heard.words):
        return outcome
    if outcome.conversation.question is not None:
        return _shorter(turn, outcome)
    if not said or not all(_was_said(one, before) and _may_not_come_again(one) for one in said):
        return _shorter(turn, outcome)
    lead, shown = _instead(turn, said, before)
    last = replace(outcome.conversation.last, said=(Said(lead), *said))
    return Outcome(Plan(_with_buttons(shown, last)), replace(outcome.conversation, last=last))


def with_texts(outcome: Outcome) -> Outcome:
    """The outcome whose conversation knows which answers were given in it."""
    texts = (*outcome.conversation.texts, *(one.response for one in outcome.plan.said if _is_an_answer(one)))
    return replace(outcome, conversation=replace(outcome.conversation, texts=texts[-_KEPT:]))


def _shorter(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome; a text that stood in the talk before comes in short, with what is asked of it now by name."""
    if turn.heard.is_button:
        return outcome
    about = naming(turn.heard.words)

    def short(one: Said) -> Said:
        is_known = one.response in turn.before.texts and _is_an_answer(one) and _may_not_come_again(one)
        return replace(one, is_short=True, about=about) if is_known else one

    return replace(outcome, plan=Plan(tuple(map(short, outcome.plan.said))))


def _is_an_answer(one: Said) -> bool:
    """Whether it is a vetted answer of some length, with nothing worked out in it."""
    return "/" in one.response and not one.values and sentences_of(one.response) >= _SHORT


def without_leads(said: Sequence[Said]) -> tuple[Said, ...]:
    """What was answered, without the words in front of a repetition."""
    return tuple(one for one in said if one.response not in LEADS)


def _instead(turn: Turn, said: tuple[Said, ...], before: tuple[Said, ...]) -> tuple[str, tuple[Said, ...]]:
    """What stands in front this time, and all that is said."""
    leads = {one.response for one in before} & {*LEADS, A_PERSON}
    if any(one.response in _FEELINGS for one in said):
        lead = A_PERSON if STILL_HERE in leads else STILL_HERE
        return lead, (Said(lead),)
    if leads:
        lead = A_PERSON if NOTHING_MORE in leads else NOTHING_MORE
        return lead, (Said(lead),)
    if any(one.response.startswith(_WORKED_OUT) for one in said):
        is_short = not turn.heard.is_button and not asks(turn.heard.tokens)  # who asks may mean its last sentence
        lead = HEARD_ALREADY if tells_again(turn.heard.words) else UNCHANGED
        return lead, (Said(lead, is_aside=True), *(replace(one, is_short=is_short) for one in said))
    if all(sentences_of(one.response) < _SHORT for one in said):
        return NOTHING_MORE, (Said(NOTHING_MORE),)
    lead = UNCHANGED if turn.personal_told else SAID_BEFORE
    about = naming(turn.heard.words)
    return lead, (Said(lead, is_aside=True), *(replace(one, is_short=True, about=about) for one in said))


def _with_buttons(said: tuple[Said, ...], last: LastAnswer) -> tuple[Said, ...]:
    """With the nearest questions and a person to choose from, on the last text."""
    if said[-1].response == A_PERSON:
        return said
    return (*said[:-1], replace(said[-1], buttons=offered(last) or (PERSON,)))


def _was_said(one: Said, before: Sequence[Said]) -> bool:
    """Whether the text stood in the last reply, at the same length."""
    return any(
        (one.response, dict(one.values), one.lead, one.is_short)
        == (other.response, dict(other.values), other.lead, other.is_short)
        for other in before
    )


def _may_not_come_again(one: Said) -> bool:
    is_urgent = metadata_of(one.response).get("level") == "emergency" or one.response == LISTENING
    return not is_urgent and (one.response in _FEELINGS or not one.response.startswith(_SMALL))
