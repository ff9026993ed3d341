"""What an update means to the bot. Anything unknown means nothing and is passed over."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any, Final, TypeGuard

from telegram import CallbackQuery, Chat, Message
from telegram.constants import ChatMemberStatus, ChatType, MessageAttachmentType

from rasa_project.channels.cleaning import rounded_place
from rasa_project.channels.inbox.incoming import Incoming, Kind, NotAnUpdateError, worded

#: The kinds that the bot asks Telegram for; older ones that still wait there are passed over.
ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")

#: Fields of a message that the bot uses, and those that say "here is something other than text".
_USED: Final = ("message_id", "date", "chat", "text", "caption", "location", "venue", "media_group_id")
_ATTACHMENTS: Final = frozenset(one.value for one in MessageAttachmentType)
_GROUPS: Final = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})
#: Telegram's numbers of chats and messages are below 2**52 (Bot API, "Chat"); the order in the inbox holds these.
_NUMBERS: Final = range(-(2**63), 2**63)


def identify(raw: object) -> Incoming:
    """The name of an update (parsed JSON) and its place in the order; what it means is not looked at.

    Raises:
        NotAnUpdateError: there is no ``update_id``.
    """
    if not is_update(raw):
        raise NotAnUpdateError("Not an update of Telegram's: update_id is missing or not a number.")
    number: int = raw["update_id"]
    return Incoming(str(number), Kind.NOTHING, position=number)


def is_update(raw: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether an object has the number that every update has."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    return type(number) is int and number >= 0 and number in _NUMBERS


def read_update(one: Incoming, raw: Mapping[str, Any], commands: Container[str]) -> Incoming:
    """What an update means: ``one``, as identified, with the rest.

    The library expects fields that a future kind may lack; any error means that the update can't be read.
    """
    if raw.get("message"):
        return _message(one, raw["message"], commands)
    if raw.get("edited_message"):
        return _edited(one, _used(raw["edited_message"]), commands)
    if raw.get("callback_query"):
        return _tap(one, raw["callback_query"])
    if raw.get("my_chat_member"):
        return _membership(one, raw["my_chat_member"])
    return one


def _name(number: object) -> str:
    """A number of Telegram's as the inbox's name.

    Raises:
        TypeError: JSON may hold ``1e400`` or ``"abc"`` where Telegram says "Integer".
    """
    if type(number) is not int or number not in _NUMBERS:
        raise TypeError("not a number of Telegram's")
    return str(number)


def _used(raw: Mapping[str, Any]) -> Message:
    """The library's message with the fields that the bot uses; what else is new or odd in it is never looked at."""
    message = Message.de_json({name: raw[name] for name in _USED if name in raw}, None)
    if message is None:
        raise TypeError("not a message")
    return message


def _message(one: Incoming, raw: Mapping[str, Any], commands: Container[str]) -> Incoming:
    message = _used(raw)
    if message.chat.type != ChatType.PRIVATE:
        kind = Kind.GROUP if message.chat.type in _GROUPS else Kind.NOTHING
        return replace(one, kind=kind, chat_id=_name(message.chat.id))
    one = replace(one, chat_id=_name(message.chat.id), message_id=_name(message.message_id))
    if message.text:
        return worded(one, message.text, commands)
    location = message.location or (message.venue.location if message.venue else None)
    if location:
        return replace(one, kind=Kind.LOCATION, place=rounded_place(location.latitude, location.longitude))
    if not _ATTACHMENTS.isdisjoint(raw):
        return replace(one, kind=Kind.UNREADABLE, text=message.caption or "", album=message.media_group_id)
    return one


def _edited(one: Incoming, message: Message, commands: Container[str]) -> Incoming:
    """A changed text or caption is a question; a live location that moves on has none, and is not."""
    if message.chat.type != ChatType.PRIVATE:
        return one
    one = replace(one, chat_id=_name(message.chat.id), message_id=_name(message.message_id), edited=True)
    return worded(one, message.text or message.caption or "", commands)


def _tap(one: Incoming, raw: Mapping[str, Any]) -> Incoming:
    """In a private chat the chat's number is that of the person, also where the message is too old to come along."""
    message = _used(raw["message"]) if raw.get("message") else None
    query = CallbackQuery.de_json({**raw, "message": None}, None)
    if message and message.chat.type != ChatType.PRIVATE:
        return replace(one, tap_id=query.id)
    where = _name(message.message_id) if message else None
    chat = _name(query.from_user.id)
    return replace(one, kind=Kind.TAP, chat_id=chat, message_id=where, text=query.data or "", tap_id=query.id)


def _membership(one: Incoming, change: Mapping[str, Any]) -> Incoming:
    """The library's model of a member asks for every right of an administrator; only the status is needed."""
    status, chat = change["new_chat_member"]["status"], Chat.de_json(change["chat"], None)
    gone = status in {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}
    if chat.type == ChatType.PRIVATE:
        kind = Kind.BLOCKED if gone else Kind.UNBLOCKED
    else:
        kind = Kind.GROUP if chat.type in _GROUPS and not gone else Kind.NOTHING
    return replace(one, kind=kind, chat_id=_name(chat.id))
