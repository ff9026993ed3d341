"""Malformed HTTP requests by kind, each with the answers that RFC 9110 and 9112 allow: for tests and ``make fuzz``."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

_HOST: Final = b"Host: 127.0.0.1\r\n"
_TWO: Final = b"Content-Length: 2\r\n"
_CHUNKED: Final = b"Transfer-Encoding: chunked\r\n"
PATHS: Final = (b"/", b"/api/v1/messages", b"/webhooks/rest/webhook", b"/webhooks/web/message", b"/health/live", b"/no")
METHODS: Final = (b"GET", b"POST", b"PUT", b"DELETE", b"OPTIONS", b"PATCH")


class Malformed(NamedTuple):
    """One malformed request.

    Attributes:
        kind: what is wrong with it: a family, a colon, and what exactly.
        raw: the bytes.
        statuses: what it may be answered with.
        is_whole: false where more would have to come; then nobody waits for the answer.
    """

    kind: str
    raw: bytes
    statuses: frozenset[int] = frozenset({400})
    is_whole: bool = True

    @property
    def family(self) -> str:
        """The first word of the kind."""
        return self.kind.partition(":")[0]


def request(
    fields: bytes = _TWO, body: bytes = b"{}", line: bytes = b"POST /no HTTP/1.1", host: bytes = _HOST
) -> bytes:
    """A request; well formed as long as what is given is."""
    return line + b"\r\n" + host + fields + b"\r\n" + body


_LENGTHS: Final = (
    "-1", "-99", "-0", "+5", "+2", "1_0", "2_", "abc", "1e3", "0x10", "0b1", "2.0", "²", "２", "٢", "2;", "2 2", '"2"',
    "2,", ",2", "2, 2", "2,3", "", " ", "99999999999999999999", "2\x00", "2\x0b", "\x0b2", "NaN", "inf", "None", "2h",
    "--2",
)  # fmt: skip
_CODINGS: Final = (
    "gzip", "gzip, chunked", "chunked, gzip", "chunked, chunked", "identity", "xchunked", "chunked;q=1", "chunked,",
    ",chunked", "", '"chunked"', "\x0bchunked", "chunked\x00", "chunked chunked", "br", "trailers", "Ξ", "cow",
)  # fmt: skip
_CHUNKS: Final = {
    "empty size": b"\r\n{}\r\n0\r\n\r\n", "no number": b"zz\r\n{}\r\n0\r\n\r\n", "negative": b"-1\r\n{}\r\n0\r\n\r\n",
    "plus": b"+2\r\n{}\r\n0\r\n\r\n", "0x": b"0x2\r\n{}\r\n0\r\n\r\n", "space before": b" 2\r\n{}\r\n0\r\n\r\n",
    "space after": b"2 \r\n{}\r\n0\r\n\r\n", "underscore": b"0_2\r\n{}\r\n0\r\n\r\n", "overflow": b"f" * 20 + b"\r\n{}",
    "no line after data": b"2\r\n{}0\r\n\r\n", "letters after data": b"2\r\n{}XX0\r\n\r\n",
    "bare LF after data": b"2\r\n{}\n0\r\n\r\n", "bare LF after size": b"2\n{}\r\n0\r\n\r\n",
    "bare CR after size": b"2\r{}\r\n0\r\n\r\n", "bare LF at the end": b"2\r\n{}\r\n0\r\n\n",
    "two bare LF at the end": b"2\r\n{}\r\n0\n\n", "too much data": b"2\r\n{}{}\r\n0\r\n\r\n",
    "NUL in extension": b"2;a=\0\r\n{}\r\n0\r\n\r\n", "LF in extension": b"2;a\nb\r\n{}\r\n0\r\n\r\n",
    "CR in extension": b"2;a\rb\r\n{}\r\n0\r\n\r\n", "empty extension": b"2;\r\n{}\r\n0\r\n\r\n",
    "spaces around extension": b"2 ; a = b\r\n{}\r\n0\r\n\r\n", "trailer without colon": b"0\r\nX y\r\n\r\n",
    "NUL in trailer": b"0\r\nX: \0\r\n\r\n", "length in trailer": b"0\r\nContent-Length: 5\r\n\r\n",
    "coding in trailer": b"0\r\nTransfer-Encoding: chunked\r\n\r\n", "letters before size": b"x2\r\n{}\r\n0\r\n\r\n",
}  # fmt: skip
_FIELDS: Final = {
    "space before colon": b"X : a\r\n", "tab before colon": b"X\t: a\r\n", "space before name": b" X: a\r\n",
    "folded line": b"X: a\r\n b\r\n", "folded with a tab": b"X: a\r\n\tb\r\n", "NUL in value": b"X: a\0b\r\n",
    "NUL in name": b"X\0: a\r\n", "bare CR in value": b"X: a\rb\r\n", "bare CR at the end": b"X: a\r\r\n",
    "bare LF": b"X: a\nY: b\r\n", "no colon": b"X\r\n", "no name": b": a\r\n", "brackets in name": b"X(): a\r\n",
    "letters beyond ASCII in name": "Ж: a\r\n".encode(), "space in name": b"X Y: a\r\n", "control": b"X: a\x01\r\n",
    "delete": b"X: a\x7f\r\n", "vertical tab": b"X: \x0ba\r\n", "escape": b"X: \x1b[31m\r\n",
    "not UTF-8": b"X: \xff\r\n", "length with a space": b"Content-Length : 2\r\n",
    "coding with a space": b"Transfer-Encoding : chunked\r\n",
    "length with NUL": b"Content-Length\0: 2\r\n",
}  # fmt: skip
_HOSTS: Final = {
    "host: none": b"", "host: two": _HOST + _HOST, "host: two different ones": _HOST + b"Host: evil.example\r\n",
    **{f"host: {value!r}": b"Host: " + value + b"\r\n" for value in (
        b"", b"a b", b"a/b", b"u@a", b"a:b", b"a:99999", b"a:-1", b"a,b", b"[::1", b"::1", b"\xff", b"a\\b", b"a?x",
        b"a#x", b"http://a", b"<a>", b"a\0", b'"a"',
    )},
}  # fmt: skip
#: Of two, one reader takes the first and another the last.
_TWICE: Final = {
    "Authorization": b"Authorization: Bearer a\r\nauthorization: Bearer b\r\n",
    "Authorization, the same": b"Authorization: Bearer a\r\n" * 2,
    "Idempotency-Key": b"Idempotency-Key: a\r\nX: y\r\nIdempotency-Key: b\r\n",
    "Content-Type": b"Content-Type: application/json\r\nContent-Type: text/plain\r\n",
    "Origin": b"Origin: https://bot.example\r\nOrigin: https://evil.example\r\n",
}
_LINES: Final = {
    "no version": b"POST /no", "two spaces": b"POST  /no HTTP/1.1",
    "two spaces before version": b"POST /no  HTTP/1.1", "space before method": b" POST /no HTTP/1.1",
    "space at the end": b"POST /no HTTP/1.1 ", "tabs": b"POST\t/no\tHTTP/1.1",
    "small letters of HTTP": b"POST /no http/1.1", "no minor version": b"POST /no HTTP/1",
    "no dot": b"POST /no HTTP/11", "three numbers": b"POST /no HTTP/1.1.1",
    "letters for a version": b"POST /no HTTP/x.y", "another name": b"POST /no ICE/1.0", "RTSP": b"POST /no RTSP/1.0",
    "space in target": b"POST /no no HTTP/1.1", "NUL in target": b"POST /no\0 HTTP/1.1",
    "control in target": b"POST /no\x01 HTTP/1.1", "letters beyond ASCII in target": "POST /қ HTTP/1.1".encode(),
    "fragment": b"POST /no#a HTTP/1.1", "no slash": b"POST no HTTP/1.1", "empty target": b"POST  HTTP/1.1",
    "authority as target": b"POST 127.0.0.1:80 HTTP/1.1",
    "another host in target": b"POST http://evil.example/ HTTP/1.1",
    "another port in target": b"POST http://127.0.0.1:1/ HTTP/1.1",
    "name in target": b"POST http://a@127.0.0.1/ HTTP/1.1", "star": b"POST * HTTP/1.1",
    "brackets in method": b"P(ST /no HTTP/1.1", "CR at the end": b"POST /no HTTP/1.1\r",
    "bare LF in line": b"POST /no\nHTTP/1.1", "empty method": b" /no HTTP/1.1", "only letters": b"hello",
}  # fmt: skip
_VERSIONS: Final = (b"1.2", b"0.9", b"2.0", b"3.0", b"9.9", b"0.0", b"1.9")
_OTHER_METHODS: Final = (b"TRACE", b"CONNECT", b"PROPFIND", b"post", b"Get", b"QUERY", b"SOURCE", b"NONE", b"A" * 30)


def catalogue() -> Iterator[Malformed]:
    """One of each kind, for ``POST /no``."""
    for value in _LENGTHS:
        yield Malformed(f"length: {value!r}", request(b"Content-Length: " + value.encode() + b"\r\n"))
    yield Malformed("length: two equal ones", request(_TWO + _TWO))
    yield Malformed("length: two", request(_TWO + b"Content-Length: 1\r\n"))
    yield Malformed("length: beside a coding", request(b"Content-Length: 5\r\n" + _CHUNKED, b"0\r\n\r\n"))
    yield Malformed("coding: beside a length", request(_CHUNKED + b"Content-Length: 5\r\n", b"0\r\n\r\n"))
    yield Malformed("long: body", request(b"Content-Length: 9999999\r\n"), frozenset({413}))
    for value in _CODINGS:
        fields = b"Transfer-Encoding: " + value.encode() + b"\r\n"
        yield Malformed(f"coding: {value!r}", request(fields, b"0\r\n\r\n"), frozenset({400, 501}))
    yield Malformed("coding: twice", request(_CHUNKED + _CHUNKED, b"0\r\n\r\n"))
    yield Malformed("coding: in HTTP/1.0", request(_CHUNKED, b"0\r\n\r\n", b"POST /no HTTP/1.0"))
    for kind, body in _CHUNKS.items():
        yield Malformed(f"chunk: {kind}", request(_CHUNKED, body))
    for kind, field in _FIELDS.items():
        yield Malformed(f"field: {kind}", request(field + _TWO))
        yield Malformed(f"field: {kind}, the last", request(_TWO + field))
    for kind, host in _HOSTS.items():
        yield Malformed(kind, request(host=host))
    for kind, fields in _TWICE.items():
        yield Malformed(f"twice: {kind}", request(fields + _TWO))
    for kind, line in _LINES.items():
        yield Malformed(f"line: {kind}", request(line=line))
    for version in _VERSIONS:
        yield Malformed(f"version: {version.decode()}", request(line=b"POST /no HTTP/" + version), frozenset({505}))
    for method in _OTHER_METHODS:
        yield Malformed(f"method: {method.decode()}", request(line=method + b" /no HTTP/1.1"), frozenset({501}))
    yield from _long()
    yield Malformed("field: unknown expectation", request(_TWO + b"Expect: money\r\n"), frozenset({417}))
    yield Malformed("end of line: only LF", request().replace(b"\r\n", b"\n"))
    yield Malformed("end of line: only CR", b"POST /no HTTP/1.1\rHost: a\r\r", frozenset({408}), is_whole=False)
    yield Malformed("end of line: LF before all", b"\n" + request())
    yield Malformed("end of line: five before all", b"\r\n" * 5 + request())
    yield Malformed("protocol: TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")
    yield Malformed("protocol: HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", frozenset({505}))


def _long() -> Iterator[Malformed]:
    yield Malformed("long: target", request(line=b"GET /" + b"a" * 5_000 + b" HTTP/1.1"), frozenset({414}))
    yield Malformed("long: endless target", b"GET /" + b"a" * 20_000, frozenset({414}))
    yield Malformed("long: field", request(b"X: " + b"a" * 9_000 + b"\r\n" + _TWO), frozenset({431}))
    yield Malformed("long: endless field", b"GET / HTTP/1.1\r\nX: " + b"a" * 20_000, frozenset({431}))
    yield Malformed("long: 5,000 fields", request(b"X-A: b\r\n" * 5_000), frozenset({431}))
    yield Malformed("long: 101 fields", request(b"a: b\r\n" * 101 + _TWO), frozenset({431}))
    endless = b"1\r\na\r\n" * 60_000
    yield Malformed("long: endless chunks", request(_CHUNKED, endless), frozenset({413}))
    yield Malformed("long: endless extension", request(_CHUNKED, b"1;a=" + b"b" * 300_000), frozenset({413}))
    yield Malformed("long: endless trailer", request(_CHUNKED, b"0\r\nX: " + b"b" * 300_000), frozenset({413}))


def generated(seed: int) -> Iterator[Malformed]:
    """Endlessly: entries of the catalogue for other methods, paths and places, and with noise that keeps them wrong."""
    chance = random.Random(seed)
    entries = list(catalogue())
    while True:
        yield chance.choice(_CHANGES)(chance, chance.choice(entries))


def _as_it_is(chance: random.Random, entry: Malformed) -> Malformed:
    return entry


def _elsewhere(chance: random.Random, entry: Malformed) -> Malformed:
    """Another path and method, where the line itself is right."""
    line = b"POST /no HTTP/1.1\r\n"
    if not entry.raw.startswith(line):
        return entry
    other = b"%b %b HTTP/1.1\r\n" % (chance.choice(METHODS), chance.choice(PATHS))
    return entry._replace(raw=other + entry.raw[len(line) :])


def _with_fields(chance: random.Random, entry: Malformed) -> Malformed:
    """Fields that change nothing before the wrong one."""
    if entry.raw.count(_HOST) != 1 or len(entry.raw) > 4_000:
        return entry
    more = b"".join(b"X-%d: %s\r\n" % (n, b"v" * chance.randrange(40)) for n in range(chance.randrange(1, 8)))
    return entry._replace(raw=entry.raw.replace(_HOST, _HOST + more))


def _after_a_right_one(chance: random.Random, entry: Malformed) -> Malformed:
    """Behind a well-formed request on the same connection (pipelining)."""
    return entry._replace(
        kind=f"{entry.kind}, after a right one", raw=b"GET /no HTTP/1.1\r\n" + _HOST + b"\r\n" + entry.raw
    )


def _with_a_second(chance: random.Random, entry: Malformed) -> Malformed:
    """A well-formed request hidden behind it, as smugglers do."""
    return entry._replace(raw=entry.raw + request(line=b"POST /smuggled HTTP/1.1"))


def _cut(chance: random.Random, entry: Malformed) -> Malformed:
    """A well-formed request that breaks off: the client is gone."""
    raw = request(b"Content-Length: 500\r\nX-A: b\r\n", b"{" * 400)
    return Malformed("cut: at any place", raw[: chance.randrange(len(raw))], frozenset({408}), is_whole=False)


def _noise(chance: random.Random, entry: Malformed) -> Malformed:
    """Random bytes; the first is none that begins a request."""
    return Malformed(
        "noise: random bytes", bytes([chance.choice(b"\x00\x16\x80\xff(<")]) + chance.randbytes(chance.randrange(300))
    )


_CHANGES: Final[tuple[Callable[[random.Random, Malformed], Malformed], ...]] = (
    _as_it_is, _elsewhere, _elsewhere, _with_fields, _after_a_right_one, _with_a_second, _cut, _noise,
)  # fmt: skip
