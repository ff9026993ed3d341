"""What test_versions.py says of SQLite holds of a real PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from benchmarks.services import Postgres, running
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.storage import schema
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.errors import ConversationConflictError, StoreError
from rasa_project.storage.settings import database_url
from rasa_project.storage.versions import StoreVersionError
from tests.engine.test_tracker_store import say
from tests.installed import installed
from tests.storage.helpers import DOMAIN
from tests.storage.test_versions import CHANGES, CONVERSATIONS, OLD, differs_by_engine, goes_on, rows, starts_at_once

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    made = installed(Postgres)
    with running(made):
        yield made
    made.remove()


@pytest.fixture
def new_database(postgres: Postgres, request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Makes a database of its own, with an old bot's tables where a name is given; returns its address."""

    def make(name: str) -> str:
        called = f"d{abs(hash(request.node.name)) % 10**9}"
        engine = sa.create_engine(postgres.url, isolation_level="AUTOCOMMIT")
        engine.execute(sa.text(f"CREATE DATABASE {called}"))
        engine.dispose()
        url = postgres.url.removesuffix("postgres") + called
        if name:
            engine = sa.create_engine(url)
            with engine.begin() as connection, connection.connection.cursor() as cursor:
                cursor.execute((OLD / f"{name}.postgresql.sql").read_text(encoding="utf-8"))
            engine.dispose()
        return url

    return make


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_an_older_postgresql_is_migrated_and_goes_on(name: str, new_database: Callable[[str], str]) -> None:
    goes_on(new_database(name))


def test_the_last_step_makes_the_tables_that_the_code_uses_in_postgresql(new_database: Callable[[str], str]) -> None:
    url = database_url(new_database(""))
    engine = sa.create_engine(url)
    schema.versions_of(url).bring_up(engine)
    differs_by_engine(engine, schema.versions_of(url), schema.metadata)
    engine.dispose()


def test_six_starts_at_once_migrate_an_old_postgresql_once(
    new_database: Callable[[str], str], tmp_path: Path, root: Path
) -> None:
    starts_at_once(new_database("conversations_0001"), tmp_path, root)


@pytest.mark.parametrize("change", [name for name in CHANGES if name != "another program's file"])
def test_a_postgresql_that_is_not_this_bots_is_refused(change: str, new_database: Callable[[str], str]) -> None:
    statements, words = CHANGES[change]
    url = new_database("conversations_0002")
    engine = sa.create_engine(url)
    ConversationDatabase(database_url(url)).prepare()
    with engine.begin() as connection:
        connection.exec_driver_sql(statements.replace("DROP TABLE event", "DROP TABLE event CASCADE"))
    with pytest.raises(StoreVersionError, match=words):
        ConversationDatabase(database_url(url)).prepare()
    engine.dispose()


def test_tables_of_other_programs_in_one_postgresql_are_left_alone(new_database: Callable[[str], str]) -> None:
    url = new_database("")
    engine = sa.create_engine(url)
    engine.execute(sa.text("CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('x')"))
    database = ConversationDatabase(database_url(url))
    database.prepare()
    database.check_writable()
    assert rows(url, "alembic_version") == {"alembic_version": [("x",)]}
    database.close()
    engine.dispose()


def test_a_broken_rule_is_no_conflict_in_postgresql(new_database: Callable[[str], str]) -> None:
    url = new_database("")
    store = ConversationStore(url, DOMAIN)
    asyncio.run(say(store, "сәлем"))
    engine = sa.create_engine(url)
    engine.execute(sa.text("ALTER TABLE event ADD COLUMN owner TEXT; UPDATE event SET owner = ''"))
    engine.execute(sa.text("ALTER TABLE event ALTER COLUMN owner SET NOT NULL"))
    with pytest.raises(StoreError, match="owner") as failed:
        asyncio.run(say(store, "тағы"))
    assert not isinstance(failed.value, ConversationConflictError)
    store.close()
    engine.dispose()
