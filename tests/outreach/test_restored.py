"""A backup is restored: what went out since then does not go out again, the rest does, and it is told."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from rasa_project import clock as today
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.outreach.orders import FILE, Sending, as_entry
from rasa_project.outreach.restored import honour_restore
from rasa_project.storage import campaigns
from rasa_project.storage.campaigns import Progress
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.outreach import State
from rasa_project.storage.restored import Restored, mark_file, mark_in
from scripts.conversations import main
from tests.outreach.outbox import DAY, HOUR, NOW, Clock, Noting, announce, plan, report, send_due, states, subscribe
from tests.storage.backups import machine, postgres, talk

__all__ = ["machine", "postgres"]


def restored(database: ConversationDatabase, made: float, at: float) -> None:
    path = database.url.database
    database.close()
    assert mark_file(Path(str(path)), Restored(made, at))


def test_what_was_due_since_the_backup_is_not_sent_again_and_the_rest_is(
    database: ConversationDatabase, messenger: Noting, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    for name in "ab":
        subscribe(database, name, name, announcements=True)
    for due in (NOW - HOUR / 2, NOW + HOUR, NOW + 3 * HOUR):
        plan(database, "a", due)
    announce(database, now=NOW + HOUR / 2)
    restored(database, NOW, NOW + 2 * HOUR)
    clock.now = NOW + 2 * HOUR
    with caplog.at_level(logging.WARNING):
        send_due(database, messenger, clock)
        send_due(database, messenger, clock)
    assert messenger.sent == []
    assert states(database, "a") == [State.DOUBTFUL, State.DOUBTFUL, State.DOUBTFUL, State.WAITING]
    told = report(database)
    assert (told.ends[State.DOUBTFUL], told.ends[State.SENT], told.left, told.state) == (2, 0, 0, Progress.STOPPED)
    (line,) = (one.getMessage() for one in caplog.records if "restored" in one.getMessage())
    assert "4 planned messages" in line
    clock.now = NOW + 3 * HOUR
    send_due(database, messenger, clock)
    assert [chat for chat, _ in messenger.sent] == ["a"]


def test_at_night_ordinary_messages_could_not_go_and_wait_on(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    night = NOW + 12.5 * HOUR  # 22:30
    subscribe(database, "a", "1", announcements=True)
    plan(database, "a", night - HOUR)
    announce(database, now=night, urgent=True)
    restored(database, night, night + HOUR)
    clock.now = night + HOUR
    send_due(database, messenger, clock)
    assert sorted(states(database, "a")) == [State.DOUBTFUL, State.WAITING]
    clock.now = NOW + 22 * HOUR
    send_due(database, messenger, clock)
    assert len(messenger.sent) == 1


def test_an_order_that_was_being_planned_goes_to_nobody_more(database: ConversationDatabase) -> None:
    subscribe(database, "a", "1", announcements=True)
    order = campaigns.Order("o-1", "қ", "р", (), False, "a", "b", NOW, NOW + DAY)
    campaigns.take_up(database, order, NOW)
    restored(database, NOW, NOW + HOUR)
    honour_restore(database, Path("nowhere"), NOW + HOUR)
    assert not campaigns.plan_step(database, NOW + HOUR, NOW)
    assert report(database).state is Progress.STOPPED


def test_an_order_of_the_desk_that_the_backup_does_not_know_is_stopped_and_told(
    database: ConversationDatabase, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    subscribe(database, "a", "1", announcements=True)
    announce(database, "known")
    told: dict[str, Any] = {"kk": "Ертең топ келеді.", "ru": "Завтра приедет бригада.", "by": "a", "approved_by": "b"}
    orders = [Sending(id=key, until=today.today(), **told) for key in ("known", "since")]
    (tmp_path / FILE).write_text(yaml.safe_dump([as_entry(one) for one in orders], allow_unicode=True))
    restored(database, NOW - DAY, NOW - HOUR)
    assert honour_restore(database, tmp_path, NOW) == 0
    assert report(database, "since").state is Progress.STOPPED
    assert report(database, "known").state is Progress.RUNNING, "it became due after the restore"
    assert "not sent again: since." in caplog.text


@pytest.mark.parametrize("content", ["- id: 5", "{", "- kk"])
def test_a_file_of_orders_that_can_not_be_read_does_not_hold_it_up(
    content: str, database: ConversationDatabase, tmp_path: Path
) -> None:
    subscribe(database, "a", "1")
    plan(database, "a")
    (tmp_path / FILE).write_text(content)
    restored(database, NOW - HOUR, NOW)
    assert honour_restore(database, tmp_path, NOW) == 1
    with database.transaction() as connection:
        assert mark_in(connection) is None


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def kind(request: pytest.FixtureRequest) -> str:
    if request.param == "postgresql":
        request.getfixturevalue("postgres")
    return str(request.param)


def test_a_restore_leaves_the_mark(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    talk("before")
    store = ConversationStore(None)
    now = time.time()
    subscribe(store.database, "anna", "1")
    plan(store.database, "anna", now - 60)
    plan(store.database, "anna", now + HOUR)
    assert main(["backup", "b.tar"]) == 0
    store.close()
    assert main(["restore", "b.tar"]) == 0
    assert "not sent again" in capsys.readouterr().out
    store = ConversationStore(None)
    with store.database.transaction() as connection:
        mark = mark_in(connection)
    assert mark is not None
    assert now - 1 <= mark.made <= mark.at <= time.time()
    honour_restore(store.database, Path("nowhere"), time.time())
    sent = states(store.database, "anna")
    store.close()
    assert sent in ([State.DOUBTFUL, State.WAITING], [State.WAITING, State.WAITING]), "by day; by night both wait"
