"""The webhook on a real server: T-3 (secret), T-4 (200 at once), and what a killed process leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rasa_project.channels.telegram.bot import CONNECTIONS
from rasa_project.channels.telegram.settings import WEBHOOK_PATH
from rasa_project.cli import main
from rasa_project.dialogue.fixed_answers import TURN_FAILED, fixed_text
from tests import telegram_updates as updates
from tests.channels.processes import ROOT, server
from tests.servers import free_port
from tests.telegram_server import TOKEN, TelegramServer

pytestmark = pytest.mark.slow

SECRET = "a-secret_of-the-test"  # noqa: S105 (made up)
ECHO = "tests.channels.echo_server"


def told(
    telegram: TelegramServer,
    what: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    **settings: str,
) -> tuple[int, str]:
    """What ``python -m rasa_project telegram ...`` ends with and says."""
    for name in ("TELEGRAM_WEBHOOK_URL", "TELEGRAM_SECRET"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url, **settings}.items():
        monkeypatch.setenv(name, value)
    status = main(["telegram", what])
    captured = capsys.readouterr()
    return status, captured.out + captured.err


def post(url: str, body: Any, secret: str | None = SECRET) -> int:
    headers = {"Content-Type": "application/json"} | ({"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {})
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=10) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.fixture(scope="module")
def hooked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TelegramServer, str]]:
    """A server with a webhook that was set with the command."""
    folder, port = tmp_path_factory.mktemp("hooked"), free_port()
    url = f"http://127.0.0.1:{port}/webhooks/telegram/webhook"
    settings = {"TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}", "TELEGRAM_SECRET": SECRET}
    with TelegramServer() as telegram, server(telegram, folder, [ECHO, str(port)], **settings):
        environment = {**os.environ, "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url, **settings}
        environment["TELEGRAM_DB"] = str(folder / "t.db")
        command = [sys.executable, "-W", "ignore", "-m", "rasa_project", "telegram", "set-webhook"]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        assert url in done.stdout
        yield telegram, url
    assert "Traceback" not in (folder / "log").read_text(encoding="utf-8").replace("A turn failed\nTraceback", "")


def test_messages_come_by_webhook_and_are_answered_in_order(hooked: tuple[TelegramServer, str]) -> None:
    telegram, _ = hooked
    telegram.arrives(*(updates.text(5, f"сұрақ {number}") for number in range(20)))
    answers = telegram.wait_sent(5, 20)
    assert [one["text"] for one in answers] == [f"Жауап: сұрақ {number}" for number in range(20)]
    assert telegram.calls("getUpdates") == []
    assert telegram.api.webhook["secret_token"] == SECRET
    assert telegram.api.webhook["allowed_updates"] == [
        "message", "edited_message", "callback_query", "my_chat_member",
    ]  # fmt: skip


def test_t04_two_hundred_is_said_long_before_the_answer(hooked: tuple[TelegramServer, str]) -> None:
    telegram, url = hooked
    update = {"update_id": 1, **updates.text(6, "баяу")}
    telegram.api.messages.setdefault(6, {})
    assert post(url, update) == 200
    assert telegram.sent(6) == []
    assert [post(url, update) for _ in range(3)] == [200] * 3
    telegram.wait_sent(6, 1)
    telegram.arrives(updates.text(6, "келесі"))
    answers = telegram.wait_sent(6, 2)
    assert [one["text"] for one in answers] == ["Жауап: баяу", "Жауап: келесі"]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper()])
def test_t03_nobody_without_the_secret_gets_in(hooked: tuple[TelegramServer, str], secret: str | None) -> None:
    telegram, url = hooked
    telegram.api.messages.setdefault(7, {})
    assert post(url, {"update_id": 2, **updates.text(7, "жалған")}, secret) == 403
    assert telegram.sent(7) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"null", 400),
        ({}, 400),
        ({"update_id": "x"}, 400),
        (b" " * 300_000, 413),
        ({"update_id": 3}, 200),
        ({"update_id": 4, **updates.unknown_kind(5)}, 200),
        ({"update_id": 5, **updates.broken(5)}, 200),
    ],
)
def test_t01_odd_bodies_are_told_apart_and_odd_updates_are_taken(
    hooked: tuple[TelegramServer, str], body: Any, status: int
) -> None:
    assert post(hooked[1], body) == status


@pytest.mark.parametrize(
    ("said", "word"), [("сынады", "Кешіріңіз"), ("үндемейді", "Кешіріңіз")], ids=["fails", "silent"]
)
def test_a_turn_that_fails_or_says_nothing_is_not_silence(
    hooked: tuple[TelegramServer, str], said: str, word: str
) -> None:
    telegram, _ = hooked
    chat = 80 + len(said)
    telegram.arrives(updates.text(chat, said))
    (answer,) = telegram.wait_sent(chat, 1)
    assert answer["text"] == fixed_text(TURN_FAILED, "kk")
    assert word in answer["text"]


def test_whoami_and_delete_webhook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELEGRAM_DB", str(tmp_path / "t.db"))
    with TelegramServer() as telegram:
        telegram.api.call("setWebhook", {"url": "https://bot.kz/hook", "secret_token": SECRET})
        status, said = told(telegram, "whoami", monkeypatch, capsys)
        assert status == 0
        assert "@measles_bot" in said
        assert "https://bot.kz/hook" in said
        assert told(telegram, "delete-webhook", monkeypatch, capsys)[0] == 0
        assert telegram.api.webhook["url"] == ""
        assert "long polling" in told(telegram, "whoami", monkeypatch, capsys)[1]


@pytest.mark.parametrize(
    ("what", "settings", "words"),
    [
        ("whoami", {"TELEGRAM_TOKEN": ""}, "TELEGRAM_TOKEN is not set"),
        ("whoami", {"TELEGRAM_TOKEN": "1:wrong"}, "TELEGRAM_TOKEN is refused"),
        ("whoami", {"TELEGRAM_API_URL": "http://127.0.0.1:9"}, "NetworkError"),
        ("set-webhook", {}, "TELEGRAM_WEBHOOK_URL is not set"),
        ("set-webhook", {"TELEGRAM_WEBHOOK_URL": "https://bot.kz"}, "TELEGRAM_SECRET is not"),
    ],
)
def test_commands_say_what_is_missing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    what: str,
    settings: dict[str, str],
    words: str,
) -> None:
    monkeypatch.setenv("TELEGRAM_DB", str(tmp_path / "t.db"))
    with TelegramServer() as telegram:
        status, said = told(telegram, what, monkeypatch, capsys, **settings)
    assert status == 1
    assert words in said


@pytest.mark.parametrize("way", ["polling", "webhook"])
def test_a_process_killed_in_the_middle_loses_nothing(tmp_path: Path, way: str) -> None:
    port = free_port()
    settings = {"TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}", "TELEGRAM_SECRET": SECRET}
    settings = settings if way == "webhook" else {}
    with TelegramServer() as telegram:
        with server(telegram, tmp_path, [ECHO, str(port)], **settings) as running:
            if settings:
                url = settings["TELEGRAM_WEBHOOK_URL"] + WEBHOOK_PATH
                telegram.api.call("setWebhook", {"url": url, "secret_token": SECRET})
            for chat in range(1, 21):
                telegram.arrives(updates.text(chat, "кідіріп"), updates.text(chat, f"соңғы {chat}"))
            telegram.wait(lambda: any(len(telegram.sent(chat)) for chat in range(1, 21)))
            running.send_signal(signal.SIGKILL)
            running.wait(timeout=10)
        assert sum(len(telegram.sent(chat)) for chat in range(1, 21)) < 40
        with server(telegram, tmp_path, [ECHO, str(port)], **settings):
            for chat in range(1, 21):
                telegram.wait_sent(chat, 2, seconds=30)
            telegram.wait(lambda: not telegram.api.pending)
        for chat in range(1, 21):
            assert sorted({one["text"] for one in telegram.sent(chat)}) == ["Жауап: кідіріп", f"Жауап: соңғы {chat}"]
        doubled = sum(len(telegram.sent(chat)) for chat in range(1, 21)) - 40
        assert doubled <= CONNECTIONS  # those on their way in the very moment of the kill: docs/decisions/0022


def test_without_a_secret_the_server_does_not_start(tmp_path: Path) -> None:
    environment = {**os.environ, "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_URL": "https://bot.kz"}
    command = [sys.executable, "-W", "ignore", "-m", ECHO, str(free_port())]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert "TELEGRAM_SECRET" in done.stderr


def test_without_a_token_one_line_says_that_telegram_is_off(tmp_path: Path) -> None:
    with TelegramServer() as telegram:
        with server(telegram, tmp_path, [ECHO, str(port := free_port())], TELEGRAM_TOKEN=""):
            assert post(f"http://127.0.0.1:{port}/webhooks/telegram/webhook", {"update_id": 1}) == 404
        assert telegram.api.calls == []
    assert (tmp_path / "log").read_text(encoding="utf-8").count("Telegram is off") == 1
