"""Write the tables of words in docs/style.md from data/knowledge/style.yml: ``make style``; a test compares them.

The rules around the tables are written by hand; a table stands between ``<!-- words:kk -->`` and ``<!-- /words -->``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from pydantic import Field, parse_obj_as

from rasa_project.advice.knowledge import KNOWLEDGE_DIR
from rasa_project.advice.records import Record
from rasa_project.yaml_files import read_yaml

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "style.md"
WORDS: Final = KNOWLEDGE_DIR / "style.yml"

#: A table with the marks around it; the language is in the first.
_TABLE: Final = re.compile(r"(<!-- words:(\w+) -->\n).*?(<!-- /words -->)", re.DOTALL)
_HEADS: Final = {
    "kk": "| сөз | thing | айтпаймыз | неге |\n|---|---|---|---|\n",
    "ru": "| слово | thing | не говорим | почему |\n|---|---|---|---|\n",
}


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
        return [word for stem in self.avoid for word in re.findall(_pattern(stem), text, re.IGNORECASE)]


def _pattern(stem: str) -> str:
    end = r"(?!\w)" if stem.startswith("=") else ""
    return r"(?<![\w-])" + re.escape(stem.lstrip("=")) + end


def terms() -> dict[str, list[Term]]:
    """The words of each language.

    Raises:
        pydantic.ValidationError: an entry lacks a key or has one too many.
    """
    return parse_obj_as(dict[str, list[Term]], read_yaml(WORDS.read_text(encoding="utf-8")))


def page(now: str) -> str:
    """The page as it should be: ``now`` with its tables written anew."""
    words = terms()
    return _TABLE.sub(lambda found: found[1] + _table(found[2], words[found[2]]) + found[3], now)


def _table(language: str, some: list[Term]) -> str:
    return _HEADS[language] + "".join(f"| {one.say} | {one.thing} | {one.shown} | {one.why} |\n" for one in some)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
