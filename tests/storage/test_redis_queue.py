"""The queue over a real Redis: two workers, a killed one, a ticket that could not be given back."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError

from benchmarks.services import Redis, running
from rasa_project.storage.errors import QueueError
from rasa_project.storage.redis_queue import RedisQueue
from tests.installed import installed

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    with running(installed(Redis, tmp_path_factory.mktemp("redis"))) as made:
        yield made


def with_workers(url: str, work: Callable[[RedisQueue, RedisQueue], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        one, two = RedisQueue(url), RedisQueue(url)
        try:
            return await asyncio.wait_for(work(one, two), 30)
        finally:
            await one.close()
            await two.close()

    return asyncio.run(run())


def test_two_workers_take_turns_in_order(redis: Redis) -> None:
    async def work(one: RedisQueue, two: RedisQueue) -> list[int]:
        done, inside = [], 0

        async def turn(number: int) -> None:
            nonlocal inside
            async with (one if number % 2 else two).turn("order"):
                inside += 1
                assert inside == 1
                await asyncio.sleep(0.002)
                inside -= 1
                done.append(number)

        tasks = []
        for number in range(100):
            tasks.append(asyncio.ensure_future(turn(number)))
            await asyncio.sleep(0.001)  # so that one has come before the next
        await asyncio.wait_for(asyncio.gather(*tasks), 20)
        return done

    done = with_workers(redis.url, work)
    assert sorted(done) == list(range(100))
    assert [n for n in done if n % 2] == list(range(1, 100, 2)), "each worker's messages stay in order"


def test_a_killed_worker_does_not_keep_the_conversation(redis: Redis) -> None:
    async def work(one: RedisQueue, two: RedisQueue) -> None:
        async def never_ends() -> None:
            async with one.turn("killed"):
                await asyncio.sleep(3600)

        holding = asyncio.ensure_future(never_ends())
        await asyncio.sleep(0.3)
        for task in one._tasks:  # as if killed: nothing renews its key, nothing gives its ticket back
            task.cancel()
        async with two.turn("killed"):
            assert not holding.done()
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)

    with_workers(redis.url, work)


def test_a_ticket_that_could_not_be_given_back_is_given_back_later(redis: Redis) -> None:
    async def work(one: RedisQueue, two: RedisQueue) -> None:
        one._open()
        give_back, failures = one._out, 2

        async def failing(**arguments: Any) -> Any:
            nonlocal failures
            failures -= 1
            if failures >= 0:
                raise RedisConnectionError("away")
            return await give_back(**arguments)

        one._out = failing  # type: ignore[assignment]
        async with one.turn("lost"):
            pass
        async with two.turn("lost"):
            assert failures < 0

    with_workers(redis.url, work)


def test_a_cancelled_message_leaves_the_queue(redis: Redis) -> None:
    async def work(one: RedisQueue, two: RedisQueue) -> None:
        async def waits() -> None:
            async with two.turn("cancelled"):
                pytest.fail("it was not its turn")

        async with one.turn("cancelled"):
            waiting = asyncio.ensure_future(waits())
            await asyncio.sleep(0.2)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        async with two.turn("cancelled"):
            pass

    with_workers(redis.url, work)


def test_closing_ends_though_redis_py_swallows_a_cancel(redis: Redis) -> None:
    """Two workers once never stopped: the cancel came in the same moment as the timeout of a read."""

    async def work(one: RedisQueue, two: RedisQueue) -> None:
        async def swallows_the_first() -> None:
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.sleep(60)
            await asyncio.sleep(60)

        await one.check()
        task = asyncio.create_task(swallows_the_first())
        one._tasks.append(task)
        await asyncio.sleep(0)
        await asyncio.wait_for(one.close(), 10)
        assert task.cancelled()

    with_workers(redis.url, work)


def test_without_redis_it_is_an_error() -> None:
    async def work(one: RedisQueue, two: RedisQueue) -> None:
        with pytest.raises(QueueError, match="Redis"):
            await one.check()
        with pytest.raises(QueueError, match="Redis"):
            async with two.turn("nobody"):
                pass

    with_workers("redis://127.0.0.1:1", work)
