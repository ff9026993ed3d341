"""The answer to a request that was refused before any handler saw it: problem JSON, and the end of the connection."""

from __future__ import annotations

import json
import uuid
from http import HTTPStatus
from typing import Final

from rasa_project.channels.refusals import Refusal
from rasa_project.channels.rest.problems import MEDIA_TYPE, body_of, caller_language, kind_of
from rasa_project.observability.problem_lines import note_problem

CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Connection": "close",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Content-Type": MEDIA_TYPE,
    "X-Content-Type-Options": "nosniff",
}


def refusal(problem: str, accept_language: str = "", *, with_body: bool = True) -> bytes:
    """A whole HTTP answer; it is counted and logged as every problem is.

    Args:
        problem: name of the kind in ``data/channels/refusals.yml``.
        accept_language: the header, where one was read.
        with_body: false for ``HEAD``.
    """
    request_id = uuid.uuid4().hex
    found = Refusal(problem)
    status = HTTPStatus(kind_of(found).status)
    note_problem(problem, status.value, request_id)
    language = caller_language(accept_language)
    body = json.dumps(body_of(found, language, request_id), ensure_ascii=False).encode()
    headers = _HEADERS | {
        "Content-Language": language,
        "Content-Length": str(len(body)),
        "X-Request-Id": request_id,
    }
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "5"
    head = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*head, "", ""]).encode("ascii") + (body if with_body else b"")
