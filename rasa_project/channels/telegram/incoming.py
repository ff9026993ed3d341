"""What an update means to the bot. Anything unknown means nothing and is passed over (T-1)."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final

from telegram import CallbackQuery, Chat, Message
from telegram.constants import ChatMemberStatus, ChatType, MessageAttachmentType

from rasa_project.channels.typed import typed, whole
from rasa_project.errors import BotError

logger = logging.getLogger(__name__)

#: The kinds that the bot asks Telegram for; older ones that still wait there are passed over.
ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")

#: Fields of a message that the bot uses, and those that say "here is something other than text".
_USED: Final = ("message_id", "date", "chat", "text", "caption", "location", "venue", "media_group_id")
_ATTACHMENTS: Final = frozenset(one.value for one in MessageAttachmentType)
_GROUPS: Final = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})
#: Three decimals of a degree are about 100 m in Kazaly.
_DECIMALS: Final = 3
_COMMAND: Final = re.compile(r"/([A-Za-z0-9_]+)(?:@\w+)?(?:\s|$)")
#: Telegram's numbers of chats and messages are below 2**52 (Bot API, "Chat"); the store's columns hold these.
_NUMBERS: Final = range(-(2**63), 2**63)


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
        update_id: Telegram's number of the update.
        kind: what it asks.
        chat_id: the chat; 0 for updates that mean nothing.
        message_id: the message written, edited, or tapped on.
        text: what was written, a command's name, a button's token, or a picture's caption.
        place: latitude and longitude in degrees, rounded to about 100 m.
        edited: whether an earlier message was changed.
        callback_id: what answerCallbackQuery needs.
        album: pictures sent together share it.
    """

    update_id: int
    kind: Kind
    chat_id: int = 0
    message_id: int | None = None
    text: str = ""
    place: tuple[float, float] | None = None
    edited: bool = False
    callback_id: str | None = None
    album: str | None = None


class NotAnUpdateError(BotError, ValueError):
    """The object has no ``update_id``: it is no update of Telegram's."""


def read_update(raw: Any, commands: Container[str]) -> Incoming:
    """An update as it came (parsed JSON); ``commands`` are the bot's own.

    Raises:
        NotAnUpdateError: there is no ``update_id``.
    """
    if not is_update(raw):
        raise NotAnUpdateError("Not an update of Telegram's: update_id is missing or not a number.")
    update_id: int = raw["update_id"]
    try:
        return _storable(_meaning(update_id, raw, commands))
    except Exception as error:
        # The library expects fields that a future kind may lack; one such update must not stop the rest.
        logger.warning("Update %d could not be read and is passed over: %s", update_id, type(error).__name__)
        return Incoming(update_id, Kind.NOTHING)


def is_update(raw: Any) -> bool:
    """Whether an object has the number that every update has."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    return type(number) is int and number >= 0 and number in _NUMBERS


def _storable(one: Incoming) -> Incoming:
    """The update where its numbers are 64-bit integers, its place is finite and its names are texts.

    JSON may hold ``1e400`` or ``"abc"`` where Telegram says "Integer", and no column can keep that.

    Raises:
        TypeError: a member is something else.
    """
    numbers = [one.chat_id] if one.message_id is None else [one.chat_id, one.message_id]
    if any(type(number) is not int or number not in _NUMBERS for number in numbers):
        raise TypeError("not a number of Telegram's")
    if one.place is not None and not all(math.isfinite(degrees) for degrees in one.place):
        raise TypeError("not a place")
    if any(name is not None and not isinstance(name, str) for name in (one.album, one.callback_id)):
        raise TypeError("not a name of Telegram's")
    return one


def _meaning(update_id: int, raw: Mapping[str, Any], commands: Container[str]) -> Incoming:
    if raw.get("message"):
        return _message(update_id, raw["message"], commands)
    if raw.get("edited_message"):
        return _edited(update_id, _used(raw["edited_message"]), commands)
    if raw.get("callback_query"):
        return _tap(update_id, raw["callback_query"])
    if raw.get("my_chat_member"):
        return _membership(update_id, raw["my_chat_member"])
    return Incoming(update_id, Kind.NOTHING)


def _used(raw: Mapping[str, Any]) -> Message:
    """The library's message with the fields that the bot uses; what else is new or odd in it is never looked at."""
    message = Message.de_json({name: raw[name] for name in _USED if name in raw}, None)
    if message is None or not isinstance(message.text or "", str) or not isinstance(message.caption or "", str):
        raise TypeError("not a message")
    return message


def _message(update_id: int, raw: Mapping[str, Any], commands: Container[str]) -> Incoming:
    message = _used(raw)
    chat = message.chat.id
    if message.chat.type != ChatType.PRIVATE:
        return Incoming(update_id, Kind.GROUP if message.chat.type in _GROUPS else Kind.NOTHING, chat)
    if message.text:
        return _words(update_id, message, message.text, commands)
    location = message.location or (message.venue.location if message.venue else None)
    if location:
        place = (round(float(location.latitude), _DECIMALS), round(float(location.longitude), _DECIMALS))
        return Incoming(update_id, Kind.LOCATION, chat, message.message_id, place=place)
    if not _ATTACHMENTS.isdisjoint(raw):
        words = typed(message.caption or "")
        return Incoming(update_id, Kind.UNREADABLE, chat, message.message_id, words, album=message.media_group_id)
    return Incoming(update_id, Kind.NOTHING, chat)


def _words(update_id: int, message: Message, text: str, commands: Container[str]) -> Incoming:
    command = _COMMAND.match(text)
    if command and command.group(1).lower() in commands:
        return Incoming(update_id, Kind.COMMAND, message.chat.id, message.message_id, command.group(1).lower())
    words = typed(text)
    return Incoming(update_id, Kind.TEXT if words else Kind.UNREADABLE, message.chat.id, message.message_id, words)


def _edited(update_id: int, message: Message, commands: Container[str]) -> Incoming:
    """A changed text or caption is a question; a live location that moves on is not."""
    text = message.text or message.caption or ""
    if message.chat.type != ChatType.PRIVATE or not typed(text):
        return Incoming(update_id, Kind.NOTHING, message.chat.id)
    return replace(_words(update_id, message, text, commands), edited=True)


def _tap(update_id: int, raw: Mapping[str, Any]) -> Incoming:
    """In a private chat the chat's number is that of the person, also where the message is too old to come along."""
    message = _used(raw["message"]) if raw.get("message") else None
    query = CallbackQuery.de_json({**raw, "message": None}, None)
    if message and message.chat.type != ChatType.PRIVATE:
        return Incoming(update_id, Kind.NOTHING, callback_id=query.id)
    where = message.message_id if message else None
    return Incoming(update_id, Kind.TAP, query.from_user.id, where, whole(query.data or ""), callback_id=query.id)


def _membership(update_id: int, change: Mapping[str, Any]) -> Incoming:
    """The library's model of a member asks for every right of an administrator; only the status is needed."""
    status, chat = change["new_chat_member"]["status"], Chat.de_json(change["chat"], None)
    gone = status in {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}
    if chat.type == ChatType.PRIVATE:
        return Incoming(update_id, Kind.BLOCKED if gone else Kind.UNBLOCKED, chat.id)
    return Incoming(update_id, Kind.GROUP if chat.type in _GROUPS and not gone else Kind.NOTHING, chat.id)
