"""The widget's button that deletes, and what it leaves: nothing to be given again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered

from rasa_project.channels.web.sessions import Sessions
from rasa_project.channels.web.settings import WebSettings
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.observability.metrics import metrics
from rasa_project.privacy.erasure import erase
from tests.channels.web.serving import PAGE, SECRET, FakeAgent, Page, served

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[int, FakeAgent]]:
    with served(WebSettings(SECRET, frozenset({PAGE}))) as both:
        yield both


@pytest.fixture
def agent(server: tuple[int, FakeAgent]) -> FakeAgent:
    agent = server[1]
    agent.heard.clear()
    return agent


@pytest.fixture
def page(server: tuple[int, FakeAgent]) -> Page:
    page = Page(server[0])
    assert page.begin().status == 200
    return page


@pytest.fixture
def store(agent: FakeAgent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ConversationStore]:
    """A real database, which the agent writes each message to."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/c.db")
    monkeypatch.setenv("TELEGRAM_DB", str(tmp_path / "no.db"))
    monkeypatch.setenv("AUDIT_FILE", str(tmp_path / "audit.jsonl"))
    kept, store = agent.tracker_store, ConversationStore(domain=Domain.empty())

    async def turn(message: UserMessage) -> None:
        tracker = await store.get_or_create_tracker(str(message.sender_id))
        tracker.update(UserUttered(message.text))
        await store.save(tracker)
        await agent.answer(message)

    agent.tracker_store, agent.turn = store, turn
    yield store
    agent.tracker_store = kept
    store.close()


def test_a_conversation_is_deleted_even_after_its_session_is_over(
    page: Page, agent: FakeAgent, store: ConversationStore, tmp_path: Path
) -> None:
    assert page.say(id="first", text="сәлем").json == page.say(id="first", text="сәлем").json
    name = str(agent.heard[0].sender_id)
    assert store.database.begun(name) is not None
    counted = metrics().erased.labels("web")._value.get()
    assert page.post("delete", token=page.token).json == {"deleted": True}
    assert store.database.begun(name) is None
    assert metrics().erased.labels("web")._value.get() == counted + 1
    again = page.say(id="first", text="сәлем")
    assert (again.status, again.json["error"]) == (410, "deleted")  # neither given back nor heard anew
    assert len(agent.heard) == 1
    (line,) = (tmp_path / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    assert {"what": "delete", "by": "channel:web", "why": "web", "person": name}.items() <= json.loads(line).items()
    expired = Sessions(SECRET, seconds=-100).begin(PAGE)
    assert page.post("delete", token=expired).status == 200
    assert page.post("delete", token="x").status == 401  # noqa: S106


def test_a_deletion_in_another_process_is_seen_before_an_answer_is_given_again(
    page: Page, agent: FakeAgent, store: ConversationStore
) -> None:
    page.say(id="first", text="сәлем")
    erase(str(agent.heard[0].sender_id), why="office", by="user:tests")
    assert page.say(id="first", text="сәлем").status == 410
    assert page.say(text="сәлем").status == 200  # a new conversation of the same person
    assert page.say(id="first", text="сәлем").status == 410


def test_what_cant_be_deleted_is_not_said_to_be(
    page: Page, store: ConversationStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/file/c.db")
    answer = page.post("delete", token=page.token)
    assert (answer.status, answer.json["error"]) == (500, "failed")
    assert "103" in answer.json["text"]
