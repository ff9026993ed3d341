"""The register of connections: who is closed when there are too many, and how all end."""

from __future__ import annotations

import asyncio
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from rasa_project.serving.connections import (
    KEPT_DESCRIPTORS,
    MOST_CONNECTIONS,
    MOST_HELD_BYTES,
    Connections,
    group_of,
    most_connections,
)


class Line:
    """A connection without a network."""

    def __init__(self, group: str = "a", *, is_busy: bool = False) -> None:
        self.group = group
        self.is_busy = is_busy
        self.held = 0
        self.ended = ""

    def evict(self) -> None:
        self.ended = "evicted"

    def answer_last(self) -> None:
        self.ended = "last"

    def close_if_idle(self) -> bool:
        self.ended = "busy" if self.is_busy else "closed"
        return not self.is_busy


def full(register: Connections, *groups: str) -> list[Line]:
    lines = [Line(group) for group in groups]
    assert all(register.add(line) for line in lines)
    return lines


def test_room_is_made_by_the_longest_waiting() -> None:
    register = Connections(3)
    first, second, third = full(register, "a", "a", "a")
    register.serve(first)
    new = Line()
    assert register.add(new)
    assert (first.ended, second.ended, third.ended, new.ended) == ("", "evicted", "", "")
    register.wait(first)
    assert register.add(Line())
    assert (first.ended, third.ended) == ("", "evicted")
    assert register.open == 3


def test_a_flood_closes_its_own() -> None:
    register = Connections(10)
    village = full(register, "village", "village", "neighbour")
    flood = full(register, *["flood"] * 30)
    assert [line.ended for line in village] == ["", "", ""]
    assert [line.ended for line in flood] == ["evicted"] * 23 + [""] * 7


def test_who_is_answered_is_never_closed_for_another() -> None:
    register = Connections(2)
    for line in full(register, "a", "b"):
        register.serve(line)
    assert not register.add(Line("c"))
    assert register.open == 2


def test_what_is_kept_of_unfinished_requests_is_bounded() -> None:
    register = Connections(100)
    small, large, larger = full(register, "a", "b", "b")
    register.weigh(small, 10)
    register.weigh(large, MOST_HELD_BYTES // 2)
    register.weigh(larger, MOST_HELD_BYTES // 2 + 1)
    assert (small.ended, large.ended, larger.ended) == ("", "", "evicted")
    register.discard(large)
    register.weigh(small, MOST_HELD_BYTES)
    assert small.ended == ""


def test_ended_ones_leave_nothing_behind() -> None:
    register = Connections(5)
    for line in full(register, "a", "b", "a"):
        register.discard(line)
        register.discard(line)
        register.wait(line)
    assert (register.open, register._waiting, register._held) == (0, {}, 0)


def test_a_stop_answers_last_calls_then_closes_the_idle() -> None:
    async def stop() -> tuple[list[str], list[str], int]:
        register = Connections(5)
        lines = [Line(), Line(is_busy=True)]
        for line in lines:
            register.add(line)
        register.begin_closing(0.01)
        register.begin_closing(0.01)
        assert register.is_closing
        told = [line.ended for line in lines]
        while lines[0].ended == "last":
            await asyncio.sleep(0.01)
        register.discard(lines[0])
        return told, [line.ended for line in lines], await register.wait_closed(0.1)

    assert asyncio.run(stop()) == (["last", "last"], ["closed", "busy"], 1)


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:10.1.2.3", "10.1.2.3"),
        ("64:ff9b::a01:203", "10.1.2.3"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_whose_connections_count_together(address: str, group: str) -> None:
    assert group_of(address) == group


@pytest.mark.slow
@pytest.mark.parametrize(("soft", "hard"), [(128, 1024), (1024, 1024), (64, 300), (1024, 20_000)])
def test_the_limit_of_open_files_is_raised_and_decides(root: Path, soft: int, hard: int) -> None:
    code = (
        "import resource; from rasa_project.serving.connections import *; "
        f"resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard})); "
        "print(raise_descriptor_limit(), most_connections())"
    )
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if allowed != resource.RLIM_INFINITY and allowed < hard:
        pytest.skip("this machine allows fewer open files")
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    most = max(64, min(MOST_CONNECTIONS, hard - KEPT_DESCRIPTORS))
    assert done.stdout.split() == [str(hard), str(most)]


def test_here_too_a_number_is_found() -> None:
    assert 64 <= most_connections() <= MOST_CONNECTIONS
