"""Messages heard without Rasa: read by the real reading, with the intent and follow-up that a test gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timezone
from typing import Any

from kazakh.analysis import default_analyzer
from rasa_project.dialogue.conversation import Conversation
from rasa_project.dialogue.decide import decide
from rasa_project.dialogue.hearing import heard_from
from rasa_project.dialogue.turn import Outcome
from rasa_project.understanding.extraction import default_finder

#: A Saturday.
TODAY = date(2026, 11, 28)
NOW = datetime(2026, 11, 28, 9, tzinfo=timezone.utc).timestamp()


def parsed(text: str, intent: str, followup: tuple[str, str] | None = None, sure: float = 0.95) -> dict[str, Any]:
    """Parse data as the pipeline gives it: with the entities of the text."""
    guesses = [] if followup is None else [{"context": followup[0], "name": followup[1], "confidence": sure}]
    ranking = [{"name": intent, "confidence": 0.7}]
    found = default_finder().read(default_analyzer().analyse(text)).entities
    entities = [{"entity": one.name, "value": one.value} for one in found]
    return {"text": text, "intent": ranking[0], "intent_ranking": ranking, "entities": entities, "followups": guesses}


def tapped(intent: str, **values: Any) -> dict[str, Any]:
    """Parse data of a tapped button."""
    entities = [{"entity": name, "value": value} for name, value in values.items()]
    return {
        "text": f"/{intent}",
        "intent": {"name": intent, "confidence": 1.0},
        "intent_ranking": [],
        "entities": entities,
    }


def said(outcome: Outcome) -> list[str]:
    """The responses, without ``utter_``."""
    return [one.response.removeprefix("utter_") for one in outcome.plan.said]


def people(conversation: Conversation, *names: str) -> list[tuple[Any, ...]]:
    """What is known of each person, by the names of the facts."""
    return [tuple(getattr(one, name) for name in names) for one in conversation.people]


class Talk:
    """A conversation that goes on from message to message."""

    def __init__(self, known: Conversation | None = None, today: date = TODAY) -> None:
        """Nobody known, unless a conversation is given."""
        self.conversation = known or Conversation()
        self.today = today
        self.now = NOW

    def hears(
        self, message: dict[str, Any], after: float = 60.0, metadata: Mapping[str, Any] | None = None
    ) -> list[str]:
        """The responses to a message that comes ``after`` so many seconds."""
        self.now += after
        heard = heard_from(message, self.conversation, self.today)
        self.outcome = decide(heard, self.conversation, self.today, self.now, metadata)
        self.conversation = self.outcome.conversation
        return said(self.outcome)

    def all(self, *messages: tuple[str, str] | dict[str, Any]) -> list[list[str]]:
        """The responses to each of these; a pair is a text and its intent."""
        return [self.hears(one if isinstance(one, dict) else parsed(*one)) for one in messages]

    @property
    def gaps(self) -> dict[str, tuple[str, str]]:
        """The values of the first thing that was said last."""
        return dict(self.outcome.plan.said[0].values)
