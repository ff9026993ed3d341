"""The clock is set back an hour in the middle of a conversation: it goes on, in order."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from rasa_project.dialogue.conversation import CONVERSATION_SLOT
from rasa_project.dialogue.conversation_json import from_json
from rasa_project.engine.tracker_store import ConversationStore

pytestmark = pytest.mark.slow

TEXTS = ["балама 14 ай", "қызылша деген не", "қызылша қалай жұғады", "сәлем"]


@pytest.mark.parametrize("hours", [-1, 1])
def test_the_clock_is_set(hours: int, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa_project.server import in_process_endpoints, load_agent

    monkeypatch.chdir(root)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/c.db")
    agent = load_agent(root / "models/measles.tar.gz", in_process_endpoints(root / "endpoints.yml"))
    right_time = time.time

    async def talk() -> list[list[dict[str, Any]]]:
        first = [await agent.handle_text(text, sender_id="anna") for text in TEXTS[:2]]
        monkeypatch.setattr(time, "time", lambda: right_time() + hours * 3600)
        return [
            *first,
            *[await agent.handle_text(text, sender_id="anna") for text in TEXTS[2:]],
        ]

    answers = asyncio.run(talk())
    assert all(answer and answer[0]["text"] for answer in answers)
    store = agent.tracker_store
    assert isinstance(store, ConversationStore)
    texts = [event["text"] for event in store.database.export_sender("anna") if event["event"] == "user"]
    assert texts == TEXTS
    tracker = asyncio.run(store.retrieve("anna"))
    assert tracker is not None
    (child,) = from_json(tracker.get_slot(CONVERSATION_SLOT)).people
    assert child.age_months == 14
    store.close()
