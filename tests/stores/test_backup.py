"""A backup of a database in use, restored: everything is there and conversations go on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.events import SlotSet

from benchmarks.services import Postgres, running
from rasa_project.stores import ConversationStore
from scripts.conversations import main
from tests.installed import installed
from tests.stores.helpers import DOMAIN
from tests.stores.test_conversation_store import say, texts


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/state/c.db"


@pytest.fixture
def postgres_url() -> Iterator[str]:
    made = installed(Postgres)
    with running(made):
        yield made.url
    made.remove()


@pytest.mark.parametrize("kind", ["sqlite_url", pytest.param("postgres_url", marks=pytest.mark.slow)])
def test_a_backup_restores(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, file = request.getfixturevalue(kind), tmp_path / "backup"
    monkeypatch.setenv("DATABASE_URL", url)

    def with_store(*texts_said: str, **slots: Any) -> dict[str, list[str]]:
        store = ConversationStore(None, DOMAIN)

        async def talk() -> None:
            for text in texts_said:
                await say(store, text, *[SlotSet(name, value) for name, value in slots.items()])
            if texts_said and texts_said[0] == "before":
                assert main(["backup", str(file)]) == 0  # while it is in use
                await say(store, "after the backup", SlotSet("age", 99.0), sender="berik")

        asyncio.run(talk())
        found = {sender: texts(store.database.export_sender(sender)) for sender in store.database.senders()}
        store.close()
        return found

    assert set(with_store("before", "before too", age=14.0)) == {"anna", "berik"}
    assert file.stat().st_mode & 0o077 == 0, "nobody else may read it"
    assert main(["restore", str(file)]) == 0
    assert with_store() == {"anna": ["before", "before too"]}
    assert with_store("goes on") == {"anna": ["before", "before too", "goes on"]}
    store = ConversationStore(None, DOMAIN)
    tracker = asyncio.run(store.retrieve("anna"))
    store.close()
    assert tracker is not None
    assert tracker.get_slot("age") == 14.0


def test_a_backup_is_never_overwritten(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    (tmp_path / "b").write_text("precious", encoding="utf-8")
    assert main(["backup", str(tmp_path / "b")]) == 1
    assert "never overwritten" in capsys.readouterr().err
    assert (tmp_path / "b").read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("content", [b"", b"not a database" * 100])
def test_what_is_no_backup_is_refused_and_nothing_is_lost(
    content: bytes, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    store = ConversationStore(None, DOMAIN)
    asyncio.run(say(store, "precious"))
    (tmp_path / "b").write_bytes(content)
    assert main(["restore", str(tmp_path / "b")]) == 1
    assert main(["restore", str(tmp_path / "none")]) == 1
    assert texts(store.database.export_sender("anna")) == ["precious"]
    store.close()
