"""One message of a conversation after the other; conversations side by side."""

from __future__ import annotations

import asyncio

import pytest

from rasa_project.engine.lock_store import ConversationLocks
from rasa_project.storage.memory_queue import MemoryQueue


def locks() -> ConversationLocks:
    return ConversationLocks()


def test_in_order_and_never_two_at_once() -> None:
    store, done, inside = locks(), [], 0

    async def one(number: int) -> None:
        nonlocal inside
        async with store.lock("anna"):
            inside += 1
            assert inside == 1
            await asyncio.sleep(0)
            inside -= 1
            done.append(number)

    async def many() -> None:
        await asyncio.wait_for(asyncio.gather(*(one(number) for number in range(100))), 0.9)

    asyncio.run(many())  # Rasa's own would need 100 s
    assert done == list(range(100))


def test_people_do_not_wait_for_each_other() -> None:
    async def both() -> None:
        store = locks()
        async with store.lock("anna"), store.lock("berik"):
            pass

    asyncio.run(asyncio.wait_for(both(), 1))


def test_nothing_is_left_after_errors_and_cancelled_waiting() -> None:
    async def fail(store: ConversationLocks) -> None:
        async with store.lock("anna"):
            await asyncio.sleep(0.01)
            raise ValueError

    async def all_ways() -> None:
        store = locks()
        assert isinstance(store.queue, MemoryQueue)
        tasks = [asyncio.ensure_future(fail(store)) for _ in range(3)]
        await asyncio.sleep(0)
        tasks[1].cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(result) for result in results] == [ValueError, asyncio.CancelledError, ValueError]
        assert len(store.queue) == 0
        async with store.lock("anna"):
            await store.check()

    asyncio.run(all_ways())


def test_with_redis_url_the_queue_is_in_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1")
    assert not isinstance(locks().queue, MemoryQueue)
