"""Subjects within an intent that have an answer of their own (``data/knowledge/subjects.yml``)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.child import said_words
from rasa_project.advice.knowledge import knowledge
from rasa_project.understanding.concepts import ConceptMatcher

_UNLESS: Final = "unless"


class Answer(Action):
    """Answers an intent with its response, or with that of the subject which the message is about."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_answer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say it."""
        if not says_subject(dispatcher, tracker):
            dispatcher.utter_message(response=f"utter_{_intent(tracker)}")
        return []


def says_subject(dispatcher: CollectingDispatcher, tracker: Tracker) -> bool:
    """Dispatch the answer of the subject that the last message is about; says whether there is one."""
    response = subject_response(_intent(tracker), said_words(tracker))
    if response is None:
        return False
    dispatcher.utter_message(response=response)
    return True


def subject_response(intent: str, words: Sequence[str]) -> str | None:
    """The response of the first subject that fits a message of folded words, or ``None``."""
    for name, subject in knowledge().subjects.items():
        if intent in subject.intents:
            found = set(_matcher(name).find(words))
            if _UNLESS not in found and len(found) == len(subject.words):
                return str(subject.response)
    return None


@lru_cache(maxsize=32)
def _matcher(name: str) -> ConceptMatcher:
    """Each group of a subject's words as a class of its own."""
    subject = knowledge().subjects[name]
    groups = {str(number): group for number, group in enumerate(subject.words)}
    return ConceptMatcher({**groups, _UNLESS: subject.unless})


def _intent(tracker: Tracker) -> str:
    return str((tracker.latest_message.get("intent") or {}).get("name") or "")
