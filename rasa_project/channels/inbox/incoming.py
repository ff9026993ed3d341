"""What a messenger's update means to the bot, whatever the messenger."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rasa_project.errors import BotError


class Kind(str, Enum):
    """What an update asks of the bot."""

    TEXT = "text"
    COMMAND = "command"
    TAP = "tap"
    LOCATION = "location"
    UNREADABLE = "unreadable"
    GROUP = "group"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Incoming:
    """An update, as far as the bot uses it.

    Attributes:
        update_id: the messenger's name of the update: one that comes twice is answered once.
        kind: what it asks.
        chat_id: the messenger's name of the chat; empty for updates that mean nothing.
        message_id: the message written, edited, or tapped on.
        text: what was written, a command's name, a button's token, or a picture's caption.
        place: latitude and longitude in degrees, rounded to about 100 m (``rounded_place`` of the gateway).
        edited: whether an earlier message was changed.
        tap_id: what confirms a tap (:meth:`Messenger.answer_tap`).
        album: pictures sent together share it.
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
    position: int | None = None


class NotAnUpdateError(BotError, ValueError):
    """An object names no update: it did not come from the messenger."""
