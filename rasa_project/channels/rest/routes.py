"""What every REST route shares: request id, problems, headers, cross-origin answers; and one turn of a caller."""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Awaitable, Callable
from typing import Any, Final

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project.channels.access.control import AccessControl, Caller
from rasa_project.channels.gateway import Gateway
from rasa_project.channels.refusals import Refusal
from rasa_project.channels.rest.answers import WholeAnswers
from rasa_project.channels.rest.bodies import MessageRequest
from rasa_project.channels.rest.headers import finished
from rasa_project.channels.rest.problems import MEDIA_TYPE, body_of, caller_language, kind_of, reply_language_of
from rasa_project.channels.rest.unrouted import answer_the_unrouted
from rasa_project.dialogue.reply_language import PAGE_KEY
from rasa_project.observability.problem_lines import note_problem
from rasa_project.observability.turns import Turn
from rasa_project.webhooks.announcing import announcer

logger = logging.getLogger(__name__)

CHANNEL: Final = "rest"
ALL_METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD")
#: Bytes of the whole server: large bodies never reach memory. Its seconds are those of ``serving/http_protocol.py``.
#: http_reader.py stands before it: it allows 8 kB of headers, and 256 kB of body but for Meta's posts.
SERVER_LIMITS: Final = {"REQUEST_MAX_SIZE": 3 * 1024 * 1024, "REQUEST_MAX_HEADER_SIZE": 16 * 1024}
_OUR_PATHS: Final = ("/api/", "/webhooks/rest")
_PREFLIGHT: Final = "POST, GET, HEAD, DELETE, OPTIONS"

Handler = Callable[[Request, str], Awaitable[HTTPResponse]]


class Routes:
    """Adds routes to a blueprint; each answers every method, with a problem where it can't serve it."""

    def __init__(self, blueprint: Blueprint, access: AccessControl) -> None:
        """Add to ``blueprint``, and set the server's limits when it starts."""
        self._blueprint = blueprint
        self._access = access

        @blueprint.listener("before_server_start")
        async def limit(app: Sanic, loop: Any) -> None:
            app.config.update(SERVER_LIMITS)

    def answer_for_all(self, app: Sanic) -> None:
        """Answer what no route does, and ``OPTIONS`` before Rasa's CORS extension, which knows no list of ours."""

        async def preflight(request: Request) -> HTTPResponse | None:
            if request.method != "OPTIONS" or not request.path.startswith(_OUR_PATHS):
                return None
            return finished(HTTPResponse(status=204), request, uuid.uuid4().hex, _PREFLIGHT, self._access)

        async def protect(request: Request, answer: HTTPResponse) -> None:
            answer.headers.setdefault("X-Content-Type-Options", "nosniff")

        def respond(error: Exception, request: Request, request_id: str) -> HTTPResponse:
            return finished(refused(error, request, request_id), request, request_id, _PREFLIGHT, self._access)

        answer_the_unrouted(app, respond)
        app.request_middleware.appendleft(preflight)
        app.register_middleware(protect, "response")

    def add(self, path: str, name: str, **handlers: Handler) -> None:
        """Add ``path`` with a handler by method, such as ``POST=answer``."""
        allowed = ", ".join([*handlers, *(["HEAD"] if "GET" in handlers else []), "OPTIONS"])

        async def route(request: Request, **rest_of_path: str) -> HTTPResponse:
            request_id = uuid.uuid4().hex
            try:
                handler = handlers.get("GET" if request.method == "HEAD" else request.method)
                if not handlers:
                    raise Refusal("not-found")
                elif handler is None:
                    raise Refusal("method", {"Allow": allowed})
                else:
                    answer = await handler(request, request_id)
            except Exception as error:
                answer = refused(error, request, request_id)
            return finished(answer, request, request_id, allowed, self._access)

        self._blueprint.add_route(route, path, methods=ALL_METHODS, name=name, stream=True)


def refused(error: Exception, request: Request, request_id: str) -> HTTPResponse:
    """The problem that an error is; one that nobody foresaw is a 503 without a word of its text."""
    if not isinstance(error, Refusal) or error.reason.callers is None:
        logger.exception("A call failed")
        error = Refusal("failed", wait=5)
    return problem_response(error, request, request_id)


def problem_response(problem: Refusal, request: Request, request_id: str, said_in: str | None = None) -> HTTPResponse:
    """A problem in the caller's language: that of ``Accept-Language``, else of the message (``said_in``)."""
    language = caller_language(request.headers.get("accept-language", ""), said_in)
    status = kind_of(problem).status
    note_problem(problem.name, status, request_id)
    return json_response(
        body_of(problem, language, request_id),
        status=status,
        media_type=MEDIA_TYPE,
        headers={"Content-Language": language, **problem.headers},
    )


def json_response(
    body: Any, status: int = 200, media_type: str = "application/json", headers: dict[str, str] | None = None
) -> HTTPResponse:
    """``body`` as JSON with letters as letters, so that a person can read what curl prints."""
    text = json.dumps(body, ensure_ascii=False)
    return HTTPResponse(text.encode("utf-8"), status=status, content_type=media_type, headers=headers)


async def take_turn(
    gateway: Gateway, call: MessageRequest, caller: Caller, request: Request, request_id: str
) -> tuple[Turn, WholeAnswers]:
    """Let the bot answer a call; the turn as noted, and the answers in Rasa's form.

    A message that tells no language (a number, a button) is answered in that of ``metadata.page_language``, else in
    that of ``Accept-Language``.
    """
    answers = WholeAnswers()
    page = reply_language_of(request.headers.get("accept-language", ""))
    metadata = {PAGE_KEY: page, **call.metadata} if page else call.metadata
    message = UserMessage(call.message, answers, call.sender, input_channel=CHANNEL, metadata=metadata)
    turn = await gateway(message, owner=caller.owner, request_id=request_id)
    await announcer().announce(caller.owner, call.sender, turn)
    return turn, answers
