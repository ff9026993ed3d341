"""Messages of who refused that they are kept: stored without their words, also those that stood before.

What stays is what was understood (topic, language, how dangerous) and when: the talk goes on, numbers stay right.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from rasa_project.storage.schema import event

#: Of a message and of what was read in it nothing else is kept; none of these holds a word of the parent.
_OF_MESSAGE: Final = ("event", "timestamp", "input_channel", "message_id")
_OF_READING: Final = ("intent", "language", "language_is_clear", "message_id")
_OF_METADATA: Final = ("model_id", "assistant_id", "page_language")
_USER: Final = "user"


def without_words(message: Mapping[str, Any]) -> dict[str, Any]:
    """A stored message of a parent without its words.

    Args:
        message: as Rasa's ``UserUttered.as_dict`` gives it.
    """
    read = message.get("parse_data") or {}
    metadata = _only(message.get("metadata") or {}, _OF_METADATA)
    danger = {name: value for name, value in (read.get("danger") or {}).items() if name == "level"}
    kept = {**_only(read, _OF_READING), "text": "", "entities": [], "metadata": metadata}
    return {
        **_only(message, _OF_MESSAGE), "text": "", "metadata": metadata,
        "parse_data": {**kept, **({"danger": danger} if danger else {})},
    }  # fmt: skip


def take_words(connection: Connection, key: int) -> int:
    """Take the words out of all stored messages of a conversation; returns how many had some."""
    mine = sa.and_(event.c.conversation_id == key, event.c.type_name == _USER)
    taken = 0
    for position, data in connection.execute(sa.select(event.c.position, event.c.data).where(mine)).all():
        message = json.loads(data)
        wordless = without_words(message)
        if wordless != message:
            text = json.dumps(wordless, ensure_ascii=False, separators=(",", ":"))
            connection.execute(event.update().where(mine, event.c.position == position).values(data=text))
            taken += 1
    return taken


def _only(told: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: told[name] for name in names if name in told}
