"""Reads HTTP/1 requests strictly: whole and well formed, or refused with the problem that the RFCs have for it.

The parser is llhttp (``httptools``, what Node.js parses with). Checked here is what it lets pass, found by a table of
malformed requests (docs/decisions/0070). A request is given on in one plain form: no chunks, one length, nothing that
concerns only the connection. Whoever reads that form can't read it in another way than this reader did.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

import httptools

from rasa_project.serving.http_rules import (
    EMPTY_LINE,
    Refused,
    RequestLine,
    check_codings,
    check_host,
    check_once,
    is_text,
    may_begin,
    most_body,
    request_line,
)

#: Bytes of the request line and of all headers; browsers and proxies send 1 to 2 kB.
MOST_HEAD: Final = 8 * 1024
MOST_FIELDS: Final = 100

#: Fields that end here: they concern the connection, or are of no use to this server (no cookie is ever set).
_ENDING_HERE: Final = frozenset(
    b"connection content-length cookie expect http2-settings keep-alive proxy-connection te trailer"
    b" transfer-encoding x-upgrade".split()
)

_UPGRADE: Final = re.compile(rb"^upgrade:", re.IGNORECASE | re.MULTILINE)


class Part(Enum):
    """What of a request comes next."""

    NOTHING = "no byte of the next request has come"
    HEAD = "request line and headers"
    BODY = "body"


class RequestReader:
    """Takes bytes as they come, gives whole requests one by one.

    Attributes:
        may_keep_alive: whether requests may ask for more on the same connection; false while the server stops.
    """

    _parser: httptools.HttpRequestParser

    def __init__(self) -> None:
        """Nothing has come."""
        self.may_keep_alive = True
        self._buffer = bytearray()
        self._begin()

    def _begin(self) -> None:
        self._line: RequestLine | None = None
        self._fields: list[tuple[bytes, bytes]] = []
        self._head_bytes = 0
        self._is_head_whole = False
        self._is_whole = False
        self._owes_continue = False
        self._body = bytearray()
        self._body_bytes = 0
        self._length: int | None = None
        self._fed = b""

    def feed(self, data: bytes) -> None:
        """Take bytes; nothing is read of them yet."""
        self._buffer += data

    @property
    def held(self) -> int:
        """Bytes that are kept of requests that were not given yet."""
        return len(self._buffer) + self._head_bytes + len(self._body)

    @property
    def ahead(self) -> int:
        """How many requests, at most, have come whole; a body with empty lines counts as several."""
        return self._buffer.count(EMPTY_LINE)

    @property
    def part(self) -> Part:
        """What of the next request is awaited."""
        if self._is_head_whole:
            return Part.BODY
        return Part.HEAD if self._head_bytes or self._buffer else Part.NOTHING

    @property
    def is_head_request(self) -> bool:
        """Whether the request that is being read is known to be a ``HEAD``, whose answer has no body."""
        return self._line is not None and self._line.method == b"HEAD"

    def language(self) -> str:
        """``Accept-Language`` as far as it was read."""
        return self._first(b"accept-language").decode("ascii", "replace")

    def take_owed_continue(self) -> bool:
        """Whether ``100 Continue`` must be sent now; true once for a request."""
        owes, self._owes_continue = self._owes_continue, False
        return owes

    def pull(self) -> bytes | None:
        """The next whole request in its plain form, or nothing while bytes are missing.

        Raises:
            Refused: what came is not a request that this server takes.
        """
        try:
            while not self._is_head_whole:
                if not self._read_head():
                    return None
            if not (self._is_whole or self._read_body()):
                return None
        except httptools.HttpParserError as error:
            raise Refused("malformed") from error
        request = self._plain()
        self._begin()
        return request

    # The head

    def _read_head(self) -> bool:
        """Read the first line, or what has come of the rest; false while bytes are missing."""
        end = self._end_of_lines()
        lines = bytes(self._buffer[:end] if end else self._buffer)
        if self._head_bytes + len(lines) > MOST_HEAD:
            raise Refused("head-too-large" if self._line else "target-too-long")
        if not end:
            if lines and self._line is None and not may_begin(lines):
                raise Refused("malformed")
            return False
        del self._buffer[:end]
        self._head_bytes += len(lines)
        if self._line is not None:
            check_codings(lines)
            # Where another protocol is offered, a server may go on with this one (RFC 9110, 7.8); llhttp would stop.
            self._parser.feed_data(_UPGRADE.sub(b"x-upgrade:", lines))
        elif lines != b"\r\n" or self._head_bytes > len(lines):  # RFC 9112, 2.2: one empty line before is ignored
            self._line = request_line(lines)
            self._parser = httptools.HttpRequestParser(self)
            self._parser.feed_data(lines)
        if self._is_head_whole and self._line is not None:
            self._frame(self._line)
        return True

    def _end_of_lines(self) -> int:
        """Where the first line ends; of the later ones all that have come, up to the empty line at most."""
        end = self._buffer.find(b"\n") + 1
        if self._line is None or self._buffer.startswith(b"\r\n"):
            return end
        last = self._buffer.find(EMPTY_LINE, 0, MOST_HEAD)
        return last + len(EMPTY_LINE) if last >= 0 else end

    def _frame(self, line: RequestLine) -> None:
        """What body follows the head.

        Raises:
            Refused: a field that frames or routes the request is wrong.
        """
        if len(self._fields) > MOST_FIELDS:
            raise Refused("head-too-large")
        if any(not is_text(value) for name, value in self._fields if name not in _ENDING_HERE):
            raise Refused("malformed")
        check_host(line, [value for name, value in self._fields if name == b"host"])
        check_once([name for name, _ in self._fields])
        is_chunked = bool(self._first(b"transfer-encoding"))
        length = self._first(b"content-length")
        if is_chunked and not line.is_http_11:
            raise Refused("malformed")
        if length:
            self._length = int(length)  # llhttp has seen to it that these are digits
            if self._length > most_body(line.target):
                raise Refused("too-large")
            self._is_whole = self._length == 0
        else:
            self._is_whole = not is_chunked
        self._expect(line)

    def _expect(self, line: RequestLine) -> None:
        expected = self._first(b"expect").lower()
        if not expected or not line.is_http_11:
            return
        if expected != b"100-continue":
            raise Refused("expectation")
        self._owes_continue = not self._is_whole and not self._buffer

    # The body

    def _read_body(self) -> bool:
        if self._length is None:
            while self._buffer and not self._is_whole:
                self._read_chunked()
            return self._is_whole
        missing = self._length - len(self._body)
        self._body += self._buffer[:missing]
        del self._buffer[:missing]
        return len(self._body) == self._length

    def _read_chunked(self) -> None:
        """Give llhttp as much as can't reach into the next request: a chunked body ends with an empty line."""
        piece = bytes(self._buffer[: self._until_empty_line()])
        del self._buffer[: len(piece)]
        self._fed = (self._fed + piece)[-3:]
        self._body_bytes += len(piece)
        if self._line is not None and self._body_bytes > most_body(self._line.target):
            raise Refused("too-large")
        self._parser.feed_data(piece)

    def _until_empty_line(self) -> int:
        """Bytes up to the end of the next empty line, which may have begun in what was given before; else all."""
        begun = (self._fed + self._buffer[: len(EMPTY_LINE) - 1]).find(EMPTY_LINE)
        if begun >= 0:
            return begun + len(EMPTY_LINE) - len(self._fed)
        found = self._buffer.find(EMPTY_LINE)
        return found + len(EMPTY_LINE) if found >= 0 else len(self._buffer)

    # What llhttp tells

    def on_header(self, name: bytes, value: bytes) -> None:
        """A field; those after a chunked body (trailers) are dropped."""
        if not self._is_head_whole:
            self._fields.append((name.lower(), value.strip(b" \t")))

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._is_head_whole = True

    def on_body(self, piece: bytes) -> None:
        """Part of a chunked body."""
        self._body += piece

    def on_message_complete(self) -> None:
        """The request is whole; for a body with a length, only its head is given to llhttp."""
        self._is_whole = True

    # What is given on

    def _plain(self) -> bytes:
        assert self._line is not None  # noqa: S101 (for mypy: pull reads it first)
        version = b"1.1" if self._line.is_http_11 else b"1.0"
        lines = [b"%b %b HTTP/%b" % (self._line.method, self._line.target, version)]
        lines += [b"%b: %b" % field for field in self._fields if field[0] not in _ENDING_HERE]
        lines.append(b"connection: keep-alive" if self._keeps_alive(self._line) else b"connection: close")
        if self._length is not None or self._body or self._first(b"transfer-encoding"):
            lines.append(b"content-length: %d" % len(self._body))
        return b"\r\n".join(lines) + EMPTY_LINE + self._body

    def _keeps_alive(self, line: RequestLine) -> bool:
        told = b",".join(value for name, value in self._fields if name == b"connection").lower()
        options = {option.strip(b" \t") for option in told.split(b",")}
        wanted = b"close" not in options and (line.is_http_11 or b"keep-alive" in options)
        return wanted and self.may_keep_alive

    def _first(self, name: bytes) -> bytes:
        return next((value for found, value in self._fields if found == name), b"")
