"""The line of an address: bounded, fair to its sessions, apart from others, and never stuck."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable

import pytest

from rasa_project.security.fair_line import FairLine


class Turns:
    """Turns that run until they are told to end."""

    def __init__(self, line: FairLine) -> None:
        self.line = line
        self.begun: list[str] = []
        self.ends: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def start(self, name: str, address: str = "village", session: str = "", seconds: float | None = None) -> None:
        self.ends[name] = asyncio.Event()

        async def run() -> None:
            async with self.line.place(address, session or name, seconds):
                self.begun.append(name)
                await self.ends[name].wait()

        self.tasks[name] = asyncio.ensure_future(run())
        await settle()

    async def end(self, name: str) -> None:
        self.ends[name].set()
        await settle()


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def played(
    play: Callable[[Turns], Awaitable[None]],
    at_once: int = 2,
    waiting: int = 100,
    of_session: int = 2,
    others_seconds: float = 0.0,
) -> Turns:
    async def run() -> Turns:
        turns = Turns(FairLine(at_once, waiting, of_session, others_seconds))
        await play(turns)
        for end in turns.ends.values():
            end.set()
        await asyncio.gather(*turns.tasks.values(), return_exceptions=True)
        assert len(turns.line) == 0, "a line was left behind"
        return turns

    return asyncio.run(run())


def test_so_many_at_once_and_another_address_does_not_wait() -> None:
    async def play(turns: Turns) -> None:
        for name in "abcd":
            await turns.start(name)
        assert turns.begun == ["a", "b"]
        await turns.start("x", "elsewhere")
        assert turns.begun == ["a", "b", "x"]
        await turns.end("x")
        await turns.end("b")
        assert turns.begun[3:] == ["c"]

    played(play)


def test_sessions_take_turns() -> None:
    """One session asks five times, then two others once each: they do not wait behind all five."""

    async def play(turns: Turns) -> None:
        for number in range(5):
            await turns.start(f"greedy {number}", session="greedy")
        await turns.start("calm 1")
        await turns.start("calm 2")
        for name in ("greedy 0", "greedy 1", "calm 1", "calm 2", "greedy 2", "greedy 3"):
            assert name in turns.begun
            await turns.end(name)

    assert played(play, at_once=1).begun == [
        "greedy 0", "greedy 1", "calm 1", "calm 2", "greedy 2", "greedy 3", "greedy 4",
    ]  # fmt: skip


def test_it_says_when_it_is_full() -> None:
    async def play(turns: Turns) -> None:
        line = turns.line
        assert not line.is_full("village", "a")
        for name in ("a", "b", "c"):
            await turns.start(name, session="one")
        assert line.is_full("village", "one")  # two of it wait
        assert not line.is_full("village", "other")
        await turns.start("d", session="other")
        await turns.start("e", session="other")
        assert line.is_full("village", "third")  # three of the address wait
        assert not line.is_full("elsewhere", "third")

    played(play, waiting=3)


def test_who_hangs_up_while_waiting_or_when_called_leaves_no_place_taken() -> None:
    async def play(turns: Turns) -> None:
        for name in "abcde":
            await turns.start(name)
        turns.tasks["c"].cancel()
        await settle()
        turns.ends["a"].set()
        turns.ends["b"].set()
        await asyncio.sleep(0)
        turns.tasks["d"].cancel()  # perhaps called already, in the same moment
        await settle()
        assert turns.begun[-1] == "e"

    played(play)


def test_a_session_has_one_turn_at_a_time_and_keeps_no_place_from_others() -> None:
    async def play(turns: Turns) -> None:
        for number in range(3):
            await turns.start(f"greedy {number}", session="greedy")
        assert turns.begun == ["greedy 0"]
        await turns.start("calm")
        assert turns.begun == ["greedy 0", "calm"]
        await turns.end("calm")
        assert turns.begun == ["greedy 0", "calm"]  # a place is free, but its own turn runs
        await turns.end("greedy 0")
        assert turns.begun[2:] == ["greedy 1"]

    played(play, at_once=3)


def test_while_others_have_a_turn_an_address_has_one_at_a_time() -> None:
    async def play(turns: Turns) -> None:
        for name in "abcdefgh":
            await turns.start(name)
        assert turns.begun == ["a", "b", "c"]
        await turns.start("x", "elsewhere")
        for name in "ab":
            await turns.end(name)
        assert turns.begun == ["a", "b", "c", "x"]  # one of the three is left
        await turns.end("c")
        assert turns.begun[4:] == ["d"]
        await turns.end("x")
        await turns.start("i")
        assert turns.begun[5:] == []  # who came last does not go before who waits
        await turns.end("d")
        assert turns.begun[5:] == ["e", "f", "g"]  # alone again

    played(play, at_once=3)


def test_so_it_is_for_some_seconds_more() -> None:
    """A parent who talks has a turn now and then; the flood has no more than one under way when the next one comes."""

    async def play(turns: Turns) -> None:
        await turns.start("a")
        await turns.start("x", "elsewhere")
        await turns.end("x")
        await turns.start("b")
        assert turns.begun == ["a", "x"]
        await turns.end("a")
        assert turns.begun == ["a", "x", "b"]

    played(play, at_once=3, others_seconds=3600.0)


def test_who_waited_long_enough_gives_up_and_the_others_go_on() -> None:
    async def play(turns: Turns) -> None:
        await turns.start("a")
        await turns.start("b", seconds=0.01)
        await turns.start("c")
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(turns.tasks["b"], 5)
        assert turns.begun == ["a"]
        await turns.end("a")
        assert turns.begun == ["a", "c"]

    played(play, at_once=1)


def test_sixty_families_behind_one_router_and_strangers_all_get_their_turn_while_one_session_floods() -> None:
    """The order in which turns begin: nobody waits behind more than the rounds before its own."""

    async def play(turns: Turns) -> None:
        for number in range(100):
            await turns.start(f"flood {number}", session=f"flood {number % 4}")
        for number in range(60):
            await turns.start(f"family {number}")
        for number in range(5):
            await turns.start(f"stranger {number}", address=f"elsewhere {number}")
            assert turns.begun[-1] == f"stranger {number}"  # at once, whatever waits behind the router
        place = 0
        while place < len(turns.begun):
            await turns.end(turns.begun[place])
            place += 1
        assert len(turns.begun) == 165
        last = max(turns.begun.index(f"family {number}") for number in range(60))
        flood_before = sum(name.startswith("flood") for name in turns.begun[:last])
        assert flood_before <= 3 + 4  # those that ran, and one more of each of the four sessions

    played(play, at_once=3, waiting=1000, of_session=100)


@pytest.mark.slow
def test_it_never_sticks_whatever_order_things_happen_in() -> None:
    chance = random.Random(14)
    for _ in range(200):
        at_once = chance.randint(1, 3)

        async def play(turns: Turns, at_once: int = at_once) -> None:
            for number in range(30):
                await turns.start(str(number), chance.choice(["a", "b"]), chance.choice(["x", "y", "z"]))
                some = chance.choice(list(turns.tasks))
                (turns.tasks[some].cancel if chance.random() < 0.3 else turns.ends[some].set)()
                if chance.random() < 0.5:
                    await settle()
                running = [one for one in turns.begun if not turns.tasks[one].done()]
                assert len(running) <= 2 * at_once + 1  # one may be on its way out
                assert all(len(one.busy) <= at_once for one in turns.line._lines.values())

        turns = played(play, at_once=at_once)
        lost = [one for one, task in turns.tasks.items() if not task.cancelled() and one not in turns.begun]
        assert lost == []
