"""The answer to a question that comes in the middle of a consultation."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.clinics import AskHotline, FindClinic
from actions.danger_line import LINE, OutOfScope, RequestHuman, say_when_to_call_in_doubt
from actions.forget import ForgetMe
from actions.language import ChangeLanguage
from actions.schedule import AskAdult, AskInfant, AskSchedule, MissedDose
from actions.subjects import says_subject

#: Intents that an action answers; all other questions have a response of their name.
_BY_ACTION: Final[dict[str, type[Action]]] = {
    "ask_adult": AskAdult,
    "ask_hotline": AskHotline,
    "ask_infant": AskInfant,
    "ask_schedule": AskSchedule,
    "ask_missed_dose": MissedDose,
    "change_language": ChangeLanguage,
    "find_clinic": FindClinic,
    "forget_me": ForgetMe,
    "out_of_scope": OutOfScope,
    "request_human": RequestHuman,
}
#: Other intents whose answer is a response; also every ``ask_`` intent.
_BY_RESPONSE: Final = frozenset({"bot_challenge", "goodbye", "help", "set_reminder", "stop_reminder"})
_NOT_UNDERSTOOD: Final = "nlu_fallback"


async def answer_aside(dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
    """Answer the last message if it is a question of its own; dispatches no answer otherwise.

    Buttons are left out: those of the consultation's next question follow. Where a danger word stands in what is not
    understood, only the line with 103 is dispatched (:func:`was_answered` tells the two apart).
    """
    intent = (tracker.latest_message.get("intent") or {}).get("name") or ""
    events: list[EventType] = []
    if says_subject(dispatcher, tracker):
        pass
    elif intent in _BY_ACTION:
        events = await _BY_ACTION[intent]().run(dispatcher, tracker, domain)
    elif intent in _BY_RESPONSE or intent.startswith("ask_"):
        dispatcher.utter_message(response=f"utter_{intent}")
    elif intent == _NOT_UNDERSTOOD:
        say_when_to_call_in_doubt(dispatcher, tracker)
    for message in dispatcher.messages:
        message["without_buttons"] = True
        message["buttons"] = []
    return events


def was_answered(dispatcher: CollectingDispatcher) -> bool:
    """Whether more than the line with 103 was said."""
    return any(message.get("response") != LINE for message in dispatcher.messages)
