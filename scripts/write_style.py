"""Write the tables of words in docs/style.md from data/knowledge/style.yml: ``make style``; a test compares them.

The rules around the tables are written by hand; a table stands between ``<!-- words:kk -->`` and ``<!-- /words -->``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from rasa_project.content.style_words import Term, terms

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "style.md"

#: A table with the marks around it; the language is in the first.
_TABLE: Final = re.compile(r"(<!-- words:(\w+) -->\n).*?(<!-- /words -->)", re.DOTALL)
_HEADS: Final = {
    "kk": "| сөз | thing | айтпаймыз | неге |\n|---|---|---|---|\n",
    "ru": "| слово | thing | не говорим | почему |\n|---|---|---|---|\n",
}


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
