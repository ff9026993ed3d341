"""What the widget shows beside answers, from ``data/channels/widget.yml``.

The questions of its first view, the answers behind which the card of an emergency goes, whose a source is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, get_args

from pydantic import Field, constr, validator

from rasa_project.advice.knowledge import Source, knowledge, read_checked
from rasa_project.advice.records import Record, Words
from rasa_project.dialogue.nearest import payload_of
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.edition import DATA, edition, of_edition

VIEW_FILE: Final = DATA / "channels" / "widget.yml"
_OFFERED: Final = 6


class AskedMost(Record):
    """A particular question of ``data/knowledge/questions.yml``, as the first view asks it."""

    question: str
    kk: constr(min_length=3, max_length=60)  # type: ignore[valid-type]
    ru: constr(min_length=3, max_length=60)  # type: ignore[valid-type]

    @validator("question")
    def _is_known(cls, question: str) -> str:
        if question not in knowledge().questions:
            raise ValueError(f"{question!r} is not in questions.yml")
        return question


class FirstView(Record):
    """The whole file."""

    asked_most: list[AskedMost] = Field(min_items=_OFFERED, max_items=_OFFERED)
    emergency_answered_by: frozenset[str]
    source_kinds: dict[str, Words]

    @validator("asked_most")
    def _each_once(cls, asked_most: list[AskedMost]) -> list[AskedMost]:
        if len({one.question for one in asked_most}) < len(asked_most):
            raise ValueError("a question stands twice")
        return asked_most

    @validator("source_kinds")
    def _are_all_named(cls, kinds: dict[str, Words]) -> dict[str, Words]:
        known = set(get_args(Source.__fields__["kind"].outer_type_))
        if set(kinds) != known:
            raise ValueError(f"must be {', '.join(sorted(known))}")
        return kinds

    def buttons(self, language: ReplyLanguage) -> list[dict[str, str]]:
        """The questions as buttons of an answer: ``{"title", "payload"}`` each."""
        return [{"title": str(getattr(one, language)), "payload": payload_of(one.question)} for one in self.asked_most]


@of_edition
def read_first_view(path: Path = VIEW_FILE) -> FirstView:
    """The file, checked.

    Raises:
        KnowledgeError: the file is missing or wrong; the text says where.
    """
    return read_checked(edition().at(path), FirstView)
