"""The body of a call: read no further than allowed, and checked member by member."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from sanic.request import Request

from rasa_project.channels.rest.problems import Problem

MAX_BODY_BYTES: Final = 16 * 1024
MAX_MESSAGE_LETTERS: Final = 2000
MAX_SENDER_LETTERS: Final = 200
DEFAULT_SENDER: Final = "default"
#: A body of 16 kB over the slowest mobile line takes about 3 s.
BODY_SECONDS: Final = 10.0

_JSON: Final = "application/json"
#: What Rasa's own channel takes too: `curl -d` sends the form type, scripts often none.
_LIKE_RASA: Final = frozenset({_JSON, "", "application/x-www-form-urlencoded", "text/plain"})


@dataclass(frozen=True)
class Call:
    """One message of one sender, checked.

    Attributes:
        message: at most 2,000 letters, without halves of surrogate pairs.
        sender: the caller's own id for who writes, 1 to 200 letters.
        metadata: as sent.
        body: the whole body, to tell two calls apart.
    """

    message: str
    sender: str
    metadata: dict[str, Any]
    body: bytes


async def read_call(request: Request, strict: bool) -> Call:
    """Read and check the body.

    Args:
        request: whose handler is registered with ``stream=True``.
        strict: whether ``Content-Type`` must be JSON and ``sender`` given, as the API asks.

    Raises:
        Problem: 400, 408, 413, 415 or 422.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding != "identity" or kind not in ({_JSON} if strict else _LIKE_RASA):
        raise Problem("media-type")
    try:
        body = await asyncio.wait_for(_read(request), BODY_SECONDS)
    except asyncio.TimeoutError as error:
        raise Problem("slow") from error
    return check(body, strict)


def check(body: bytes, strict: bool) -> Call:
    """The call in a body.

    Raises:
        Problem: it is not JSON (400) or a member is wrong (422, with ``errors``).
    """
    try:
        said = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Problem("not-json") from error
    if not isinstance(said, dict):
        raise Problem("invalid", errors=[_fault("", "must be an object")])
    message, sender = said.get("message"), said.get("sender")
    metadata = said.get("metadata")
    faults = [*_message_faults(message, strict), *_sender_faults(sender, strict)]
    if metadata is not None and not isinstance(metadata, dict):
        faults.append(_fault("/metadata", "must be an object"))
    if faults:
        raise Problem("invalid", errors=faults)
    return Call(_whole(str(message)), _whole(sender or DEFAULT_SENDER), metadata or {}, body)


def _message_faults(message: Any, strict: bool) -> list[dict[str, str]]:
    if not isinstance(message, str):
        return [_fault("/message", "must be a text")]
    if len(message) > MAX_MESSAGE_LETTERS:
        return [_fault("/message", f"must have at most {MAX_MESSAGE_LETTERS} characters")]
    return [_fault("/message", "must not be empty")] if strict and not message else []


def _sender_faults(sender: Any, strict: bool) -> list[dict[str, str]]:
    if sender is None and not strict:
        return []
    if not isinstance(sender, str) or len(sender) > MAX_SENDER_LETTERS or (strict and not sender):
        return [_fault("/sender", f"must be a text of 1 to {MAX_SENDER_LETTERS} characters")]
    return []


async def _read(request: Request) -> bytes:
    told = request.headers.get("content-length", "0")
    if told.isdigit() and int(told[:12]) > MAX_BODY_BYTES:
        raise Problem("too-large")
    body = bytearray()
    async for chunk in request.stream:
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise Problem("too-large")
    return bytes(body)


def _whole(text: str) -> str:
    """``text`` without halves of surrogate pairs, which no store can keep."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _fault(pointer: str, detail: str) -> dict[str, str]:
    return {"pointer": pointer, "detail": detail}


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
