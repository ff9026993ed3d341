"""REST with and without keys beside the widget, with a bot that says what a test wants."""

from __future__ import annotations

import asyncio
import json
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from limits import parse
from rasa.core.channels.channel import UserMessage
from sanic import Sanic, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request

from rasa_project.channels.access.control import AccessControl
from rasa_project.channels.kept_answers import MemoryStore
from rasa_project.channels.once import Once
from rasa_project.channels.rest import ApiInput, RestInput
from rasa_project.channels.rest.idempotency import Idempotency
from rasa_project.channels.web import WebInput
from rasa_project.channels.web.settings import settings_from
from rasa_project.observability.turns import note_answer
from rasa_project.security.key_file import KeyFile
from rasa_project.security.keys import KeyRing
from rasa_project.security.limits import rate_limiter
from rasa_project.security.settings import Rates
from rasa_project.security.trust import Trust
from tests.channels.contract import document
from tests.channels.rated import RatedBot
from tests.channels.web.serving import Answer, Page, serving

CLINIC = "https://clinic.example"
PATH = "/api/v1/messages"
RASA = "/webhooks/rest/webhook"
FEEDBACK = "/api/v1/feedback"
SCHEDULE = "/api/v1/schedule"
EXPOSURE = "/api/v1/exposure"
CONVERSATION = "/api/v1/conversation"
QUESTION = {"sender": "anna", "message": "сәлем"}
EMERGENCY = {"text": "Қазір-ақ 103-ке, жауап бермесе 112-ге!", "metadata": {"level": "emergency", "sources": ["K51"]}}
WATCH = {"text": "Пока можно наблюдать дома.", "metadata": {"level": "watch", "sources": ["C15", "K51"]}}
#: What can be passed on of the answer to a message, as actions say it.
PASSED_ON = {"күнтізбе": "c20260315,,0,,,", "белгілері": "aask_symptoms", "бүлінген": "x"}


class Bot(RatedBot):
    """Answers as the text generator and Rasa's agent would, with what a message asks for."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.is_waiting, self.go_on = threading.Event(), threading.Event()

    async def answer(self, message: UserMessage) -> None:
        text = message.text or ""
        if text in {"ораза", "корь"}:
            await super().answer(message)
            return
        if text == "fail":
            raise RuntimeError("a planted error")
        if text == "wait":
            self.is_waiting.set()
            while not self.go_on.is_set():
                await asyncio.sleep(0.02)
        language = "ru" if text == "дома" else "kk"
        await self.keep(message, ["utter_x"], language)
        answers = {"тырысып жатыр": [WATCH, EMERGENCY], "дома": [WATCH]}.get(text, [{"text": "Жауап.", "metadata": {}}])
        for one in answers:
            note_answer("utter_x", language, dict(one["metadata"]), self)  # type: ignore[call-overload]
            sent = {**one, "language": language, "utter_action": "utter_x", "buttons": []}
            if text in PASSED_ON:
                sent["share"] = {"keys": [PASSED_ON[text]], "is_asked": False}
            if one is WATCH:
                sent["buttons"] = [{"title": "Куда?", "payload": "/find_clinic"}]
            await message.output_channel.send_response(message.sender_id, sent)  # type: ignore[union-attr]

    intent = {"name": "greet", "confidence": 0.9}


@dataclass(frozen=True)
class Served:
    """A server with keys, and one without; each beside the widget and a health route of plain Sanic."""

    port: int
    key: str
    bot: Bot
    folder: Path

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Call with the key; the answer must be as the document says."""
        sent = {"Authorization": f"Bearer {self.key}", **headers} if self.key else headers
        data = json.dumps(body).encode() if isinstance(body, dict) else body
        named = {"Content_Type": "application/json", **sent} if data is not None else sent
        answer = Page(self.port, origin=None).send(method, path, data, **named)
        if method != "OPTIONS":
            document.check(path.split("?", maxsplit=1)[0], method, answer.status, answer.headers, answer.body)
        return answer

    def ask(self, message: str, **headers: str) -> Answer:
        return self.call("POST", PATH, {**QUESTION, "message": message}, **headers)


def rates(session: str = "60/minute", address: str = "300/minute") -> Rates:
    values = {"session": session, "address": address, "conversations": "1000/hour"}
    return Rates(**{name: parse(value) for name, value in values.items()}, are_off=False)  # type: ignore[arg-type]


def started(folder: Path, key: str, limits: Rates) -> Any:
    access = AccessControl(
        KeyRing(KeyFile(folder / "keys.json")), rate_limiter(), limits, frozenset({CLINIC}), Trust(local_access=True)
    )
    web = WebInput(settings_from({"WIDGET_SECRET": "s" * 40}))
    bot = Bot(folder)

    def health(app: Sanic) -> None:
        async def live(request: Request) -> Any:
            return response.json({"status": "alive"})

        async def broken(request: Request) -> Any:
            raise RuntimeError("a planted secret") if request.args.get("why") is None else InvalidUsage("planted")

        app.add_route(live, "/health/live", methods=["GET"])
        app.add_route(broken, "/broken", methods=["GET"])

    once = Once(MemoryStore(), 8)
    channels = [ApiInput(access, Idempotency("api", once)), RestInput(access, Idempotency("rest", once)), web]
    return bot, serving(channels, bot, health)


def is_problem(answer: Answer, status: int, name: str) -> bool:
    kind = answer.headers["content-type"]
    return (answer.status, kind) == (status, "application/problem+json") and answer.json["type"].endswith(name)
