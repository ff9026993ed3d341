"""Many pages at once over HTTP: who has to wait, and who must not."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from limits import parse
from rasa.core.channels.channel import UserMessage

from rasa_project.channels.access.sessions import Limits
from rasa_project.channels.web.settings import WebSettings
from tests.channels.web.serving import PAGE, SECRET, Page, served

pytestmark = [pytest.mark.slow, pytest.mark.alone]

MANY = parse("1000/second")
WIDE = Limits(turns=MANY, turns_from_address=MANY, sessions_from_address=MANY)


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, a minute at most."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.01)


def test_too_many_turns_of_a_session_have_to_wait_and_a_calm_neighbour_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/c.db")
    monkeypatch.setenv("TELEGRAM_DB", str(tmp_path / "no.db"))
    monkeypatch.setenv("AUDIT_FILE", str(tmp_path / "audit.jsonl"))
    rates = {"turns": "3", "calm_turns": "2", "turns_from_address": "5", "sessions_from_address": "3"}
    limits = Limits(**{name: parse(f"{amount}/hour") for name, amount in rates.items()})
    with served(WebSettings(SECRET, frozenset({PAGE}), limits=limits)) as (port, agent):
        busy, other, calm, guest = Page(port), Page(port), Page(port), Page(port)
        assert [page.begin().status for page in (busy, other, calm, guest)] == [200, 200, 200, 429]
        guest.token = busy.token[:-4]
        assert [guest.say(text="сәлем").status for _ in range(20)] == [401] * 20  # proves nothing, uses up nothing
        assert [busy.say(text="сәлем").status for _ in range(4)] == [200, 200, 200, 429]
        assert [other.say(text="сәлем").status for _ in range(2)] == [200, 200]
        refused = other.say(text="сәлем", lang="ru")  # the address has used up its turns, and this one is busy
        assert (refused.status, refused.json["error"]) == (429, "too_fast")
        assert "слишком часто" in refused.json["text"]
        assert int(refused.headers["retry-after"]) == refused.json["wait"] > 0
        assert [calm.say(text="сәлем").status for _ in range(2)] == [200, 200]
        assert busy.post("delete", token=busy.token).status == 200  # who wrote too fast may delete
        assert len(agent.heard) == 7


def test_one_address_that_writes_all_at_once_holds_up_nobody_elses_turn() -> None:
    """Twelve sessions of one address send at the same moment; somebody else's turn comes after those under way."""
    limits = replace(WIDE, turns_at_once=2)
    with served(WebSettings(SECRET, frozenset({PAGE}), limits=limits)) as (port, agent):
        gate, order = threading.Semaphore(0), []

        async def slow(message: UserMessage) -> None:
            order.append(message.text)
            while not gate.acquire(blocking=False):
                await asyncio.sleep(0.01)
            await agent.answer(message)

        agent.turn = slow
        crowd = [Page(port, source="127.0.0.2") for _ in range(12)]
        alone = Page(port, source="127.0.0.3")
        assert {page.begin().status for page in [*crowd, alone]} == {200}
        with ThreadPoolExecutor(13) as pool:
            answers = [pool.submit(page.say, text="көп") for page in crowd]
            until(lambda: len(order) == 2)
            answers.append(pool.submit(alone.say, text="жалғыз"))
            until(lambda: len(order) == 3)
            assert order == ["көп", "көп", "жалғыз"]
            gate.release(13)
            assert {answer.result(60).status for answer in answers} == {200}
        assert order.count("көп") == 12


def test_a_turn_that_waits_too_long_is_told_so_and_may_be_sent_again() -> None:
    with served(WebSettings(SECRET, frozenset({PAGE}), limits=replace(WIDE, turns_at_once=1, line_seconds=0.2))) as (
        port,
        agent,
    ):
        gate, begun = threading.Event(), threading.Event()

        async def slow(message: UserMessage) -> None:
            begun.set()
            while not gate.is_set():
                await asyncio.sleep(0.01)
            await agent.answer(message)

        agent.turn = slow
        first, second = Page(port), Page(port)
        assert {page.begin().status for page in (first, second)} == {200}
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(first.say, text="сәлем")
            assert begun.wait(30)
            late = second.say(text="сәлем")
            assert (late.status, late.json["error"], late.json["wait"]) == (503, "late", 2)
            assert "103" in late.json["text"]
            gate.set()
            assert answer.result(30).status == 200
        second.turns -= 1  # as the widget sends it again, under the same name
        assert second.say(text="сәлем").status == 200
        assert len(agent.heard) == 2


def test_sixty_families_and_a_stranger_are_answered_while_their_address_is_flooded() -> None:
    """Twelve sessions behind the families' router write without a pause; 0 of the families' turns are refused."""
    with served(WebSettings(SECRET, frozenset({PAGE}))) as (port, agent):

        async def slow(message: UserMessage) -> None:
            await asyncio.sleep(0.005)
            await agent.answer(message)

        agent.turn = slow
        flood = [Page(port, source="127.0.0.2") for _ in range(12)]
        village = [Page(port, source="127.0.0.2") for _ in range(60)]
        stranger = Page(port, source="127.0.0.3")
        assert {page.begin().status for page in [*flood, *village, stranger]} == {200}
        is_over = threading.Event()

        def floods(page: Page) -> None:
            while not is_over.is_set():
                page.say(text="көп")

        with ThreadPoolExecutor(12) as crowd, ThreadPoolExecutor(61) as families:
            running = [crowd.submit(floods, page) for page in flood]
            until(lambda: len(agent.heard) > 20)
            try:
                told = [
                    list(families.map(lambda page: page.say(text="сәлем").status, [*village, stranger])) for _ in "12"
                ]
            finally:
                is_over.set()
            assert told == [[200] * 61] * 2
            assert all(one.exception() is None for one in running)
        assert sum(message.text == "сәлем" for message in agent.heard) == 122


def test_a_village_behind_one_router_begins_and_talks_at_once() -> None:
    with served(WebSettings(SECRET, frozenset({PAGE}))) as (port, agent):
        village = [Page(port) for _ in range(40)]
        with ThreadPoolExecutor(40) as pool:
            assert [answer.status for answer in pool.map(Page.begin, village)] == [200] * 40
            for _ in range(3):
                assert [answer.status for answer in pool.map(lambda page: page.say(text="сәлем"), village)] == [
                    200
                ] * 40
        assert len(agent.heard) == 120
