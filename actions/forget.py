"""Forgetting what a parent told."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset, SlotSet
from rasa_sdk.executor import CollectingDispatcher


class ForgetMe(Action):
    """Empties every slot but the language, and says so."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_forget_me"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Forget and confirm."""
        dispatcher.utter_message(response="utter_forget_me")
        return [AllSlotsReset(), SlotSet("language", tracker.get_slot("language"))]
