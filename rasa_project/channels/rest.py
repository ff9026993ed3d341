"""The REST channel: Rasa's own path and message form, with bad requests told apart.

Rasa's channel answers ``200 []`` when a message is missing or the turn fails. Here the body is checked
first (400, 413, 422 with a text that says what to send), no turn ends in silence, and Kazakh letters are
sent as letters, not as escapes, so that a person can read what curl prints.
"""

from __future__ import annotations

import json
import logging
from typing import Any, Final

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput as RasaRestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project.channels.turn import OnNewMessage, run_turn

logger = logging.getLogger(__name__)

MAX_BODY_BYTES: Final = 64 * 1024

_EXPECTED: Final = 'Send JSON such as {"sender": "anna", "message": "Қызылша қалай жұғады?"}'


class RestInput(RasaRestInput):
    """Rasa's REST channel that refuses what it can't use and never answers with nothing."""

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Rasa's routes, with the body checked before them."""
        routes = super().blueprint(answered(on_new_message))

        @routes.middleware("request")
        async def check(request: Request) -> HTTPResponse | None:
            if request.method != "POST":
                return None
            fault = fault_of(request)
            return None if fault is None else response.json({"error": fault[1]}, status=fault[0])

        @routes.middleware("response")
        async def readable(request: Request, answer: HTTPResponse) -> None:
            if answer.content_type == "application/json" and answer.body:
                text = json.dumps(json.loads(answer.body), ensure_ascii=False)
                answer.body = text.encode("utf-8")

        return routes


def fault_of(request: Request) -> tuple[int, str] | None:
    """HTTP status and text of what is wrong with a request, or ``None``."""
    if len(request.body) > MAX_BODY_BYTES:
        return 413, f"The body is larger than {MAX_BODY_BYTES} bytes. Send one message at a time."
    try:
        body = request.load_json()
    except Exception:  # Sanic's own error type differs between its JSON back ends
        return 400, f"The body is not JSON. {_EXPECTED}"
    if not isinstance(body, dict):
        return 422, f"The body is not a JSON object. {_EXPECTED}"
    if not isinstance(body.get("message"), str):
        return 422, f'"message" is missing or not a text. {_EXPECTED}'
    if not isinstance(body.get("sender", ""), str):
        return 422, f'"sender" is not a text. {_EXPECTED}'
    if not isinstance(body.get("metadata") or {}, dict):
        return 422, f'"metadata" is not an object. {_EXPECTED}'
    return None


class WholeAnswers(CollectingOutputChannel):
    """Collects answers whole: Rasa's own channel makes a message of every paragraph."""

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keep the text as one message."""
        await self._persist_message(self._message(recipient_id, text=text))


def answered(on_new_message: OnNewMessage) -> OnNewMessage:
    """``on_new_message`` with whole answers, and a polite one where the turn failed or said nothing."""

    async def handle(message: UserMessage) -> Any:
        asked = message.output_channel
        if type(asked) is not CollectingOutputChannel:
            return await _logged(on_new_message, message)
        whole = WholeAnswers()
        result = await run_turn(on_new_message, message, whole)
        asked.messages.extend(whole.messages)
        return result

    return handle


async def _logged(on_new_message: OnNewMessage, message: UserMessage) -> Any:
    """A turn whose answers go out as they come (``?stream=true``)."""
    try:
        return await on_new_message(message)
    except Exception:
        logger.exception("A turn failed")
        return None
