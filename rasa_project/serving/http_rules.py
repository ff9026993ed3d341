"""What a request line and single fields must look like: the rules that llhttp does not check."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import httptools

#: Bytes of a body as it comes over the line. The channels allow less; a messenger's updates are the largest.
MOST_BODY: Final = 256 * 1024
#: Meta posts many messages and statuses in one body ("Webhooks payloads can be up to 3MB"); a refused one is lost.
_LARGER_BODIES: Final = {b"/webhooks/whatsapp/webhook": 3 * 1024 * 1024}
#: Bytes of the address in a request line.
MOST_TARGET: Final = 4 * 1024
_METHODS: Final = frozenset({b"GET", b"HEAD", b"POST", b"PUT", b"PATCH", b"DELETE", b"OPTIONS"})
_TOKEN: Final = rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"
_REQUEST_LINE: Final = re.compile(rb"(" + _TOKEN + rb") ([\x21-\x7e]+) HTTP/(\d)\.(\d)\r\n")
_CODING_LINE: Final = re.compile(rb"^transfer-encoding:[ \t]*(.*?)[ \t]*\r$", re.IGNORECASE | re.MULTILINE)
_CODINGS: Final = re.compile(_TOKEN + rb"(?:[ \t]*,[ \t]*" + _TOKEN + rb")*")
_HOST: Final = re.compile(rb"(?:\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._~-]+)(?::(\d{0,5}))?")
EMPTY_LINE: Final = b"\r\n\r\n"
#: Of two of these, one reader takes the first and another the last: a proxy would see another caller than the bot.
_ONCE: Final = frozenset({b"authorization", b"content-type", b"idempotency-key", b"origin"})


class Refused(Exception):  # noqa: N818 (no error of this program: an answer)
    """A request that no handler may see; the connection ends with it.

    Attributes:
        problem: name of the kind in ``data/channels/refusals.yml``.
    """

    def __init__(self, problem: str) -> None:
        """Take the problem's name."""
        super().__init__(problem)
        self.problem = problem


class RequestLine(NamedTuple):
    """A request line that is right; ``authority`` is the host of a whole address."""

    method: bytes
    target: bytes
    is_http_11: bool
    authority: bytes | None


def most_body(target: bytes) -> int:
    """Bytes that a body for this path may have."""
    return _LARGER_BODIES.get(target.split(b"?", 1)[0], MOST_BODY)


def may_begin(line: bytes) -> bool:
    """Whether a line whose end has not come can begin a request; TLS, for one, can't."""
    return line == b"\r" or re.match(_TOKEN, line) is not None


def request_line(line: bytes) -> RequestLine:
    """The parts of a request line.

    Raises:
        Refused: it is wrong, or asks for what this server does not do.
    """
    found = _REQUEST_LINE.fullmatch(line)
    if found is None:
        raise Refused("malformed")
    method, target, major, minor = found.groups()
    if (major, minor) not in {(b"1", b"0"), (b"1", b"1")}:
        raise Refused("http-version")
    if method not in _METHODS:
        raise Refused("not-implemented")
    if len(target) > MOST_TARGET:
        raise Refused("target-too-long")
    if b"#" in target:
        raise Refused("malformed")
    authority, path = _parted(target)
    is_for_all = path == b"*" and method == b"OPTIONS"
    if not (is_for_all or _is_path(path)):
        raise Refused("malformed")
    return RequestLine(method, path, minor == b"1", authority)


def _parted(target: bytes) -> tuple[bytes | None, bytes]:
    """Authority and path of a target: a whole address is as right as a path (RFC 9112, 3.2.2)."""
    if not target.lower().startswith((b"http://", b"https://")):
        return None, target
    try:
        parts = urlsplit(target)
    except ValueError as error:
        raise Refused("malformed") from error
    path = parts.path or b"/"
    return parts.netloc.lower(), path + b"?" + parts.query if parts.query else path


def _is_path(target: bytes) -> bool:
    try:
        parsed = httptools.parse_url(target)
    except httptools.HttpParserInvalidURLError:
        return False
    return target.startswith(b"/") and parsed.host is None and bool(parsed.path)


def check_host(line: RequestLine, hosts: list[bytes]) -> None:
    """One host, and the same as in the request line (RFC 9112, 3.2); HTTP/1.0 may name none.

    Raises:
        Refused: it is not so.
    """
    if len(hosts) > 1 or (not hosts and line.is_http_11):
        raise Refused("malformed")
    for host in hosts:
        found = _HOST.fullmatch(host)
        if found is None or int(found[1] or 0) > 65535:
            raise Refused("malformed")
    if line.authority is not None and [line.authority] != [host.lower() for host in hosts]:
        raise Refused("malformed")


def check_once(names: list[bytes]) -> None:
    """Fields that say who calls, from where and what stand once; ``Host`` is looked at by :func:`check_host`.

    Raises:
        Refused: one stands twice.
    """
    told = [name for name in names if name in _ONCE]
    if len(told) != len(set(told)):
        raise Refused("malformed")


def check_codings(lines: bytes) -> None:
    """Look at lines of the head: of transfer codings only ``chunked`` is understood.

    Raises:
        Refused: an unknown coding is 501 (RFC 9112, 6.1), a wrong list 400.
    """
    for told in _CODING_LINE.findall(lines):
        if told.lower() != b"chunked":
            codings = {coding.strip(b" \t").lower() for coding in told.split(b",")}
            is_list = _CODINGS.fullmatch(told) is not None
            raise Refused("not-implemented" if is_list and codings != {b"chunked"} else "malformed")


def is_text(value: bytes) -> bool:
    """Whether a value is UTF-8: what is not would be a trap for whoever reads it."""
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True
