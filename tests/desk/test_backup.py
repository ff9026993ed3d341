"""A desk on PostgreSQL is in the backup and comes back: beside the bot's tables, and where the bot has a file."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from benchmarks.services import Postgres, running
from rasa_project.backup import postgresql
from rasa_project.backup.desk import TABLES
from rasa_project.backup.errors import BackupError
from scripts.conversations import main
from tests.installed import installed
from tests.storage.backups import machine, stored, talk

__all__ = ["machine"]


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    made = installed(Postgres)
    with running(made):
        yield made
    made.remove()


@pytest.fixture
def desk_url(server: Postgres, root: Path, machine: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A desk's database with one person of the office in it."""
    monkeypatch.setenv("DESK_DATABASE_URL", server.url)
    monkeypatch.setenv("DESK_SECRET_FILE", "state/desk.secret")
    with sa.create_engine(server.url).begin() as database:
        database.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE theirs (a int)")
    for words in (["migrate"], ["create-chief", "aliya"]):
        command = [sys.executable, "-m", "desk", *words]
        done = subprocess.run(
            command, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    return server.url


def people(url: str) -> list[str]:
    with sa.create_engine(url).connect() as database:
        return list(database.execute(sa.text("SELECT username FROM people_invitation ORDER BY username")).scalars())


def rename(url: str) -> None:
    with sa.create_engine(url).begin() as database:
        database.execute(sa.text("UPDATE people_invitation SET username = 'somebody'"))


@pytest.mark.django_db
def test_all_tables_of_the_desk_are_named() -> None:
    made = connection.introspection.django_table_names(only_existing=False, include_views=False)
    assert set(TABLES) == {*made, MigrationRecorder.Migration._meta.db_table}


@pytest.mark.slow
@pytest.mark.parametrize("is_shared", [False, True], ids=["bot-has-a-file", "one-database"])
def test_it_goes_round(is_shared: bool, desk_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if is_shared:
        monkeypatch.setenv("DATABASE_URL", desk_url)
    talk("before")
    before = people(desk_url)
    assert before
    assert main(["backup", "b.tar"]) == 0
    rename(desk_url)
    talk("after", sender="berik")
    assert main(["restore", "b.tar"]) == 0
    assert people(desk_url) == before
    assert stored() == {"anna": ["before"]}
    (aside,) = Path("state").glob("before-restore-*")
    assert "somebody" in (aside / "desk.sql").read_text(encoding="utf-8")
    assert stat.S_IMODE((aside / "desk.sql").stat().st_mode) == 0o600
    with sa.create_engine(desk_url).connect() as database:
        assert "theirs" in sa.inspect(database).get_table_names()


@pytest.mark.slow
def test_a_restore_that_fails_leaves_the_desk_as_it_was(
    desk_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", desk_url)
    talk("before")
    assert main(["backup", "b.tar"]) == 0
    rename(desk_url)
    load = postgresql.load

    def fails(url: sa.engine.url.URL, file: Path, some: object = None, behind: str = "SELECT") -> None:
        if some is None:
            raise BackupError("psql failed: the disk is full")
        load(url, file, some)  # type: ignore[arg-type]

    monkeypatch.setattr(postgresql, "load", fails)
    assert main(["restore", "b.tar"]) == 1
    assert "the disk is full" in capsys.readouterr().err
    assert set(people(desk_url)) == {"somebody"}


@pytest.mark.slow
def test_it_is_not_put_under_a_desk_that_runs_and_is_left_out_where_none_is_named(
    desk_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    talk("before")
    assert main(["backup", "b.tar"]) == 0
    rename(desk_url)
    with sa.create_engine(desk_url, connect_args={"application_name": "desk"}).connect():
        assert main(["restore", "b.tar"]) == 1
    said = capsys.readouterr().err
    assert "A desk is running" in said
    assert "password" not in said
    monkeypatch.delenv("DESK_DATABASE_URL")
    assert main(["restore", "b.tar"]) == 0
    assert "desk.sql is of a desk on PostgreSQL and was left out" in capsys.readouterr().out
    assert set(people(desk_url)) == {"somebody"}


@pytest.mark.slow
def test_a_database_that_is_away_is_said(desk_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    talk("before")
    monkeypatch.setenv("DESK_DATABASE_URL", "postgresql://nobody:hunter2@127.0.0.1:1/none")
    assert main(["backup", "b.tar"]) == 1
    assert not Path("b.tar").exists()
