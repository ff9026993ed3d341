"""What an update means to the bot. Anything unknown means nothing and is passed over."""

from __future__ import annotations

import logging
import re
from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any, Final

from telegram import CallbackQuery, Chat, Message
from telegram.constants import ChatMemberStatus, ChatType, MessageAttachmentType

from rasa_project.channels.guard import rounded_place
from rasa_project.channels.inbox.incoming import Incoming, Kind, NotAnUpdateError
from rasa_project.channels.typed import typed, whole

logger = logging.getLogger(__name__)

#: The kinds that the bot asks Telegram for; older ones that still wait there are passed over.
ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")

#: Fields of a message that the bot uses, and those that say "here is something other than text".
_USED: Final = ("message_id", "date", "chat", "text", "caption", "location", "venue", "media_group_id")
_ATTACHMENTS: Final = frozenset(one.value for one in MessageAttachmentType)
_GROUPS: Final = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})
_COMMAND: Final = re.compile(r"/([A-Za-z0-9_]+)(?:@\w+)?(?:\s|$)")
#: Telegram's numbers of chats and messages are below 2**52 (Bot API, "Chat"); the order in the inbox holds these.
_NUMBERS: Final = range(-(2**63), 2**63)


def read_update(raw: Any, commands: Container[str]) -> Incoming:
    """An update as it came (parsed JSON); ``commands`` are the bot's own.

    Raises:
        NotAnUpdateError: there is no ``update_id``.
    """
    if not is_update(raw):
        raise NotAnUpdateError("Not an update of Telegram's: update_id is missing or not a number.")
    position: int = raw["update_id"]
    update_id = str(position)
    try:
        return replace(_meaning(update_id, raw, commands), position=position)
    except Exception as error:
        # The library expects fields that a future kind may lack; one such update must not stop the rest.
        logger.warning("Update %s could not be read and is passed over: %s", update_id, type(error).__name__)
        return Incoming(update_id, Kind.NOTHING, position=position)


def is_update(raw: Any) -> bool:
    """Whether an object has the number that every update has."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    return type(number) is int and number >= 0 and number in _NUMBERS


def _name(number: object) -> str:
    """A number of Telegram's as the inbox's name.

    Raises:
        TypeError: JSON may hold ``1e400`` or ``"abc"`` where Telegram says "Integer".
    """
    if type(number) is not int or number not in _NUMBERS:
        raise TypeError("not a number of Telegram's")
    return str(number)


def _text(name: object) -> str | None:
    """A name that is a text.

    Raises:
        TypeError: it is something else.
    """
    if name is not None and not isinstance(name, str):
        raise TypeError("not a name of Telegram's")
    return name


def _meaning(update_id: str, raw: Mapping[str, Any], commands: Container[str]) -> Incoming:
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


def _message(update_id: str, raw: Mapping[str, Any], commands: Container[str]) -> Incoming:
    message = _used(raw)
    chat = _name(message.chat.id)
    if message.chat.type != ChatType.PRIVATE:
        return Incoming(update_id, Kind.GROUP if message.chat.type in _GROUPS else Kind.NOTHING, chat)
    if message.text:
        return _words(update_id, message, message.text, commands)
    location = message.location or (message.venue.location if message.venue else None)
    if location:
        place = rounded_place(location.latitude, location.longitude)
        kind = Kind.LOCATION if place else Kind.NOTHING
        return Incoming(update_id, kind, chat, _name(message.message_id), place=place)
    if not _ATTACHMENTS.isdisjoint(raw):
        words, album = typed(message.caption or ""), _text(message.media_group_id)
        return Incoming(update_id, Kind.UNREADABLE, chat, _name(message.message_id), words, album=album)
    return Incoming(update_id, Kind.NOTHING, chat)


def _words(update_id: str, message: Message, text: str, commands: Container[str]) -> Incoming:
    chat, number = _name(message.chat.id), _name(message.message_id)
    command = _COMMAND.match(text)
    if command and command.group(1).lower() in commands:
        return Incoming(update_id, Kind.COMMAND, chat, number, command.group(1).lower())
    words = typed(text)
    return Incoming(update_id, Kind.TEXT if words else Kind.UNREADABLE, chat, number, words)


def _edited(update_id: str, message: Message, commands: Container[str]) -> Incoming:
    """A changed text or caption is a question; a live location that moves on is not."""
    text = message.text or message.caption or ""
    if message.chat.type != ChatType.PRIVATE or not typed(text):
        return Incoming(update_id, Kind.NOTHING, _name(message.chat.id))
    return replace(_words(update_id, message, text, commands), edited=True)


def _tap(update_id: str, raw: Mapping[str, Any]) -> Incoming:
    """In a private chat the chat's number is that of the person, also where the message is too old to come along."""
    message = _used(raw["message"]) if raw.get("message") else None
    query = CallbackQuery.de_json({**raw, "message": None}, None)
    tap_id, where = _text(query.id), _name(message.message_id) if message else None
    if message and message.chat.type != ChatType.PRIVATE:
        return Incoming(update_id, Kind.NOTHING, tap_id=tap_id)
    return Incoming(update_id, Kind.TAP, _name(query.from_user.id), where, whole(query.data or ""), tap_id=tap_id)


def _membership(update_id: str, change: Mapping[str, Any]) -> Incoming:
    """The library's model of a member asks for every right of an administrator; only the status is needed."""
    status, chat = change["new_chat_member"]["status"], Chat.de_json(change["chat"], None)
    gone, name = status in {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}, _name(chat.id)
    if chat.type == ChatType.PRIVATE:
        return Incoming(update_id, Kind.BLOCKED if gone else Kind.UNBLOCKED, name)
    return Incoming(update_id, Kind.GROUP if chat.type in _GROUPS and not gone else Kind.NOTHING, name)
