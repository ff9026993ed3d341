"""Rasa's events to rows and back.

Rasa finds the class of a stored event by walking all subclasses of ``Event``, for every event of every message
(the greater part of what made long conversations slow). Here the classes are looked up by name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.utils.common import all_subclasses

from rasa_project.dialogue.conversation import CONVERSATION_SLOT
from rasa_project.storage.wordless import without_words

#: So many of the classifier's guesses are kept of a message: later turns read none of them.
RANKING_KEPT: Final = 3


def dump_event(event: Event, keeps_words: bool = True) -> str:
    """An event as JSON text, Kazakh letters as letters; a message without its words where they are not kept."""
    data = event.as_dict()
    if not keeps_words and isinstance(event, UserUttered):
        data = without_words(data)
    parsed = data.get("parse_data")
    if parsed and len(parsed.get("intent_ranking") or ()) > RANKING_KEPT:
        data["parse_data"] = {**parsed, "intent_ranking": parsed["intent_ranking"][:RANKING_KEPT]}
    # PostgreSQL's text can't hold U+0000; a message of control characters must not fail for that
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("\\u0000", "\\ufffd")


def refuses_text(events: Iterable[Event]) -> bool:
    """Whether, behind these events, the parent refuses that messages are kept."""
    last: Any = None
    for event in events:
        if isinstance(event, SlotSet) and event.key == CONVERSATION_SLOT:
            last = event.value
    return isinstance(last, Mapping) and bool(last.get("refuses_text"))


def load_event(text: str) -> Event:
    """The event of a stored text.

    Raises:
        ValueError: no event of Rasa has that name.
    """
    return event_from(json.loads(text))


def event_from(data: dict[str, Any]) -> Event:
    """The event of a dictionary as ``Event.as_dict`` gives it."""
    event_class = _classes().get(str(data.get("event")))
    if event_class is None:
        raise ValueError(f"The database holds an event {data.get('event')!r} that Rasa does not know.")
    event: Event = event_class._from_parameters(data)
    return event


@lru_cache(maxsize=1)
def _classes() -> dict[str, Any]:
    classes: dict[str, Any] = {}
    for event_class in all_subclasses(Event):
        classes.setdefault(event_class.type_name, event_class)
    return classes
