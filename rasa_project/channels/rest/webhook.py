"""Rasa's own REST webhook, path and message form unchanged, with bad requests told apart and strangers kept out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project.channels.access.control import AccessControl, access_control
from rasa_project.channels.gateway import OnNewMessage, gateway_for
from rasa_project.channels.once import Heard
from rasa_project.channels.payloads import CLIENT_COMMANDS
from rasa_project.channels.rest.answers import feedback_of, share_of, urgency
from rasa_project.channels.rest.bodies import read_message_request
from rasa_project.channels.rest.idempotency import REPLAYED, Idempotency, idempotency
from rasa_project.channels.rest.routes import CHANNEL, Routes, json_response, take_turn
from rasa_project.channels.served import refuse_plain_rasa
from rasa_project.observability.turns import Outcome
from rasa_project.privacy.senders import pseudonym_of


class RestInput(InputChannel):
    """``POST /webhooks/rest/webhook``: a message in, a list of answers out; never an empty list.

    What Rasa's clients send by themselves does what it does in Rasa: ``/greet``, ``/restart``, ``/session_start``.
    Each answer carries what Rasa's form has a place for: ``custom``, with the level, the calls,
    the feedback and the link of the whole reply.
    """

    def __init__(self, admission: AccessControl, answered_before: Idempotency) -> None:
        """Admit callers by ``admission``; repeat answers from ``answered_before``."""
        self._access = admission
        self._idempotency = answered_before

    @classmethod
    def name(cls) -> str:
        """The channel's name, and its place under ``/webhooks``."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> RestInput:
        """Rasa calls this with what credentials.yml holds: nothing, the environment has it all."""
        return cls(access_control(), idempotency(cls.name()))

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Rasa's routes."""
        blueprint = Blueprint("rest_webhook")
        refuse_plain_rasa(blueprint)
        gateway = gateway_for(on_new_message, commands=frozenset(CLIENT_COMMANDS.values()))

        async def health(request: Request, request_id: str) -> HTTPResponse:
            return json_response({"status": "ok"})

        async def receive(request: Request, request_id: str) -> HTTPResponse:
            caller = await self._access.admit(request)
            call = await read_message_request(request, strict=False, needs_sender=bool(caller.owner))
            call = replace(call, message=CLIENT_COMMANDS.get(call.message.strip(), call.message))
            conversation = pseudonym_of(CHANNEL, call.sender, caller.owner)
            self._access.count(request, caller, conversation)

            async def run() -> Heard:
                async with self._access.place(caller, conversation):
                    turn, collected = await take_turn(gateway, call, caller, request, request_id)
                custom = {**urgency(turn, collected), "feedback": feedback_of(turn, collected), **share_of(collected)}
                answers = [{**one, "custom": custom} for one in collected.messages]
                is_kept = turn.outcome is not Outcome.FAILED
                return Heard({"answers": answers, "language": collected.language}, is_kept, turn.is_erased)

            heard, is_replayed = await self._idempotency.answer(request, conversation, call.body, run)
            headers = {"Content-Language": str(heard["language"]), **(REPLAYED if is_replayed else {})}
            answers = heard["answers"]
            if request.args.get("stream", "").lower() in {"true", "1"}:
                lines = "".join(json.dumps(answer, ensure_ascii=False) + "\n" for answer in answers)
                return HTTPResponse(lines.encode("utf-8"), headers=headers, content_type="text/event-stream")
            return json_response(answers, headers=headers)

        routes = Routes(blueprint, self._access)
        routes.add("/", "health", GET=health)
        routes.add("/webhook", "receive", POST=receive)
        return blueprint
