"""Trackers as actions get them."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.child import TOLD_AT
from rasa_project.advice.freshness import PERSON_FACTS
from rasa_project.kazakh.analysis import default_analyzer
from rasa_project.understanding.extraction import default_finder


def message(text: str, intent: str = "inform", **more: Any) -> dict[str, Any]:
    """A message as the pipeline leaves it: its entities are read out of the text."""
    analysis = default_analyzer().analyse(text)
    entities = [{"entity": e.name, "value": e.value} for e in default_finder().read(analysis).entities]
    return {
        "text": text,
        "intent": {"name": intent},
        "entities": entities,
        "language": analysis.language.reply,
        **more,
    }


def tracker_with(slots: dict[str, Any] | None = None, messages: list[dict[str, Any]] | None = None) -> Tracker:
    """A tracker whose slots hold what the entities of the last message fill, as Rasa's mappings do.

    Other facts of the person were told just now, unless ``told_at`` says otherwise.
    """
    some = messages or [{"text": "", "intent": {"name": "greet"}, "language": None}]
    events = [{"event": "user", "text": m.get("text", ""), "parse_data": m} for m in some]
    filled = {TOLD_AT: dict.fromkeys(PERSON_FACTS, time.time()), **(slots or {})}
    for entity in some[-1].get("entities") or []:
        filled[entity["entity"]] = entity["value"]
    return Tracker("anna", filled, some[-1], events, False, None, {}, "action_listen")


def run(action: Action, tracker: Tracker) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """What an action says, and the slots that it sets."""
    dispatcher = CollectingDispatcher()
    events = asyncio.run(action.run(dispatcher, tracker, {}))
    return dispatcher.messages, {event["name"]: event["value"] for event in events if event["event"] == "slot"}
