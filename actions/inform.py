"""A message that only tells something: an age, a birth date, a dose count, a place."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.child import CHILD_ENTITIES, SAME_CHILD, said_tokens, said_words
from actions.clinics import PLACE_CODE, SETTLEMENT, has_point, names_place_outside, say_where, tells_namesake_apart
from actions.conversation import said_now
from actions.corrections import asked_to_correct
from actions.danger_line import say_when_to_call
from actions.same_child import take_answer
from actions.schedule import advise
from rasa_project import clock


class Inform(Action):
    """Answers ``inform`` with what the new fact makes possible: the next dose, or where to go."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_inform"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Use what was told now."""
        is_same = said_now(tracker, SAME_CHILD)
        if is_same is not None:
            return take_answer(dispatcher, tracker, is_same == "yes")
        say_when_to_call(dispatcher, tracker)
        if any(said_now(tracker, entity) is not None for entity in CHILD_ENTITIES):
            return advise(dispatcher, tracker, general="utter_ask_schedule")
        words = said_words(tracker)
        tells_place = said_now(tracker, SETTLEMENT) or said_now(tracker, PLACE_CODE) or names_place_outside(words)
        if has_point(tracker) or tells_place or tells_namesake_apart(tracker, words):
            return say_where(dispatcher, tracker)
        if not asked_to_correct(dispatcher, said_tokens(tracker), clock.today()):
            dispatcher.utter_message(response="utter_inform_what")
        return []
