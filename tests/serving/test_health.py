"""Ready means that a message can be answered: a question goes the way of a parent's, and the reason stays inside."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered

from rasa_project.channels.access.control import access_control
from rasa_project.engine.agent import TurnAgent
from rasa_project.engine.lock_store import ConversationLocks
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.observability.metrics import metrics
from rasa_project.privacy.senders import sender_hasher
from rasa_project.security.key_file import KeyFile
from rasa_project.security.keys import create
from rasa_project.serving import health as health_module
from rasa_project.serving.health import OK, Health

WORDED = {"text": "Жауап.", "utter_action": "utter_x"}


class Processor:
    """As much of Rasa's processor as a turn needs: reads, says something, saves."""

    def __init__(self, store: ConversationStore, says: dict[str, Any] | None) -> None:
        self.store, self.says = store, says
        self.asked: list[str] = []
        self.stored_while_asked: list[str] = []

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]]:
        assert message.output_channel is not None
        self.asked.append(message.sender_id)
        tracker = await self.store.get_or_create_tracker(message.sender_id)
        tracker.update_with_events([ActionExecuted("action_session_start"), SessionStarted(), UserUttered("?")], None)
        await self.store.save(tracker)
        self.stored_while_asked += await self.store.keys()
        if self.says:
            await message.output_channel.send_response(message.sender_id, dict(self.says))
        return [self.says] if self.says else []


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("REST_KEYS_FILE", f"{tmp_path}/keys.json")
    monkeypatch.setenv("SENDER_KEY", "k" * 40)
    sender_hasher.cache_clear()
    access_control.cache_clear()
    yield
    sender_hasher.cache_clear()
    access_control.cache_clear()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ConversationStore]:
    made = ConversationStore(f"sqlite:///{tmp_path}/state/c.db", Domain.empty())
    yield made
    made.close()


def health_of(store: ConversationStore, says: dict[str, Any] | None = WORDED) -> tuple[Health, Processor]:
    agent = TurnAgent(domain=Domain.empty(), tracker_store=store, lock_store=ConversationLocks())
    agent.processor = processor = Processor(store, says)  # type: ignore[assignment]
    return Health(agent), processor


def checks(health: Health) -> dict[str, str]:
    said = asyncio.run(health.checks())
    assert said.pop("warm_up") == health.warm_up_state
    return said


def test_a_question_is_asked_stored_and_removed_and_counted_nowhere(store: ConversationStore) -> None:
    health, processor = health_of(store)
    before = metrics().exposition()
    assert checks(health) == dict.fromkeys(("model", "store", "queue", "keys", "question"), OK)
    assert processor.stored_while_asked == processor.asked == [processor.asked[0]]
    assert asyncio.run(store.keys()) == []
    assert sum(health.counts().values()) == 0
    turns = [line for line in metrics().exposition().splitlines() if line.startswith(b"bot_turn")]
    assert turns == [line for line in before.splitlines() if line.startswith(b"bot_turn")]


