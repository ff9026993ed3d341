"""A connection that rested is tried before it is used; one that was just used is not."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa

from rasa_project.stores.schema import _check_rested, _remember_use


class Connection:
    """As much of a driver's connection as is asked: whether it answers, and how often it was asked."""

    class Error(Exception):
        """The driver's error."""

    def __init__(self, is_alive: bool) -> None:
        self.is_alive, self.asked = is_alive, 0

    def cursor(self) -> Connection:
        return self

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def execute(self, _: str) -> None:
        self.asked += 1
        if not self.is_alive:
            raise self.Error("server closed the connection")

    def rollback(self) -> None:
        pass


def record(used: float | None) -> Any:
    return SimpleNamespace(info={} if used is None else {"used": used})


def test_a_dead_connection_that_rested_is_replaced() -> None:
    with pytest.raises(sa.exc.DisconnectionError):  # which makes the pool take another one
        _check_rested(Connection(is_alive=False), record(time.monotonic() - 60), None)


def test_a_living_one_that_rested_is_asked_once() -> None:
    connection = Connection(is_alive=True)
    _check_rested(connection, record(time.monotonic() - 60), None)
    assert connection.asked == 1


def test_one_that_was_just_used_or_just_made_is_not_asked() -> None:
    connection, used = Connection(is_alive=True), record(None)
    _check_rested(connection, used, None)
    _remember_use(connection, used)
    _check_rested(connection, used, None)
    assert connection.asked == 0
