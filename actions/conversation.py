"""What actions need from a conversation: the reply's language, what was said in the last message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rasa_sdk import Tracker

from rasa_project.dialogue.conversation import CONVERSATION_SLOT
from rasa_project.dialogue.conversation_json import from_json
from rasa_project.dialogue.reply_language import ReplyLanguage, reply_language


def language_of(tracker: Tracker) -> ReplyLanguage:
    """The language to answer in, by the same rule as the responses."""
    talk = from_json(tracker.get_slot(CONVERSATION_SLOT)).language
    return reply_language(tracker.get_slot("language"), _parsed_messages(tracker), talk)


def said_now(tracker: Tracker, entity: str) -> Any:
    """The value of an entity in the last message, or ``None``."""
    return next(iter(tracker.get_latest_entity_values(entity)), None)


def _parsed_messages(tracker: Tracker) -> Iterator[Mapping[str, Any]]:
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            yield event.get("parse_data") or {}
