"""The component that reads a message as the next one of its talk: which contexts it looks at, what it adds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.shared.core.events import SlotSet
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from rasa_project.dialogue.conversation import CONVERSATION_SLOT, Conversation, Episode, LastAnswer
from rasa_project.dialogue.conversation_json import to_json
from rasa_project.engine.followup_classifier import FOLLOWUPS_KEY, FollowUpClassifier
from rasa_project.understanding.concepts import read_concepts
from rasa_project.understanding.followups import (
    NONE,
    TALK,
    FollowUpReader,
    Guess,
    examples_of,
    followups,
    strangers_of,
)

CONCEPTS = Path(__file__).resolve().parents[2] / "data" / "knowledge" / "concepts.yml"


class Reader(FollowUpReader):
    """Guesses the first follow-up of every context."""

    def __init__(self) -> None:
        """Without models."""
        super().__init__({})

    def read(self, contexts: Iterable[str], blocks: Any) -> list[Guess]:
        return [Guess(one, next(iter(followups()[one])), 0.8) for one in contexts]


def guesses(conversation: Conversation | None, intent: str, text: str = "неше күн") -> list[tuple[str, bool]]:
    """The contexts that a message is looked up in, and whether the talk is in them."""
    component = FollowUpClassifier({}, None, None, read_concepts(CONCEPTS), Reader())
    message = Message({TEXT: text, INTENT: {"name": intent}})
    tracker = None
    if conversation is not None:
        events = [SlotSet(CONVERSATION_SLOT, to_json(conversation))]
        tracker = DialogueStateTracker.from_events("anna", events, [AnySlot(CONVERSATION_SLOT, [])])
    (read,) = component.process([message], tracker)
    return [(one["context"], one["is_near"]) for one in read.get(FOLLOWUPS_KEY)]


IN_PLAN = Conversation(last=LastAnswer("ask_schedule", "plan"))
IN_DANGER = Conversation(episode=Episode("emergency"), last=LastAnswer("report_emergency", "emergency"))


@pytest.mark.parametrize(
    ("conversation", "intent", "contexts"),
    [
        (None, "nlu_fallback", [("talk", True)]),
        (Conversation(), "nlu_fallback", [("talk", True)]),
        (None, "ask_schedule", [("talk", True), ("plan", False), ("topics", False)]),
        (IN_PLAN, "nlu_fallback", [("plan", True), ("topics", True), ("talk", True)]),
        (IN_PLAN, "ask_exposure", [("plan", True), ("topics", True), ("talk", True), ("contact", False)]),
        (IN_DANGER, "nlu_fallback", [("emergency", True), ("talk", True)]),
    ],
)
def test_where_it_looks(conversation: Conversation | None, intent: str, contexts: list[tuple[str, bool]]) -> None:
    assert guesses(conversation, intent) == contexts


def test_without_a_model_it_guesses_nothing() -> None:
    component = FollowUpClassifier({}, None, None, read_concepts(CONCEPTS))
    (read,) = component.process([Message({TEXT: "неше күн"})])
    assert read.get(FOLLOWUPS_KEY) == []


class Sure:
    """A model that is sure of one class."""

    def __init__(self, name: str) -> None:
        """Of this one."""
        self.name = name

    def probabilities(self, blocks: object) -> Sequence[tuple[str, float]]:
        return [(self.name, 0.9), ("earlier", 0.001)]


def test_what_is_no_follow_up_is_no_guess() -> None:
    models: Any = {"plan": Sure(NONE), "talk": Sure("repeat")}
    assert FollowUpReader(models).read(["plan", "contact", "talk"], {}) == [Guess("talk", "repeat", 0.9)]


@pytest.mark.parametrize("context", followups())
def test_what_a_context_learns_is_no_follow_up_of_it_is_none_of_its_own(context: str) -> None:
    own, _ = examples_of(context)
    others = [(f"сұрақ {number}", "ask_disease") for number in range(50)]
    strange = strangers_of(context, others, 1)
    assert not set(strange) & set(own)
    alike = {intent for one in followups()[context].values() for intent in one.intents}
    assert ("сұрақ 1" in strange) is ("ask_disease" not in alike)
    learns = {other for other in followups() if TALK in {context, other}} - {context}
    assert len(strange) > 50 * ("ask_disease" not in alike) + 100 * len(learns)


def test_a_message_without_an_intent_is_read_too() -> None:
    component = FollowUpClassifier({}, None, None, read_concepts(CONCEPTS), Reader())
    (read,) = component.process([Message({TEXT: "неше күн"})], SimpleNamespace(slots={}))
    assert read.get(FOLLOWUPS_KEY)[0]["context"] == "talk"
