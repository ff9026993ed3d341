"""Counts in memory: windows as the library counts them, bounded, without a thread."""

from __future__ import annotations

import threading

from limits import parse, strategies

from rasa_project.security.counters import BoundedMemory


def test_a_window_fills_ends_and_begins_anew() -> None:
    now = [1000.0]
    store = BoundedMemory(clock=lambda: now[0])
    windows = strategies.FixedWindowRateLimiter(store)
    rate = parse("3/minute")
    assert [windows.hit(rate, "a") for _ in range(5)] == [True, True, True, False, False]
    assert windows.get_window_stats(rate, "a") == (1060, 0)
    assert windows.hit(rate, "b")
    now[0] = 1059.9
    assert not windows.test(rate, "a")
    now[0] = 1060.0
    assert windows.test(rate, "a")
    assert windows.hit(rate, "a")
    store.clear(rate.key_for("a"))
    assert windows.get_window_stats(rate, "a")[1] == 3
    store.reset()
    assert len(store) == 0
    assert store.check()


def test_a_flood_of_names_costs_bounded_memory_and_no_thread() -> None:
    store, threads = BoundedMemory(most_keys=100), threading.active_count()
    for number in range(5_000):
        store.incr(str(number), 60)
    assert len(store) == 100
    assert threading.active_count() == threads
    assert (store.get("4999"), store.get("0")) == (1, 0)
