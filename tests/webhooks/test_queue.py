"""Events on disk: sealed, taken by one worker, gone with the person."""

from __future__ import annotations

import contextlib
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rasa_project.privacy.erasure import erase, export
from rasa_project.sealed import SealError
from rasa_project.storage.errors import StoreError
from rasa_project.storage.versions import StoreVersionError
from rasa_project.webhooks import queue as module
from rasa_project.webhooks.queue import Event, Queue
from tests.webhooks.conftest import Desk


def event(number: int = 1, owner: str = "clinic", person: str = "p1", made: float = 100.0) -> Event:
    told = {"type": "emergency", "timestamp": "2026-11-30T10:00:00Z", "data": {"sender": "anna-secret"}}
    return Event(f"msg_{number:032}", owner, person, told, made)


def test_what_is_told_of_a_person_is_sealed_and_the_file_is_private(office: Desk) -> None:
    queue = office.queue()
    queue.put(event())
    queue.close()
    for path in office.path.parent.glob("webhooks.db*"):
        assert b"anna-secret" not in path.read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((office.path.parent / "webhook.key").stat().st_mode) == 0o600


def test_an_event_is_taken_by_one_worker_at_a_time(office: Desk) -> None:
    one, other = office.queue(), office.queue()
    one.put(event())
    taken = one.claim(now=200, seconds=30)
    assert taken == event()
    assert other.claim(now=200, seconds=30) is None
    assert other.claim(now=229, seconds=30) is None
    assert other.claim(now=231, seconds=30) == event()  # the first one died
    one.again_at(event().name, 300)
    assert one.claim(now=299, seconds=30) is None
    again = one.claim(now=300, seconds=30)
    assert again is not None
    assert again.tries == 1
    one.remove(event().name)
    assert (one.count(), one.next_at()) == (0, None)


def test_the_oldest_comes_first_and_a_busy_owner_waits(office: Desk) -> None:
    queue = office.queue()
    for number, owner in ((3, "clinic"), (1, "clinic"), (2, "other")):
        queue.put(event(number, owner, made=float(number)))
    assert queue.next_at() == 1.0
    first, second = queue.claim(10, 30), queue.claim(10, 30, busy=["clinic"])
    assert (first and first.made, second and second.made) == (1.0, 2.0)
    assert queue.claim(10, 30, busy=["clinic", "other"]) is None


def test_a_person_is_deleted_and_handed_out_with_the_rest(
    office: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("DATABASE_URL", f"sqlite:///{tmp_path}/c.db"), ("TELEGRAM_DB", str(tmp_path / "no.db"))):
        monkeypatch.setenv(name, value)
    queue = office.queue()
    for number, person in ((1, "p1"), (2, "p1"), (3, "p2")):
        queue.put(event(number, person=person))
    (first, _) = export("p1")["webhooks"]
    assert (first["to"], first["data"]["sender"]) == ("clinic", "anna-secret")
    assert erase("p1", why="api", by="test") == 2
    assert export("p1")["webhooks"] == []
    assert queue.count() == 1
    queue.again_at(event(1).name, 5)  # one that was being told stays deleted
    assert queue.count() == 1


def test_where_nothing_was_ever_told_no_file_is_made(
    office: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/c.db")
    monkeypatch.setenv("TELEGRAM_DB", str(tmp_path / "no.db"))
    assert "webhooks" not in export("p1")
    assert not office.path.exists()


def test_one_that_was_sealed_with_another_key_is_given_up(office: Desk, tmp_path: Path) -> None:
    queue = office.queue()
    queue.put(event())
    (tmp_path / "webhook.key").unlink()
    with pytest.raises(SealError):
        queue.claim(time.time(), 30)
    assert queue.count() == 0


def test_what_waits_is_bounded_by_owner(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 3)
    queue = office.queue()
    queue.put(event(99, "other", made=0.0))
    for number in range(6):
        queue.put(event(number, made=float(number)))
    assert queue.count() == 4
    oldest = queue.claim(100, 30, busy=["other"])
    assert oldest is not None
    assert oldest.made == 3.0


def test_a_file_that_is_none_is_said(tmp_path: Path, office: Desk) -> None:
    office.path.write_bytes(b"this is no database at all, but long enough to look" * 40)
    with pytest.raises(StoreVersionError, match=r"damaged.*Move the file away"):
        office.queue()
    blocked = tmp_path / "folder"
    blocked.mkdir()
    with pytest.raises(StoreError):
        Queue(blocked)


def test_it_is_closed_behind_what_runs_and_then_says_so(office: Desk) -> None:
    """A statement of a thread whose waiter was cancelled goes on; a connection closed under it ends the process."""
    for _ in range(20):
        queue = office.queue()
        with ThreadPoolExecutor(4) as threads:
            running = [threads.submit(queue.count) for _ in range(40)]
            queue.close()
            for one in running:
                with contextlib.suppress(StoreError):
                    assert one.result(10) == 0
    with pytest.raises(StoreError, match="was closed"):
        queue.count()
