"""The body of a call: read no further than allowed, and checked member by member."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Any, Final, NoReturn
from urllib.parse import parse_qsl

from sanic.request import Request

from rasa_project.channels.feedback import Feedback, FeedbackError, read_feedback
from rasa_project.channels.json_names import RepeatedNameError, each_name_once
from rasa_project.channels.refusals import Refusal

MAX_BODY_BYTES: Final = 16 * 1024
MAX_MESSAGE_LETTERS: Final = 2000
MAX_SENDER_LETTERS: Final = 200
DEFAULT_SENDER: Final = "default"
#: A body of 16 kB over the slowest mobile line takes about 3 s.
BODY_SECONDS: Final = 10.0

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_NO_SURROGATES: Final = "must not hold half of a surrogate pair: cut texts between characters, not between UTF-16 units"
_JSON: Final = "application/json"
#: What Rasa's own channel takes too: `curl -d` sends the form type, scripts often none.
_LIKE_RASA: Final = frozenset({_JSON, "", "application/x-www-form-urlencoded", "text/plain"})


@dataclass(frozen=True)
class MessageRequest:
    """One message of one sender, checked.

    Attributes:
        message: at most 2,000 letters.
        sender: the caller's own id for who writes, 1 to 200 letters.
        metadata: as sent.
        body: the whole body, to tell two calls apart.
    """

    message: str
    sender: str
    metadata: dict[str, Any]
    body: bytes


@dataclass(frozen=True)
class FeedbackRequest:
    """What one sender says of an answer, checked in form."""

    sender: str
    feedback: Feedback


async def read_message_request(request: Request, strict: bool, needs_sender: bool = False) -> MessageRequest:
    """Read and check the body.

    Args:
        request: whose handler is registered with ``stream=True``.
        strict: whether ``Content-Type`` must be JSON and ``sender`` given, as the API asks.
        needs_sender: whether ``sender`` must be given also where ``strict`` is not: all people of an integrator
            who leaves it out would share one conversation.

    Raises:
        Refusal: 400, 408, 413, 415 or 422.
    """
    return check(await _body_of(request, {_JSON} if strict else _LIKE_RASA), strict, needs_sender)


async def read_feedback_request(request: Request) -> FeedbackRequest:
    """Read and check the body of a feedback, as strictly as that of a message.

    Raises:
        Refusal: 400, 408, 413, 415 or 422.
    """
    said = _object_in(await _body_of(request, {_JSON}))
    faults, given = _sender_faults(said.get("sender"), is_needed=True), None
    if has_lone_surrogate(said.get("sender")):
        faults.append(_fault("/sender", _NO_SURROGATES))
    try:
        given = read_feedback(said)
    except FeedbackError as error:
        faults.append(_fault(f"/{error.member}", str(error)))
    if faults or given is None:
        raise Refusal("invalid", errors=faults)
    return FeedbackRequest(str(said["sender"]), given)


async def read_facts(request: Request) -> dict[str, Any]:
    """Read the object in a body of facts, of which each member is checked by who asked for it.

    Raises:
        Refusal: 400, 408, 413, 415, or 422 where it is no object.
    """
    return _object_in(await _body_of(request, {_JSON}))


def read_sender(query: str) -> str:
    """The sender that a query names.

    Args:
        query: as it stands behind the ``?``, its letters still encoded.

    Raises:
        Refusal: 422; it names none, or several, or what can't be one.
    """
    try:
        named = [value for name, value in parse_qsl(query, True, errors="strict", max_num_fields=8) if name == "sender"]
    except ValueError as error:
        raise Refusal("sender") from error
    if len(named) != 1 or _sender_faults(named[0], is_needed=True):
        raise Refusal("sender")
    return named[0]


async def _body_of(request: Request, kinds: Container[str]) -> bytes:
    """The body of a call of one of these kinds of content.

    Raises:
        Refusal: 408, 413 or 415.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding != "identity" or kind not in kinds:
        raise Refusal("media-type")
    try:
        return await asyncio.wait_for(_read(request), BODY_SECONDS)
    except asyncio.TimeoutError as error:
        raise Refusal("slow") from error


def check(body: bytes, strict: bool, needs_sender: bool = False) -> MessageRequest:
    """The call in a body.

    Raises:
        Refusal: it is not JSON (400) or a member is wrong (422, with ``errors``).
    """
    said = _object_in(body)
    message, sender = said.get("message"), said.get("sender")
    metadata = said.get("metadata")
    faults = [*_message_faults(message, strict), *_sender_faults(sender, strict or needs_sender)]
    if metadata is not None and not isinstance(metadata, dict):
        faults.append(_fault("/metadata", "must be an object"))
    faults += [
        _fault(f"/{name}", _NO_SURROGATES)
        for name in ("message", "sender", "metadata")
        if has_lone_surrogate(said.get(name))
    ]
    if faults:
        raise Refusal("invalid", errors=faults)
    return MessageRequest(str(message), sender or DEFAULT_SENDER, metadata or {}, body)


def _object_in(body: bytes) -> dict[str, Any]:
    """The JSON object in a body.

    Raises:
        Refusal: it is not JSON (400), or no object, or holds a name twice (422).
    """
    try:
        said = json.loads(body.decode("utf-8"), parse_constant=_no_number, object_pairs_hook=each_name_once)
    except RepeatedNameError as error:
        raise Refusal("invalid", errors=[_fault("", "must not hold a name twice, nor may an object in it")]) from error
    except (ValueError, RecursionError) as error:
        raise Refusal("not-json") from error
    if not isinstance(said, dict):
        raise Refusal("invalid", errors=[_fault("", "must be an object")])
    return said


def _message_faults(message: Any, strict: bool) -> list[dict[str, str]]:
    if not isinstance(message, str):
        return [_fault("/message", "must be a text")]
    if len(message) > MAX_MESSAGE_LETTERS:
        return [_fault("/message", f"must have at most {MAX_MESSAGE_LETTERS} characters")]
    return [_fault("/message", "must not be empty")] if strict and not message else []


def _sender_faults(sender: Any, is_needed: bool) -> list[dict[str, str]]:
    if sender is None and not is_needed:
        return []
    if not isinstance(sender, str) or len(sender) > MAX_SENDER_LETTERS or (is_needed and not sender.strip()):
        return [_fault("/sender", f"must be a text of 1 to {MAX_SENDER_LETTERS} characters")]
    return []


async def _read(request: Request) -> bytes:
    told = request.headers.get("content-length", "0")
    if told.isdecimal() and int(told[:12]) > MAX_BODY_BYTES:
        raise Refusal("too-large")
    body = bytearray()
    async for chunk in request.stream:
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise Refusal("too-large")
    return bytes(body)


def has_lone_surrogate(value: Any) -> bool:
    """Whether a text in ``value`` holds half of a surrogate pair: no store can keep it, and two cut names would be one.

    Looks through objects and lists to any depth.
    """
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str) and _LONE_SURROGATE.search(one):
            return True
        if isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
    return False


def _fault(pointer: str, detail: str) -> dict[str, str]:
    return {"pointer": pointer, "detail": detail}


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
