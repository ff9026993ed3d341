"""The strict protocol with a small app: what reaches a handler, in which order, and how connections end."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator

import pytest

from benchmarks.malformed import catalogue, request
from tests.serving.strict_server import ask, calls, line, read_to_the_end, strict_server

pytestmark = pytest.mark.slow

_CHUNKED = b"Transfer-Encoding: chunked\r\n"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with strict_server() as found:
        yield found


def read_answer(found: socket.socket) -> tuple[bytes, bytes]:
    """Head and body of one answer that has a length."""
    said = b""
    while b"\r\n\r\n" not in said:
        piece = found.recv(1)
        assert piece, said
        said += piece
    length = int(next(one.split(b":")[1] for one in said.lower().splitlines() if one.startswith(b"content-length")))
    body = b""
    while len(body) < length:
        body += found.recv(length - len(body))
    return said, body


def test_no_malformed_request_reaches_a_handler_and_the_connection_ends(port: int) -> None:
    before = calls(port)["calls"]
    for entry in catalogue():
        if not entry.is_whole:
            continue
        said = ask(port, entry.raw)
        assert int(said.split()[1]) in entry.statuses, (entry.kind, said)
        head, _, body = said.partition(b"\r\n\r\n")
        assert b"\r\nConnection: close\r\n" in head
        assert b"application/problem+json" in head
        assert json.loads(body)["status"] == int(said.split()[1])
    assert calls(port)["calls"] == before


@pytest.mark.parametrize(
    "raw",
    [
        # CL.TE, TE.CL, TE.TE and CL.CL: what one reader takes for the body, another takes for the next request
        request(b"Content-Length: 6\r\n" + _CHUNKED, b"0\r\n\r\nX" + request(line=b"POST /smuggled HTTP/1.1")),
        request(_CHUNKED + b"Content-Length: 4\r\n", b"5c\r\nPOST /smuggled HTTP/1.1\r\n\r\n0\r\n\r\n"),
        request(_CHUNKED + b"Transfer-Encoding: x\r\n", b"0\r\n\r\n" + request(line=b"POST /smuggled HTTP/1.1")),
        request(b"Transfer-Encoding : chunked\r\nContent-Length: 2\r\n", b"{}" + request()),
        request(b"Content-Length: 0\r\nContent-Length: 60\r\n", b"GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"),
        request(b"Content-Length: 60\r\nContent-Length: 0\r\n", b"GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"),
        request(b"Content-Length: 2\r\nContent-Length: 2\r\n"),
        request(b"X: a\nContent-Length: 0\r\nContent-Length: 60\r\n", b"GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"),
        request(b"Content-Length: 0\x00\r\n", b"GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"),
        request(b"Content-Length:\r\n 60\r\n", b"GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"),
        request(_CHUNKED, b"0;\nXX\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"),
        request(_CHUNKED, b"2\r\nXX0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"),
        request(_CHUNKED, b"0_2\r\nXX\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"),
    ],
)
def test_nothing_is_smuggled(port: int, raw: bytes) -> None:
    before = calls(port)["calls"]
    said = ask(port, raw)
    assert said.count(b"HTTP/1.1 ") == 1
    assert said.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 501 "))
    assert calls(port)["calls"] == before


def test_a_refusal_comes_after_the_answers_before_it(port: int) -> None:
    said = ask(port, request() * 3 + request(b"Content-Length: -1\r\n") + request())
    assert [part[:3] for part in said.split(b"HTTP/1.1 ")[1:]] == [b"200", b"200", b"200", b"400"]


def test_a_refusal_speaks_the_language_of_the_caller_and_head_has_no_body(port: int) -> None:
    russian = ask(port, request(b"Accept-Language: ru\r\nContent-Length: -1\r\n"))
    assert "неправильный запрос".encode() in russian
    assert ask(port, request(b"Host: b\r\n", b"", b"HEAD / HTTP/1.1")).endswith(b"\r\n\r\n")


def test_keep_alive_and_pipelining_answer_in_order(port: int) -> None:
    with line(port) as found:
        for number in range(20):
            found.sendall(request(b"", b"", b"GET /one?n=%d HTTP/1.1" % number) * 3)
        for number in range(20):
            for _ in range(3):
                assert json.loads(read_answer(found)[1])["query"] == f"n={number}"


def test_bodies_arrive_whole_however_they_are_sent(port: int) -> None:
    body = "Қызылша ".encode() * 8_000
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(body[n : n + 999]), body[n : n + 999]) for n in range(0, len(body), 999))
    for path in (b"/echo", b"/stream"):
        for raw in (
            request(b"Content-Length: %d\r\n" % len(body), body, b"POST " + path + b" HTTP/1.1"),
            request(_CHUNKED, chunks + b"0\r\n\r\n", b"POST " + path + b" HTTP/1.1"),
        ):
            with line(port) as found:
                for begin in range(0, len(raw), 10_007):
                    found.sendall(raw[begin : begin + 10_007])
                said = read_answer(found)[1]
            assert (said if path == b"/stream" else json.loads(said)["body"].encode()) == body


def test_continue_is_said_once_and_before_the_body_is_sent(port: int) -> None:
    with line(port) as found:
        found.sendall(request(b"Expect: 100-continue\r\nContent-Length: 2\r\n", b""))
        assert found.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        found.sendall(b"{}")
        head, body = read_answer(found)
        assert (head[:15], json.loads(body)["body"]) == (b"HTTP/1.1 200 OK", "{}")
    whole = ask(port, request(b"Connection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"))
    assert whole.startswith(b"HTTP/1.1 200 OK")
    large = ask(port, request(b"Expect: 100-continue\r\nContent-Length: 900000\r\n", b""))
    assert large.startswith(b"HTTP/1.1 413 ")


def test_head_has_no_body_and_the_connection_goes_on(port: int) -> None:
    with line(port) as found:
        found.sendall(request(b"", b"", b"HEAD /a HTTP/1.1") + request(b"", b"", b"GET /b HTTP/1.1"))
        said = b""
        while said.count(b"HTTP/1.1 200") < 2 or not said.endswith(b"}"):
            said += found.recv(65536)
        assert b'"path": "/a"' not in said
        assert b'"path": "/b"' in said


def test_another_protocol_is_not_begun(port: int) -> None:
    fields = b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    fields += b"Sec-WebSocket-Key: YWFhYWFhYWFhYWFhYWFhYQ==\r\n"
    with line(port) as found:
        found.sendall(request(fields, b"", b"GET /a HTTP/1.1"))
        head, body = read_answer(found)
        assert head.startswith(b"HTTP/1.1 200")
        assert "upgrade" not in json.loads(body)["headers"]
        found.sendall(request(b"", b"", b"GET /b HTTP/1.1"))
        assert json.loads(read_answer(found)[1])["path"] == "/b"


def test_a_large_refused_body_does_not_swallow_the_answer(port: int) -> None:
    with line(port) as found:
        found.sendall(request(b"Content-Length: 900000\r\n", b""))
        for _ in range(90):
            found.sendall(b"x" * 10_000)
        assert read_to_the_end(found).startswith(b"HTTP/1.1 413 ")


def test_http_1_0_is_answered_and_closed(port: int) -> None:
    said = ask(port, b"GET /a HTTP/1.0\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 200 OK")
    assert b"connection: close" in said


def test_a_stop_answers_what_runs_and_what_comes_within_moments() -> None:
    with strict_server() as port, line(port) as slow, line(port) as used, line(port) as idle:
        used.sendall(request())
        assert b"connection: keep-alive" in read_answer(used)[0]
        slow.sendall(request(b"", b"", b"GET /slow?seconds=4 HTTP/1.1"))
        while calls(port)["busy"] < 2:
            time.sleep(0.05)
        stopped = ask(port, request(b"", b"", b"GET /stop?seconds=2 HTTP/1.1"))
        assert b"connection: close" in stopped
        used.sendall(request())
        head, _ = read_answer(used)
        assert b"connection: close" in head
        assert (used.recv(1), idle.recv(1)) == (b"", b"")
        head, body = read_answer(slow)
        assert (b"connection: close" in head, body, slow.recv(1)) == (True, b"slow", b"")
