"""The store over a real SQLite file: what was saved is there, all or nothing, in order."""

from __future__ import annotations

import asyncio
import dataclasses
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.settings import SettingsError
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.errors import ConversationConflictError, StoreError
from rasa_project.storage.settings import StoreSettings, database_url
from tests.storage.helpers import DOMAIN, beginning, turn


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/state/conversations.db"


@pytest.fixture
def store(url: str) -> Iterator[ConversationStore]:
    opened = ConversationStore(url, DOMAIN)
    yield opened
    opened.close()


async def say(store: ConversationStore, text: str, *events: Any, sender: str = "anna") -> DialogueStateTracker:
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    for event in [*([] if tracker.events else beginning()), *turn(text, *events)]:
        tracker.update(event)
    await store.save(tracker)
    return tracker


def texts(exported: list[dict[str, Any]]) -> list[str]:
    return [event["text"] for event in exported if event["event"] == "user"]


def test_a_conversation_goes_on_in_another_process(store: ConversationStore, url: str) -> None:
    asyncio.run(say(store, "сәлем", SlotSet("age", 14.0)))
    store.close()
    again = ConversationStore(url, DOMAIN)
    tracker = asyncio.run(again.retrieve("anna"))
    assert tracker is not None
    assert tracker.get_slot("age") == 14.0
    assert tracker.latest_message.text == "сәлем"
    assert tracker.latest_message.metadata == {"of": "сәлем"}
    again.close()


def test_nothing_is_lost_nothing_is_twice_and_little_is_restored(store: ConversationStore) -> None:
    async def talk() -> DialogueStateTracker | None:
        for number in range(50):
            await say(store, f"m{number}", SlotSet("age", number))
        return await store.retrieve("anna")

    tracker = asyncio.run(talk())
    assert tracker is not None
    assert sum(isinstance(event, UserUttered) for event in tracker.events) <= 6
    assert tracker.get_slot("age") == 49
    assert texts(store.database.export_sender("anna")) == [f"m{number}" for number in range(50)]
    full = asyncio.run(store.retrieve_full_tracker("anna"))
    assert full is not None
    assert sum(isinstance(event, UserUttered) for event in full.events) == 50


def test_a_tracker_may_be_saved_twice(store: ConversationStore) -> None:
    async def talk() -> None:
        tracker = await say(store, "m0")
        await store.save(tracker)
        for event in turn("m1"):
            tracker.update(event)
        await store.save(tracker)
        await say(store, "m2")

    asyncio.run(talk())
    assert texts(store.database.export_sender("anna")) == ["m0", "m1", "m2"]


def test_of_two_turns_at_once_one_is_refused_whole(store: ConversationStore) -> None:
    async def talk() -> None:
        await say(store, "m0")
        first, second = await store.retrieve("anna"), await store.retrieve("anna")
        assert first is not None
        assert second is not None
        for tracker, text in ((first, "m1"), (second, "m1 again")):
            for event in turn(text):
                tracker.update(event)
        await store.save(first)
        with pytest.raises(ConversationConflictError):
            await store.save(second)

    asyncio.run(talk())
    assert texts(store.database.export_sender("anna")) == ["m0", "m1"]


def test_two_first_turns_at_once(store: ConversationStore) -> None:
    async def talk() -> None:
        first = await store.get_or_create_tracker("anna")
        await say(store, "m0")
        first.update(turn("m0 again")[0])
        with pytest.raises(ConversationConflictError):
            await store.save(first)

    asyncio.run(talk())
    assert texts(store.database.export_sender("anna")) == ["m0"]


def test_a_tracker_from_elsewhere_is_refused(store: ConversationStore) -> None:
    with pytest.raises(ConversationConflictError):
        asyncio.run(store.save(DialogueStateTracker("anna", DOMAIN.slots)))


def test_what_is_deleted_during_a_turn_stays_deleted(store: ConversationStore) -> None:
    async def talk() -> None:
        await say(store, "my child is ill")
        tracker = await store.retrieve("anna")
        assert tracker is not None
        assert await store.run(lambda database: database.delete_sender("anna")) > 3
        tracker.update(turn("forget me")[0])
        await store.save(tracker)
        assert not await store.exists("anna")
        await say(store, "сәлем")

    asyncio.run(talk())
    assert texts(store.database.export_sender("anna")) == ["сәлем"]


def test_a_turn_of_a_deleted_conversation_is_not_written_into_the_next_one(store: ConversationStore) -> None:
    """SQLite gives the deleted number to the next conversation, here one of as many events."""

    async def talk() -> None:
        await say(store, "my child is ill")
        annas = await store.retrieve("anna")
        assert annas is not None
        await store.delete("anna")
        await say(store, "сәлем", sender="bota")
        annas.update(turn("forget me")[0])
        await store.save(annas)

    asyncio.run(talk())
    assert store.database.senders() == ["bota"]
    assert texts(store.database.export_sender("bota")) == ["сәлем"]


