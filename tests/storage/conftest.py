"""Both databases for what is sent unasked: an SQLite file and a real PostgreSQL, emptied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from benchmarks.services import Postgres, running
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.settings import database_url
from tests.installed import installed


@pytest.fixture(scope="module")
def outbox_server() -> Iterator[Postgres]:
    made = installed(Postgres)
    with running(made):
        yield made
    made.remove()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def outbox_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ConversationDatabase]:
    if request.param == "sqlite":
        url = make_url(f"sqlite:///{tmp_path}/conversations.db")
    else:
        url = database_url(request.getfixturevalue("outbox_server").url)
    made = ConversationDatabase(url)
    with made.transaction() as connection:
        for name in ("planned", "campaign", "subscriber", "event", "conversation"):
            connection.exec_driver_sql(f"DELETE FROM {name}")
    yield made
    made.close()
