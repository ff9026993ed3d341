"""What a post of Meta's means to the bot. Anything unknown means nothing and is passed over.

The shapes are those of "messages webhook reference" and its pages (text, interactive, button, location, reaction,
edit, revoke, unsupported, status, errors) in Meta's documentation of the WhatsApp Business Platform. A library's
models are not used: they know the first message of a body only (docs/decisions/0109).
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from rasa_project.channels.cleaning import rounded_place
from rasa_project.channels.inbox.incoming import Incoming, Kind, NotAnUpdateError, worded

#: Whoever wrote longer ago can't be answered ("Customer service windows"): a repeat of old, or very late, post.
WINDOW_SECONDS: Final = 24 * 3600
#: Somebody's phone number or business-scoped user id (``KZ.1234``).
_CHAT: Final = re.compile(r"[A-Za-z0-9.]{1,150}")
_MOST_NAME: Final = 512
_MEDIA: Final = frozenset({"audio", "contacts", "document", "image", "order", "sticker", "unsupported", "video"})
#: Messages that an older one can't be told from, once the reader meets them as ``unsupported``.
_CHANGES: Final = frozenset({"edit", "revoke", "pin", "poll_update"})
_BECAME: Final = {"delivered": Kind.DELIVERED, "read": Kind.READ, "failed": Kind.FAILED}
#: Pictures sent together come as messages of their own; those of so many seconds get one line.
_TOGETHER_SECONDS: Final = 60
_START: Final = "start"


def updates_in(body: object, phone_id: str) -> Iterator[Mapping[str, Any]]:
    """What a post holds for our phone number, each as ``{"message": ...}``, ``{"status": ...}`` or ``{"error": ...}``.

    Raises:
        NotAnUpdateError: it is no post about WhatsApp.
    """
    if not isinstance(body, Mapping) or not isinstance(body.get("entry"), list):
        raise NotAnUpdateError("Not a post of Meta's: it has no list of entries.")
    for value in _values(body):
        metadata = value.get("metadata")
        if not isinstance(metadata, Mapping) or metadata.get("phone_number_id") != phone_id:
            continue
        for name, many in (("message", "messages"), ("status", "statuses"), ("error", "errors")):
            yield from ({name: one} for one in _list(value.get(many)))


def _values(body: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for entry in _list(body["entry"]):
        for change in _list(entry.get("changes") if isinstance(entry, Mapping) else None):
            value = change.get("value") if isinstance(change, Mapping) and change.get("field") == "messages" else None
            if isinstance(value, Mapping):
                yield value


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


class Order:
    """Places of updates in the order in which they were written, as far as Meta's clock tells: whole seconds.

    Within a second, as they came. Meta may post a later message first; while both wait, the earlier is answered first.
    """

    #: Bits below the second: microseconds of delay, or a digest where that is longer than eight minutes.
    _BITS: Final = 30

    def __init__(self) -> None:
        """Nothing came yet."""
        self._last = (0, 0)

    def place(self, written: int, name: str) -> int:
        """A number for an update of that name, ``written`` in that second."""
        late = time.time_ns() // 1000 - written * 1_000_000
        half = 2 ** (self._BITS - 1)
        if not 0 <= late < half:
            digest = hashlib.blake2b(name.encode("utf-8", "surrogateescape"), digest_size=4).digest()
            return (written << self._BITS) + half + int.from_bytes(digest, "big") % half
        if self._last[0] == written:
            late = max(late, self._last[1] + 1)
        self._last = (written, late)
        return (written << self._BITS) + late


def identify(raw: object, order: Order) -> Incoming:
    """The name of an update and its place in the order; what it means is not looked at.

    Raises:
        NotAnUpdateError: there is no ``id``.
    """
    content = _content(raw)
    name = content.get("id")
    if not isinstance(name, str) or not 0 < len(name) <= _MOST_NAME:
        raise NotAnUpdateError("Not a message of WhatsApp's: it has no id.")
    if isinstance(raw, Mapping) and "status" in raw:
        name = f"{name}:{str(content.get('status'))[:_MOST_NAME]}"
    name = name_of(name)
    return Incoming(name, Kind.NOTHING, position=order.place(_seconds(content), name))


def name_of(told: str) -> str:
    """The name under which an update is known again: Meta's own (``wamid.…``) holds the phone number in base64."""
    return hashlib.blake2b(told.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _content(raw: object) -> Mapping[str, Any]:
    found = (raw.get("message") or raw.get("status")) if isinstance(raw, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _seconds(content: Mapping[str, Any]) -> int:
    """When it was written, in seconds since 1970; now where that is not told, or lies ahead."""
    told, now = content.get("timestamp"), int(time.time())
    seconds = int(told) if isinstance(told, (str, int)) and re.fullmatch(r"[0-9]{9,11}", str(told)) else now
    return min(seconds, now)


def read_update(one: Incoming, raw: Mapping[str, Any], commands: Container[str]) -> Incoming:
    """What an update means: ``one``, as identified, with the rest; any error means that it can't be read."""
    if "status" in raw:
        return replace(one, kind=_BECAME.get(raw["status"]["status"], Kind.NOTHING))
    message = raw["message"]
    if "group_id" in message:  # a number of the Cloud API is in no group that it did not make itself
        return one
    one = replace(one, chat_id=_chat_of(message), message_id=message["id"])
    if int(time.time()) - _seconds(message) >= WINDOW_SECONDS:
        return replace(one, kind=Kind.LATE)
    return _message(one, message, commands)


def gone(one: Incoming, status: Mapping[str, Any]) -> Incoming:
    """A failed message of the bot's whose receiver can't be reached, as what it means: a chat that is gone."""
    return replace(one, kind=Kind.BLOCKED, chat_id=_name(status.get("recipient_id") or status["recipient_user_id"]))


def _chat_of(message: Mapping[str, Any]) -> str:
    """Who wrote: the phone number, or the id in its place where somebody shows a username only."""
    return _name(message.get("from") or message["from_user_id"])


def _name(value: object) -> str:
    if not isinstance(value, str) or not _CHAT.fullmatch(value):
        raise TypeError("nobody's number")
    return value


def _message(one: Incoming, message: Mapping[str, Any], commands: Container[str]) -> Incoming:
    kind = message["type"]
    if kind == "text":
        return worded(one, message["text"]["body"], commands)
    if kind == "interactive":
        return _chosen(one, message)
    if kind == "button":
        return _tap(one, message, message["button"]["payload"])
    if kind == "location":
        where = message["location"]
        return replace(one, kind=Kind.LOCATION, place=rounded_place(where["latitude"], where["longitude"]))
    if kind == "edit":
        return _edited(one, message["edit"], commands)
    if kind == "request_welcome":  # somebody opened the chat and wrote nothing yet
        return worded(one, f"/{_START}", commands)
    if kind in _MEDIA and not _is_change(message):
        return _unreadable(one, message, kind)
    return one


def _chosen(one: Incoming, message: Mapping[str, Any]) -> Incoming:
    answer = message["interactive"]
    chosen = answer.get("button_reply") or answer.get("list_reply")
    return _tap(one, message, chosen["id"]) if chosen else replace(one, kind=Kind.UNREADABLE)


def _tap(one: Incoming, message: Mapping[str, Any], token: str) -> Incoming:
    """A button is tapped on a message that is named beside it."""
    context = message.get("context")
    where = context.get("id") if isinstance(context, Mapping) else None
    return replace(one, kind=Kind.TAP, message_id=where, text=token)


def _edited(one: Incoming, edit: Mapping[str, Any], commands: Container[str]) -> Incoming:
    """A changed text or caption is a question."""
    new = edit["message"]
    text = new["text"]["body"] if new["type"] == "text" else str(new[new["type"]].get("caption") or "")
    return worded(replace(one, message_id=edit["original_message_id"], edited=True), text, commands)


def _is_change(message: Mapping[str, Any]) -> bool:
    what = message.get("unsupported")
    return isinstance(what, Mapping) and what.get("type") in _CHANGES


def _unreadable(one: Incoming, message: Mapping[str, Any], kind: str) -> Incoming:
    content = message.get(kind)
    caption = content.get("caption") if isinstance(content, Mapping) else None
    together = f"{_seconds(message) // _TOGETHER_SECONDS}"
    return replace(one, kind=Kind.UNREADABLE, text=str(caption or ""), album=together)
