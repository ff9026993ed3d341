"""The real bot, stopped, killed and renewed under clients with open connections: what was answered is stored once."""

from __future__ import annotations

import json
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from benchmarks.bot_servers import Bot
from benchmarks.services import Postgres, Redis, numbered, running
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.settings import database_url
from tests.installed import installed
from tests.keep_alive import Clients

pytestmark = pytest.mark.slow

QUESTION = "қызылша деген не"
WAIT_SECONDS = 120.0


def call(text: str) -> tuple[str, bytes]:
    """A message of the client that the text begins with."""
    client, number = text.split()
    body = {"sender": client, "message": numbered(QUESTION, int(number))}
    return "/webhooks/rest/webhook", json.dumps(body).encode()


@dataclass
class Served:
    """A bot and where it stores."""

    bot: Bot
    url: str

    def stored(self, clients: Clients) -> Counter[str]:
        opened = ConversationDatabase(database_url(self.url))
        try:
            return Counter(
                f"{client.name} {event['text']}"
                for client in clients.all
                for event in opened.export_sender(Bot.stored_as(client.name))
                if event["event"] == "user"
            )
        finally:
            opened.close()

    def check(self, clients: Clients, calls: dict[str, str]) -> None:
        """Each of ``calls`` was stored once, and nothing else."""
        expected = {f"{text.split()[0]} {json.loads(call(text)[1])['message']}": 1 for text in calls}
        assert self.stored(clients) == expected

    def until(self, what: Callable[[], Any]) -> None:
        end = time.monotonic() + WAIT_SECONDS
        while not what():
            assert time.monotonic() < end, self.bot.log[-3000:]
            time.sleep(0.05)


@pytest.fixture(scope="module")
def one_worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("one")
    url = f"sqlite:///{folder}/c.db"
    with running(Bot(folder, DATABASE_URL=url)) as bot:
        yield Served(bot, url)


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    postgres = installed(Postgres)
    with running(postgres), running(installed(Redis, tmp_path_factory.mktemp("redis"))) as redis:
        settings = {"DATABASE_URL": postgres.url, "REDIS_URL": redis.url, "WORKERS": "2"}
        with running(Bot(tmp_path_factory.mktemp("two"), **settings)) as bot:
            yield Served(bot, postgres.url)
    postgres.remove()


@pytest.fixture(params=["one_worker", "two_workers"])
def served(request: pytest.FixtureRequest) -> Any:
    found = request.getfixturevalue(request.param)
    if found.bot.process.poll() is not None:
        found.bot.start()
    return found


def called(clients: Clients) -> dict[str, str]:
    return {text: said for client in clients.all for text, said in client.answered.items()}


def many(clients: Clients, more: int = 200) -> Callable[[], bool]:
    before = len(clients.answered)
    return lambda: len(clients.answered) >= before + more


def test_a_killed_worker_is_started_anew_and_the_bot_goes_on(served: Served) -> None:
    workers = served.bot.workers
    with Clients(served.bot.port, 12, call, "killed") as clients:
        served.until(many(clients))
        os.kill(min(workers), signal.SIGKILL)
        served.until(lambda: len(served.bot.workers) == len(workers) and served.bot.workers != workers)
        served.until(many(clients))
    print(f"{len(workers)} workers, one killed: {len(clients.answered)} calls answered, {len(clients.broken)} broken")
    assert clients.not_connected == 0
    assert len(clients.broken) <= 12
    expected = {f"{text.split()[0]} {json.loads(call(text)[1])['message']}" for text in called(clients)}
    stored = served.stored(clients)
    assert expected <= set(stored), "what was answered is stored"
    assert set(stored.values()) == {1}


def test_no_client_sees_that_the_workers_are_replaced(served: Served) -> None:
    workers = served.bot.workers
    assert served.bot.process is not None
    with Clients(served.bot.port, 12, call, "replaced") as clients:
        served.until(many(clients))
        served.bot.process.send_signal(signal.SIGHUP)
        served.until(lambda: len(served.bot.workers) == len(workers) and not served.bot.workers & workers)
        served.until(many(clients))
    print(f"{len(workers)} workers replaced: {len(clients.answered)} calls answered, {len(clients.broken)} broken")
    assert (clients.broken, clients.refused, clients.not_connected) == ([], {}, 0)
    served.check(clients, called(clients))


@pytest.mark.parametrize("time_of_three", [1, 2, 3])
def test_a_stop_cuts_no_call_of_32_keep_alive_clients(served: Served, time_of_three: int) -> None:
    assert served.bot.process is not None
    with Clients(served.bot.port, 32, call, f"stopped-{time_of_three}") as clients:
        served.until(many(clients))
        began = time.monotonic()
        served.bot.process.terminate()
        clients.join()
        assert served.bot.process.wait(WAIT_SECONDS) == 0
    print(f"stop: {len(clients.answered)} answered, {len(clients.broken)} broken, {time.monotonic() - began:.1f} s")
    assert (clients.broken, clients.refused) == ([], {})
    served.check(clients, called(clients))
    assert "did not end in time" not in served.bot.log_since_start
