"""Messages behind pointers, read from the bot's database when somebody looks; what was deleted there is gone here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from desk.bot.store import BotStore, Row
from desk.unanswered.models import Pointer
from rasa_project.advice.knowledge import knowledge

#: Guesses beside a message.
_MOST_GUESSES: Final = 3
#: Longer messages are cut where they are shown and kept.
MOST_LETTERS: Final = 1000


@dataclass(frozen=True)
class Shown:
    """A message to be labelled.

    Attributes:
        pointer: where it stands.
        text: as stored: with marks in place of personal data.
        guesses: names of the nearest particular questions, else topics.
    """

    pointer: Pointer
    text: str
    guesses: tuple[str, ...]


def read_messages(store: BotStore, pointers: Sequence[Pointer]) -> list[Shown]:
    """The messages of pointers, in their order; pointers to what has no words (any more) are taken away.

    Raises:
        desk.bot.store.BotStoreError: the bot's database can't be read.
    """
    rows = store.turns_at([(one.conversation, one.position) for one in pointers])
    shown, gone = [], []
    for one in pointers:
        row = rows.get((one.conversation, one.position))
        if row is None or row.created_at != one.created_at or not json.loads(row.data).get("text"):
            gone.append(one.pk)
        else:
            shown.append(_shown(one, row))
    Pointer.objects.filter(pk__in=gone, is_done=False).delete()
    return shown


def _shown(pointer: Pointer, row: Row) -> Shown:
    told = json.loads(row.data)
    text = str(told.get("text") or "")[:MOST_LETTERS]
    return Shown(pointer, text, guesses_of(told.get("parse_data") or {}, pointer.guess))


def guesses_of(parsed: dict[str, Any], first: str = "") -> tuple[str, ...]:
    """Names of the nearest particular questions and topics, the nearest first, each once."""
    known = {*knowledge().questions, *knowledge().topics}
    names = [
        first,
        *(str(one.get("name")) for one in parsed.get("questions") or []),
        *(str(one.get("name")) for one in parsed.get("intent_ranking") or []),
    ]
    return tuple(dict.fromkeys(name for name in names if name in known))[:_MOST_GUESSES]
