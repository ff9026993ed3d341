"""A village behind one router, a hostile neighbour in it, and a hostile address elsewhere: through the real limits."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from rasa_project.channels.access.sessions import Limits, SessionLimits, hashed
from rasa_project.channels.refusals import Refusal
from rasa_project.security.counters import BoundedMemory
from rasa_project.security.limits import RateLimiter

VILLAGE, ELSEWHERE = "203.0.113.7", "198.51.100.9"
PARENTS = 300
TEN_MINUTES = 600


@pytest.fixture(autouse=True)
def sender_key(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from rasa_project.privacy.senders import sender_hasher

    monkeypatch.setenv("SENDER_KEY", "k" * 40)
    sender_hasher.cache_clear()
    yield
    sender_hasher.cache_clear()


@dataclass
class Time:
    """Plays calls in their order through the limits, by a clock of its own."""

    now: float = 1_800_000_000.0
    said: Counter[tuple[str, str, bool]] = field(default_factory=Counter)
    waits: set[int | None] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.limits = SessionLimits(
            Limits(), RateLimiter(BoundedMemory(clock=lambda: self.now), clock=lambda: self.now)
        )
        self._start = self.now

    def play(self, calls: list[tuple[float, str, str, str]]) -> None:
        """``calls``: second, who (for the count), address, session (``begin``: a new one)."""
        for second, who, address, session in sorted(calls):
            self.now = self._start + second
            begins = session == "begin"
            self.said[who, "begin" if begins else "turn", self._passes(address, session, begins)] += 1

    def _passes(self, address: str, session: str, begins: bool) -> bool:
        try:
            if begins:
                self.limits.begin(address)
            else:
                self.limits.turn(address, session)
        except Refusal as refusal:
            self.waits.add(refusal.wait)
            return False
        return True


def parents(messages: int, begin_within: float, chance: random.Random) -> list[tuple[float, str, str, str]]:
    """Each parent begins at some second, then asks, reads and asks again, a quarter of a minute each on average."""
    calls = []
    for number in range(PARENTS):
        second = chance.uniform(0, begin_within)
        calls.append((second, "parents", VILLAGE, "begin"))
        for _ in range(messages):
            second += chance.uniform(10, 20)
            calls.append((second, "parents", VILLAGE, f"parent {number}"))
    return calls


@pytest.mark.parametrize("begin_within", [TEN_MINUTES, 60, 1])
def test_three_hundred_parents_of_one_address_begin_and_talk(begin_within: float) -> None:
    """Within ten minutes, and even all in one minute or second after an alarm in the village's chat."""
    time = Time()
    time.play(parents(20, begin_within, random.Random(14)))
    assert time.said == {("parents", "begin", True): PARENTS, ("parents", "turn", True): 20 * PARENTS}


def flood(address: str, sessions: int, a_minute: int) -> list[tuple[float, str, str, str]]:
    """Hostile sessions that each send as often as they may."""
    return [
        (minute * 60 + 60 * turn / a_minute, "hostile", address, f"hostile {number}")
        for minute in range(11) for turn in range(a_minute) for number in range(sessions)
    ]  # fmt: skip


@pytest.mark.slow
def test_a_hostile_neighbour_is_refused_and_the_village_talks_on() -> None:
    """200 sessions at their own limit would take the address's turns twice over: 4,000 a minute."""
    time = Time()
    time.play(parents(20, TEN_MINUTES, random.Random(14)) + flood(VILLAGE, 200, 20))
    assert time.said["parents", "turn", False] == 0
    assert time.said["parents", "begin", False] == 0
    assert time.said["hostile", "turn", False] > 10_000
    assert time.waits <= set(range(1, 62))


@pytest.mark.slow
@pytest.mark.parametrize("a_minute", [20, 600])
def test_a_hostile_address_takes_nothing_from_others_and_is_bounded(a_minute: int) -> None:
    time = Time()
    time.play(parents(5, TEN_MINUTES, random.Random(14)) + flood(ELSEWHERE, 6_000 // a_minute, a_minute))
    assert time.said["parents", "turn", False] + time.said["parents", "begin", False] == 0
    ceiling = Limits().turns_from_address.amount
    assert time.said["hostile", "turn", True] <= 2 * ceiling * 12


def test_new_sessions_of_one_address_have_a_ceiling_and_those_of_a_64_one_together() -> None:
    time = Time()
    most = Limits().sessions_from_address.amount
    time.play([(0.001 * n, "v4", VILLAGE, "begin") for n in range(most + 9)])
    time.play([(1 + 0.001 * n, "v6", f"2001:db8:1:2::{n:x}", "begin") for n in range(most + 9)])
    time.play([(2, "next", "2001:db8:1:3::1", "begin"), (62, "v4 later", VILLAGE, "begin")])
    assert time.said["v4", "begin", False] == time.said["v6", "begin", False] == 9
    assert time.said["next", "begin", True] == time.said["v4 later", "begin", True] == 1


def test_a_parent_who_wrote_too_fast_may_delete() -> None:
    time = Time()
    time.play([(0.1 * n, "fast", VILLAGE, "one") for n in range(30)])
    assert time.said["fast", "turn", False] == 10
    time.limits.delete("one")


def test_counts_hold_no_address() -> None:
    assert "203" not in hashed(VILLAGE)
    assert hashed("2001:db8:1:2::1") == hashed("2001:db8:1:2::2") != hashed("2001:db8:1:3::1")
