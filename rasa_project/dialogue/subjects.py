"""Subjects within an intent that have an answer of their own (``data/knowledge/subjects.yml``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.edition import of_edition
from rasa_project.understanding.concepts import ConceptMatcher

_UNLESS: Final = "unless"


def subject_response(intent: str, words: Sequence[str]) -> str | None:
    """The response of the first subject that fits a message of folded words, or ``None``."""
    for name, subject in knowledge().subjects.items():
        if intent in subject.intents:
            found = set(_matcher(name).find(words))
            if _UNLESS not in found and len(found) == len(subject.words):
                return str(subject.response)
    return None


@of_edition
def _matcher(name: str) -> ConceptMatcher:
    """Each group of a subject's words as a class of its own."""
    subject = knowledge().subjects[name]
    groups = {str(number): group for number, group in enumerate(subject.words)}
    return ConceptMatcher({**groups, _UNLESS: subject.unless})
