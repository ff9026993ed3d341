"""The API for integrators (``/api/v1/...``): messages and feedback; its description and page, and the counters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeVar

from prometheus_client import CONTENT_TYPE_LATEST
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project import clock
from rasa_project.channels.access.control import AccessControl, Caller, access_control
from rasa_project.channels.deletion import delete_conversation
from rasa_project.channels.feedback import OtherVerdictError, UnknownAnswerError, take_feedback
from rasa_project.channels.gateway import Gateway, OnNewMessage, gateway_for
from rasa_project.channels.once import Heard
from rasa_project.channels.refusals import Refusal
from rasa_project.channels.rest.answers import feedback_of, share_of, urgency
from rasa_project.channels.rest.bodies import (
    MessageRequest,
    read_facts,
    read_feedback_request,
    read_message_request,
    read_sender,
)
from rasa_project.channels.rest.clinic_bodies import (
    ExposureRequest,
    ScheduleRequest,
    read_exposure,
    read_schedule,
)
from rasa_project.channels.rest.clinics import after_exposure, scheduled
from rasa_project.channels.rest.documents import docs_page, openapi
from rasa_project.channels.rest.fhir import MEDIA_TYPE as FHIR
from rasa_project.channels.rest.fhir import exposure_resource, schedule_resource, wants_fhir
from rasa_project.channels.rest.idempotency import REPLAYED, Idempotency, idempotency
from rasa_project.channels.rest.problems import reply_language_of
from rasa_project.channels.rest.routes import CHANNEL, Routes, json_response, problem_response, take_turn
from rasa_project.channels.sources import sources_of
from rasa_project.dialogue.reply_language import DEFAULT, ReplyLanguage
from rasa_project.edition import published, within
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.observability.metrics import metrics
from rasa_project.observability.turns import Outcome, Turn
from rasa_project.privacy.senders import pseudonym_of
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.errors import StoreError

API: Final = "/api/v1"


T = TypeVar("T", ScheduleRequest, ExposureRequest)


class _TurnFailed(Exception):  # noqa: N818 (carries a turn that failed out of the idempotent part)
    def __init__(self, turn: Turn) -> None:
        super().__init__("turn failed")
        self.turn = turn


class ApiInput(InputChannel):
    """What an integrator needs beside the answers: intent, confidence, language, level, calls, sources, id."""

    def __init__(self, admission: AccessControl, answered_before: Idempotency) -> None:
        """Admit callers by ``admission``; repeat answers from ``answered_before``."""
        self._access = admission
        self._idempotency = answered_before

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return "api"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> ApiInput:
        """Rasa calls this with what credentials.yml holds: nothing, the environment has it all."""
        return cls(access_control(), idempotency(cls.name()))

    def url_prefix(self) -> str:
        """The server's root: Rasa joins this to ``/webhooks/``, and an absolute path stands for itself."""
        return "/"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """All routes of the API."""
        blueprint = Blueprint("rest_api")
        gateway = gateway_for(on_new_message)
        described, page = openapi(), docs_page()

        async def message(request: Request, request_id: str) -> HTTPResponse:
            return await self._message(gateway, request, request_id)

        async def feedback(request: Request, request_id: str) -> HTTPResponse:
            return await self._feedback(request, request_id)

        async def delete(request: Request, request_id: str) -> HTTPResponse:
            return await self._delete(request)

        async def schedule(request: Request, request_id: str) -> HTTPResponse:
            return await self._computed(request, request_id, read_schedule, scheduled, schedule_resource)

        async def exposure(request: Request, request_id: str) -> HTTPResponse:
            return await self._computed(request, request_id, read_exposure, after_exposure, exposure_resource)

        async def document(request: Request, request_id: str) -> HTTPResponse:
            return HTTPResponse(described, content_type="application/json")

        async def docs(request: Request, request_id: str) -> HTTPResponse:
            return HTTPResponse(
                page.body, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": page.policy}
            )

        async def counters(request: Request, request_id: str) -> HTTPResponse:
            await self._access.may_read_metrics(request)
            await _check_store(request.app)
            return HTTPResponse(metrics().exposition(), content_type=CONTENT_TYPE_LATEST)

        routes = Routes(blueprint, self._access)
        routes.add(f"{API}/messages", "messages", POST=message)
        routes.add(f"{API}/feedback", "feedback", POST=feedback)
        routes.add(f"{API}/conversation", "conversation", DELETE=delete)
        routes.add(f"{API}/schedule", "schedule", POST=schedule)
        routes.add(f"{API}/exposure", "exposure", POST=exposure)
        routes.add(f"{API}/openapi.json", "openapi", GET=document)
        routes.add("/api/docs", "docs", GET=docs)
        routes.add("/metrics", "metrics", GET=counters)
        routes.add("/api/<path:path>", "nothing")

        @blueprint.listener("before_server_start")
        async def answer_for_all(app: Sanic, loop: Any) -> None:
            routes.answer_for_all(app)

        return blueprint

    async def _message(self, gateway: Gateway, request: Request, request_id: str) -> HTTPResponse:
        caller = await self._access.admit(request)
        call = await read_message_request(request, strict=True)
        conversation = pseudonym_of(CHANNEL, call.sender, caller.owner)
        self._access.count(request, caller, conversation)

        async def run() -> Heard:
            async with self._access.place(caller, conversation):
                return await self._answer(gateway, call, caller, request, request_id)

        try:
            answer, is_replayed = await self._idempotency.answer(request, conversation, call.body, run)
        except _TurnFailed as failed:
            problem = Refusal("failed", wait=5)
            return problem_response(problem, request, request_id, failed.turn.language)
        replayed = REPLAYED if is_replayed else {}
        return json_response(answer, headers={"Content-Language": str(answer["language"]), **replayed})

    async def _feedback(self, request: Request, request_id: str) -> HTTPResponse:
        """What a parent says of an answer; the same once more changes nothing and gets the same sentence."""
        caller = await self._access.admit(request)
        call = await read_feedback_request(request)
        conversation = pseudonym_of(CHANNEL, call.sender, caller.owner)
        self._access.count(request, caller, conversation)
        try:
            thanks = await take_feedback(request.app.ctx.agent.tracker_store, conversation, CHANNEL, call.feedback)
        except UnknownAnswerError as error:
            raise Refusal("unknown-answer") from error
        except OtherVerdictError as error:
            raise Refusal("feedback-given") from error
        answer = {
            "request_id": request_id,
            "text": thanks.text,
            "language": thanks.language,
            "reasons": [{"reason": name, "title": title} for name, title in thanks.reasons],
            "near": thanks.near or None,
            "buttons": [{"title": title, "payload": payload} for title, payload in thanks.buttons],
        }
        return json_response(answer, headers={"Content-Language": thanks.language})

    async def _delete(self, request: Request) -> HTTPResponse:
        """Delete all of a sender; 204 whether there was something or not, so that it may be repeated."""
        caller = await self._access.admit(request)
        conversation = pseudonym_of(CHANNEL, read_sender(request.query_string), caller.owner)
        self._access.count_deletion(request, caller, conversation)
        agent, kept = request.app.ctx.agent, self._idempotency.once
        await delete_conversation(agent, kept, conversation, why="api", by=f"channel:{CHANNEL}")
        return HTTPResponse(status=204)

    async def _computed(
        self,
        request: Request,
        request_id: str,
        read: Callable[[dict[str, Any], date], T],
        compute: Callable[[T, ReplyLanguage], dict[str, Any]],
        resource: Callable[[dict[str, Any], str | None], dict[str, Any]],
    ) -> HTTPResponse:
        """What advice says of facts, as FHIR where ``Accept`` asks for it; nothing is stored."""
        await self._access.admit(request, "schedule", "messages")
        with within(published()):
            asked = read(await read_facts(request), clock.today())
            language = reply_language_of(request.headers.get("accept-language", "")) or DEFAULT
            answer = compute(asked, language)
        headers = {"Content-Language": str(language)}
        if wants_fhir(request.headers.get("accept", "")):
            return json_response(resource(answer, asked.patient), media_type=FHIR, headers=headers)
        return json_response({"request_id": request_id, **answer}, headers=headers)

    async def _answer(
        self, gateway: Gateway, call: MessageRequest, caller: Caller, request: Request, request_id: str
    ) -> Heard:
        turn, answers = await take_turn(gateway, call, caller, request, request_id)
        if turn.outcome is Outcome.FAILED or not turn.answers:
            raise _TurnFailed(turn)
        answer = {
            "request_id": request_id,
            "reply": answers.messages,
            "intent": turn.intent,
            "topic": turn.topic,
            "confidence": turn.confidence,
            "language": turn.language,
            **urgency(turn, answers),
            "sources": sources_of(turn.sources),
            "feedback": feedback_of(turn, answers),
            **share_of(answers),
        }
        return Heard(answer, is_erased=turn.is_erased)


async def _check_store(app: Sanic) -> None:
    """Set the gauge of the conversation store; a store of Rasa's own has no check and counts as up."""
    store = getattr(getattr(app.ctx, "agent", None), "tracker_store", None)
    is_up = store is not None
    if isinstance(store, ConversationStore):
        try:
            await store.run(ConversationDatabase.check_writable)
        except StoreError:
            is_up = False
    metrics().store_up.set(is_up)
