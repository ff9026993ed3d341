"""Names in JSON stand once: of two, one reader takes the first and another the last (RFC 8259, 4, leaves it open)."""

from __future__ import annotations

from typing import Any

from rasa_project.errors import BotError


class RepeatedNameError(BotError, ValueError):
    """An object holds a name twice."""


def each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object from its members (``object_pairs_hook`` of ``json.loads``).

    Raises:
        RepeatedNameError: a name stands twice.
    """
    found = dict(pairs)
    if len(found) != len(pairs):
        raise RepeatedNameError("An object holds a name twice.")
    return found
