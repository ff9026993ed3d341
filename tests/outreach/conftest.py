from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rasa_project.outreach import composing, sender
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.outreach import Kind
from tests.outreach.outbox import Clock, Noting, database_in


@pytest.fixture
def database(tmp_path: Path) -> Iterator[ConversationDatabase]:
    made = database_in(tmp_path)
    yield made
    made.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def messenger() -> Noting:
    return Noting()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a dose's reminder says is its own text here; nobody waits a second between two messages of a chat."""
    monkeypatch.setitem(composing.COMPOSERS, Kind.DOSE, lambda due, about, today: [{"text": about["text"]}])
    monkeypatch.setattr(sender, "CHAT_SECONDS", 0.0)
