"""One deadline: a turn that is slow ends with a polite text, never with a page of the web server's."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain
from sanic import Sanic

from rasa_project.channels.inbox import turns as messenger_turns
from rasa_project.channels.web.settings import settings_from
from rasa_project.engine.agent import TurnAgent
from rasa_project.engine.lock_store import ConversationLocks
from rasa_project.server import build_app
from rasa_project.serving.http_protocol import StrictProtocol
from rasa_project.settings import SETTINGS, TURN_SECONDS, patience_seconds
from tests.in_thread import served_in_thread

#: More than Sanic's own 30 s for an answer.
DEADLINE = "33"


class Slow:
    """A processor that never ends by itself."""

    async def handle_message(self, message: UserMessage) -> None:
        await asyncio.sleep(600)


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Address of a server as ``run`` builds it, whose turns are slow."""
    Sanic.test_mode = True  # the same app name again
    deadline = TURN_SECONDS.read()
    agent = TurnAgent(domain=Domain.empty(), lock_store=ConversationLocks(), deadline_seconds=deadline)
    agent.processor = Slow()  # type: ignore[assignment]
    app = build_app(root, agent, AvailableEndpoints())
    try:
        with served_in_thread(app, with_jobs=False, protocol=StrictProtocol) as port:
            yield f"http://127.0.0.1:{port}"
    finally:
        Sanic.test_mode = False


@pytest.mark.slow
@pytest.mark.alone
def test_a_deadline_above_sanics_own_ends_with_the_polite_text(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in SETTINGS:
        monkeypatch.delenv(one.name, raising=False)
    monkeypatch.setenv("TURN_SECONDS", DEADLINE)
    monkeypatch.setenv("LOCAL_ACCESS", "on")
    monkeypatch.setenv("REST_KEYS_FILE", f"{tmp_path}/keys.json")
    monkeypatch.setenv("SENDER_KEY", "k" * 40)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/c.db")
    with served(root) as address:
        body = json.dumps({"sender": "anna", "message": "баламның қызуы бар"}).encode()
        request = urllib.request.Request(  # noqa: S310
            f"{address}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310
            assert answer.headers["Content-Type"].startswith("application/json")
            (said,) = json.load(answer)
    assert "Кешіріңіз" in said["text"]
    assert "103" in said["text"]


@pytest.mark.parametrize("seconds", ["8", "60", "3600"])
def test_whoever_waits_for_a_turn_waits_longer_than_it_may_take(
    seconds: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TURN_SECONDS", seconds)
    assert patience_seconds() > float(seconds)
    told = {"TURN_SECONDS": seconds, "WIDGET_SECRET": "s" * 32}
    assert settings_from(told).answer_seconds == patience_seconds()
    waited: list[float] = []

    async def wait_for(turn: Any, most: float) -> SimpleNamespace:
        turn.close()
        waited.append(most)
        return SimpleNamespace(may_be_rated=False)

    monkeypatch.setattr(messenger_turns.asyncio, "wait_for", wait_for)

    async def guard(message: UserMessage) -> None:
        """Nothing to say."""

    asyncio.run(messenger_turns.rasa_turn(guard, "telegram")("1", "сәлем", "kk"))  # type: ignore[arg-type]
    assert waited == [patience_seconds()]
