"""Deletion, export and retention, on a real SQLite file."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered

from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.privacy.clock import DAY_SECONDS, DoubtfulClockError
from rasa_project.privacy.erasure import erase, export, retain
from rasa_project.privacy.retention import run_daily
from rasa_project.settings import RETENTION_DAYS, SettingsError
from rasa_project.storage.errors import StoreError


@pytest.fixture(autouse=True)
def database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/c.db")
    monkeypatch.setenv("TELEGRAM_DB", f"{tmp_path}/telegram.db")
    monkeypatch.setenv("AUDIT_FILE", f"{tmp_path}/audit.jsonl")
    monkeypatch.setenv("SENDER_KEY", "0123456789" * 4)
    monkeypatch.delenv("REDIS_URL", raising=False)


def talk(*senders: str) -> None:
    async def write() -> None:
        store = ConversationStore(domain=Domain.empty())
        for sender in senders:
            tracker = await store.get_or_create_tracker(sender)
            tracker.update(UserUttered(f"сәлем, {sender}"))
            await store.save(tracker)
        store.close()

    asyncio.run(write())


def test_one_person_is_deleted_and_no_other() -> None:
    talk("a", "b")
    before = export("b")
    assert any(event.get("text") == "сәлем, a" for event in export("a")["conversations"])
    assert erase("a", why="office", by="user:aigul") == len(before["conversations"])
    assert export("a") == {"conversations": []}
    assert export("b") == before
    assert erase("a", why="office", by="user:aigul") == 0


def test_retention_deletes_the_silent_only(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    talk("old", *(f"old{n}" for n in range(30)))
    assert retain(30) == 0
    now = time.time() + 30 * DAY_SECONDS + 1
    assert retain(31, now, clock_is_right=True) == 0
    assert retain(30, now) == 31
    assert export("old") == {"conversations": []}


def test_the_job_goes_on_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []

    def fail_once(days: int) -> int:
        tries.append(days)
        if len(tries) < 3:
            raise (OSError, DoubtfulClockError("the clock"))[len(tries) - 1]
        return 0

    monkeypatch.setattr("rasa_project.privacy.retention.retain", fail_once)

    async def watch() -> None:
        job = asyncio.create_task(run_daily(7, every=0.01))
        while len(tries) < 4:
            await asyncio.sleep(0.01)
        job.cancel()

    asyncio.run(asyncio.wait_for(watch(), 10))
    assert set(tries) == {7}


@pytest.mark.parametrize(("told", "days"), [("", 30), ("7", 7)])
def test_days(told: str, days: int) -> None:
    assert RETENTION_DAYS.read({"RETENTION_DAYS": told}) == days


@pytest.mark.parametrize("told", ["0", "-1", "x", "1.5"])
def test_wrong_days_are_refused(told: str) -> None:
    with pytest.raises(SettingsError, match="RETENTION_DAYS"):
        RETENTION_DAYS.read({"RETENTION_DAYS": told})


def test_a_store_that_cant_be_used_keeps_no_other_from_deleting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    talk("a")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")  # nobody listens there
    with pytest.raises(StoreError, match="Redis"):
        erase("a", why="office", by="user:aigul")
    monkeypatch.delenv("REDIS_URL")
    assert export("a") == {"conversations": []}
    assert '"count": 2' in (tmp_path / "audit.jsonl").read_text(encoding="utf-8")