def test_however_many_ask_it_is_one_question_in_some_seconds(
    store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    health, processor = health_of(store)

    async def ask() -> None:
        said = await asyncio.gather(*(health.recent_checks() for _ in range(3000)))
        said += [await health.recent_checks() for _ in range(3000)]
        assert all(one == said[0] for one in said)

    asyncio.run(ask())
    assert len(processor.asked) == 1
    monkeypatch.setattr(health_module, "FRESH_SECONDS", 0.0)
    asyncio.run(health.recent_checks())
    assert len(processor.asked) == 2


def test_who_gives_up_asking_breaks_nothing_off_for_others(store: ConversationStore) -> None:
    health, processor = health_of(store)

    async def ask() -> dict[str, str]:
        first = asyncio.create_task(health.recent_checks())
        await asyncio.sleep(0)
        first.cancel()
        return await health.recent_checks()

    assert asyncio.run(ask())["question"] == OK
    assert len(processor.asked) == 1


def break_the_key(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("SENDER_KEY", "short")
    sender_hasher.cache_clear()


def break_the_kept_key(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.delenv("SENDER_KEY")
    (folder / "sender.key").write_bytes(b"")
    monkeypatch.setattr("rasa_project.privacy.senders.SENDER_KEY_FILE", folder / "sender.key")
    sender_hasher.cache_clear()


def break_the_keys(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "keys.json").write_text('{"keys": [', encoding="utf-8")


def break_the_store(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """A table of another version, as far as a turn is concerned."""
    import sqlite3

    with sqlite3.connect(folder / "state" / "c.db") as file:
        file.execute("ALTER TABLE event RENAME COLUMN data TO words")


BREAKERS: list[tuple[Callable[[pytest.MonkeyPatch, Path], None], str, str]] = [
    (break_the_key, "question", "a setting or a secret can't be used"),
    (break_the_kept_key, "question", "a setting or a secret can't be used"),
    (break_the_keys, "keys", "the file of keys can't be read"),
    (break_the_store, "question", "conversations can't be read or written"),
]


@pytest.mark.parametrize(("breaker", "part", "reason"), BREAKERS, ids=lambda one: getattr(one, "__name__", ""))
def test_what_no_message_would_get_past_is_not_ready(
    store: ConversationStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    breaker: Callable[[pytest.MonkeyPatch, Path], None], part: str, reason: str,
) -> None:  # fmt: skip
    health, _ = health_of(store)
    assert checks(health)["question"] == OK
    breaker(monkeypatch, tmp_path)
    with caplog.at_level(logging.INFO, "rasa_project"):
        said = [checks(health), checks(health)]
    assert said[0] == said[1]
    assert said[0][part] == f"{reason}; the log says why"
    assert (said[0]["store"] == OK) is (breaker is not break_the_store)
    assert str(tmp_path) not in str(said)
    logged = [one.getMessage() for one in caplog.records if one.getMessage().startswith("Not ready")]
    assert len(logged) == 1, "once, until the reason changes"


def test_keys_that_are_lost_while_it_runs_are_not_ready(store: ConversationStore, tmp_path: Path) -> None:
    create(KeyFile(tmp_path / "keys.json"), "clinic")
    health, _ = health_of(store)
    assert checks(health)["keys"] == OK
    (tmp_path / "keys.json").unlink()
    assert checks(health)["keys"] == "the file of keys can't be read; the log says why"


def test_no_answer_is_not_ready(store: ConversationStore) -> None:
    health, _ = health_of(store, None)
    assert checks(health)["question"] == "a plain question had no answer; the log says why"
    health, _ = health_of(store, {"text": "Кешіріңіз"})  # no response of the domain worded it
    assert checks(health)["question"] == "a plain question had no answer; the log says why"


def test_the_address_of_a_database_is_for_the_log_only(caplog: pytest.LogCaptureFixture) -> None:
    away = ConversationStore("postgresql://bot:secret@127.0.0.1:1/measles", Domain.empty())
    health, _ = health_of(away)
    said = str(checks(health))
    away.close()
    assert "conversations can't be read or written" in said
    assert not any(word in said for word in ("127.0.0.1", "bot", "measles", "secret"))
    assert "127.0.0.1" in caplog.text
    assert "secret" not in caplog.text


def test_health_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1")
    health = Health(TurnAgent(domain=Domain.empty(), lock_store=ConversationLocks()))

    async def warm() -> dict[str, str]:
        await health.warm_up()
        return await health.checks()

    said = asyncio.run(warm())
    assert said["model"] == "no model is loaded"
    assert said["warm_up"] != OK
    assert said["queue"] == "the queue can't be used; the log says why"
    assert "question" not in said
    assert said["store"] == OK


def test_a_check_that_hangs_is_not_waited_for(store: ConversationStore, monkeypatch: pytest.MonkeyPatch) -> None:
    health, processor = health_of(store)
    monkeypatch.setattr(health_module, "CHECK_SECONDS", 0.05)

    async def hang(message: UserMessage) -> None:
        await asyncio.sleep(60)

    hanging: Callable[[UserMessage], Awaitable[None]] = hang
    monkeypatch.setattr(processor, "handle_message", hanging)
    assert checks(health)["question"] == "no answer in time; the log says why"


def test_it_says_when_it_is_ready_again(store: ConversationStore, caplog: pytest.LogCaptureFixture) -> None:
    health, processor = health_of(store, None)
    with caplog.at_level(logging.INFO, "rasa_project"):
        checks(health)
        processor.says = WORDED
        assert checks(health)["question"] == OK
    assert "Ready again: question" in caplog.text
