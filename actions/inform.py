"""A message that only tells something: an age, a birth date, a dose count, a place."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.clinics import say_where
from actions.conversation import said_now
from actions.schedule import child_of, say_next_dose
from rasa_project.advice.knowledge import knowledge

_ABOUT_THE_CHILD = ("child_age_months", "birth_date", "doses")


class Inform(Action):
    """Answers ``inform`` with what the new fact makes possible: the next dose, or where to go."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_inform"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Use what was told now."""
        if any(said_now(tracker, entity) is not None for entity in _ABOUT_THE_CHILD):
            say_next_dose(dispatcher, child_of(tracker), general="utter_ask_schedule")
        elif said_now(tracker, "settlement"):
            say_where(dispatcher, tracker.get_slot("settlement"), knowledge().places)
        else:
            dispatcher.utter_message(response="utter_inform_what")
        return []
