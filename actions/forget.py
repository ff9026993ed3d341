"""Deleting what is stored of a parent: asked once, then done, and said what was deleted."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset, EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import language_of, said_now
from rasa_project.privacy.erasure import erase
from rasa_project.storage.errors import StoreError

logger = logging.getLogger(__name__)

#: Asks whether to delete everything.
FORGET_QUESTION: Final = "utter_forget_me"


class ForgetMe(Action):
    """Asks whether to delete everything; the buttons of the question come back here."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_forget_me"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Ask, delete or keep."""
        confirmed = said_now(tracker, "confirmed")
        if confirmed == "yes":
            return await _erase(dispatcher, tracker)
        dispatcher.utter_message(response="utter_forget_me_kept" if confirmed == "no" else FORGET_QUESTION)
        return []


async def confirmed(dispatcher: CollectingDispatcher, tracker: Tracker, is_yes: bool) -> list[EventType]:
    """A typed yes or no to the question about deleting."""
    if is_yes:
        return await _erase(dispatcher, tracker)
    dispatcher.utter_message(response="utter_forget_me_kept")
    return []


async def _erase(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Delete everything of this person; the store writes nothing more of a turn in which that happened."""
    language = language_of(tracker)  # known from what is about to go
    try:
        channel = tracker.get_latest_input_channel() or "unknown"
        count = await asyncio.to_thread(erase, tracker.sender_id, why="asked", by=f"channel:{channel}")
    except StoreError:
        logger.exception("A parent's conversation could not be deleted")
        dispatcher.utter_message(response="utter_forget_me_failed")
        return []
    dispatcher.utter_message(response="utter_forget_me_done", count=count, language=language)
    return [AllSlotsReset()]
