"""What no handler answers: unknown paths, wrong methods, errors of the server itself, as problem JSON (RFC 9457).

Sanic answers them with a page of HTML that shows its own name. ``HEAD`` is answered wherever ``GET`` is.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from inspect import isawaitable
from typing import Any, Final

from sanic import Sanic
from sanic.exceptions import MethodNotSupported, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project.channels.refusals import Refusal
from rasa_project.channels.rest.problems import kinds

#: Of several problems with one status, the one that says the least of the request.
_BY_STATUS: Final = {404: "not-found", 405: "method", 408: "slow", 413: "too-large", 503: "failed"}
_SERVER_ERROR: Final = 500

Respond = Callable[[Exception, Request, str], HTTPResponse]


def answer_the_unrouted(app: Sanic, respond: Respond) -> None:
    """Let ``respond`` make the answer to every error of ``app`` that no handler caught.

    Args:
        app: the server.
        respond: makes an answer of a problem, for a request and its id; of any other error a 503.
    """

    async def wrong_method(request: Request, error: MethodNotSupported) -> HTTPResponse:
        told = str(getattr(error, "headers", {}).get("Allow", ""))
        methods = {one.strip() for one in told.split(",") if one.strip()}
        if request.method == "HEAD" and "GET" in methods:
            return await _as_get(app, request)
        if "GET" in methods:
            methods.add("HEAD")
        problem = Refusal("method", {"Allow": ", ".join(sorted(methods))})
        return respond(problem, request, uuid.uuid4().hex)

    async def other(request: Request, error: Exception) -> HTTPResponse:
        return respond(_problem_of(error), request, uuid.uuid4().hex)

    app.error_handler.add(MethodNotSupported, wrong_method)
    app.error_handler.add(SanicException, other)
    app.error_handler.add(Exception, other)


def _problem_of(error: Exception) -> Exception:
    status = getattr(error, "status_code", None)
    if not isinstance(error, SanicException) or not isinstance(status, int):
        return error
    if status >= _SERVER_ERROR and status not in _BY_STATUS:
        return error
    names = [_BY_STATUS.get(status, ""), *(name for name, kind in kinds().items() if kind.status == status)]
    name = next((name for name in names if name), "not-json")
    return Refusal(name, wait=5 if name == "failed" else None)


async def _as_get(app: Sanic, request: Request) -> HTTPResponse:
    """The answer to ``GET``; the server leaves its body out."""
    route, handler, found = app.router.get(request.path, "GET", request.headers.get("host"))
    request.route = route
    request._match_info = {**found}
    answer: Any = handler(request, **found)
    return await answer if isawaitable(answer) else answer
