"""The sources that answers rest on, as channels hand them on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa_project.advice.knowledge import knowledge


def sources_of(keys: Iterable[str]) -> list[dict[str, Any]]:
    """Sources by their keys in sources.yml, in that order: ``{"id", "title", "url", "date", "kind"}`` each.

    ``url`` and ``date`` are ``None`` where none is known; ``kind`` is one of the file's kinds, such as ``law``.

    Raises:
        KeyError: the file has no source of that name (a test reads all answers).
    """
    known = knowledge().sources
    return [
        {"id": key, "title": known[key].title, "url": known[key].url, "date": known[key].date, "kind": known[key].kind}
        for key in keys
    ]
