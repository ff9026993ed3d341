"""Senders as processes: killed while they send, two at once, the database away. None that waits is lost or doubled."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.services import Postgres, running
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.outreach import State
from rasa_project.storage.outreach_tables import planned, subscriber
from rasa_project.storage.settings import database_url
from tests import telegram_updates as updates
from tests.conftest import ROOT
from tests.installed import installed
from tests.outreach.outbox import NOW, plan, states, subscribe
from tests.telegram_server import TelegramServer

pytestmark = pytest.mark.slow

PEOPLE = 60


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    made = installed(Postgres)
    with running(made):
        yield made
    made.remove()


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with TelegramServer() as server:
        for chat in range(PEOPLE):
            server.arrives(updates.text(1000 + chat, "сәлем"))
        yield server


@contextlib.contextmanager
def sender(url: str, telegram: TelegramServer, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.outreach.one_sender", url, telegram.url, str(folder)],
            cwd=ROOT, env=dict(os.environ), stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        end = time.monotonic() + 90
        while "Ready" not in log.read_text(encoding="utf-8"):
            assert process.poll() is None, log.read_text(encoding="utf-8")[-2000:]
            assert time.monotonic() < end
            time.sleep(0.05)
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(timeout=30)


def filled(url: str) -> ConversationDatabase:
    database = ConversationDatabase(database_url(url))
    with database.transaction() as connection:
        connection.execute(planned.delete())
        connection.execute(subscriber.delete())
    for chat in range(PEOPLE):
        subscribe(database, f"p{chat}", str(1000 + chat))
        plan(database, f"p{chat}", NOW - PEOPLE + chat)
    return database


def received(telegram: TelegramServer) -> Counter[int]:
    return Counter({1000 + chat: count for chat in range(PEOPLE) if (count := len(telegram.sent(1000 + chat)))})


def all_states(database: ConversationDatabase) -> Counter[State]:
    return Counter(state for chat in range(PEOPLE) for state in states(database, f"p{chat}"))


def test_killed_while_it_sends_it_goes_on_and_doubles_nothing(telegram: TelegramServer, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/conversations.db"
    database = filled(url)
    telegram.slowness = 0.05
    for round_ in range(3):
        with sender(url, telegram, tmp_path / str(round_)) as process:
            before = sum(received(telegram).values())
            telegram.wait(lambda before=before: sum(received(telegram).values()) >= before + 5, 30)
            process.send_signal(signal.SIGKILL)
    with sender(url, telegram, tmp_path / "last"):
        telegram.wait(lambda: not all_states(database)[State.WAITING], 60)
        telegram.wait(lambda: all_states(database)[State.SENDING] <= 3 * 8, 30)
        time.sleep(0.3)
    counts = received(telegram)
    assert set(counts.values()) == {1}, "nobody got it twice"
    left = all_states(database)
    assert left[State.SENT] + left[State.SENDING] == PEOPLE
    assert sum(counts.values()) >= left[State.SENT] >= PEOPLE - 3 * 8, "at most those under way are in doubt"
    database.close()


def test_two_processes_on_one_postgresql_send_each_once(
    telegram: TelegramServer, postgres: Postgres, tmp_path: Path
) -> None:
    database = filled(postgres.url)
    with sender(postgres.url, telegram, tmp_path / "one"), sender(postgres.url, telegram, tmp_path / "two"):
        telegram.wait(lambda: all_states(database)[State.SENT] == PEOPLE, 60)
    assert received(telegram) == Counter({1000 + chat: 1 for chat in range(PEOPLE)})
    database.close()


def test_postgresql_stopped_while_they_are_sent(telegram: TelegramServer, postgres: Postgres, tmp_path: Path) -> None:
    filled(postgres.url).close()
    with sender(postgres.url, telegram, tmp_path / "one"):
        telegram.wait(lambda: sum(received(telegram).values()) >= 5, 30)
        postgres.stop()
        time.sleep(1)
        postgres.start()
        database = ConversationDatabase(database_url(postgres.url))
        telegram.wait(lambda: all_states(database)[State.SENT] == PEOPLE, 60)
    assert received(telegram) == Counter({1000 + chat: 1 for chat in range(PEOPLE)})
    database.close()
