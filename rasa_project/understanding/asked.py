"""Which amount the bot has just asked for: by the form's question, or by what its last answer says that it asks.

An answer asks by its metadata in ``answers.yml``: ``asks: doses``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from rasa_project.understanding.open_question import Asked

#: A question has several names (actions/consultation_questions.py), each with one of these in it.
_BY_NAME: Final = {
    "age": Asked.AGE,
    "doses": Asked.DOSES,
    "when": Asked.CONTACT,
    "fever_days": Asked.FEVER,
}
_BESIDE: Final = re.compile(r"^(?:own|contact)_|_(?:again|doctor)$")
_ASKED: Final = {one.value: one for one in Asked}


def asked_by(question: object, events_before: Iterable[Mapping[str, Any]]) -> Asked | None:
    """The amount that was asked for before a message, or ``None``.

    Args:
        question: the slot that an active form has asked for.
        events_before: the events before the message as dictionaries, the newest first.
    """
    if isinstance(question, str) and question:
        return _BY_NAME.get(_BESIDE.sub("", question))
    for event in events_before:
        if event.get("event") == "user":
            return None
        if event.get("event") == "bot":
            about = (event.get("metadata") or {}).get("metadata") or {}
            if "asks" in about:
                return _ASKED.get(str(about["asks"]))
    return None
