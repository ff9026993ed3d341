"""Many requests on one connection, sent at once: others are answered between them, reading stops while they wait."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sanic import Sanic

from rasa_project.serving.connections import Connections
from rasa_project.serving.http_protocol import MOST_REQUESTS_AHEAD, StrictProtocol
from tests.in_thread import served_in_thread
from tests.serving.strict_server import ask, calls, line, make_app, read_to_the_end

ONE = b"GET /x HTTP/1.1\r\nHost: a\r\n\r\n"
LAST = b"GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
#: 280 kB: what stopped the server for ten seconds.
MANY = 10_000
FEW = 1_000


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Sanic:
    monkeypatch.setattr(Sanic, "test_mode", True)
    return make_app()


@contextmanager
def pipelining(port: int, requests: int) -> Iterator[list[bytes]]:
    """A client that sends all at once and reads; the list has what it was answered when the block ends."""
    said: list[bytes] = []
    with line(port) as found:
        reader = threading.Thread(target=lambda: said.append(read_to_the_end(found)), daemon=True)
        reader.start()
        found.sendall(ONE * (requests - 1) + LAST)
        yield said
        reader.join(90)


@pytest.mark.slow
def test_others_are_answered_between_the_requests_of_one_connection(app: Sanic) -> None:
    with served_in_thread(app, protocol=StrictProtocol) as port:
        with pipelining(port, MANY) as said:
            done = [calls(port)["calls"] for _ in range(5)]
        assert done[-1] < MANY / 2, "the others waited for all"
        assert said[0].count(b"HTTP/1.1 200") == MANY
        assert calls(port)["calls"] == MANY


def test_several_such_connections_cost_others_no_more_than_one(app: Sanic) -> None:
    with served_in_thread(app, protocol=StrictProtocol) as port:
        with pipelining(port, FEW) as first, pipelining(port, FEW) as second, pipelining(port, FEW) as third:
            assert calls(port)["calls"] < 1.5 * FEW
        assert [len(said) for said in (first, second, third)] == [1, 1, 1]
        assert calls(port)["calls"] == 3 * FEW


def eventually(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_one_request_is_taken_up_in_each_pass_of_the_loop() -> None:
    async def passes() -> int:
        register, taken, seen = Connections(10), [], []

        async def take(number: int) -> None:
            await register.take_turn()
            taken.append(number)

        tasks = [asyncio.create_task(take(number)) for number in range(50)]
        while len(taken) < 50:
            before = len(taken)
            await asyncio.sleep(0)
            seen.append(len(taken) - before)
        await asyncio.gather(*tasks)
        assert taken == sorted(taken)
        return max(seen)

    assert asyncio.run(passes()) == 1


def test_reading_stops_while_requests_wait_and_goes_on(app: Sanic) -> None:
    with served_in_thread(app, protocol=StrictProtocol) as port, line(port) as found:
        found.sendall(b"GET /slow?seconds=2 HTTP/1.1\r\nHost: a\r\n\r\n")
        eventually(lambda: app.ctx.connections.busy == 1)
        (served,) = app.ctx.connections._open
        found.sendall(ONE * (MOST_REQUESTS_AHEAD + 1))
        eventually(lambda: served.is_busy and not served.transport.is_reading())
        found.sendall(LAST)
        said = read_to_the_end(found)
        assert said.count(b"HTTP/1.1 200") == MOST_REQUESTS_AHEAD + 3


def test_a_stop_ends_a_connection_that_pipelines_with_its_next_answer(app: Sanic) -> None:
    with served_in_thread(app, protocol=StrictProtocol) as port, pipelining(port, FEW) as said:
        stopped = ask(port, b"GET /stop HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b"connection: close" in stopped
    answers = [part.partition(b"\r\n\r\n") for part in said[0].split(b"HTTP/1.1 200 OK")[1:]]
    assert len(answers) < FEW
    assert b"connection: close" in answers[-1][0]
    assert json.loads(answers[-1][2])["path"] == "/x"
