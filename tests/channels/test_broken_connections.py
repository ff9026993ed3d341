"""The connection breaks while the bot hears a message: the repeat gets the answer, the message is stored once."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from limits import parse
from rasa.core.channels.channel import UserMessage

from rasa_project.channels.access.control import access_control
from rasa_project.channels.once import once
from rasa_project.channels.rest.api import ApiInput
from rasa_project.channels.rest.webhook import RestInput
from rasa_project.channels.web import WebInput
from rasa_project.channels.web.settings import settings_from
from rasa_project.observability.turns import current_turn
from rasa_project.privacy.senders import sender_hasher
from tests.breaking import post_bytes, send_and_break
from tests.channels.web.serving import FakeAgent, Page, serving

pytestmark = pytest.mark.slow

STORING_SECONDS = 0.03


class StoringAgent(FakeAgent):
    """Stores as the conversation store does: a statement that has begun ends, whoever is cancelled."""

    def __init__(self) -> None:
        super().__init__()
        self.stored: Counter[str] = Counter()
        self.turn = self.store

    async def store(self, message: UserMessage) -> None:
        await asyncio.shield(asyncio.ensure_future(self._write(str(message.text))))
        noted = current_turn()
        assert noted is not None
        noted.answers.append("utter_x")
        await self.answer(message)

    async def _write(self, text: str) -> None:
        await asyncio.sleep(STORING_SECONDS)
        self.stored[text] += 1


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[tuple[int, StoringAgent]]:
    for name, value in {
        "SENDER_KEY": "k" * 40,
        "REST_KEYS_FILE": str(tmp_path / "keys.json"),
        "RATE_LIMIT": "off",
        "LOCAL_ACCESS": "on",
        "WIDGET_SECRET": "s" * 40,
        "REDIS_URL": "",
    }.items():
        monkeypatch.setenv(name, value)
    for cached in (access_control, sender_hasher, once):
        cached.cache_clear()
    settings = settings_from()
    often = replace(settings.limits, turns=parse("10000/second"), turns_from_address=parse("10000/second"))
    channels = [ApiInput.from_credentials(None), RestInput.from_credentials(None)]
    storing = StoringAgent()
    with serving([WebInput(replace(settings, limits=often)), *channels], storing) as port:
        yield port, storing
    for cached in (access_control, sender_hasher, once):
        cached.cache_clear()


@pytest.mark.parametrize("path", ["/api/v1/messages", "/webhooks/rest/webhook"])
def test_a_call_over_rest_is_heard_once(bot: tuple[int, StoringAgent], path: str) -> None:
    port, agent = bot
    page = Page(port, origin=None)
    for number in range(40):
        body = {"sender": "anna", "message": f"сәлем {number}"}
        data = post_bytes(path, body, Idempotency_Key=f"key-{number}")
        send_and_break(port, data, after=number / 1000, resets=bool(number % 2))
        answer = page.send("POST", path, data.partition(b"\r\n\r\n")[2], Content_Type="application/json",
                           Idempotency_Key=f"key-{number}")  # fmt: skip
        assert answer.status == 200
        assert "Жауап" in answer.body.decode()
    assert agent.stored == {f"сәлем {number}": 1 for number in range(40)}


def test_a_turn_of_the_widget_is_heard_once(bot: tuple[int, StoringAgent]) -> None:
    port, agent = bot
    page = Page(port, origin=f"http://127.0.0.1:{port}")
    assert page.begin().status == 200
    for number in range(25):
        body = {"token": page.token, "id": f"turn-{number}", "lang": "kk", "text": f"сәлем {number}"}
        data = post_bytes("/webhooks/web/message", body, Origin=str(page.origin), Host=f"127.0.0.1:{port}")
        send_and_break(port, data, after=number * 1.6 / 1000, resets=bool(number % 2))
        answer = page.post("message", **body)
        assert answer.status == 200, answer.body
        assert answer.json["answers"]
    assert agent.stored == {f"сәлем {number}": 1 for number in range(25)}


@pytest.mark.parametrize("path", ["/api/v1/messages", "/webhooks/rest/webhook"])
def test_a_turn_without_a_key_that_has_begun_is_stored_to_its_end(bot: tuple[int, StoringAgent], path: str) -> None:
    port, agent = bot
    data = post_bytes(path, {"sender": "anna", "message": "сәлем"})
    send_and_break(port, data, after=STORING_SECONDS / 2, resets=True)
    end = time.monotonic() + 30
    while not agent.stored and time.monotonic() < end:
        time.sleep(0.01)
    time.sleep(STORING_SECONDS * 2)
    assert agent.stored == {"сәлем": 1}
