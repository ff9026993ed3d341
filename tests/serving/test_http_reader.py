"""The strict reader: what is well formed comes out in one plain form, everything else is refused."""

from __future__ import annotations

import itertools

import httptools
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.malformed import Malformed, catalogue, generated, request
from rasa_project.channels.rest.problems import kinds
from rasa_project.serving.http_reader import MOST_HEAD, Part, RequestReader
from rasa_project.serving.http_rules import MOST_BODY, Refused

_CHUNKED = b"Transfer-Encoding: chunked\r\n"


def read(raw: bytes, pieces_of: int = 1 << 30) -> tuple[list[bytes], int | None]:
    """All requests in ``raw`` and the status of the refusal after them; bytes come in pieces."""
    reader = RequestReader()
    found = []
    try:
        for begin in range(0, len(raw), pieces_of):
            reader.feed(raw[begin : begin + pieces_of])
            while (one := reader.pull()) is not None:
                found.append(one)
    except Refused as refused:
        return found, kinds()[refused.problem].status
    return found, None


@pytest.mark.parametrize("pieces_of", [1 << 30, 1])
@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.kind)
def test_what_is_malformed_is_refused(entry: Malformed, pieces_of: int) -> None:
    found, status = read(entry.raw, max(pieces_of, len(entry.raw) // 1_000))
    assert found == []
    assert (status in entry.statuses) if entry.is_whole else (status is None)


def test_generated_ones_are_refused_too() -> None:
    for entry in itertools.islice(generated(1), 1_000):
        found, status = read(entry.raw)
        hidden = [one for one in found if b"/smuggled" in one]
        assert hidden == [], entry
        assert (status in entry.statuses) if entry.is_whole else (status is None), entry


_PLAIN_TWO = b"POST /no HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: keep-alive\r\ncontent-length: 2\r\n\r\n{}"


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        (request(), _PLAIN_TWO),
        (request(b"Content-Length:2 \t\r\n"), _PLAIN_TWO),
        (b"\r\n" + request(), _PLAIN_TWO),
        (request(line=b"POST http://127.0.0.1/no HTTP/1.1"), _PLAIN_TWO),
        (request(_CHUNKED, b"1\r\n{\r\n1;a=b\r\n}\r\n0\r\nX: y\r\n\r\n"), _PLAIN_TWO),
        (request(b"TRANSFER-encoding:\tCHUNKED\r\n", b'002;a="b"\r\n{}\r\n0\r\n\r\n'), _PLAIN_TWO),
        (request(b"Cookie: a=\xff\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"), _PLAIN_TWO),
        (request(b"Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 2\r\n"), _PLAIN_TWO),
        (request(b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: A\r\n" + _CHUNKED,
                 b"2\r\n{}\r\n0\r\n\r\n"), _PLAIN_TWO),
        (request(_CHUNKED, b"4\r\n\r\n\r\n\r\n0\r\n\r\n"), _PLAIN_TWO.replace(b"h: 2", b"h: 4")[:-2] + b"\r\n\r\n"),
        (request(b"", b""), b"POST /no HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: keep-alive\r\n\r\n"),
        (request(b"", b"", b"GET / HTTP/1.0", b""), b"GET / HTTP/1.0\r\nconnection: close\r\n\r\n"),
        (request(b"Connection: Keep-Alive\r\n", b"", b"GET / HTTP/1.0"),
         b"GET / HTTP/1.0\r\nhost: 127.0.0.1\r\nconnection: keep-alive\r\n\r\n"),
        (request(b"Connection: x, Close\r\n", b"", b"HEAD /?a=%D2%9B|{ HTTP/1.1", b"Host: [::1]:80\r\n"),
         b"HEAD /?a=%D2%9B|{ HTTP/1.1\r\nhost: [::1]:80\r\nconnection: close\r\n\r\n"),
        (request(b"", b"", b"OPTIONS * HTTP/1.1"),
         b"OPTIONS * HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: keep-alive\r\n\r\n"),
        (request("X: қ\r\nX: b\r\n".encode(), b""),
         "POST /no HTTP/1.1\r\nhost: 127.0.0.1\r\nx: қ\r\nx: b\r\nconnection: keep-alive\r\n\r\n".encode()),
    ],
)  # fmt: skip
def test_what_is_well_formed_comes_out_in_one_form(raw: bytes, plain: bytes) -> None:
    for pieces_of in (1 << 30, 1, 3):
        assert read(raw, pieces_of) == ([plain], None)
        assert read(raw * 3, pieces_of) == ([plain] * 3, None)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.binary(max_size=60), st.sampled_from([b"\r\n\r\n", b"0\r\n\r\n", b"\r\n"])), max_size=5),
    st.booleans(),
    st.integers(1, 50),
)
def test_any_body_arrives_as_it_was(bodies: list[bytes], is_chunked: bool, pieces_of: int) -> None:
    raw = b""
    for body in bodies:
        chunks = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if body else b"0\r\n\r\n"
        raw += request(_CHUNKED, chunks) if is_chunked else request(b"Content-Length: %d\r\n" % len(body), body)
    found, status = read(raw, pieces_of)
    assert status is None
    assert [one.partition(b"\r\n\r\n")[2] for one in found] == bodies


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 3))
def test_any_bytes_are_refused_or_read_as_another_strict_parser_does(noise: bytes, place: int) -> None:
    places = [noise, b"GET /" + noise, b"GET / HTTP/1.1\r\nHost: a\r\n" + noise, request(_CHUNKED, noise)]
    found, _ = read(places[place] + b"\r\n\r\n")
    for one in found:
        httptools.HttpRequestParser(object()).feed_data(one)


