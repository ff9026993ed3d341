"""A machine with a state of its own, under the usual umask, for tests of backups."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.events import SlotSet

from benchmarks.services import Postgres, running
from rasa_project.channels.inbox.store import Inbox
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.settings import SENDER_KEY
from tests.engine.test_tracker_store import say, texts
from tests.installed import installed
from tests.storage.helpers import DOMAIN

OLD = Path(__file__).with_name("old")
PASSWORD = "very: secret\\ word"  # noqa: S105 (of a database of this test)
KEY = "0123456789abcdef" * 4


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a state of its own, under the usual umask."""
    monkeypatch.chdir(tmp_path)
    for name in (SENDER_KEY.name, "TELEGRAM_DB", "REST_KEYS_FILE", "DATABASE_URL", "CALLBACK_KEY_FILE",
                 "OUTREACH_KEY_FILE", "AUDIT_FILE"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    before = os.umask(0o022)
    yield tmp_path
    os.umask(before)


@pytest.fixture
def postgres(monkeypatch: pytest.MonkeyPatch) -> Iterator[Postgres]:
    made = installed(Postgres)
    with running(made):
        monkeypatch.setenv("DATABASE_URL", made.url)
        yield made
    made.remove()


def talk(*said: str, sender: str = "anna", **slots: Any) -> None:
    async def all_of_it() -> None:
        for text in said:
            await say(store, text, *[SlotSet(name, value) for name, value in slots.items()], sender=sender)

    store = ConversationStore(None, DOMAIN)
    try:
        asyncio.run(all_of_it())
    finally:
        store.close()


def stored() -> dict[str, list[str]]:
    store = ConversationStore(None, DOMAIN)
    try:
        return {sender: texts(store.database.export_sender(sender)) for sender in store.database.senders()}
    finally:
        store.close()


def fill_state(key: str = KEY) -> dict[str, bytes]:
    """What else a bot keeps; returns it."""
    Path("state").mkdir(exist_ok=True)
    written = {"sender.key": key, "widget_secret": "w" * 43, "keys.json": '{"keys": []}', "audit.jsonl": "{}\n"}
    for name, text in written.items():
        Path("state", name).write_text(text, encoding="utf-8")
    telegram = Inbox(Path("state/telegram.db"), "telegram")
    telegram.forget_chat("1")
    telegram.close()
    return {name: Path("state", name).read_bytes() for name in written}
