"""Messages and statuses as Meta posts them, one builder a kind: "messages webhook reference" and its pages."""

from __future__ import annotations

import itertools
import time
from typing import Any

Payload = dict[str, Any]

PHONE_ID = "106540352242922"
_numbers = itertools.count(1000)


def wamid() -> str:
    return f"wamid.HBgLNzcwMTAwMDAwMDAVAgASGBQz{next(_numbers)}=="


def bare(chat: str, kind: str, name: str | None = None, at: int | None = None) -> Payload:
    stamp = str(int(time.time()) if at is None else at)
    return {"from": chat, "id": name or wamid(), "timestamp": stamp, "type": kind}


def text(chat: str, words: str, name: str | None = None, at: int | None = None) -> Payload:
    return {**bare(chat, "text", name, at), "text": {"body": words}}


def of_username(user: str, words: str) -> Payload:
    """Somebody who shows a username in place of the number ("Business-scoped user IDs")."""
    return {**{k: v for k, v in text("", words).items() if k != "from"}, "from_user_id": user}


def tap(
    chat: str, token: str, message: str, title: str = "Т", is_row: bool = False, name: str | None = None
) -> Payload:
    kind = "list_reply" if is_row else "button_reply"
    chosen = {"type": kind, kind: {"id": token, "title": title}}
    context = {"from": "77000000000", "id": message}
    return {**bare(chat, "interactive", name), "context": context, "interactive": chosen}


def template_tap(chat: str, payload: str, message: str) -> Payload:
    return {**bare(chat, "button"), "context": {"id": message}, "button": {"payload": payload, "text": "Т"}}


def flow_reply(chat: str) -> Payload:
    answer = {"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent", "response_json": "{}"}}
    return {**bare(chat, "interactive"), "interactive": answer}


def location(chat: str, lat: float = 45.76213, lon: float = 62.10377, **more: Any) -> Payload:
    return {**bare(chat, "location"), "location": {"latitude": lat, "longitude": lon, **more}}


def media(chat: str, kind: str, caption: str | None = None, at: int | None = None, **more: Any) -> Payload:
    content = {"id": "1003383421387256", "mime_type": "x/y", "sha256": "AA==", **more}
    return {**bare(chat, kind, at=at), kind: content | ({"caption": caption} if caption else {})}


def voice(chat: str) -> Payload:
    return media(chat, "audio", voice=True)


def contacts(chat: str) -> Payload:
    card = {"name": {"formatted_name": "Айгүл"}, "phones": [{"phone": "+7 701 000 00 00", "type": "CELL"}]}
    return {**bare(chat, "contacts"), "contacts": [card]}


def order(chat: str) -> Payload:
    items = [{"product_retailer_id": "1", "quantity": 1, "item_price": 5, "currency": "KZT"}]
    return {**bare(chat, "order"), "order": {"catalog_id": "1", "product_items": items}}


def reaction(chat: str, message: str, emoji: str | None = "👍") -> Payload:
    content = {"message_id": message} | ({"emoji": emoji} if emoji else {})
    return {**bare(chat, "reaction"), "reaction": content}


def edited(chat: str, words: str, message: str) -> Payload:
    new = {"context": {"id": "M0"}, "type": "text", "text": {"body": words}}
    return {**bare(chat, "edit"), "edit": {"original_message_id": message, "message": new}}


def edited_caption(chat: str, caption: str, message: str) -> Payload:
    new = {"context": {"id": "M0"}, "type": "image", "image": {"caption": caption, "id": "1"}}
    return {**bare(chat, "edit"), "edit": {"original_message_id": message, "message": new}}


def revoked(chat: str, message: str) -> Payload:
    return {**bare(chat, "revoke"), "revoke": {"original_message_id": message}}


def unsupported(chat: str, what: str = "poll_creation") -> Payload:
    error = {"code": 131051, "title": "Message type unknown", "message": "Message type unknown"}
    return {**bare(chat, "unsupported"), "errors": [error], "unsupported": {"type": what}}


def number_changed(chat: str) -> Payload:
    what = {"body": "User A changed", "wa_id": "77019999999", "type": "user_changed_number"}
    return {**bare(chat, "system"), "system": what}


def opened(chat: str) -> Payload:
    return bare(chat, "request_welcome")


def from_advertisement(chat: str, words: str) -> Payload:
    found = {"source_url": "https://fb.me/x", "source_type": "ad", "source_id": "1", "headline": "Екпе"}
    return {**text(chat, words), "referral": found}


def in_group(chat: str, words: str) -> Payload:
    return {**text(chat, words), "group_id": "120363000000000000"}


def unknown_kind(chat: str) -> Payload:
    return {**bare(chat, "telepathy"), "telepathy": {"thought": "екпе қашан"}}


def broken(chat: str) -> Payload:
    return {**bare(chat, "text"), "text": "екпе"}


def became(
    message: str, what: str, chat: str = "77010000000", code: int | None = None, own_name: str | None = None
) -> Payload:
    """What became of a message of the bot's; with the name that it was sent with."""
    found = {"id": message, "status": what, "timestamp": str(int(time.time())), "recipient_id": chat}
    errors = [{"code": code, "title": "T", "message": "T", "error_data": {"details": "D"}, "href": "/docs"}]
    named = {"biz_opaque_callback_data": own_name} if own_name is not None else {}
    return found | named | ({"errors": errors} if code is not None else {})


def post(
    *messages: Payload, statuses: list[Payload] | None = None, errors: list[Payload] | None = None,
    phone_id: str = PHONE_ID, field: str = "messages",
) -> Payload:  # fmt: skip
    """A body of Meta's with these messages, statuses and errors."""
    return body(change(*messages, statuses=statuses, errors=errors, phone_id=phone_id, field=field))


def body(*changes: Payload) -> Payload:
    entry = {"id": "102290129340398", "changes": list(changes)}
    return {"object": "whatsapp_business_account", "entry": [entry]}


def change(
    *messages: Payload, statuses: list[Payload] | None = None, errors: list[Payload] | None = None,
    phone_id: str = PHONE_ID, field: str = "messages",
) -> Payload:  # fmt: skip
    metadata = {"display_phone_number": "77000000000", "phone_number_id": phone_id}
    value: Payload = {"messaging_product": "whatsapp", "metadata": metadata}
    if messages:
        people = [{"profile": {"name": "Айгүл"}, "wa_id": one.get("from", ""), "user_id": "KZ.1"} for one in messages]
        value |= {"contacts": people, "messages": list(messages)}
    value |= {"statuses": statuses} if statuses else {}
    value |= {"errors": errors} if errors else {}
    return {"field": field, "value": value}
