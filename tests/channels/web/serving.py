"""The web channel in Rasa's own app on a loopback port, with a bot that says what a test wants."""

from __future__ import annotations

import http.client
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.run import configure_app
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from sanic import Sanic

from rasa_project.channels.web import WebInput
from rasa_project.channels.web.settings import WebSettings
from tests.in_thread import served_in_thread

SECRET = b"a secret of the tests, long enough to sign"
PAGE = "https://office.example"


class FakeAgent:
    """As much of Rasa's agent as the channel uses: hears messages, answers with one line and two buttons."""

    def __init__(self) -> None:
        self.heard: list[UserMessage] = []
        self.tracker_store = InMemoryTrackerStore(Domain.empty())
        self.lock_store = InMemoryLockStore()
        self.turn: Callable[[UserMessage], Awaitable[None]] = self.answer

    async def handle_message(self, message: UserMessage) -> None:
        self.heard.append(message)
        await self.turn(message)

    async def answer(self, message: UserMessage) -> None:
        buttons = [{"title": "Иә", "payload": "/affirm"}, {"title": "Мәні бар", "payload": '/inform{"fever":"yes"}'}]
        answer = {"text": "Жауап.\n\nЕкінші абзац.", "buttons": buttons, "language": "kk", "utter_action": "utter_x"}
        await message.output_channel.send_response(message.sender_id, answer)  # type: ignore[union-attr]


@dataclass
class Answer:
    """An HTTP answer: JSON where it is some."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Page:
    """A page of an origin that talks to the server."""

    port: int
    origin: str | None = PAGE
    token: str = ""
    turns: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    source: str = "127.0.0.1"

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(self.source, 0))
        sent = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.origin is not None:
            sent["Origin"] = self.origin
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def post(self, path: str, **body: Any) -> Answer:
        return self.send("POST", f"/webhooks/web/{path}", json.dumps(body).encode(), Content_Type="text/plain")

    def begin(self) -> Answer:
        answer = self.post("session", lang="kk")
        self.token = answer.json.get("token", "") if answer.status == 200 else ""
        return answer

    def say(self, **said: Any) -> Answer:
        self.turns += 1
        return self.post("message", **{"token": self.token, "id": f"t{self.turns}", "lang": "kk", **said})


@contextmanager
def served(settings: WebSettings) -> Iterator[tuple[int, FakeAgent]]:
    """The port and the agent of a server in a thread of its own."""
    agent = FakeAgent()
    with serving([WebInput(settings)], agent) as port:
        yield port, agent


@contextmanager
def serving(
    channels: list[InputChannel], agent: FakeAgent, also: Callable[[Sanic], None] = lambda app: None
) -> Iterator[int]:
    """The port of Rasa's app with some channels, in a thread of its own; ``also`` adds to the app."""
    Sanic.test_mode = True  # the same app name again
    app = configure_app(channels, enable_api=False)
    app.ctx.agent = agent
    also(app)
    try:
        with served_in_thread(app) as port:
            yield port
    finally:
        Sanic.test_mode = False
