"""Messages heard without Rasa: read by the real reading, with the intent and follow-up that a test gives."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any

from rasa_project.dialogue.conversation import Conversation
from rasa_project.dialogue.decide import decide
from rasa_project.dialogue.hearing import heard_from
from rasa_project.dialogue.turn import Outcome

#: A Saturday.
TODAY = date(2026, 11, 28)
NOW = datetime(2026, 11, 28, 9, tzinfo=timezone.utc).timestamp()


def parsed(text: str, intent: str, followup: tuple[str, str] | None = None, sure: float = 0.95) -> dict[str, Any]:
    """Parse data as the pipeline gives it."""
    guesses = [] if followup is None else [{"context": followup[0], "name": followup[1], "confidence": sure}]
    ranking = [{"name": intent, "confidence": 0.7}]
    return {"text": text, "intent": ranking[0], "intent_ranking": ranking, "entities": [], "followups": guesses}


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


class Talk:
    """A conversation that goes on from message to message."""

    def __init__(self, today: date = TODAY) -> None:
        """Nobody known."""
        self.conversation = Conversation()
        self.today = today
        self.now = NOW

    def hears(self, message: dict[str, Any], after: float = 60.0) -> list[str]:
        """The responses to a message that comes ``after`` so many seconds."""
        self.now += after
        heard = heard_from(message, self.conversation, self.today)
        self.outcome = decide(heard, self.conversation, self.today, self.now)
        self.conversation = self.outcome.conversation
        return said(self.outcome)
