"""What a messenger's update means to the bot, whatever the messenger."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from rasa_project.channels.cleaning import typed, whole, without_personal_data
from rasa_project.errors import BotError

#: Letters of a message that are read; Telegram's longest text.
MOST_LETTERS: Final = 4096
_COMMAND: Final = re.compile(r"/([A-Za-z0-9_]+)(?:@\w+)?(?:\s|$)")


class Kind(str, Enum):
    """What an update asks of the bot. The last ones ask nothing: they are counted, and keep none waiting.

    ``LATE``: a message too old to be answered. ``DELIVERED``, ``READ``, ``FAILED``: what became of the bot's own.
    """

    TEXT = "text"
    COMMAND = "command"
    TAP = "tap"
    LOCATION = "location"
    UNREADABLE = "unreadable"
    GROUP = "group"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    NOTHING = "nothing"
    LATE = "late"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True)
class Incoming:
    """An update, as far as the bot uses it.

    Attributes:
        update_id: the messenger's name of the update: one that comes twice is answered once.
        kind: what it asks.
        chat_id: the messenger's name of the chat; empty for updates that mean nothing.
        message_id: the message written, edited, or tapped on.
        text: what was written, a command's name, a button's token, or a picture's caption.
        place: latitude and longitude in degrees, rounded to about 100 m (``rounded_place``).
        edited: whether an earlier message was changed.
        tap_id: what confirms a tap (:meth:`Messenger.answer_tap`).
        album: pictures sent together share it.
        own_name: the bot's own name of a message that was sent unasked, where this tells what became of it.
        position: a number by which updates are answered in order, where the messenger has one; without it updates
            are answered in the order of their arrival.
    """

    update_id: str
    kind: Kind
    chat_id: str = ""
    message_id: str | None = None
    text: str = ""
    place: tuple[float, float] | None = None
    edited: bool = False
    tap_id: str | None = None
    album: str | None = None
    own_name: str | None = None
    position: int | None = None


class NotAnUpdateError(BotError, ValueError):
    """An object names no update: it did not come from the messenger."""


#: Kinds that ask nothing.
QUIET: Final = frozenset({Kind.NOTHING, Kind.LATE, Kind.DELIVERED, Kind.READ, Kind.FAILED})
#: Kinds whose text somebody typed.
_TYPED: Final = frozenset({Kind.TEXT, Kind.UNREADABLE})


def worded(one: Incoming, text: str, commands: Container[str]) -> Incoming:
    """An update with what was typed: a text, or one of the bot's own commands (``/help``)."""
    command = _COMMAND.match(text)
    if command and command.group(1).lower() in commands:
        return replace(one, kind=Kind.COMMAND, text=command.group(1).lower())
    return replace(one, kind=Kind.TEXT, text=text)


def cleaned(one: Incoming) -> Incoming:
    """An update as it may wait on disk, whatever the messenger left in it.

    What was typed is words, not a payload of a button, and has marks in place of phone numbers and the like. A text
    without words can't be read; a change that leaves none means nothing, and so does what names no chat or no place.

    Raises:
        TypeError: a name or the text is something else than a text: JSON may hold anything.
    """
    texts = [
        one.chat_id,
        one.text,
        *(name for name in (one.message_id, one.tap_id, one.album, one.own_name) if name is not None),
    ]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a name is no text")
    is_nowhere = not one.chat_id or (one.kind is Kind.LOCATION and one.place is None)
    kind = Kind.NOTHING if is_nowhere and one.kind not in QUIET else one.kind
    if kind in QUIET:
        return replace(one, kind=kind, text="")
    if kind not in _TYPED:
        return replace(one, kind=kind, text=whole(one.text)[:MOST_LETTERS])
    words = without_personal_data(typed(one.text)[:MOST_LETTERS])
    if not words:
        kind = Kind.NOTHING if one.edited else Kind.UNREADABLE
    return replace(one, kind=kind, text=words)
