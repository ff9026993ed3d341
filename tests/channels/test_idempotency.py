"""Repeated calls get the first answer; nothing happens twice."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from rasa_project.channels.rest.idempotency import KEPT_SECONDS, MOST_KEPT, PENDING_SECONDS, Idempotency, MemoryStore
from rasa_project.channels.rest.problems import Problem


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_repeated_call_gets_the_first_answer() -> None:
    async def story() -> None:
        clock, runs = Clock(), []
        once = Idempotency(MemoryStore(clock)).once

        async def run() -> dict[str, Any]:
            runs.append(1)
            return {"n": len(runs)}

        assert await once("c", "k", b"1", run) == ({"n": 1}, False)
        assert await once("c", "k", b"1", run) == ({"n": 1}, True)
        assert await once("other", "k", b"1", run) == ({"n": 2}, False)
        with pytest.raises(Problem, match="idempotency-mismatch"):
            await once("c", "k", b"2", run)
        clock.now = KEPT_SECONDS + 1
        assert await once("c", "k", b"2", run) == ({"n": 3}, False)

    asyncio.run(story())


def test_a_call_that_runs_is_not_run_again_and_a_failed_one_may_be() -> None:
    async def story() -> None:
        clock = Clock()
        store = MemoryStore(clock)
        once = Idempotency(store).once
        go = asyncio.Event()

        async def slow() -> dict[str, Any]:
            await go.wait()
            raise RuntimeError

        clock.now = 1
        first = asyncio.create_task(once("c", "k", b"1", slow))
        await asyncio.sleep(0)
        with pytest.raises(Problem, match="in-progress"):
            await once("c", "k", b"1", slow)
        go.set()
        with pytest.raises(RuntimeError):
            await first

        async def good() -> dict[str, Any]:
            return {}

        assert await once("c", "k", b"1", good) == ({}, False)
        clock.now = 1000
        assert await store.claim("dead", "x") is None
        clock.now += PENDING_SECONDS + 1
        assert await store.claim("dead", "y") is None  # its worker was killed: free again

    asyncio.run(story())


def test_answers_kept_are_bounded_and_forgotten_with_the_conversation() -> None:
    async def story() -> None:
        store = MemoryStore()
        again = Idempotency(store)

        async def run() -> dict[str, Any]:
            return {}

        for number in range(MOST_KEPT + 10):
            await again.once("c", str(number), b"", run)
        assert len(store) == MOST_KEPT
        await again.forget("c")
        assert len(store) == 0

    asyncio.run(story())


@pytest.mark.parametrize("key", ["", " ", "қ", "a\n", "a" * 201])
def test_a_bad_idempotency_key_is_refused(key: str) -> None:
    async def run() -> dict[str, Any]:
        return {}

    with pytest.raises(Problem, match="bad-idempotency-key"):
        asyncio.run(Idempotency(MemoryStore()).once("c", key, b"", run))