def test_a_turn_written_between_the_two_reads_of_another_is_not_lost(
    store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def talk() -> None:
        await say(store, "one")
        late = await store.retrieve("anna")
        assert late is not None
        real = type(store.database).read

        def reads_while_another_writes(database: ConversationDatabase, sender: str) -> Any:
            found = real(database, sender)
            monkeypatch.undo()
            database.append(store._turn_of(late, [turn("two")[0]]))  # type: ignore[arg-type]
            again = real(database, sender)
            assert found is not None
            assert again is not None
            return dataclasses.replace(found, events=again.events)  # the row is old, the events are new

        monkeypatch.setattr(ConversationDatabase, "read", reads_while_another_writes)
        mixed = await store.retrieve("anna")
        assert mixed is not None
        mixed.update(turn("three")[0])
        with pytest.raises(ConversationConflictError):
            await store.save(mixed)

    asyncio.run(talk())
    assert texts(store.database.export_sender("anna")) == ["one", "two"]


def test_idle_senders_and_all_senders(store: ConversationStore) -> None:
    async def talk() -> list[str]:
        await say(store, "m0", sender="early")
        await asyncio.sleep(0.01)
        between = time.time()
        await say(store, "m0", sender="late")
        return store.database.idle_senders(before=between)

    assert asyncio.run(talk()) == ["early"]
    assert sorted(asyncio.run(store.keys())) == ["early", "late"]
    assert store.database.export_sender("nobody") == []
    assert store.database.delete_sender("nobody") == 0


def test_a_new_conversation_is_not_written_before_its_first_turn(store: ConversationStore) -> None:
    tracker = asyncio.run(store.get_or_create_tracker("anna"))
    assert tracker.latest_action_name == "action_listen"
    assert not asyncio.run(store.exists("anna"))


def test_a_full_disk_is_an_error_and_writes_nothing(store: ConversationStore) -> None:
    asyncio.run(say(store, "m0"))
    with store.database._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")
    with pytest.raises(StoreError, match="full"):
        asyncio.run(say(store, "қ" * 100_000))
    assert texts(store.database.export_sender("anna")) == ["m0"]


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "c.db").write_text("not a database" * 100, encoding="utf-8")
    store = ConversationStore(f"sqlite:///{tmp_path}/c.db", DOMAIN)
    with pytest.raises(StoreError, match=r"c\.db"):
        asyncio.run(store.retrieve("anna"))


def test_a_file_locked_for_a_moment_is_waited_for(store: ConversationStore, tmp_path: Path) -> None:
    asyncio.run(say(store, "m0"))
    other = sqlite3.connect(tmp_path / "state/conversations.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    freeing = threading.Timer(0.3, lambda: other.execute("ROLLBACK"))
    freeing.start()
    asyncio.run(say(store, "m1"))
    freeing.join()
    other.close()
    assert texts(store.database.export_sender("anna")) == ["m0", "m1"]


def test_a_cancelled_turn_that_was_written_counts_as_written(store: ConversationStore) -> None:
    entered, go_on = threading.Event(), threading.Event()

    def slow(database: ConversationDatabase) -> str:
        entered.set()
        go_on.wait(5)
        return "written"

    async def cancelled(result_counts: bool) -> Any:
        entered.clear()
        go_on.clear()
        task = asyncio.ensure_future(store.run(slow, result_counts))
        await asyncio.get_running_loop().run_in_executor(None, entered.wait)
        task.cancel()
        await asyncio.sleep(0)
        assert not task.done(), "the conversation would be given to the next message too early"
        go_on.set()
        return (await asyncio.gather(task, return_exceptions=True))[0]

    assert asyncio.run(cancelled(True)) == "written"
    assert isinstance(asyncio.run(cancelled(False)), asyncio.CancelledError)


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"WORKERS": "2"}, "REDIS_URL"),
        ({"WORKERS": "2", "REDIS_URL": "redis://localhost"}, "PostgreSQL"),
        ({"WORKERS": "two"}, "WORKERS=two"),
        ({"WORKERS": "0"}, "WORKERS=0"),
        ({"DATABASE_URL": "mysql://localhost/a"}, "mysql"),
        ({"DATABASE_URL": "state/c.db"}, "sqlite:///"),
    ],
)
def test_settings_that_can_not_be_used_say_what_to_set(environment: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        StoreSettings.from_environment(environment)


def test_settings() -> None:
    default = StoreSettings.from_environment({})
    assert (str(default.database), default.redis_url, default.workers) == ("sqlite:///state/conversations.db", None, 1)
    shared = {"WORKERS": "4", "DATABASE_URL": "postgres://u:secret@db/bot", "REDIS_URL": "redis://r"}
    assert StoreSettings.from_environment(shared).database == database_url("postgresql://u:secret@db/bot")


def test_a_password_is_not_shown() -> None:
    store = ConversationStore("postgresql://u:secret@127.0.0.1:1/bot", DOMAIN)
    with pytest.raises(StoreError) as error:
        store.database.check_writable()
    assert "secret" not in str(error.value)
