"""Small pieces of HTML. Every text from a file goes through ``escaped``, ``both`` or ``paragraphs``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from scripts.answers_book.read import AnswersBookError
from scripts.answers_book.words import GAPS, Both

_GAP: Final = re.compile(r"\{(\w*)\}")
_LANGUAGE: Final = re.compile(r"_(?:kk|ru)$")


def escaped(text: str) -> str:
    """Text for an element or a quoted attribute."""
    return escape(text, quote=True)


def element(tag: str, content: str, **attributes: str | None) -> str:
    """``<tag a="b">content</tag>``: content is HTML, values are text; ``class_`` is ``class``, ``None`` is left out."""
    some = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{some}>{content}</{tag}>"


def both(said: Both) -> str:
    """Both languages in a row, for headings and labels."""
    kk, ru = escaped(said.kk), escaped(said.ru)
    return kk if said.kk == said.ru else f'{kk} <span lang="ru">/ {ru}</span>'


def pair(kk: str, ru: str) -> str:
    """Two pieces of HTML side by side, one below the other on a phone."""
    left, right = element("div", kk, class_="kk", lang="kk"), element("div", ru, class_="ru", lang="ru")
    return element("div", left + right, class_="pair")


def paragraphs(text: str, language: str) -> str:
    """A text of the bot: a paragraph for each line; a gap is a blank that says what stands there.

    Raises:
        AnswersBookError: nothing is known of a gap.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    return "".join(element("p", _line(line, language)) for line in lines)


def blank(gap: str, language: str) -> str:
    """What stands in a gap (``{why_kk}`` without its braces), in words.

    Raises:
        AnswersBookError: nothing is known of it.
    """
    name = _LANGUAGE.sub("", gap)
    if name not in GAPS:
        raise AnswersBookError(
            f"an answer has the gap {{{gap}}}: say what it is in GAPS of scripts/answers_book/words.py"
        )
    return f"[{GAPS[name].kk if language == 'kk' else GAPS[name].ru}]"


def _line(line: str, language: str) -> str:
    texts = _GAP.split(line)
    pieces = [
        element("span", escaped(blank(piece, language)), class_="blank") if number % 2 else escaped(piece)
        for number, piece in enumerate(texts)
    ]
    return "".join(pieces)


def rows(some: Iterable[tuple[Both, str]]) -> str:
    """A table of labels, each with a piece of HTML."""
    lines = [element("tr", element("th", both(label), scope="row") + element("td", value)) for label, value in some]
    return element("table", element("tbody", "".join(lines)))
