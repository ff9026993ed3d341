"""One bot an SQLite file; no restore beside a running bot, no start beside a restore; no password for others to see."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from sqlalchemy.pool import StaticPool

from benchmarks.services import Postgres
from rasa_project.backup import postgresql
from rasa_project.backup.make import database
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.storage import schema
from rasa_project.storage.instance import held_for_restore, hold_for_serving
from rasa_project.storage.settings import database_url
from scripts.conversations import main
from tests.engine.test_tracker_store import say
from tests.servers import free_port
from tests.storage.backups import PASSWORD, machine, postgres, stored, talk
from tests.storage.helpers import DOMAIN

__all__ = ["machine", "postgres"]

pytestmark = pytest.mark.slow


HOLD = """
import sys
from pathlib import Path
from rasa_project.storage.instance import hold_for_serving
from rasa_project.storage.settings import database_url
hold_for_serving(database_url(sys.argv[1]), Path("state"))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def bot(root: Path) -> Iterator[Any]:
    """Starts processes that hold the stores as a serving bot does."""
    started: list[subprocess.Popen[str]] = []

    def start(url: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, url], stdin=-1, stdout=-1, stderr=-1, text=True,
            env={**os.environ, "PYTHONPATH": str(root)},
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_a_restore_beside_a_running_bot_is_refused(bot: Any, capsys: pytest.CaptureFixture[str]) -> None:
    talk("precious")
    assert main(["backup", "b.tar"]) == 0
    talk("later")
    running_bot = bot("sqlite:///state/conversations.db")
    assert running_bot.stdout.readline() == "held\n"
    assert main(["restore", "b.tar"]) == 1
    said = capsys.readouterr().err
    assert "The bot or the desk is running" in said
    assert f"process {running_bot.pid}" in said
    assert main(["backup", "c.tar"]) == 0, "a backup is made beside it"
    running_bot.kill()
    running_bot.wait()
    assert stored() == {"anna": ["precious", "later"]}
    assert main(["restore", "b.tar"]) == 0
    assert stored() == {"anna": ["precious"]}


def test_a_bot_that_starts_during_a_restore_is_refused(bot: Any) -> None:
    with held_for_restore(database_url("sqlite:///state/conversations.db"), Path("state")):
        for url in ("sqlite:///state/conversations.db", "sqlite:///elsewhere.db"):
            refused = bot(url)
            assert refused.wait() == 1
            assert "StoreInUseError" in refused.stderr.read()


def test_a_second_bot_is_refused_before_rasa_and_the_model_are_loaded(bot: Any, root: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/c.db"
    first = bot(url)
    assert first.stdout.readline() == "held\n"
    run = ["run", "--port", str(free_port()), "--model", __file__]
    second = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "rasa_project", *run],
        env={**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(root)},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert second.returncode == 1
    assert f"is in use by another bot, process {first.pid}" in second.stderr
    assert "Starting the bot" not in second.stdout
    assert not re.search(r"\brasa\.(core|shared)", second.stderr)


def test_a_second_bot_on_one_sqlite_file_is_refused(bot: Any) -> None:
    first = bot("sqlite:///state/conversations.db")
    assert first.stdout.readline() == "held\n"
    second = bot("sqlite:///state/conversations.db")
    assert second.wait() == 1
    said = second.stderr.read()
    assert f"state/conversations.db is in use by another bot, process {first.pid}." in said
    assert bot("sqlite:///state/other.db").stdout.readline() == "held\n", "another file may be served beside it"
    first.kill()
    first.wait()
    assert bot("sqlite:///state/conversations.db").stdout.readline() == "held\n"


def test_several_bots_share_a_postgresql() -> None:
    hold_for_serving(database_url("postgresql://bot@127.0.0.1:1/bot"), Path("state"))
    hold_for_serving(database_url("postgresql://bot@127.0.0.1:1/bot"), Path("state"))


def test_a_restore_of_postgresql_beside_a_bot_on_any_machine_is_refused(
    postgres: Postgres, machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    talk("precious")
    assert main(["backup", "b.tar"]) == 0
    store = ConversationStore(None, DOMAIN)
    asyncio.run(say(store, "later"))
    (machine / "other-machine").mkdir()
    monkeypatch.chdir(machine / "other-machine")
    assert main(["restore", "../b.tar"]) == 1
    assert "A bot is running on postgresql://" in capsys.readouterr().err
    store.close()
    assert main(["restore", "../b.tar"]) == 0
    assert stored() == {"anna": ["precious"]}
    with postgresql.no_bots(database()):
        refused = ConversationStore(None, DOMAIN)
        with pytest.raises(Exception, match="restore is going on"):
            asyncio.run(say(refused, "too early"))
        refused.close()
    talk("later again")


def test_a_bot_may_start_as_soon_as_the_restore_is_over(
    postgres: Postgres, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL ends a session some time after it was closed: here it never does."""
    monkeypatch.setenv("DATABASE_URL", postgres.url)
    monkeypatch.setattr(postgresql, "NullPool", StaticPool)
    with postgresql.no_bots(database()):
        pass
    talk("сәлем")
    assert stored() == {"anna": ["сәлем"]}


def test_the_password_is_in_no_process_list(postgres: Postgres, machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and psql are held up at a lock while all command lines are read, and log in with the password."""
    with closing(psycopg2.connect(postgres.url)) as admin, admin, admin.cursor() as cursor:
        cursor.execute("CREATE ROLE parent LOGIN SUPERUSER PASSWORD %s", (PASSWORD,))
    hba = postgres.folder / "data/pg_hba.conf"
    hba.write_text("local all bot trust\nhost all parent 127.0.0.1/32 scram-sha-256\nhost all bot 127.0.0.1/32 trust\n")
    with closing(psycopg2.connect(postgres.url)) as admin, admin.cursor() as cursor:
        cursor.execute("SELECT pg_reload_conf()")
    from urllib.parse import quote

    for address in (
        postgres.url.replace("bot@", f"parent:{quote(PASSWORD, safe='')}@"),
        postgres.url.replace("bot@", "parent@") + f"?password={quote(PASSWORD, safe='')}",
    ):
        monkeypatch.setenv("DATABASE_URL", address)
        talk("сәлем")
        archive = machine / f"{len(address)}.tar"
        for what in ("backup", "restore"):
            program, lock = ("pg_dump", "ACCESS EXCLUSIVE") if what == "backup" else ("psql", "ACCESS SHARE")
            seen = _command_lines_during(postgres, [what, str(archive)], program, lock)
            assert any(program in line for line in seen), "the child was never seen"
            assert not [line for line in seen if "secret" in line]
        assert stored() == {"anna": ["сәлем"]}
        with closing(psycopg2.connect(postgres.url)) as admin, admin, admin.cursor() as cursor:
            cursor.execute(f"DROP TABLE {', '.join([*schema.metadata.tables, schema.VERSION_TABLE])}")


def _command_lines_during(postgres: Postgres, arguments: list[str], program: str, lock: str) -> set[str]:
    """All command lines of the machine while the command's child waits for a table that is locked."""
    seen: set[str] = set()
    status: list[int] = []
    with closing(psycopg2.connect(postgres.url)) as holder, holder.cursor() as cursor:
        cursor.execute(f"LOCK TABLE event IN {lock} MODE")
        command = threading.Thread(target=lambda: status.append(main(arguments)))
        command.start()
        end = time.monotonic() + 60
        while time.monotonic() < end and not any(program in line and "--dbname=" in line for line in seen):
            for process in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    seen.add(process.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
                except OSError:
                    continue
        holder.rollback()
        command.join(120)
    assert status == [0]
    return seen
