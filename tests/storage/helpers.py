"""A small domain, and turns as Rasa's processor would write them."""

from __future__ import annotations

import itertools
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SessionStarted, SlotSet, UserUttered

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [ask, tell, stop]
slots:
  age: {type: any, influence_conversation: false, mappings: [{type: custom}]}
  place: {type: text, initial_value: nowhere, influence_conversation: false, mappings: [{type: custom}]}
  signs: {type: any, influence_conversation: false, mappings: [{type: custom}]}
forms:
  some_form: {required_slots: []}
responses:
  utter_ask: [{text: hello}]
actions: [action_tell]
"""
)
_clock = itertools.count(1_000)


def stamped(event: Event) -> Event:
    event.timestamp = float(next(_clock))
    return event


def user(text: str, intent: str = "ask", language: str | None = None, clear: bool = False) -> Event:
    parsed: dict[str, Any] = {
        "text": text,
        "intent": {"name": intent, "confidence": 1.0},
        "entities": [],
        "intent_ranking": [{"name": f"i{i}", "confidence": 0.1} for i in range(40)],
        "language": language,
        "language_is_clear": clear,
    }
    return stamped(UserUttered(text, parsed["intent"], [], parsed, input_channel="rest", metadata={"of": text}))


def beginning() -> list[Event]:
    return [stamped(e) for e in (ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), _listen())]


def turn(
    text: str, *events: Event, language: str | None = None, clear: bool = False, action: str = "utter_ask"
) -> list[Event]:
    between = [stamped(event) for event in (ActionExecuted(action), *events, BotUttered(f"re {text}"), _listen())]
    return [user(text, language=language, clear=clear), *between]


def _listen() -> Event:
    return ActionExecuted(ACTION_LISTEN_NAME)


SLOTS = [SlotSet("age", 14.0), SlotSet("place", "Қазалы"), SlotSet("signs", ["fever", "rash"]), SlotSet("age", None)]
OPEN, CLOSE = ActiveLoop("some_form"), ActiveLoop(None)
