"""The web widget's server side: plain POST for each turn, the script, the office's page.

A request needs no cookie and no preflight: it is what browsers call a simple one (``text/plain``), and the token
travels in the body. ``Origin`` is checked on each; docs/decisions/0030 to 0033 say why it is so.
"""

from __future__ import annotations

import asyncio
import json
import logging
from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from kazakh.languages import guess_language
from rasa_project.channels.access.addresses import address_of
from rasa_project.channels.access.origins import Origins
from rasa_project.channels.access.sessions import SessionLimits
from rasa_project.channels.deletion import delete_conversation
from rasa_project.channels.feedback import OtherVerdictError, UnknownAnswerError, offer, take_feedback
from rasa_project.channels.first_view import read_first_view
from rasa_project.channels.gateway import Gateway, OnNewMessage, gateway_for
from rasa_project.channels.once import Heard, Once, StillRunningError, once
from rasa_project.channels.refusals import Refusal
from rasa_project.channels.repeats import ConversationDeletedError, answer_once
from rasa_project.channels.web import requests
from rasa_project.channels.web.answers import CHANNEL, WebAnswers, greeting, thanks_of
from rasa_project.channels.web.files import office_page, office_style, widget_script
from rasa_project.channels.web.refusals import body_of, form_of, refused
from rasa_project.channels.web.sessions import Session, Sessions
from rasa_project.channels.web.settings import WebSettings, settings_from
from rasa_project.dialogue.reply_language import PAGE_KEY
from rasa_project.observability.turns import Outcome
from rasa_project.privacy.senders import pseudonym_of
from rasa_project.security.limits import rate_limiter

logger = logging.getLogger(__name__)

WIDGET_FOLDER: Final = Path(__file__).resolve().parents[3] / "widget"
_PATH: Final = f"/webhooks/{CHANNEL}"
_LANGUAGES: Final = ("kk", "ru")

Handler = Callable[[Request, dict[str, Any], str], Awaitable[dict[str, Any]]]


