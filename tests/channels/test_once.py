"""A turn that is sent again gets the first answer; nothing is heard twice, wherever a connection breaks."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any

import pytest

from benchmarks.services import Redis, running
from rasa_project.channels.kept_answers import MOST_KEPT, MemoryStore, RedisStore, Store
from rasa_project.channels.once import KEPT_SECONDS, SLACK_SECONDS, Heard, Once, OtherCallError, StillRunningError
from rasa_project.channels.refusals import Refusal
from rasa_project.channels.rest.idempotency import Idempotency
from rasa_project.serving.running import RunningTurns
from tests.installed import installed

PATIENCE = 20.0


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Turns:
    """A bot whose turns end when they are let go; what was heard is counted."""

    def __init__(self, waits: bool = False) -> None:
        self.heard = 0
        self.go = asyncio.Event()
        self.begun = asyncio.Event()
        self.fails = False
        if not waits:
            self.go.set()

    async def __call__(self) -> Heard:
        self.begun.set()
        await self.go.wait()
        if self.fails:
            raise RuntimeError
        self.heard += 1
        return Heard({"n": self.heard})


def told(story: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(story, 60))


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    with running(installed(Redis, tmp_path_factory.mktemp("redis"))) as started:
        yield started


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.slow)])
def kept_in(request: pytest.FixtureRequest) -> Any:
    """Makes the stores of two workers."""
    if request.param == "redis":
        url = request.getfixturevalue("redis").url
        return lambda: (RedisStore(url), RedisStore(url))
    return lambda: (MemoryStore(),) * 2


def workers(stores: tuple[Store, Store], patience: float = PATIENCE) -> tuple[Once, Once]:
    first, second = (Once(store, patience, RunningTurns()) for store in stores)
    return first, second


def test_a_repeated_call_gets_the_first_answer_from_any_worker(kept_in: Any) -> None:
    async def story() -> None:
        turns = Turns()
        one, two = workers(kept_in())
        assert await one.answer("c1", "k", b"1", turns) == ({"n": 1}, False)
        assert await one.answer("c1", "k", b"1", turns) == ({"n": 1}, True)
        assert await two.answer("c1", "k", b"1", turns) == ({"n": 1}, True)
        assert await two.answer("other", "k", b"1", turns) == ({"n": 2}, False)
        for worker in (one, two):
            with pytest.raises(OtherCallError):
                await worker.answer("c1", "k", b"2", turns)

    told(story())


def test_who_hangs_up_does_not_stop_the_turn_and_the_repeat_waits_for_its_answer(kept_in: Any) -> None:
    async def story() -> None:
        turns = Turns(waits=True)
        one, two = workers(kept_in())
        first = asyncio.ensure_future(one.answer("c2", "k", b"1", turns))
        await turns.begun.wait()
        first.cancel()
        repeats = [asyncio.ensure_future(worker.answer("c2", "k", b"1", turns)) for worker in (one, two, one)]
        await asyncio.wait(repeats, timeout=0.3)
        assert not any(repeat.done() for repeat in repeats)
        with pytest.raises(OtherCallError):
            await one.answer("c2", "k", b"2", turns)
        turns.go.set()
        assert [await repeat for repeat in repeats] == [({"n": 1}, True)] * 3
        assert turns.heard == 1

    told(story())


def test_hanging_up_before_the_turn_began_loses_nothing(kept_in: Any) -> None:
    async def story() -> None:
        turns = Turns()
        one, two = workers(kept_in())
        for steps in range(12):  # cancelled at each of its first steps
            first = asyncio.ensure_future(one.answer("c3", f"k{steps}", b"1", turns))
            for _ in range(steps):
                await asyncio.sleep(0)
            first.cancel()
            await asyncio.gather(first, return_exceptions=True)
            heard = turns.heard
            await two.answer("c3", f"k{steps}", b"1", turns)
            await one.answer("c3", f"k{steps}", b"1", turns)
            assert turns.heard <= heard + 1
        assert turns.heard == 12

    told(story())


def test_a_repeat_is_told_to_come_again_where_the_turn_lasts(kept_in: Any) -> None:
    async def story() -> None:
        turns = Turns(waits=True)
        one, two = workers(kept_in(), patience=0.2)
        first = asyncio.ensure_future(one.answer("c4", "k", b"1", turns))
        await turns.begun.wait()
        for worker in (one, two):
            with pytest.raises(StillRunningError):
                await worker.answer("c4", "k", b"1", turns)
        turns.go.set()
        assert await first == ({"n": 1}, False)
        assert await two.answer("c4", "k", b"1", turns) == ({"n": 1}, True)

    told(story())


def test_a_turn_that_failed_may_be_sent_again(kept_in: Any) -> None:
    async def story() -> None:
        turns = Turns()
        turns.fails = True
        one, two = workers(kept_in())
        with pytest.raises(RuntimeError):
            await one.answer("c5", "k", b"1", turns)
        turns.fails = False

        async def polite() -> Heard:
            return Heard({"text": "can't answer now"}, is_kept=False)

        assert await two.answer("c5", "k", b"1", polite) == ({"text": "can't answer now"}, False)
        assert await one.answer("c5", "k", b"1", turns) == ({"n": 1}, False)

    told(story())


def test_a_killed_workers_name_is_free_after_the_deadline_not_before() -> None:
    async def story() -> None:
        clock, turns = Clock(), Turns()
        store = MemoryStore(clock)
        _, living = workers((store, store), patience=0.1)
        clock.now = 1
        await store.claim(f"c:{'0' * 64}", "{}", 1)
        dead = Once(store, 0.1, RunningTurns())
        never = asyncio.ensure_future(dead.answer("c", "k", b"1", Turns(waits=True)))
        await asyncio.sleep(0.05)
        never.cancel()  # and nobody renews: its clock stands still for the store
        clock.now += 0.1 + SLACK_SECONDS - 1
        with pytest.raises(StillRunningError):
            await living.answer("c", "k", b"1", turns)
        clock.now += 2
        assert await living.answer("c", "k", b"1", turns) == ({"n": 1}, False)

    told(story())


@pytest.mark.slow
def test_a_turn_beyond_its_deadline_keeps_its_name(monkeypatch: pytest.MonkeyPatch, kept_in: Any) -> None:
    monkeypatch.setattr("rasa_project.channels.once.SLACK_SECONDS", 0.3)

    async def story() -> None:
        turns = Turns(waits=True)
        one, two = workers(kept_in(), patience=0.3)
        first = asyncio.ensure_future(one.answer("c6", "k", b"1", turns))
        await turns.begun.wait()
        await asyncio.sleep(1.5)
        with pytest.raises(StillRunningError):
            await two.answer("c6", "k", b"1", turns)
        turns.go.set()
        assert await first == ({"n": 1}, False)
        assert turns.heard == 1

    told(story())


def test_answers_are_forgotten_with_the_conversation_and_in_the_turn_that_deletes(kept_in: Any) -> None:
    async def story() -> None:
        turns = Turns()
        one, two = workers(kept_in())
        await one.answer("c7", "before", b"1", turns)
        await one.answer("c70", "other", b"1", turns)
        await two.forget("c7")
        assert await one.answer("c7", "before", b"1", turns) == ({}, True)  # gone, but not heard anew
        assert await one.answer("c7", "later", b"1", turns) == ({"n": 3}, False)

        async def delete() -> Heard:
            return Heard({"text": "deleted"}, is_erased=True)

        await one.answer("c7", "delete", b"1", delete)
        assert await two.answer("c7", "delete", b"1", turns) == ({"text": "deleted"}, True)
        assert await two.answer("c7", "later", b"1", turns) == ({}, True)
        assert await two.answer("c70", "other", b"1", turns) == ({"n": 2}, True)

    told(story())


def test_answers_in_memory_are_bounded_in_number_and_time() -> None:
    async def story() -> None:
        clock = Clock()
        store = MemoryStore(clock)
        again, _ = workers((store, store))
        for number in range(MOST_KEPT + 10):
            await again.answer("c", str(number), b"", Turns())
        assert len(store) == MOST_KEPT
        clock.now = KEPT_SECONDS + 1
        store.forget_old()
        assert len(store) == 0

    told(story())


def test_without_redis_each_call_is_answered_and_the_log_says_so(caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        turns = Turns()
        nowhere, _ = workers((RedisStore("redis://127.0.0.1:1/0"),) * 2)
        assert await nowhere.answer("c", "k", b"1", turns) == ({"n": 1}, False)
        assert await nowhere.answer("c", "k", b"1", turns) == ({"n": 2}, False)
        await nowhere.forget("c")

    told(story())
    assert "Redis is down" in caplog.text


def test_a_call_without_a_name_is_heard_to_its_end() -> None:
    async def story() -> None:
        turns = Turns(waits=True)
        running_turns = RunningTurns()
        once = Once(MemoryStore(), PATIENCE, running_turns)
        call = asyncio.ensure_future(once.alone(turns))
        await turns.begun.wait()
        call.cancel()
        await asyncio.gather(call, return_exceptions=True)
        assert await running_turns.wait(0.05) == 1
        turns.go.set()
        assert await running_turns.wait(PATIENCE) == 0
        assert turns.heard == 1

    told(story())


@pytest.mark.parametrize("key", ["", " ", "қ", "a\n", "a" * 201])
def test_a_bad_idempotency_key_is_refused(key: str) -> None:
    class Request:
        headers = {"idempotency-key": key}

    async def story() -> None:
        idempotency = Idempotency("api", Once(MemoryStore(), PATIENCE, RunningTurns()))
        with pytest.raises(Refusal, match="bad-idempotency-key"):
            await idempotency.answer(Request(), "c", b"", Turns())

    told(story())
