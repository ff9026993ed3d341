"""One consultation over several turns: a person with signs, or a person who met a patient.

Rasa's ``consultation_form`` holds the loop; this action reads each turn, keeps what was told in slots, picks the
next question (pure functions in ``rasa_project.advice``) and gives the result. A question in between is answered
and the form goes on; a danger sign ends it with 103.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import consultation_case as case
from actions import consultation_facts as facts
from actions.answers import answer_aside, was_answered
from actions.child import read_child
from actions.consultation_questions import asked_as
from actions.consultation_results import say_exposure, say_triage
from actions.corrections import asked_to_correct
from actions.subjects import says_subject
from rasa_project import clock
from rasa_project.advice import exposure, triage
from rasa_project.advice.knowledge import knowledge

FORM: Final = "consultation_form"
REQUESTED_SLOT: Final = "requested_slot"
EMERGENCY: Final = "report_emergency"

#: A question that was put so often without an answer is left: the worse case is assumed.
_MOST_TRIES: Final = 2
#: Every consultation ends after so many questions (issue: "at most six").
_MOST_QUESTIONS: Final = 6
_ENDING_INTENTS: Final = frozenset({"goodbye", "forget_me", "stop_reminder"})


@dataclass(frozen=True)
class _Topic:
    """A kind of consultation: the question that carries the first advice, the next one, how the result is said."""

    first_question: str
    next_question: Callable[[dict[str, Any], date], str | None]
    say: Callable[[CollectingDispatcher, dict[str, Any], date], None]


class ValidateConsultationForm(Action):
    """Reads a turn of the consultation and decides what comes next."""

    def name(self) -> str:
        """Name in the domain: Rasa calls it for every turn of the form."""
        return f"validate_{FORM}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Take in the turn; ask, answer or end."""
        turn = facts.read_turn(tracker)
        begins = turn.requested is None
        if turn.intent == EMERGENCY:
            dispatcher.utter_message(response="utter_report_emergency")
            return ended(tracker, {"danger": "yes"})
        if not begins and (turn.stops or turn.intent in _ENDING_INTENTS):
            return ended(tracker) + await _goodbye(dispatcher, tracker, domain, turn)
        if begins:
            says_subject(dispatcher, tracker)  # a human word first
        child = read_child(tracker, clock.today())
        state = facts.state_of(tracker, child, begins, time.time())
        told = facts.told(turn, state)
        events = child.events
        if not begins and not told:
            events += await answer_aside(dispatcher, tracker, domain)
        is_aside = was_answered(dispatcher)
        state = facts.updated(state, told)
        if not is_aside and facts.is_still_open(turn, _next_question(state)):
            state = facts.updated(state, facts.missed(turn, state, _MOST_TRIES))
        if not begins and not told:
            asked_to_correct(dispatcher, turn.tokens, clock.today())
        return events + self._go_on(dispatcher, tracker, state, turn)

    def _go_on(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, state: dict[str, Any], turn: facts.Turn
    ) -> list[EventType]:
        today = clock.today()
        topic, question = _TOPICS[state["consultation"]], _next_question(state)
        asked = int(state["questions_asked"] or 0)
        is_new = question != turn.requested
        if question is None or (is_new and asked >= _MOST_QUESTIONS):
            topic.say(dispatcher, state, today)
            return ended(tracker, state)
        if turn.requested is None and question != topic.first_question:
            dispatcher.utter_message(response=_begin(state, today))
        if is_new:
            state = {**state, "questions_asked": asked + 1, "tries": 0}
        name = _asked_as(question, state, today, again=not is_new)
        return [*facts.events_of(state, tracker), SlotSet(REQUESTED_SLOT, name)]


def _asked_as(question: str, state: dict[str, Any], today: date, *, again: bool) -> str:
    return asked_as(
        question,
        case.case_of(state, today).age_months,
        own=case.is_own(state),
        contact=state["consultation"] == "exposure",
        no_dose=_no_dose(state, today),
        again=again,
    )


def _begin(state: dict[str, Any], today: date) -> str:
    """The first advice where the day of the contact was told: whether the 72 hours have passed."""
    days = case.exposure_of(state, today).days_ago or 0
    return "utter_exposure_begin_late" if days > knowledge().exposure.vaccine_within_days else "utter_exposure_begin"


def _no_dose(state: dict[str, Any], today: date) -> bool:
    """Whether no dose is given after a contact: the advice must not begin with one."""
    is_contact = state["consultation"] == "exposure"
    return is_contact and exposure.cannot_be_vaccinated(case.exposure_of(state, today), knowledge().exposure)


def ended(tracker: Tracker, state: dict[str, Any] | None = None) -> list[EventType]:
    """Events that end the form and keep what was told."""
    kept = {**(state or {}), "questions_asked": None, "tries": None}
    return [*facts.events_of(kept, tracker), SlotSet(REQUESTED_SLOT, None)]


async def _goodbye(
    dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any], turn: facts.Turn
) -> list[EventType]:
    if turn.intent in _ENDING_INTENTS and not turn.stops:
        return await answer_aside(dispatcher, tracker, domain)
    dispatcher.utter_message(response="utter_consultation_stopped")
    return []


def _next_question(state: dict[str, Any]) -> str | None:
    return _TOPICS[state["consultation"]].next_question(state, clock.today())


def _next_in_triage(state: dict[str, Any], today: date) -> str | None:
    return triage.next_question(case.case_of(state, today), knowledge().triage)


def _next_after_contact(state: dict[str, Any], today: date) -> str | None:
    return exposure.next_question(case.exposure_of(state, today), knowledge().exposure)


_TOPICS: Final[dict[str, _Topic]] = {
    "triage": _Topic("danger", _next_in_triage, say_triage),
    "exposure": _Topic("when", _next_after_contact, say_exposure),
}
