"""One word for one thing: the words of ``data/knowledge/style.yml``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import Field

from rasa_project.advice.knowledge import KNOWLEDGE_DIR, read_checked
from rasa_project.advice.records import Record
from rasa_project.edition import edition, of_edition

WORDS: Final = KNOWLEDGE_DIR / "style.yml"


class Term(Record):
    """The word for one thing.

    Attributes:
        say: the word that texts use.
        thing: what it names, in English.
        shown: the words not to use, as the page shows them.
        avoid: beginnings of those words; ``=`` before one means the whole word.
        why: the reason, in the language of the words.
        on_buttons: whether a button, which has 24 letters, may still say them.
    """

    say: str
    thing: str
    shown: str
    avoid: list[str] = Field(...)
    why: str
    on_buttons: bool = False

    def found_in(self, text: str) -> list[str]:
        """The avoided words that stand in ``text``."""
        return [found[0] for found in _pattern(tuple(self.avoid)).finditer(text)]


@cache
def _pattern(stems: tuple[str, ...]) -> re.Pattern[str]:
    if not stems:
        return re.compile("(?!)")  # nothing is avoided
    words = [re.escape(stem.lstrip("=")) + (r"(?!\w)" if stem.startswith("=") else "") for stem in stems]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})", re.IGNORECASE)


@of_edition
def terms(path: Path = WORDS) -> dict[str, list[Term]]:
    """The words of each language.

    Raises:
        rasa_project.advice.knowledge.KnowledgeError: an entry lacks a key or has one too many.
    """
    return read_checked(edition().at(path), dict[str, list[Term]])


@of_edition
def avoided(language: str) -> re.Pattern[str]:
    """All words to avoid of a language at once: most texts hold none."""
    return _pattern(tuple(stem for term in terms()[language] for stem in term.avoid))
