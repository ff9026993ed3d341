"""Rates: who is counted, what is refused, what must not happen where counting fails."""

from __future__ import annotations

import pytest
from limits import parse, storage

from rasa_project.security.counters import BoundedMemory
from rasa_project.security.limits import RateLimiter
from rasa_project.security.settings import rates
from rasa_project.settings import SettingsError


def test_rates_count_each_caller_alone() -> None:
    limiter = RateLimiter(storage.MemoryStorage())
    rate = parse("2/hour")
    assert [limiter.hit(rate, "key", "a") is None for _ in range(3)] == [True, True, False]
    wait = limiter.hit(rate, "key", "a")
    assert wait is not None
    assert 1 <= wait.seconds <= 3600
    assert limiter.hit(rate, "key", "b") is None
    assert limiter.hit(rate, "session", "a") is None


def test_conversations_are_counted_once_and_an_old_one_goes_on() -> None:
    limiter = RateLimiter(storage.MemoryStorage())
    rate = parse("2/hour")
    assert [limiter.begin_conversation(rate, "me", one) is None for one in "aabbccab"] == [
        True, True, True, True, False, False, True, True,
    ]  # fmt: skip


def test_where_counts_are_down_nobody_is_refused() -> None:
    class Broken(storage.MemoryStorage):
        def incr(self, *arguments: object, **named: object) -> int:
            raise ConnectionError

    assert RateLimiter(Broken()).hit(parse("1/hour"), "key", "a") is None


def test_counts_that_are_down_are_not_asked_again_by_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each try may hold up the whole process for as long as patience lasts."""
    tried: list[object] = []

    class Hanging(BoundedMemory):
        def incr(self, *arguments: object, **named: object) -> int:
            tried.append(arguments)
            raise TimeoutError

    limiter = RateLimiter(Hanging())
    assert [limiter.hit(parse("1/hour"), "key", "a") for _ in range(100)] == [None] * 100
    assert len(tried) == 1
    monkeypatch.setattr("rasa_project.security.limits.REST_SECONDS", 0.0)
    limiter = RateLimiter(Hanging())
    assert [limiter.hit(parse("1/hour"), "key", "a") for _ in range(3)] == [None] * 3
    assert len(tried) == 4


def test_a_wrong_rate_names_its_setting() -> None:
    with pytest.raises(SettingsError, match="RATE_SESSION"):
        rates({"RATE_SESSION": "much"})
