"""Folded words of a text, as the rules over words get them."""

from __future__ import annotations

from kazakh.analysis import default_analyzer


def words(text: str) -> list[str]:
    """Of a message, without its marks."""
    return default_analyzer().analyse(text).words
