"""Buttons by their words: which payload a typed title stands for. Free of Rasa.

A title is compared folded and without punctuation, so that keyboard, script, case and the form of a dash do not
matter. A title that stands for two payloads is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from rapidfuzz.distance import DamerauLevenshtein

from kazakh.script import fold

#: Where the parse of a typed title holds the payload of its button.
TYPED_BUTTON_KEY: Final = "typed_button"
#: A longer text is no title.
LONGEST: Final = 200
_WORD: Final = re.compile(r"[^\W_]+")
#: A shorter title, or one with a digit, is typed as it stands or is another one: «бір рет», «екі рет».
_LONG: Final = 7

Titles = Mapping[str, str]


def title_key(text: str) -> str:
    """The folded words of a title or a message: ``«3–5 ай»`` and ``3-5 ai`` are ``3 5 аи``.

    Latin ``ng`` is нг or ң: here both are н.
    """
    title = text.strip()
    return "" if len(title) > LONGEST else " ".join(_WORD.findall(fold(title))).replace("нг", "н")


def titles_of(buttons: Iterable[Mapping[str, Any]]) -> Titles:
    """Payloads by the key of their title (``{"title", "payload"}``); ambiguous titles are left out."""
    payloads: dict[str, set[str]] = {}
    for button in buttons:
        title, payload = title_key(str(button.get("title") or "")), str(button.get("payload") or "")
        if title and payload.startswith("/"):
            payloads.setdefault(title, set()).add(payload)
    return {title: some.pop() for title, some in payloads.items() if len(some) == 1}


def lasting_titles(buttons: Iterable[Mapping[str, Any]]) -> Titles:
    """Titles that mean their topic at any time: their payload tells no value."""
    return {title: payload for title, payload in titles_of(buttons).items() if "{" not in payload}


def shown_as(text: str, titles: Iterable[str]) -> str | None:
    """The one of ``titles`` (as shown) that ``text`` is: word for word, with other gaps, or one letter off.

    ``екеуіде жоқ`` is «Екеуі де жоқ». ``None`` where it is none of them, or one letter off two of them.
    """
    key = title_key(text)
    keys = {other: title for title in titles if (other := title_key(title))}
    if not key or key in keys:
        return keys.get(key)
    near = {title for other, title in keys.items() if _is_near(key.replace(" ", ""), other.replace(" ", ""))}
    return near.pop() if len(near) == 1 else None


def _is_near(typed: str, title: str) -> bool:
    if min(len(typed), len(title)) < _LONG or any(letter.isdecimal() for letter in typed + title):
        return False
    return DamerauLevenshtein.distance(typed, title, score_cutoff=1) <= 1


def tapped_payload(message: Mapping[str, Any]) -> str | None:
    """The payload of a button that was tapped, or whose title was typed; ``None`` for other words.

    ``message`` is the parse of a message, as trackers hold it.
    """
    text = str(message.get("text") or "")
    if text.startswith("/"):
        return text
    typed = message.get(TYPED_BUTTON_KEY)
    return str(typed) if typed else None
