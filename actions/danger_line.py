"""The line that comes first where a message has a danger word and the answer does not speak of it."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.subjects import says_subject
from rasa_project.kazakh.analysis import default_analyzer
from rasa_project.understanding.extraction import Danger, default_finder
from rasa_project.understanding.ranking import EMERGENCY

LINE: Final = "utter_danger_if_now"
#: An emergency this likely is no emergency yet, but too likely to say nothing of 103.
_SUSPECTED: Final = 0.1


def say_when_to_call(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Dispatch «if this is happening now, call 103» where a danger sign is spoken of.

    Left out where the danger question stands: it begins with 103 itself.
    """
    speaks = danger_in(tracker) in {Danger.NOW, Danger.SPOKEN_OF}
    if speaks and tracker.get_slot("requested_slot") != "danger":
        dispatcher.utter_message(response=LINE)


def say_when_to_call_in_doubt(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """As :func:`say_when_to_call`, for a message that was not understood: a denial may be none, a suspicion counts."""
    doubtful = danger_in(tracker) is not Danger.NONE or _is_suspected(tracker)
    if doubtful and tracker.get_slot("requested_slot") != "danger":
        dispatcher.utter_message(response=LINE)


def danger_in(tracker: Tracker) -> Danger:
    """What the last message says of danger signs; a tapped button says nothing."""
    text = str((tracker.latest_message or {}).get("text") or "")
    if not text or text.startswith("/"):
        return Danger.NONE
    return default_finder().read(default_analyzer().analyse(text)).danger


def _is_suspected(tracker: Tracker) -> bool:
    ranking = (tracker.latest_message or {}).get("intent_ranking") or []
    return any(one["name"] == EMERGENCY and one.get("confidence", 0.0) >= _SUSPECTED for one in ranking)


class OutOfScope(Action):
    """Answers ``out_of_scope``; a danger word makes it begin with 103."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_out_of_scope"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say what the bot is for."""
        if says_subject(dispatcher, tracker):
            return []
        say_when_to_call_in_doubt(dispatcher, tracker)
        dispatcher.utter_message(response="utter_out_of_scope")
        return []


class RequestHuman(Action):
    """Answers ``request_human``; a danger word makes it begin with 103."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_request_human"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say whom to call."""
        if says_subject(dispatcher, tracker):
            return []
        say_when_to_call(dispatcher, tracker)
        dispatcher.utter_message(response="utter_request_human")
        return []
