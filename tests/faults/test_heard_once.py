"""Connections that break, against the real bot: one worker with memory, two with PostgreSQL and Redis."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest

from benchmarks.bot_servers import Bot
from benchmarks.services import Postgres, Redis, numbered, running
from rasa_project.channels.web.sessions import Sessions
from rasa_project.privacy.senders import Person, SenderHasher
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.settings import database_url
from tests.breaking import post_bytes, send_and_break
from tests.channels.web.serving import Page
from tests.installed import installed

pytestmark = pytest.mark.slow

QUESTION = "қызылша деген не"
SECRET = "s" * 40
SENDER_KEY = "0123456789" * 4
MOST_DELAY = 0.040


@dataclass
class Served:
    """A bot and where it stores."""

    bot: Bot
    url: str

    def stored(self, pseudonym: str) -> Counter[str]:
        opened = ConversationDatabase(database_url(self.url))
        try:
            return Counter(event["text"] for event in opened.export_sender(pseudonym) if event["event"] == "user")
        finally:
            opened.close()


@pytest.fixture(scope="module")
def one_worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("one")
    url = f"sqlite:///{folder}/c.db"
    with running(Bot(folder, DATABASE_URL=url, WIDGET_SECRET=SECRET)) as bot:
        yield Served(bot, url)


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    postgres = installed(Postgres)
    with running(postgres), running(installed(Redis, tmp_path_factory.mktemp("redis"))) as redis:
        settings = {"DATABASE_URL": postgres.url, "REDIS_URL": redis.url, "WORKERS": "2", "WIDGET_SECRET": SECRET}
        with running(Bot(tmp_path_factory.mktemp("two"), **settings)) as bot:
            yield Served(bot, postgres.url)
    postgres.remove()


@pytest.fixture(params=["one_worker", "two_workers"])
def served(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("path", ["/api/v1/messages", "/webhooks/rest/webhook"])
def test_a_call_repeated_with_its_key_is_stored_once(served: Served, path: str) -> None:
    """Four at a time: 120 connections are closed or reset 0 to 40 ms after the call was sent, then it is repeated."""
    tries = 120
    page = Page(served.bot.port, origin=None)

    def call(number: int) -> bytes:
        sender, text = f"broken-{path}-{number % 4}", numbered(QUESTION, number)
        data = post_bytes(path, {"sender": sender, "message": text}, Idempotency_Key=f"key-{number}")
        send_and_break(served.bot.port, data, MOST_DELAY * number / tries, resets=number % 8 > 3)
        body = data.partition(b"\r\n\r\n")[2]
        headers = {"Content_Type": "application/json", "Idempotency_Key": f"key-{number}"}
        answers = [page.send("POST", path, body, **headers) for _ in range(2)]
        assert [answer.status for answer in answers] == [200, 200]
        assert answers[1].headers["idempotency-replayed"] == "true"
        assert answers[0].body == answers[1].body
        return answers[0].body

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(call, range(tries)))
    found: Counter[str] = sum((served.stored(Bot.stored_as(f"broken-{path}-{n}")) for n in range(4)), Counter())
    assert found == {numbered(QUESTION, number): 1 for number in range(tries)}


def test_a_turn_of_the_widget_sent_four_times_is_stored_once(served: Served) -> None:
    """Each on a connection of its own, so that any worker may get it; the first sending breaks."""
    turns = 40
    page = Page(served.bot.port, origin=f"http://127.0.0.1:{served.bot.port}")
    sessions = []
    for _ in range(10):  # a session may write 20 messages a minute
        assert page.begin().status == 200
        sessions.append(page.token)

    def send(number: int) -> list[str]:
        said = {"id": f"turn-{number}", "lang": "kk", "text": numbered(QUESTION, number)}
        body = {"token": sessions[number % 10], **said}
        data = post_bytes("/webhooks/web/message", body, Origin=str(page.origin), Host=f"127.0.0.1:{page.port}")
        send_and_break(served.bot.port, data, MOST_DELAY * number / turns, resets=number % 8 > 3)
        answers = [page.post("message", **body) for _ in range(3)]
        assert [answer.status for answer in answers] == [200, 200, 200]
        return [json.dumps(answer.json) for answer in answers]

    with ThreadPoolExecutor(4) as pool:
        assert all(len(set(answers)) == 1 for answers in pool.map(send, range(turns)))
    hasher = SenderHasher(SENDER_KEY.encode())
    found: Counter[str] = Counter()
    for token in sessions:
        session = Sessions(SECRET.encode(), 60).open(token, str(page.origin))
        found += served.stored(hasher.pseudonym(Person("web", session.conversation)))
    assert found == {numbered(QUESTION, number): 1 for number in range(turns)}
