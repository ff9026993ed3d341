"""The Bot API as its documentation describes it, as far as the bot uses it: state and methods, no network.

https://core.telegram.org/bots/api. Limits and error texts are those of Telegram's own Bot API server.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Params = Mapping[str, str]


class ApiError(Exception):
    """An error that Telegram answers with."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters

    def body(self) -> dict[str, Any]:
        found: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return {**found, "parameters": self.parameters} if self.parameters else found


def bad_request(description: str) -> ApiError:
    return ApiError(400, f"Bad Request: {description}")


@dataclass(frozen=True)
class Call:
    """A call that came: method, parameters, second."""

    method: str
    params: dict[str, Any]
    at: float = field(default_factory=time.monotonic)


class BotApi:
    """What Telegram's server knows of one bot."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.me = {
            "id": int(token.split(":", maxsplit=1)[0]),
            "is_bot": True,
            "first_name": "Қызылша",
            "username": "measles_bot",
        }
        self.calls: list[Call] = []
        self.pending: list[dict[str, Any]] = []
        self.messages: dict[int, dict[int, dict[str, Any]]] = {}
        self.blocked: set[int] = set()
        self.queries: set[str] = set()
        self.answered_queries: dict[str, str] = {}
        self.menus: dict[str, list[dict[str, str]]] = {}
        self.webhook: dict[str, Any] = {"url": ""}
        self._next_update = 500_000_000
        self._next_message = 1
        self._methods: dict[str, Callable[[Params], Any]] = {
            "getme": lambda _: self.me,
            "sendmessage": self._send_message,
            "sendcontact": self._send_contact,
            "sendchataction": self._send_chat_action,
            "answercallbackquery": self._answer_callback_query,
            "editmessagereplymarkup": self._edit_reply_markup,
            "setmycommands": self._set_my_commands,
            "setwebhook": self._set_webhook,
            "deletewebhook": self._delete_webhook,
            "getwebhookinfo": self._webhook_info,
        }

    def add(self, update: dict[str, Any]) -> dict[str, Any]:
        """Take an update from a person: number it and let it wait for the bot."""
        numbered = {"update_id": self._next_update, **update}
        self._next_update += 1
        content = next(iter(update.values()))
        if isinstance(content, dict):
            chat = content.get("chat") or content.get("from") or {}
            if "id" in chat:
                self.messages.setdefault(chat["id"], {})
        if "callback_query" in update:
            self.queries.add(content["id"])
        self.pending.append(numbered)
        return numbered

    def take(self, offset: int | None, limit: int = 100, allowed: list[str] | None = None) -> list[dict[str, Any]]:
        """getUpdates: all below ``offset`` are confirmed and forgotten."""
        if offset is not None:
            self.pending = [one for one in self.pending if one["update_id"] >= offset]
        if allowed:
            self.pending = [one for one in self.pending if set(one) & {*allowed, "telepathy"}]
        return self.pending[:limit]

    def call(self, method: str, params: Params) -> Any:
        """Do a method; raises :class:`ApiError`."""
        run = self._methods.get(method.lower())
        if run is None:
            raise ApiError(404, "Not Found")
        return run(params)

    def _chat(self, params: Params) -> int:
        if "chat_id" not in params:
            raise bad_request("chat_id is empty")
        chat = int(params["chat_id"])
        if chat in self.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if chat not in self.messages:
            raise bad_request("chat not found")
        return chat

    def _new_message(self, chat: int, content: dict[str, Any], markup: Any) -> dict[str, Any]:
        number, self._next_message = self._next_message, self._next_message + 1
        kind = "private" if chat > 0 else "supergroup"
        message = {"message_id": number, "from": self.me, "chat": {"id": chat, "type": kind}, "date": int(time.time())}
        message |= content
        if markup:
            message["reply_markup"] = markup
        self.messages[chat][number] = message
        is_inline = not markup or "inline_keyboard" in markup
        return message if is_inline else {k: v for k, v in message.items() if k != "reply_markup"}

    def _send_message(self, params: Params) -> dict[str, Any]:
        chat = self._chat(params)
        text = params.get("text", "").strip()
        if not text:
            raise bad_request("message text is empty")
        if len(text) > 4096:
            raise bad_request("message is too long")
        return self._new_message(chat, {"text": text}, checked_markup(params))

    def _send_contact(self, params: Params) -> dict[str, Any]:
        chat = self._chat(params)
        if not params.get("phone_number") or not params.get("first_name"):
            raise bad_request("phone number and first name must be non-empty")
        contact = {"phone_number": params["phone_number"], "first_name": params["first_name"]}
        return self._new_message(chat, {"contact": contact}, checked_markup(params))

    def _send_chat_action(self, params: Params) -> bool:
        self._chat(params)
        if params.get("action") != "typing":
            raise bad_request("wrong parameter action in request")
        return True

    def _answer_callback_query(self, params: Params) -> bool:
        query = params.get("callback_query_id", "")
        if query not in self.queries:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if len(params.get("text", "")) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        self.queries.discard(query)
        self.answered_queries[query] = params.get("text", "")
        return True

    def _edit_reply_markup(self, params: Params) -> dict[str, Any]:
        message = self.messages[self._chat(params)].get(int(params.get("message_id", 0)))
        if message is None:
            raise bad_request("message to edit not found")
        markup = checked_markup(params)
        if markup == message.get("reply_markup"):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same as a "
                "current content and reply markup of the message"
            )
        message.pop("reply_markup", None)
        if markup:
            message["reply_markup"] = markup
        return message

    def _set_my_commands(self, params: Params) -> bool:
        commands = json.loads(params["commands"])
        for one in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", one["command"]) or not 1 <= len(one["description"]) <= 256:
                raise bad_request("BOT_COMMAND_INVALID")
        self.menus[params.get("language_code", "")] = commands
        return True

    def _set_webhook(self, params: Params) -> bool:
        url, secret = params.get("url", ""), params.get("secret_token", "")
        if url and not re.match(r"https://|http://127\.0\.0\.1[:/]", url):  # loopback: this server's own addition
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise bad_request("secret token contains unallowed characters")
        allowed = json.loads(params.get("allowed_updates") or "[]")
        self.webhook = {"url": url, "secret_token": secret, "allowed_updates": allowed}
        return True

    def _delete_webhook(self, params: Params) -> bool:
        self.webhook = {"url": ""}
        return True

    def _webhook_info(self, params: Params) -> dict[str, Any]:
        known = {"url": self.webhook["url"], "has_custom_certificate": False}
        return {**known, "pending_update_count": len(self.pending)}


def checked_markup(params: Params) -> dict[str, Any] | None:
    """The reply markup, as strict as Telegram is."""
    if not params.get("reply_markup"):
        return None
    markup: dict[str, Any] = json.loads(params["reply_markup"])
    for row in markup.get("inline_keyboard", []):
        for button in row:
            if not button.get("text"):
                raise bad_request("can't parse inline keyboard button: text is empty")
            if "url" in button:
                if not re.fullmatch(r"https?://[^/\s:]+\.[^/\s:]+(:\d+)?(/\S*)?", button["url"]):
                    raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
                continue
            if not 1 <= len(button.get("callback_data", "").encode("utf-8")) <= 64:
                raise bad_request("BUTTON_DATA_INVALID")
    return markup
