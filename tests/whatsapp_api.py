"""The Cloud API as Meta's documentation describes it, as far as the bot uses it: state and calls, no network.

Pages of the WhatsApp Business Platform: "Messages API", "Interactive list messages", "Interactive reply buttons
messages", "Location request messages", "Contacts messages", "Typing indicators", "Templates", "WhatsApp error codes".
"""

from __future__ import annotations

import itertools
import re
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
DAY_SECONDS = 24 * 3600
_numbers = itertools.count(1)


class ApiError(Exception):
    """An error that Meta answers with."""

    def __init__(self, code: int, title: str, details: str = "", status: int = 400, **more: Any) -> None:
        super().__init__(title)
        self.code, self.title, self.details, self.status, self.more = code, title, details, status, more

    def body(self) -> Json:
        data = {"messaging_product": "whatsapp", "details": self.details}
        told = {"message": f"(#{self.code}) {self.title}", "type": "OAuthException", "code": self.code}
        return {"error": {**told, "error_data": data, "fbtrace_id": "Az8or2yhqkZ", **self.more}}


def wrong(details: str) -> ApiError:
    return ApiError(131009, "Parameter value is not valid", details)


@dataclass(frozen=True)
class Call:
    """A call that came: ``messages``, ``read`` or ``who``, its body, its second."""

    what: str
    body: Json
    at: float = field(default_factory=time.monotonic)


