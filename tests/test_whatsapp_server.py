"""The test server itself: as strict as Meta's documentation says, so that a bot which passes here passes there."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from tests import whatsapp_updates as updates
from tests.whatsapp_api import ApiError
from tests.whatsapp_demo import demo_server
from tests.whatsapp_server import TOKEN, VERSION, Fault, WhatsAppServer

pytestmark = pytest.mark.slow

ANNA = "77010000001"
YES = {"type": "reply", "reply": {"id": "y", "title": "Иә"}}


@pytest.fixture
def whatsapp() -> Iterator[WhatsAppServer]:
    with demo_server(0) as server:
        server.api.hear(updates.text(ANNA, "сәлем", name="wamid.IN"))
        yield server


def call(whatsapp: WhatsAppServer, body: Any, token: str = TOKEN, path: str = "/messages") -> tuple[int, Any]:
    raw = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    address = f"{whatsapp.url}/{VERSION}/{updates.PHONE_ID}{path}"
    try:
        with urllib.request.urlopen(urllib.request.Request(address, raw, headers), timeout=10) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def message(kind: str, content: Any, to: str = ANNA) -> dict[str, Any]:
    return {"messaging_product": "whatsapp", "recipient_type": "individual", "to": to, "type": kind, kind: content}


def text(words: str, to: str = ANNA) -> dict[str, Any]:
    return message("text", {"body": words}, to)


def buttons(*made: Any, body: str = "а") -> dict[str, Any]:
    return message("interactive", {"type": "button", "body": {"text": body}, "action": {"buttons": list(made)}})


def button(title: str, name: str = "n") -> dict[str, Any]:
    return {"type": "reply", "reply": {"id": name, "title": title}}


def listed(*rows: Any, opener: str = "Т", body: str = "а") -> dict[str, Any]:
    action = {"button": opener, "sections": [{"title": "Т", "rows": list(rows)}]}
    return message("interactive", {"type": "list", "body": {"text": body}, "action": action})


def row(number: int, **more: str) -> dict[str, str]:
    return {"id": str(number), "title": f"{number}", **more}


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (text("сәлем"), 200, None),
        (text("қ" * 4096), 200, None),
        (text("қ" * 4097), 400, 131009),
        (text(""), 400, 131009),
        ({**text("а"), "messaging_product": "sms"}, 400, 100),
        ({**text("а"), "to": ""}, 400, 131008),
        ({**text("а"), "to": "KZ.15"}, 400, 131009),
        (text("а", to="77019999999"), 400, 131047),
        (message("hologram", {"x": 1}), 400, 131051),
        (buttons(YES), 200, None),
        (buttons(), 400, 131009),
        (buttons(*(button(str(number), str(number)) for number in range(4))), 400, 131009),
        (buttons(button("қ" * 21)), 400, 131009),
        (buttons(YES, YES), 400, 131009),
        (buttons(YES, body="қ" * 1025), 400, 131009),
        (listed(*(row(number) for number in range(10)), body="қ" * 4096), 200, None),
        (listed(*(row(number) for number in range(11))), 400, 131009),
        (listed(row(1, title="қ" * 25)), 400, 131009),
        (listed(row(1, description="қ" * 73)), 400, 131009),
        (listed(row(1), row(1)), 400, 131009),
        (listed(row(1), opener="қ" * 21), 400, 131009),
        (message("contacts", [{"name": {"formatted_name": "Ж"}, "phones": [{"phone": "103"}]}]), 400, 131009),
        (message("contacts", [{"name": {"formatted_name": "Ж", "first_name": "Ж"}, "phones": [{}]}]), 400, 131009),
        (message("template", {"name": "none", "language": {"code": "kk"}}), 404, 132001),
        ({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.IN"}, 200, None),
        ({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.NONE"}, 400, 100),
    ],
)
def test_limits_and_errors_are_metas(whatsapp: WhatsAppServer, body: Any, status: int, code: int | None) -> None:
    found, answer = call(whatsapp, body)
    assert found == status
    assert answer.get("error", {}).get("code") == code


@pytest.mark.parametrize(
    ("words", "titles", "code"),
    [("Екпе күні", 2, None), ("Екі\nжол", 0, 132018), ("Бес     бос орын", 0, 132018), ("Хабар", 3, 132012)],
)
def test_a_template_goes_at_any_time_in_one_line(
    whatsapp: WhatsAppServer, words: str, titles: int, code: int | None
) -> None:
    whatsapp.api.templates["dose", "kk"] = ("Салынды", "Кейін")
    taps = [{"type": "button", "sub_type": "quick_reply", "index": str(n), "parameters": []} for n in range(titles)]
    parts = [{"type": "body", "parameters": [{"type": "text", "text": words}]}, *taps]
    told = {"name": "dose", "language": {"code": "kk"}, "components": parts}
    _, answer = call(whatsapp, message("template", told, to="77019999999"))
    assert answer.get("error", {}).get("code") == code


def test_a_wrong_token_and_another_number_are_refused(whatsapp: WhatsAppServer) -> None:
    assert call(whatsapp, text("а"), token="x")[1]["error"]["code"] == 190  # noqa: S106
    assert call(whatsapp, None, path="")[1]["display_phone_number"] == "+7 700 000 00 00"
    assert call(whatsapp, None, path="5")[1]["error"]["code"] == 100


def test_after_a_day_nobody_may_be_written_to_freely(whatsapp: WhatsAppServer) -> None:
    whatsapp.api.heard[ANNA] = time.time() - 24 * 3600 - 1
    assert call(whatsapp, text("а"))[1]["error"]["code"] == 131047


def test_it_fails_as_told_and_no_longer(whatsapp: WhatsAppServer) -> None:
    whatsapp.fail(Fault(error=ApiError(130429, "Rate limit hit", status=429), retry_after=7))
    whatsapp.fail(Fault(502, accepts=True))
    status, answer = call(whatsapp, text("а"))
    assert (status, answer["error"]["code"]) == (429, 130429)
    assert call(whatsapp, text("ә"))[0] == 502
    assert call(whatsapp, text("б"))[0] == 200
    assert [one["text"]["body"] for one in whatsapp.sent(ANNA)] == ["ә", "б"]


def test_what_becomes_of_a_message_waits_to_be_posted(whatsapp: WhatsAppServer) -> None:
    call(whatsapp, text("а"))
    whatsapp.api.gone.add(ANNA)
    call(whatsapp, text("б"))
    told = [json.loads(raw)["entry"][0]["changes"][0]["value"]["statuses"][0] for _, raw in whatsapp._waiting]
    assert [one["status"] for one in told] == ["sent", "delivered", "read", "failed"]
    assert told[3]["errors"][0]["code"] == 131026
    assert not whatsapp.is_posted


def test_the_page_plays_a_parent(whatsapp: WhatsAppServer) -> None:
    with urllib.request.urlopen(f"{whatsapp.url}/", timeout=10) as page:  # noqa: S310
        html = page.read().decode("utf-8")
    assert "Сұрағыңызды жазыңыз" in html
    assert "//" not in html
    address = f"{whatsapp.url}/demo/chats/77015550000"
    did = [{"text": "сәлем"}, {"place": [45.7, 62.1]}, {"voice": True}, {"tap": "y", "message": "m", "title": "Иә"}]
    for done in did:
        urllib.request.urlopen(address, json.dumps(done).encode(), timeout=10).close()  # noqa: S310
    posted = [json.loads(raw)["entry"][0]["changes"][0]["value"]["messages"][0] for _, raw in whatsapp._waiting]
    assert [one["type"] for one in posted] == ["text", "location", "audio", "interactive"]
    call(whatsapp, text("Таңдаңыз", to="77015550000"))
    with urllib.request.urlopen(address, timeout=10) as messages:  # noqa: S310
        assert [one["text"]["body"] for one in json.load(messages)] == ["Таңдаңыз"]