class WebInput(InputChannel):
    """Input channel of the web widget."""

    def __init__(self, settings: WebSettings, answered_before: Once | None = None) -> None:
        """Take the settings, and what was answered before; reads the widget's files.

        Raises:
            rasa_project.errors.BotError: one of them is wrong; the text says which, and why.
        """
        read_first_view()
        self._settings = settings
        self._sessions = Sessions(settings.secret, settings.session_seconds)
        self._limits = SessionLimits(settings.limits, rate_limiter())
        self._origins = Origins(settings.origins, settings.trust)
        self._once = answered_before or once()
        self._script = widget_script(WIDGET_FOLDER)
        self._style = office_style(WIDGET_FOLDER)
        self._pages = {
            path: office_page(WIDGET_FOLDER, name, self._script, self._style)
            for path, name in (("/", "office.html"), ("/ru", "office.ru.html"))
        }

    @classmethod
    def name(cls) -> str:
        """Name of the channel."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebInput:
        """Rasa calls this with what credentials.yml holds: nothing, the environment has it all."""
        return cls(settings_from())

    def url_prefix(self) -> str:
        """The server's root: the script and the page live there, the rest under ``/webhooks/web``."""
        return "/"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """All routes of the channel."""
        routes = Blueprint("web_widget")
        self._add_files(routes)

        gateway = gateway_for(on_new_message)

        async def turn(request: Request, body: dict[str, Any], origin: str) -> dict[str, Any]:
            return await self._turn(request, body, origin, gateway)

        for path, handler in (
            ("session", self._begin),
            ("message", turn),
            ("feedback", self._rate),
            ("delete", self._delete),
        ):
            routes.add_route(self._checked(handler), f"{_PATH}/{path}", methods=["POST"], name=path, stream=True)
        return routes

    def _add_files(self, routes: Blueprint) -> None:
        def add(path: str, file: Any) -> None:
            async def get(request: Request) -> HTTPResponse:
                return file.response(request)

            routes.add_route(get, path, methods=["GET", "HEAD"], name=f"file{path}")

        add("/widget.js", self._script)
        add("/office.css", self._style)
        add("/ru", self._pages["/ru"])

        async def page_at_root(request: Request) -> HTTPResponse | None:
            is_read = request.path == "/" and request.method in {"GET", "HEAD"}
            return self._pages["/"].response(request) if is_read else None

        @routes.listener("before_server_start")
        async def take_root(app: Sanic, loop: AbstractEventLoop) -> None:
            """Rasa has a route at ``/`` already; a request middleware answers before it."""
            app.register_middleware(page_at_root, "request")

    def _checked(self, handler: Handler) -> Callable[[Request], Awaitable[HTTPResponse]]:
        """A route from a handler: origin and body are checked, refusals become answers with a code and a text."""

        async def route(request: Request) -> HTTPResponse:
            origin = request.headers.get("origin", "")
            language = requests.read_page_language({})
            try:
                body = requests.read_object(await self._read(request))
                language = requests.read_page_language(body)
                if not self._origins.allow(origin, request.headers.get("host", "")):
                    raise Refusal("origin")
                return _json(await handler(request, body, origin))
            except Exception as error:
                refusal = refused(error)
                if refusal.name == "failed":
                    logger.exception("The web channel failed")
                return _json(body_of(refusal, language), form_of(refusal).status, refusal.wait)

        return route

    async def _read(self, request: Request) -> bytes:
        """The body, read no further than the limit."""
        body = bytearray()
        async for chunk in request.stream:
            body += chunk
            if len(body) > self._settings.limits.body_bytes:
                raise requests.TooLongError(f"The body is larger than {self._settings.limits.body_bytes} bytes.")
        return bytes(body)

    async def _begin(self, request: Request, body: dict[str, Any], origin: str) -> dict[str, Any]:
        self._limits.begin(address_of(request))
        token = self._sessions.begin(origin)
        session = self._sessions.open(token, origin)
        greetings = {one: greeting(session, one) for one in _LANGUAGES}
        patience = self._settings.answer_seconds
        return {"token": token, "seconds": self._sessions.seconds, "answer_seconds": patience, "greeting": greetings}

    async def _turn(self, request: Request, body: dict[str, Any], origin: str, gateway: Gateway) -> dict[str, Any]:
        session = self._sessions.open(requests.read_token(body), origin)
        turn = requests.read_turn(body, self._settings.limits.text_letters)
        message = self._message(session, turn)
        address = address_of(request)
        self._limits.turn(address, session.conversation)

        agent, conversation = request.app.ctx.agent, pseudonym_of(CHANNEL, session.conversation)

        async def run() -> Heard:
            answers = WebAnswers(session, turn.page_language)
            message.output_channel = answers
            async with self._limits.place(address, session.conversation):
                done = await gateway(message)
            if done.may_be_rated and answers.messages:
                last = answers.messages[-1]
                last["feedback"] = offer(done.request_id, last["lang"])
            heard = guess_language(turn.text).reply if turn.text else None
            answer = {"answers": answers.messages, "heard": heard}
            return Heard(answer, done.outcome is not Outcome.FAILED, done.is_erased)

        try:
            answer, _ = await answer_once(self._once, agent, conversation, f"{CHANNEL}\n{turn.id}", b"", run)
        except (StillRunningError, asyncio.TimeoutError) as error:
            raise Refusal("in-progress", wait=2) from error
        except ConversationDeletedError as error:
            raise Refusal("conversation-deleted") from error
        return answer

    def _message(self, session: Session, turn: requests.Turn) -> UserMessage:
        if turn.press is not None:
            text = session.pressed(turn.press)
        elif turn.language is not None:
            text = f"/change_language{json.dumps({'language': turn.language})}"
        else:
            text = turn.text or ""
        return UserMessage(
            text,
            sender_id=session.conversation,
            input_channel=CHANNEL,
            metadata={PAGE_KEY: turn.page_language},
        )

    async def _rate(self, request: Request, body: dict[str, Any], origin: str) -> dict[str, Any]:
        """What a parent says of an answer: no turn, so no talk hears it; the same once more changes nothing."""
        session = self._sessions.open(requests.read_token(body), origin)
        given = requests.read_rating(body)
        self._limits.rate(session.conversation)
        try:
            store, conversation = request.app.ctx.agent.tracker_store, pseudonym_of(CHANNEL, session.conversation)
            return thanks_of(session, await take_feedback(store, conversation, CHANNEL, given))
        except UnknownAnswerError as error:
            raise Refusal("unknown-answer") from error
        except OtherVerdictError as error:
            raise Refusal("feedback-given") from error

    async def _delete(self, request: Request, body: dict[str, Any], origin: str) -> dict[str, Any]:
        session = self._sessions.open(requests.read_token(body), origin, also_expired=True)
        self._limits.delete(session.conversation)
        conversation = pseudonym_of(CHANNEL, session.conversation)
        agent = request.app.ctx.agent
        await delete_conversation(agent, self._once, conversation, why="web", by=f"channel:{CHANNEL}")
        return {"deleted": True}


def _json(body: dict[str, Any], status: int = 200, wait: int | None = None) -> HTTPResponse:
    """JSON for any page to read: it holds nothing that the request's own token did not open."""
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    if wait is not None:
        headers["Retry-After"] = str(wait)
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return HTTPResponse(text.encode("utf-8"), status, headers, "application/json; charset=utf-8")
