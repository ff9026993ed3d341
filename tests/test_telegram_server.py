"""The test server itself: as strict as Telegram's documentation says, so that a bot which passes here passes there."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from tests import telegram_updates as updates
from tests.telegram_demo import demo_server
from tests.telegram_server import TOKEN, Fault, TelegramServer

pytestmark = pytest.mark.slow


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with demo_server(0) as server:
        yield server


def call(telegram: TelegramServer, method: str, token: str = TOKEN, **params: Any) -> tuple[int, Any]:
    values = {key: value if isinstance(value, str) else json.dumps(value) for key, value in params.items()}
    body = urllib.parse.urlencode(values).encode()
    try:
        with urllib.request.urlopen(f"{telegram.url}/bot{token}/{method}", body, timeout=10) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def markup(data: str, text: str = "Т") -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": text, "callback_data": data}]]}


@pytest.mark.parametrize(
    ("method", "params", "code", "words"),
    [
        ("sendMessage", {"chat_id": 5, "text": ""}, 400, "message text is empty"),
        ("sendMessage", {"chat_id": 5, "text": "қ" * 4097}, 400, "message is too long"),
        ("sendMessage", {"chat_id": 99, "text": "а"}, 400, "chat not found"),
        ("sendMessage", {"chat_id": 6, "text": "а"}, 403, "bot was blocked by the user"),
        ("sendMessage", {"chat_id": 5, "text": "а", "reply_markup": markup("қ" * 33)}, 400, "BUTTON_DATA_INVALID"),
        ("sendMessage", {"chat_id": 5, "text": "а", "reply_markup": markup("d", "")}, 400, "text is empty"),
        ("sendContact", {"chat_id": 5, "phone_number": "103"}, 400, "first name"),
        ("answerCallbackQuery", {"callback_query_id": "x"}, 400, "query is too old"),
        ("editMessageReplyMarkup", {"chat_id": 5, "message_id": 9}, 400, "message to edit not found"),
        ("setWebhook", {"url": "http://bot.kz"}, 400, "HTTPS URL must be provided"),
        ("setWebhook", {"url": "https://bot.kz", "secret_token": "құпия"}, 400, "unallowed characters"),
        ("setMyCommands", {"commands": [{"command": "Старт", "description": "x"}]}, 400, "BOT_COMMAND_INVALID"),
        ("flyToTheMoon", {}, 404, "Not Found"),
    ],
)
def test_errors_are_telegrams(
    telegram: TelegramServer, method: str, params: dict[str, Any], code: int, words: str
) -> None:
    telegram.arrives(updates.text(5, "сәлем"), updates.text(6, "сәлем"))
    telegram.api.blocked.add(6)
    status, answer = call(telegram, method, **params)
    assert (status, answer["ok"], answer["error_code"]) == (code, False, code)
    assert words in answer["description"]


def test_a_wrong_token_is_unauthorized(telegram: TelegramServer) -> None:
    status, answer = call(telegram, "getMe", token="1:x")  # noqa: S106
    assert (status, answer) == (401, {"ok": False, "error_code": 401, "description": "Unauthorized"})


def test_updates_come_again_until_a_higher_offset_confirms_them(telegram: TelegramServer) -> None:
    first, second = telegram.arrives(updates.text(5, "бір"), updates.text(5, "екі"))
    assert call(telegram, "getUpdates")[1]["result"] == [first, second]
    assert call(telegram, "getUpdates", limit=1)[1]["result"] == [first]
    assert call(telegram, "getUpdates", offset=first["update_id"] + 1)[1]["result"] == [second]
    assert call(telegram, "getUpdates")[1]["result"] == [second]
    assert call(telegram, "getUpdates", offset=second["update_id"] + 1, timeout=0)[1]["result"] == []


def test_kinds_that_were_not_asked_for_do_not_come(telegram: TelegramServer) -> None:
    telegram.arrives(updates.reaction(5), updates.text(5, "бір"))
    found = call(telegram, "getUpdates", allowed_updates=["message"])[1]["result"]
    assert ["message" in one for one in found] == [True]


def test_polling_and_webhook_exclude_each_other(telegram: TelegramServer) -> None:
    assert call(telegram, "setWebhook", url="https://bot.kz", secret_token="a")[0] == 200  # noqa: S106
    assert call(telegram, "getUpdates")[0] == 409
    assert call(telegram, "deleteWebhook")[0] == 200
    assert call(telegram, "getUpdates")[0] == 200


def test_it_fails_as_told_and_no_longer(telegram: TelegramServer) -> None:
    telegram.arrives(updates.text(5, "сәлем"))
    telegram.fail("sendMessage", Fault(429, "Too Many Requests: retry after 7", retry_after=7))
    telegram.fail("sendMessage", Fault(502, accepts=True))
    status, answer = call(telegram, "sendMessage", chat_id=5, text="а")
    assert (status, answer["parameters"]) == (429, {"retry_after": 7})
    assert call(telegram, "sendMessage", chat_id=5, text="ә")[0] == 502
    assert call(telegram, "sendMessage", chat_id=5, text="б")[0] == 200
    assert [one["text"] for one in telegram.sent(5)] == ["ә", "б"]


def test_the_page_plays_a_parent(telegram: TelegramServer) -> None:
    with urllib.request.urlopen(f"{telegram.url}/", timeout=10) as page:  # noqa: S310
        html = page.read().decode("utf-8")
    assert "Сұрағыңызды жазыңыз" in html
    assert "//" not in html.replace("http-equiv", "")
    address = f"{telegram.url}/demo/chats/5"
    for done in ({"text": "сәлем"}, {"place": [45.7, 62.1]}):
        urllib.request.urlopen(address, json.dumps(done).encode(), timeout=10).close()  # noqa: S310
    sent = call(telegram, "sendMessage", chat_id=5, text="Таңдаңыз", reply_markup=markup("/help"))[1]["result"]
    tap = json.dumps({"tap": "/help", "message": sent["message_id"]}).encode()
    urllib.request.urlopen(address, tap, timeout=10).close()  # noqa: S310
    kinds = [sorted(one)[0] for one in call(telegram, "getUpdates")[1]["result"]]
    assert kinds == ["message", "message", "callback_query"]
    with urllib.request.urlopen(address, timeout=10) as messages:  # noqa: S310
        assert [one["text"] for one in json.load(messages)] == ["Таңдаңыз"]