def test_limits_are_exact() -> None:
    head = b"GET / HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n"
    filled = head.replace(b"X: ", b"X: " + b"a" * (MOST_HEAD - len(head)))
    assert read(filled)[1] is None
    assert read(filled.replace(b"aa", b"aaa", 1))[1] == 431
    assert len(read(request(b"Content-Length: %d\r\n" % MOST_BODY, b"x" * MOST_BODY))[0]) == 1
    assert read(request(b"Content-Length: %d\r\n" % (MOST_BODY + 1), b""))[1] == 413


@pytest.mark.parametrize(
    ("target", "most"),
    [
        (b"/webhooks/whatsapp/webhook", 3 * 1024 * 1024),
        (b"/webhooks/whatsapp/webhook?a=1", 3 * 1024 * 1024),
        (b"/webhooks/whatsapp/webhook/x", MOST_BODY),
        (b"/webhooks/telegram/webhook", MOST_BODY),
        (b"/?/webhooks/whatsapp/webhook", MOST_BODY),
    ],
)
def test_posts_of_meta_alone_may_be_larger(target: bytes, most: int) -> None:
    head = b"POST " + target + b" HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n"
    assert len(read(head % most + b"x" * most)[0]) == 1
    assert read(head % (most + 1))[1] == 413
    chunked = b"POST " + target + b" HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert read(chunked + b"%x\r\n" % (most + 1) + b"x" * (most + 1))[1] == 413


def test_it_says_what_is_awaited_and_when_to_say_continue() -> None:
    reader = RequestReader()
    assert (reader.part, reader.pull()) == (Part.NOTHING, None)
    reader.feed(b"POST / HTTP/1.1\r\nHost: a\r\nAccept-Language: ru\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n")
    assert (reader.pull(), reader.part, reader.take_owed_continue()) == (None, Part.HEAD, False)
    assert reader.language() == "ru"
    reader.feed(b"\r\n")
    assert (reader.pull(), reader.part) == (None, Part.BODY)
    assert (reader.take_owed_continue(), reader.take_owed_continue()) == (True, False)
    reader.feed(b"{}G")
    assert reader.pull() is not None
    assert (reader.part, reader.held) == (Part.HEAD, 1)


def test_while_the_server_stops_every_request_is_the_last() -> None:
    reader = RequestReader()
    reader.may_keep_alive = False
    reader.feed(request())
    assert b"connection: close" in (reader.pull() or b"")
