"""What actions need from a conversation: the reply's language, what was said in the last message."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from rasa_sdk import Tracker

from rasa_project.dialogue.reply_language import ReplyLanguage, reply_language
from rasa_project.understanding.asked import asked_by
from rasa_project.understanding.open_question import Asked


def language_of(tracker: Tracker) -> ReplyLanguage:
    """The language to answer in, by the same rule as the responses."""
    return reply_language(tracker.get_slot("language"), _parsed_messages(tracker))


def said_now(tracker: Tracker, entity: str) -> Any:
    """The value of an entity in the last message, or ``None``."""
    return next(iter(tracker.get_latest_entity_values(entity)), None)


def asked_in(tracker: Tracker) -> Asked | None:
    """The amount that the bot has asked for, by the same rule as the entities."""
    is_asking = bool((tracker.active_loop or {}).get("name"))
    newest_first = itertools.dropwhile(lambda event: event.get("event") != "user", reversed(tracker.events))
    return asked_by(tracker.get_slot("requested_slot") if is_asking else None, itertools.islice(newest_first, 1, None))


def previous_intent(tracker: Tracker) -> str | None:
    """The intent of the message before the last, or ``None`` where there was none."""
    messages = _parsed_messages(tracker)
    next(messages, None)
    before = next(messages, None)
    return (before or {}).get("intent", {}).get("name")


def _parsed_messages(tracker: Tracker) -> Iterator[Mapping[str, Any]]:
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            yield event.get("parse_data") or {}
