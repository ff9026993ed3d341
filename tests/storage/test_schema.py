"""A connection that rested is tried before it is used; one that was just used is not."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa

from benchmarks.services import Postgres, running
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.schema import _check_rested, _remember_use
from rasa_project.storage.settings import database_url
from tests.installed import installed


class Dialect:
    """A driver whose connections answer, say no or break; counts how often they were asked."""

    class dbapi:  # noqa: N801 (SQLAlchemy's name)
        class Error(Exception):
            """The driver's error."""

    def __init__(self, answer: bool | None) -> None:
        self.answer, self.asked = answer, 0

    def do_ping(self, _: object) -> bool:
        self.asked += 1
        if self.answer is None:
            raise self.dbapi.Error("server closed the connection")
        return self.answer


def record(used: float | None) -> Any:
    return SimpleNamespace(info={} if used is None else {"used": used})


@pytest.mark.parametrize("answer", [False, None])
def test_a_dead_connection_that_rested_is_replaced(answer: bool | None) -> None:
    with pytest.raises(sa.exc.DisconnectionError):  # which makes the pool take another one
        _check_rested(Dialect(answer), None, record(time.monotonic() - 60), None)


def test_a_living_one_that_rested_is_asked_once() -> None:
    dialect = Dialect(True)
    _check_rested(dialect, None, record(time.monotonic() - 60), None)
    assert dialect.asked == 1


def test_one_that_was_just_used_or_just_made_is_not_asked() -> None:
    dialect, used = Dialect(True), record(None)
    _check_rested(dialect, None, used, None)
    _remember_use(None, used)
    _check_rested(dialect, None, used, None)
    assert dialect.asked == 0


@pytest.mark.slow
def test_a_connection_that_postgresql_ended_while_it_rested_is_not_noticed() -> None:
    postgres = installed(Postgres)
    with running(postgres):
        database = ConversationDatabase(database_url(postgres.url))
        assert database.senders() == []
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rasa_project'"
        with sa.create_engine(postgres.url).connect() as other:
            assert [ended for (ended,) in other.execute(sa.text(end))] == [True]
        time.sleep(0.7)
        assert database.senders() == []
        database.close()
    postgres.remove()
