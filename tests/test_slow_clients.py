"""The bot with 1,024 open files, soft and hard, and clients that hold connections: parents are answered meanwhile."""

from __future__ import annotations

import http.client
import itertools
import json
import resource
import select
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.servers import Server, running
from tests.serving.strict_server import PATIENCE, calls, read_to_the_end, strict_server

pytestmark = [pytest.mark.slow, pytest.mark.alone]

FILES = 1_024
HOLDERS = 1_500
_MESSAGE = "Қызылша қалай жұғады?"
_numbers = itertools.count()
_HALF_HEAD = b"POST /webhooks/web/message HTTP/1.1\r\nHost: 127.0.0.1\r\nX-"
_HALF_BODY = b"POST /webhooks/web/message HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500\r\n\r\n{"


@pytest.fixture(scope="module")
def bot(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 2 * HOLDERS:
        pytest.skip("this machine allows too few open files for the clients")
    resource.setrlimit(resource.RLIMIT_NOFILE, (2 * HOLDERS, hard))
    try:
        with running(root, tmp_path_factory.mktemp("bot"), files=FILES, RATE_LIMIT="off") as server:
            yield server
            assert "Traceback" not in server.log
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@contextmanager
def holders(port: int, first: bytes, address: str = "127.0.0.1") -> Iterator[list[socket.socket]]:
    """Connections of which each has sent ``first``; those that the server closed meanwhile are among them."""
    lines: list[socket.socket] = []
    try:
        for _ in range(HOLDERS):
            line = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE, source_address=(address, 0))
            lines.append(line)
            send(line, first)
        yield lines
    finally:
        for line in lines:
            line.close()


def send(line: socket.socket, data: bytes) -> bool:
    try:
        line.sendall(data)
    except OSError:
        return False
    return True


def is_open(line: socket.socket) -> bool:
    """Whether the server has not ended the connection."""
    try:
        return not select.select([line], [], [], 0)[0]
    except (OSError, ValueError):
        return False


def ask(line: http.client.HTTPConnection) -> None:
    question = json.dumps({"sender": f"p-{next(_numbers)}", "message": _MESSAGE})  # who asks again is told so
    line.request("POST", "/api/v1/messages", question.encode(), {"Content-Type": "application/json"})
    answer = line.getresponse()
    assert answer.status == 200
    assert "ауа" in answer.read().decode()


def parents_are_answered(port: int, number: int = 10) -> None:
    for _ in range(number):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        ask(line)
        line.close()


@pytest.mark.parametrize("first", [b"", _HALF_HEAD, _HALF_BODY], ids=["idle", "half a head", "half a body"])
def test_who_holds_connections_disturbs_nobody(bot: Server, first: bytes) -> None:
    with holders(bot.port, first) as lines:
        parents_are_answered(bot.port)
        assert sum(map(is_open, lines)) < FILES
    parents_are_answered(bot.port, 1)


@pytest.mark.parametrize("first", [_HALF_HEAD, _HALF_BODY], ids=["head", "body"])
def test_who_trickles_disturbs_nobody_and_is_cut_off(bot: Server, first: bytes) -> None:
    with holders(bot.port, first) as lines:
        ended = threading.Event()

        def trickle() -> None:
            while not ended.wait(2):
                for line in lines:
                    if is_open(line):
                        send(line, b"a")

        thread = threading.Thread(target=trickle)
        thread.start()
        try:
            end = time.monotonic() + PATIENCE
            while any(map(is_open, lines)) and time.monotonic() < end:
                parents_are_answered(bot.port, 1)
                time.sleep(0.5)
        finally:
            ended.set()
            thread.join()
        assert not any(map(is_open, lines))


def test_a_flood_from_elsewhere_does_not_close_a_parents_connection(bot: Server) -> None:
    parent = http.client.HTTPConnection("127.0.0.1", bot.port, timeout=PATIENCE)
    ask(parent)
    with holders(bot.port, b"", "127.0.0.2"):
        ask(parent)  # the library would open another connection silently: it must be the first one
        assert parent.sock is not None
    parent.close()


@pytest.mark.parametrize(
    ("path", "method"), [("/webhooks/web/message", "POST"), ("/health/live", "GET"), ("/api/v1/messages", "POST")]
)
@pytest.mark.parametrize("part", ["head", "body", "silent body"])
def test_a_slow_request_is_answered_with_408_and_ended(bot: Server, path: str, method: str, part: str) -> None:
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n".encode()
    with socket.create_connection(("127.0.0.1", bot.port), timeout=PATIENCE) as line:
        line.sendall(head + (b"X-A: " if part == "head" else b"Content-Length: 500\r\n\r\n{"))
        end = time.monotonic() + PATIENCE
        while is_open(line) and time.monotonic() < end:
            if part != "silent body":
                send(line, b"a")
            time.sleep(1)
        said = read_to_the_end(line)
    assert said.startswith(b"HTTP/1.1 408 ")
    assert b"problem-slow" in said


def test_who_says_nothing_more_is_ended_without_a_word() -> None:
    with strict_server() as port, socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        line.sendall(b"HEAD /a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        said = read_to_the_end(line)
        assert said.count(b"HTTP/1.1 ") == 1


def test_who_does_not_take_an_answer_is_cut_off() -> None:
    with strict_server() as port, socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", port))
        line.sendall(b"GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        end = time.monotonic() + PATIENCE
        while calls(port)["calls"] < 1 and time.monotonic() < end:
            time.sleep(0.1)
        while calls(port)["open"] > 1 and time.monotonic() < end:
            time.sleep(1)
        assert calls(port)["open"] == 1
