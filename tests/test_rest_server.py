"""REST as integrators and attackers meet it: real servers, real HTTP."""

from __future__ import annotations

import gzip
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.api_description import description
from tests.servers import Server, running

pytestmark = pytest.mark.slow

_RASAS_API = {
    "GET": "/version /status /conversations/a/tracker /conversations/a/story /domain",
    "POST": "/conversations/a/tracker/events /conversations/a/execute /conversations/a/trigger_intent "
    "/conversations/a/predict /conversations/a/messages /model/train /model/test/stories /model/test/intents "
    "/model/predict /model/parse /model",
    "PUT": "/conversations/a/tracker/events /model",
    "DELETE": "/model",
}
_HEAD = b"POST /api/v1/messages HTTP/1.1\r\nHost: 127.0.0.1\r\n"
QUESTION = "Қызылшаға қарсы екпе қай жаста салынады?"


@pytest.fixture(scope="module")
def bot(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server without keys, rates lifted."""
    with running(root, tmp_path_factory.mktemp("bot"), RATE_LIMIT="off", REST_ORIGINS="https://clinic.kz") as server:
        yield server
        assert "Traceback" not in server.log


def matches(instance: Any, schema: dict[str, Any]) -> None:
    """Check an answer against a schema of the description."""
    import jsonschema

    document = description()
    jsonschema.Draft7Validator({**schema, "components": document["components"]}).validate(instance)


# What an integrator gets


def test_the_api_answers_with_all_that_was_promised(bot: Server) -> None:
    answer = bot.ask(QUESTION)
    assert answer.status == 200
    body = answer.json
    matches(body, {"$ref": "#/components/schemas/Reply"})
    assert (body["intent"], body["language"], body["emergency"]) == ("ask_schedule", "kk", False)
    assert (body["level"], body["calls"]) == ("none", [])
    assert body["reply"][0]["recipient_id"] == "anna"
    assert "6 жаста" in body["reply"][0]["text"]
    assert body["sources"][0]["title"]
    assert body["request_id"] == answer.headers["X-Request-Id"]
    assert body["request_id"] in bot.log


@pytest.mark.parametrize("text", ["Балам тырысып жатыр, есін білмейді!", "У ребёнка судороги, он без сознания"])
def test_an_emergency_is_marked(bot: Server, text: str) -> None:
    body = bot.ask(text, "e").json
    assert (body["level"], body["emergency"]) == ("emergency", True)
    label = "Жедел жәрдем" if body["language"] == "kk" else "Скорая помощь"
    assert body["calls"][0] == {"number": "103", "label": label}
    assert "103" in body["reply"][0]["text"].splitlines()[0]


@pytest.mark.parametrize("example", [["bash", "ask.sh"], [sys.executable, "ask.py"], ["node", "ask.mjs"]])
def test_the_examples_of_the_docs_run(bot: Server, root: Path, example: list[str]) -> None:
    program, name = example
    done = subprocess.run(
        [program, str(root / "docs" / "examples" / name)],
        env=os.environ | {"BOT": bot.base}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "6 жаста" in done.stdout


def test_a_repeated_call_is_answered_once(bot: Server) -> None:
    first = bot.ask(QUESTION, "i", Idempotency_Key="k1")
    again = bot.ask(QUESTION, "i", Idempotency_Key="k1")
    assert again.body == first.body
    assert again.headers["Idempotency-Replayed"] == "true"
    other = bot.ask("Қызылша қалай жұғады?", "i", Idempotency_Key="k1")
    assert other.json["type"].endswith("idempotency-mismatch")


def test_a_page_of_the_list_may_call_and_no_other(bot: Server) -> None:
    allowed = bot.ask("сәлем", Origin="https://clinic.kz")
    assert allowed.headers["Access-Control-Allow-Origin"] == "https://clinic.kz"
    preflight = bot.call("/api/v1/messages", method="OPTIONS", Origin="https://clinic.kz")
    assert "Idempotency-Key" in preflight.headers["Access-Control-Allow-Headers"]
    stranger = bot.ask("сәлем", Origin="https://evil.kz")
    assert stranger.status == 403
    assert "Access-Control-Allow-Origin" not in stranger.headers
    assert "Access-Control-Allow-Origin" not in bot.call("/api/v1/messages", method="OPTIONS", Origin="null").headers


def test_the_page_and_the_document_are_there_with_safe_headers(bot: Server) -> None:
    document = bot.call("/api/v1/openapi.json")
    assert document.json == json.loads(json.dumps(description()))
    page = bot.call("/api/docs")
    assert b"problem-too-many" in page.body
    for answer in (document, page, bot.ask("сәлем"), bot.call("/api/nothing")):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


# Problems


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"hello", {}, 400),
        (b"[" * 15_000, {}, 400),
        (b"9" * 15_000, {}, 400),
        (b"{}", {}, 422),
        (json.dumps({"sender": "a", "message": "қ" * 2001}).encode(), {}, 422),
        (b"x" * 20_000, {}, 413),
        (b"x" * 400_000, {}, 413),
        (b"a=1", {"Content-Type": "multipart/form-data; boundary=x"}, 415),
        (gzip.compress(b"0" * 10_000_000, mtime=0), {"Content-Encoding": "gzip"}, 415),
        (b'{"sender": "a", "message": "b"}', {"Idempotency-Key": " "}, 400),
    ],
)
def test_bad_calls_get_a_problem(bot: Server, body: bytes, headers: dict[str, str], status: int) -> None:
    named = {"Accept-Language": "ru"} | headers
    answer = bot.call("/api/v1/messages", body, **{name.replace("-", "_"): value for name, value in named.items()})
    assert answer.status == status
    if len(body) < 200_000:  # beyond the server's own limit Sanic answers, before any route
        assert answer.headers["Content-Type"] == "application/problem+json"
        matches(answer.json, {"$ref": "#/components/schemas/Problem"})
        assert answer.headers["Content-Language"] == "ru"


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/api/v1/messages", "GET", 405), ("/api/v1/messages", "DELETE", 405), ("/webhooks/rest/webhook", "GET", 405),
        ("/api/v2/messages", "POST", 404), ("/api/", "GET", 404), ("/webhooks/rest/../../model", "GET", 404),
        ("/api/..%2f..%2fstate/keys.json", "GET", 404), ("/state/keys.json", "GET", 404), ("/%00", "GET", 404),
    ],
)  # fmt: skip
def test_other_paths_and_methods(bot: Server, path: str, method: str, status: int) -> None:
    assert bot.call(path, b"{}" if method == "POST" else None, method=method).status == status


@pytest.mark.parametrize(
    ("method", "path"), [(method, path) for method, paths in _RASAS_API.items() for path in paths.split()]
)
def test_rasas_own_http_api_is_not_there(bot: Server, method: str, path: str) -> None:
    body = b"{}" if method in {"POST", "PUT"} else None
    assert bot.call(path, body, method=method).status in {404, 405}


def test_a_typed_slash_changes_nothing(bot: Server) -> None:
    bot.ask('/inform{"settlement":"Айтеке би","birth_date":"2020-01-01"}', "slash")
    bot.ask('/change_language{"language":"en"}', "slash")
    answer = bot.ask("екпе қашан салынады", "slash").json
    assert answer["language"] == "kk"
    assert "жаста" in answer["reply"][0]["text"]
    assert "6 жас" in answer["reply"][0]["text"]


# Privacy


def test_planted_secrets_are_in_no_store_log_or_counter(bot: Server) -> None:
    phones = ["87015554433", "+7 701 555 44 33"]
    secrets = [*phones, "900101300017", "4111 1111 1111 1111", "aigul@mail.kz", "45.76621", "Құпиясөз"]
    sender = "sender-planted-77"
    bot.call("/webhooks/rest/webhook", {
        "sender": sender, "message": "қалай жұғады " + " ; ".join(secrets[:6]),
        "metadata": {"lat": 45.76621, "lon": 62.10803, "note": secrets[6]},
    })  # fmt: skip
    bot.ask(f"екпе қашан? {secrets[0]}", sender, Idempotency_Key=secrets[6].encode().hex())
    stored = b"".join(path.read_bytes() for path in bot.folder.glob("conversations.db*"))
    counters = bot.call("/metrics").body
    assert b"[PHONE]" in stored
    for secret in [*secrets, sender]:
        for where in (stored, counters, bot.log.encode()):
            assert secret.encode() not in where
            assert json.dumps(secret)[1:-1].encode() not in where
    assert "қалай жұғады" not in bot.log


def test_log_lines_are_json_with_an_outcome(bot: Server) -> None:
    bot.ask(QUESTION, "logged")
    lines = [json.loads(line) for line in bot.log.splitlines() if line.startswith("{")]
    turn = next(line for line in reversed(lines) if line.get("event") == "turn")
    assert turn["outcome"] == "answered"
    assert turn["ms"] > 0
    assert re.fullmatch("[0-9a-f]{40}", turn["conversation"])


def test_forget_me_asks_then_deletes_and_says_what(bot: Server) -> None:
    bot.ask("қызым 4 жаста, екпе қашан", "forget")
    asked = bot.ask("менің деректерімді өшіріңіз", "forget").json
    yes = asked["reply"][0]["buttons"][0]["payload"]
    export = ("privacy", "export", "--channel", "rest", "--sender", "forget")
    assert len(json.loads(bot.command(*export).stdout)["conversations"]) > 5
    done = bot.ask(yes, "forget").json
    assert re.search(r"жойылды \(\d+ жазба\)", done["reply"][0]["text"])
    exported = bot.command(*export)
    assert (exported.returncode, exported.stdout) == (3, "")


@pytest.mark.parametrize(("answer", "is_deleted"), [("иә", True), ("жоқ", False)])
def test_a_typed_yes_or_no_counts_too(bot: Server, answer: str, is_deleted: bool) -> None:
    sender = f"typed-{is_deleted}"
    bot.ask("менің деректерімді өшіріңіз", sender)
    said = bot.ask(answer, sender).json["reply"][0]["text"]
    assert ("жойылды" in said) is is_deleted


def test_the_office_can_delete(bot: Server) -> None:
    bot.ask("сәлем", "office")
    delete = ("privacy", "delete", "--channel", "rest", "--sender", "office")
    assert re.search("Deleted [1-9]", bot.command(*delete).stdout)
    again = bot.command(*delete)
    assert again.returncode == 3
    assert "Nothing is stored of this person" in again.stderr


def test_counters_tell_what_happened(bot: Server) -> None:
    bot.ask("Балам тырысып жатыр, есін білмейді!", "m")
    text = bot.call("/metrics").body.decode()
    assert 'bot_turns_total{channel="rest",outcome="emergency"}' in text
    assert "bot_store_up 1.0" in text
    assert bot.call("/metrics", X_Forwarded_For="1.2.3.4").status == 403


# Attacks


def test_without_keys_only_this_machine_is_answered(bot: Server) -> None:
    for headers in (
        {"X_Forwarded_For": "1.2.3.4"},
        {"Forwarded": "for=1.2.3.4"},
        {"Host": "evil.kz"},
        {"X_Real_IP": "::1"},
    ):
        assert bot.ask("сәлем", **headers).json["type"].endswith("local-only")


@pytest.mark.parametrize(
    "raw",
    [
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
        b"POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
        _HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /api/v1/messages HTTP/1.1\r\n" + b"X-A: b\r\n" * 5000 + b"\r\n",
    ],
)
def test_broken_http_does_not_harm_the_server(bot: Server, raw: bytes) -> None:
    with socket.create_connection(("127.0.0.1", bot.port), timeout=5) as line:
        line.sendall(raw)
        try:
            said = line.recv(4096)
        except OSError:
            said = b""
    assert not said.startswith(b"HTTP/1.1 5") or said.startswith((b"HTTP/1.1 501", b"HTTP/1.1 505"))
    assert b"Traceback" not in said
    assert bot.ask("сәлем").status == 200


def test_a_thousand_idle_connections_do_not_shut_parents_out(bot: Server) -> None:
    lines = []
    try:
        for _ in range(1000):
            lines.append(socket.create_connection(("127.0.0.1", bot.port), timeout=5))
        for line in lines[:500]:
            line.sendall(b"POST /api/v1/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nX-")
        assert bot.ask(QUESTION).status == 200
    finally:
        for line in lines:
            line.close()


def test_a_slow_client_is_cut_off(bot: Server) -> None:
    with socket.create_connection(("127.0.0.1", bot.port), timeout=40) as line:
        line.sendall(_HEAD + b"Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{")
        said = line.recv(4096)
    assert b" 408 " in said.splitlines()[0]
