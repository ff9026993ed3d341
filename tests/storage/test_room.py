"""The room that conversations take is bounded: new ones are refused first, then all; deleting makes room again."""

from __future__ import annotations

import asyncio
import logging
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.services import Postgres, running
from rasa_project.engine.agent import TurnAgent
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.serving.health import Health
from rasa_project.storage import room
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.errors import StoreError
from rasa_project.storage.room import FOR_NEW, MEGABYTE, StoreFullError
from rasa_project.storage.rows import StoredEvent, Turn
from rasa_project.storage.settings import database_url
from tests.engine.test_tracker_store import say
from tests.installed import installed
from tests.storage.helpers import DOMAIN

Made = Callable[..., ConversationDatabase]
KILOBYTES_10 = "қ" * 5_000


@pytest.fixture(autouse=True)
def looked_up_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LOOK_SECONDS", 0.0)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    opened: list[ConversationDatabase] = []

    def make(most: int = 1, url: str = f"sqlite:///{tmp_path}/c.db") -> ConversationDatabase:
        opened.append(ConversationDatabase(database_url(url), most))
        opened[-1].prepare()
        return opened[-1]

    yield make
    for database in opened:
        database.close()


def a_turn(sender: str, key: int | None = None, position: int = 0, text: str = KILOBYTES_10) -> Turn:
    return Turn(sender, key, position, [StoredEvent(1.0, "user", text)], 0, "{}", 1.0)


def fill(database: ConversationDatabase, prefix: str = "p") -> int:
    """Begin conversations of 10 kB until one is refused; how many there are."""
    for number in range(1000):
        try:
            database.append(a_turn(f"{prefix}{number}"))
        except StoreFullError:
            return number
    raise AssertionError("nothing was refused")


def test_no_conversation_is_begun_when_nine_tenths_are_used_and_those_under_way_go_on(made: Made) -> None:
    database = made()
    key = database.append(a_turn("early"))
    count = fill(database)
    assert FOR_NEW * 100 - 15 < count < FOR_NEW * 100 + 5  # of 10 kB each, with the pages' own
    assert database.append(a_turn("early", key, 1)) == key
    with pytest.raises(StoreFullError, match=r"takes 1 of the 1 MB that STORE_MEGABYTES allows: new .* privacy retain"):
        database.append(a_turn("late"))
    assert database.read("late") is None
    assert database.count_senders() == count + 1


def test_at_all_of_it_none_goes_on_and_the_file_stays_below(made: Made, tmp_path: Path) -> None:
    database = made()
    key = database.append(a_turn("early"))
    fill(database)
    position = 1

    def goes_on() -> None:
        nonlocal position
        while position < 100:
            database.append(a_turn("early", key, position))
            position += 1

    with pytest.raises(StoreFullError, match="all messages are refused"):
        goes_on()
    assert (tmp_path / "c.db").stat().st_size < 1.1 * MEGABYTE
    found = database.read("early")
    assert found is not None
    assert found.next_position == position  # nothing of the refused turn was written


def test_what_is_deleted_makes_room_though_the_file_keeps_its_size(made: Made, tmp_path: Path) -> None:
    database = made()
    count = fill(database)
    assert database.truncate_log()  # all is in the file
    size = (tmp_path / "c.db").stat().st_size
    for number in range(count // 2):
        assert database.delete_sender(f"p{number}") == 1
    assert (tmp_path / "c.db").stat().st_size == size
    again = fill(database, "q")
    assert abs(again - count // 2) <= 5
    assert (tmp_path / "c.db").stat().st_size <= size * 1.1


def test_a_parent_deletes_also_when_nothing_more_is_written(made: Made) -> None:
    """Deletion happens inside a turn: the conversation is gone when the turn would be written."""
    database = made()
    key = database.append(a_turn("early"))
    fill(database)
    database.delete_sender("early")
    assert database.append(a_turn("early", key, 1)) is None


def test_the_log_warns_once_before_and_again_after_it_was_right(made: Made, caplog: pytest.LogCaptureFixture) -> None:
    database = made()
    with caplog.at_level(logging.WARNING):
        database.check_version()
        assert caplog.messages == []
        count = fill(database)
        for _ in range(3):
            database.check_version()
        (said,) = caplog.messages
        assert "of the 1 MB that STORE_MEGABYTES allows. Above 90 % new conversations are refused. Delete" in said
        for number in range(count):
            database.delete_sender(f"p{number}")
        database.check_version()
        fill(database, "q")
        database.check_version()
        assert len(caplog.messages) == 2


def test_the_start_says_when_the_disk_has_less_than_is_allowed(
    made: Made, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=40 * MEGABYTE))
    with caplog.at_level(logging.WARNING):
        made(most=30)
        assert caplog.messages == []
        made(most=50)
    (said,) = caplog.messages
    assert "STORE_MEGABYTES=50 is more than the disk of" in said
    assert "40 MB" in said


def test_the_setting_is_what_is_allowed(made: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STORE_MEGABYTES", "2")
    database = ConversationDatabase(database_url(f"sqlite:///{tmp_path}/c.db"))
    assert fill(database) > 150
    database.close()


class Asked:
    """As much of a connection to PostgreSQL as is asked for its size."""

    def __init__(self) -> None:
        self.times = 0

    def execute(self, _: Any) -> Asked:
        self.times += 1
        return self

    def scalar_one(self) -> int:
        return 5 * MEGABYTE


def test_postgresql_is_asked_again_after_seconds_only(monkeypatch: pytest.MonkeyPatch) -> None:
    some, asked = room.Room(database_url("postgresql://u:p@h/b"), "It", 10), Asked()
    for seconds, times in ((3600.0, 1), (0.0, 4)):
        monkeypatch.setattr(room, "LOOK_SECONDS", seconds)
        for _ in range(3):
            some.check(asked, is_new=True)  # type: ignore[arg-type]
        assert asked.times == times


def test_health_is_not_ready_and_says_no_more_than_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("STORE_MEGABYTES", "1")
    store = ConversationStore(f"sqlite:///{tmp_path}/c.db", DOMAIN)
    agent = TurnAgent(domain=DOMAIN, tracker_store=store)

    async def store_says() -> str:
        return (await Health(agent).checks())["store"]

    assert asyncio.run(store_says()) == "ok"
    fill(store.database)
    assert asyncio.run(store_says()) == "conversations can't be read or written; the log says why"
    assert "STORE_MEGABYTES" in caplog.text
    store.close()


def test_the_store_of_rasas_trackers_refuses_with_the_same_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORE_MEGABYTES", "1")
    store = ConversationStore(f"sqlite:///{tmp_path}/c.db", DOMAIN)
    asyncio.run(say(store, "сәлем"))
    fill(store.database)
    with pytest.raises(StoreError, match="STORE_MEGABYTES"):
        asyncio.run(say(store, "сәлем", sender="other"))
    store.close()


@pytest.mark.slow
def test_postgresql_is_bounded_too(made: Made) -> None:
    chance = random.Random(1)
    postgres = installed(Postgres)
    with running(postgres):
        database = made(url=postgres.url)
        key = database.append(a_turn("early"))

        def begin_some() -> int:
            for count in range(1000):
                database.append(a_turn(f"p{count}", text="".join(chance.choices("абвгдежзик", k=5_000))))  # packs badly
            return 1000

        with pytest.raises(StoreFullError, match="STORE_MEGABYTES allows: new"):
            begin_some()
        assert 50 < database.count_senders() < 500
        assert database.append(a_turn("early", key, 1, "x")) == key
        database.close()
    postgres.remove()
