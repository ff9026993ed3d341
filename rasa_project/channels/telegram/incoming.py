"""What an update means to the bot. Anything unknown means nothing and is passed over (T-1)."""

from __future__ import annotations

import logging
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext.filters import StatusUpdate

logger = logging.getLogger(__name__)

#: The kinds that the bot asks Telegram for; older ones that still wait there are passed over.
ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")

#: Three decimals of a degree are about 100 m in Kazaly.
_DECIMALS: Final = 3
_COMMAND: Final = re.compile(r"/([A-Za-z0-9_]+)(?:@\w+)?(?:\s|$)")


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


class NotAnUpdateError(ValueError):
    """The object has no ``update_id``: it is no update of Telegram's."""


def read_update(raw: object, commands: Container[str]) -> Incoming:
    """An update as it came (parsed JSON); ``commands`` are the bot's own.

    Raises:
        NotAnUpdateError: there is no ``update_id``.
    """
    update_id = raw.get("update_id") if isinstance(raw, Mapping) else None
    if not isinstance(update_id, int) or isinstance(update_id, bool) or not 0 <= update_id < 2**63:
        raise NotAnUpdateError("Not an update of Telegram's: update_id is missing or not a number.")
    try:
        update = Update.de_json(dict(raw), None)  # type: ignore[call-overload]
        return _meaning(update, commands)
    except Exception as error:
        # The library expects fields that a future kind may lack; one such update must not stop the rest.
        logger.warning("Update %d could not be read and is passed over: %s", update_id, type(error).__name__)
        return Incoming(update_id, Kind.NOTHING)


def without_slash(text: str) -> str:
    """Typed text that Rasa can't take for a command: ``/inform{...}`` is understood as words."""
    text = text.strip()
    while text.startswith("/"):
        text = text[1:].strip()
    return text


def _meaning(update: Update, commands: Container[str]) -> Incoming:
    if update.message:
        return _message(update.update_id, update.message, commands)
    if update.edited_message:
        return _edited(update.update_id, update.edited_message, commands)
    if update.callback_query:
        return _tap(update.update_id, update.callback_query)
    if update.my_chat_member:
        return _membership(update.update_id, update.my_chat_member)
    return Incoming(update.update_id, Kind.NOTHING)


def _message(update_id: int, message: Message, commands: Container[str]) -> Incoming:
    chat = message.chat.id
    if message.chat.type != ChatType.PRIVATE:
        in_group = message.chat.type in {ChatType.GROUP, ChatType.SUPERGROUP}
        return Incoming(update_id, Kind.GROUP if in_group else Kind.NOTHING, chat)
    if message.text:
        return _words(update_id, message, message.text, commands)
    location = message.location or (message.venue.location if message.venue else None)
    if location:
        place = (round(float(location.latitude), _DECIMALS), round(float(location.longitude), _DECIMALS))
        return Incoming(update_id, Kind.LOCATION, chat, message.message_id, place=place)
    if message.effective_attachment and not StatusUpdate.ALL.check_update(Update(update_id, message=message)):
        caption = without_slash(message.caption or "")
        return Incoming(update_id, Kind.UNREADABLE, chat, message.message_id, caption, album=message.media_group_id)
    return Incoming(update_id, Kind.NOTHING, chat)


def _words(update_id: int, message: Message, text: str, commands: Container[str]) -> Incoming:
    command = _COMMAND.match(text)
    if command and command.group(1).lower() in commands:
        return Incoming(update_id, Kind.COMMAND, message.chat.id, message.message_id, command.group(1).lower())
    words = without_slash(text)
    return Incoming(update_id, Kind.TEXT if words else Kind.UNREADABLE, message.chat.id, message.message_id, words)


def _edited(update_id: int, message: Message, commands: Container[str]) -> Incoming:
    """A changed text or caption is a question; a live location that moves on is not."""
    text = message.text or message.caption or ""
    if message.chat.type != ChatType.PRIVATE or not without_slash(text):
        return Incoming(update_id, Kind.NOTHING, message.chat.id)
    read = _words(update_id, message, text, commands)
    return Incoming(update_id, read.kind, read.chat_id, read.message_id, read.text, edited=True)


def _tap(update_id: int, query: CallbackQuery) -> Incoming:
    """In a private chat the chat's number is that of the person, also where the message is too old to come along."""
    message = query.message
    if message and message.chat.type != ChatType.PRIVATE:
        return Incoming(update_id, Kind.NOTHING, callback_id=query.id)
    where = message.message_id if message else None
    return Incoming(update_id, Kind.TAP, query.from_user.id, where, query.data or "", callback_id=query.id)


def _membership(update_id: int, change: ChatMemberUpdated) -> Incoming:
    status, chat = change.new_chat_member.status, change.chat
    gone = status in {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}
    if chat.type == ChatType.PRIVATE:
        return Incoming(update_id, Kind.BLOCKED if gone else Kind.UNBLOCKED, chat.id)
    in_group = chat.type in {ChatType.GROUP, ChatType.SUPERGROUP}
    return Incoming(update_id, Kind.GROUP if in_group and not gone else Kind.NOTHING, chat.id)
