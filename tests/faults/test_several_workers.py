"""Two workers with PostgreSQL and Redis: order, and what is stopped under load."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from benchmarks.bot_servers import Bot
from benchmarks.services import Postgres, Redis, numbered, running
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.settings import database_url
from tests.installed import installed

pytestmark = pytest.mark.slow

SORRY = "Кешіріңіз"
QUESTION = "қызылша деген не"


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    made = installed(Postgres)
    with running(made) as started:
        yield started
    made.remove()


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    with running(installed(Redis, tmp_path_factory.mktemp("redis"))) as started:
        yield started


@pytest.fixture(scope="module")
def bot(postgres: Postgres, redis: Redis, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("bot")
    with running(Bot(folder, DATABASE_URL=postgres.url, REDIS_URL=redis.url, WORKERS="2")) as started:
        yield started


def stored(postgres: Postgres, sender: str) -> list[dict[str, Any]]:
    opened = ConversationDatabase(database_url(postgres.url))
    try:
        return opened.export_sender(Bot.stored_as(sender))
    finally:
        opened.close()


def turns_of(events: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Each message with the answers up to the next message."""
    turns: list[tuple[str, list[str]]] = []
    for event in events:
        if event["event"] == "user":
            turns.append((event["text"], []))
        elif event["event"] == "bot":
            turns[-1][1].append(event["text"])
    return turns


def test_200_messages_at_once_from_one_sender(bot: Bot, postgres: Postgres) -> None:
    texts = [numbered(QUESTION, number) for number in range(200)]
    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(lambda text: bot.say("anna", text), texts))
    assert not [answer for answer in answers if SORRY in answer[0]]
    turns = turns_of(stored(postgres, "anna"))
    assert sorted(text for text, _ in turns) == sorted(texts), "none lost, none twice"
    assert dict(turns) == dict(zip(texts, answers)), "each answer stands behind its own message"


def test_messages_one_after_the_other_stay_in_order(bot: Bot, postgres: Postgres) -> None:
    for number in range(30):
        bot.say("berik", numbered(QUESTION, number))
    assert [text for text, _ in turns_of(stored(postgres, "berik"))] == [numbered(QUESTION, n) for n in range(30)]


class Load:
    """People who talk until they are stopped; what they were answered is kept."""

    def __init__(self, bot: Bot, people: int = 6) -> None:
        self.answers: dict[str, list[tuple[str, list[str]]]] = {f"load-{id(self)}-{n}": [] for n in range(people)}
        self._bot = bot
        self._end = threading.Event()
        self._threads = [threading.Thread(target=self._talk, args=(person,)) for person in self.answers]

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _talk(self, person: str) -> None:
        for number in range(2000):
            if self._end.is_set():
                return
            text = numbered(QUESTION, number)
            with suppress(OSError):  # the worker of this connection was killed: nothing was confirmed
                self.answers[person].append((text, self._bot.say(person, text)))
            time.sleep(0.05)

    def check_nothing_confirmed_is_lost(self, postgres: Postgres) -> None:
        for person, answers in self.answers.items():
            confirmed = [turn for turn in answers if SORRY not in turn[1][0]]
            assert confirmed
            kept = turns_of(stored(postgres, person))
            assert [turn for turn in kept if turn in confirmed] == confirmed


def test_postgresql_stopped_for_ten_seconds_under_load(bot: Bot, postgres: Postgres) -> None:
    with Load(bot) as load:
        time.sleep(2)
        postgres.stop()
        body = bot.wait_until(503)
        assert "can't be read or written" in body["checks"]["store"]
        time.sleep(10)
        postgres.start()
        bot.wait_until(200)
        time.sleep(2)
    refused = [turn for answers in load.answers.values() for turn in answers if SORRY in turn[1][0]]
    assert refused
    assert all("103" in answer[0] for _, answer in refused)
    assert all(SORRY not in answers[-1][1][0] for answers in load.answers.values()), "it goes on afterwards"
    load.check_nothing_confirmed_is_lost(postgres)


def test_redis_stopped_under_load(bot: Bot, postgres: Postgres, redis: Redis) -> None:
    with Load(bot) as load:
        time.sleep(1)
        redis.stop()
        assert "queue can't be used" in bot.wait_until(503)["checks"]["queue"]
        time.sleep(2)
        redis.start()
        bot.wait_until(200)
        time.sleep(3)
    assert all(SORRY not in answers[-1][1][0] for answers in load.answers.values())
    load.check_nothing_confirmed_is_lost(postgres)


def test_a_killed_worker_is_started_anew_under_load(bot: Bot, postgres: Postgres) -> None:
    """Its tickets in Redis run out, its conversations go on; nothing that was confirmed is lost."""
    before = bot.workers
    with Load(bot) as load:
        time.sleep(2)
        os.kill(min(before), signal.SIGKILL)
        end = time.monotonic() + 60
        while len(bot.workers) < 2 or bot.workers == before:
            assert time.monotonic() < end, bot.log[-2000:]
            time.sleep(0.1)
        time.sleep(2)
    load.check_nothing_confirmed_is_lost(postgres)
    assert bot.workers & before, "the other one was not touched"


def test_a_stop_ends_both_workers_without_an_alarm(postgres: Postgres, redis: Redis, tmp_path: Path) -> None:
    bot = Bot(tmp_path, DATABASE_URL=postgres.url, REDIS_URL=redis.url, WORKERS="2")
    with running(bot):
        bot.say("before-the-stop", QUESTION)
    assert bot.process is not None
    assert bot.process.returncode == 0
    assert "started anew" not in bot.log
    assert "did not end in time" not in bot.log