class CloudApi:
    """What Meta's server knows of one phone number.

    Attributes:
        heard: when each person last wrote: for a day after that the bot may write freely.
        gone: who blocked the number; found out only when a message is delivered.
        templates: titles of the buttons of approved templates, by name and language.
    """

    def __init__(self, token: str, phone_id: str) -> None:
        self.token, self.phone_id = token, phone_id
        self.calls: list[Call] = []
        self.messages: dict[str, list[Json]] = defaultdict(list)
        self.heard: dict[str, float] = {}
        self.incoming: dict[str, str] = {}
        self.gone: set[str] = set()
        self.typing: list[str] = []
        self.templates: dict[tuple[str, str], tuple[str, ...]] = {}
        self._checks: dict[str, Callable[[Json], None]] = {
            "text": _check_text,
            "interactive": _check_interactive,
            "contacts": lambda body: _check_contacts(body["contacts"]),
            "template": self._check_template,
        }

    def hear(self, message: Json) -> None:
        """Somebody wrote."""
        who = message.get("from") or message.get("from_user_id", "")
        self.heard[who] = time.time()
        if isinstance(message.get("id"), str):
            self.incoming[message["id"]] = who

    def who(self) -> Json:
        return {
            "id": self.phone_id,
            "display_phone_number": "+7 700 000 00 00",
            "verified_name": "Қызылша боты",
            "quality_rating": "GREEN",
        }

    def register(self, body: Json) -> Json:
        if body.get("messaging_product") != "whatsapp" or not re.fullmatch(r"[0-9]{6}", str(body.get("pin"))):
            raise ApiError(100, "Invalid parameter", "pin")
        return {"success": True}

    def post(self, body: Json) -> Json:
        """POST /PHONE_ID/messages; raises :class:`ApiError`."""
        if body.get("messaging_product") != "whatsapp":
            raise ApiError(100, "The parameter messaging_product is required.")
        return self._read(body) if body.get("status") == "read" else self._send(body)

    def _read(self, body: Json) -> Json:
        message = body.get("message_id")
        if message not in self.incoming:
            raise ApiError(100, "Invalid parameter", "message_id is not known")
        if "typing_indicator" in body:
            if body["typing_indicator"] != {"type": "text"}:
                raise wrong("typing_indicator")
            self.typing.append(self.incoming[message])
        return {"success": True}

    def _send(self, body: Json) -> Json:
        chat = body.get("to") or body.get("recipient")
        if not isinstance(chat, str) or not chat:
            raise ApiError(131008, "Required parameter is missing", "to")
        if ("to" in body) is not chat.isdecimal():
            raise wrong("a number stands in to, a business-scoped user id in recipient")
        kind = body.get("type", "text")
        check = self._checks.get(kind)
        if check is None or not body.get(kind):
            raise ApiError(131051, "Unsupported message type")
        check(body)
        if kind != "template" and time.time() - self.heard.get(chat, 0) > DAY_SECONDS:
            raise ApiError(131047, "Re-engagement message", "more than 24 hours have passed")
        message = {"id": f"wamid.OUT{next(_numbers)}", "to": chat, "type": kind, kind: body[kind]}
        if (name := body.get("biz_opaque_callback_data")) is not None:
            if not isinstance(name, str) or not 0 < len(name) <= 512:
                raise wrong("biz_opaque_callback_data")
            message["own_name"] = name
        self.messages[chat].append(message)
        person = {"input": chat} | ({"wa_id": chat} if chat.isdecimal() else {"user_id": chat})
        sent = {"id": message["id"]} | ({"message_status": "accepted"} if kind == "template" else {})
        return {"messaging_product": "whatsapp", "contacts": [person], "messages": [sent]}

    def _check_template(self, body: Json) -> None:
        told = body["template"]
        titles = self.templates.get((told.get("name"), told.get("language", {}).get("code")))
        if titles is None:
            raise ApiError(132001, "Template does not exist", status=404)
        parts = told.get("components", [])
        texts = [one["text"] for part in parts if part["type"].lower() == "body" for one in part["parameters"]]
        if len(texts) != 1:
            raise ApiError(132000, "Template Param Count Mismatch")
        if re.search(r"[\n\t]| {5,}", texts[0]):
            raise ApiError(132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces")
        buttons = [part for part in parts if part["type"].lower() == "button"]
        if any(int(part["index"]) >= len(titles) for part in buttons):
            raise ApiError(132012, "Template Parameter Format Mismatch")


def _length(value: object, least: int, most: int, what: str) -> str:
    if not isinstance(value, str) or not least <= len(value.encode("utf-16-le")) // 2 <= most:
        raise wrong(f"{what} must have {least} to {most} characters")
    return value


def _check_text(body: Json) -> None:
    _length(body["text"].get("body"), 1, 4096, "text")


def _check_interactive(body: Json) -> None:
    told = body["interactive"]
    kind, action = told.get("type"), told.get("action", {})
    _length(told.get("body", {}).get("text"), 1, 4096 if kind == "list" else 1024, "body")
    if kind == "button":
        _check_replies(action.get("buttons", []))
    elif kind == "list":
        _check_list(action)
    elif kind != "location_request_message" or action != {"name": "send_location"}:
        raise wrong("interactive type")


def _check_replies(buttons: list[Json]) -> None:
    if not 1 <= len(buttons) <= 3:
        raise wrong("1 to 3 buttons")
    titles = [_length(one["reply"].get("title"), 1, 20, "button title") for one in buttons]
    names = [_length(one["reply"].get("id"), 1, 256, "button id") for one in buttons]
    _check_unique(titles)
    _check_unique(names)


def _check_list(action: Json) -> None:
    _length(action.get("button"), 1, 20, "list button")
    sections = action.get("sections", [])
    rows = [row for section in sections for row in section.get("rows", [])]
    if not 1 <= len(sections) <= 10 or not 1 <= len(rows) <= 10:
        raise wrong("1 to 10 sections, 1 to 10 rows in all")
    for section in sections:
        _length(section.get("title", ""), 1 if len(sections) > 1 else 0, 24, "section title")
    for row in rows:
        _length(row.get("title"), 1, 24, "row title")
        _length(row.get("description", ""), 0, 72, "row description")
    _check_unique([_length(row.get("id"), 1, 200, "row id") for row in rows])


def _check_unique(names: list[str]) -> None:
    if len(set(names)) < len(names):
        raise wrong("each title and each id stands once")


def _check_contacts(contacts: list[Json]) -> None:
    for one in contacts:
        name = one.get("name") or {}
        if not name.get("formatted_name") or not any(name.get(part) for part in ("first_name", "last_name", "prefix")):
            raise ApiError(131009, "Parameter value is not valid", "name needs formatted_name and one more")
        if not all(phone.get("phone") for phone in one.get("phones", [])):
            raise wrong("phone")
