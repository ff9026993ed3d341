"""What was deleted is in no file any more: SQLite's file and its log while the bot runs, PostgreSQL's after a tidy."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from benchmarks.bot_servers import Bot
from benchmarks.services import Postgres, running
from rasa_project.channels.inbox.incoming import Incoming, Kind
from rasa_project.channels.inbox.store import Chat, Inbox
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.privacy.erasure import DAY_SECONDS, erase, retain
from rasa_project.privacy.traces import run_job, truncate_log
from rasa_project.storage.tidy import tidy
from tests.engine.test_tracker_store import say
from tests.installed import installed
from tests.storage.helpers import DOMAIN

pytestmark = pytest.mark.slow

PEOPLE = 200


def name(number: int) -> str:
    """A word that stands nowhere else."""
    letters = str(number).translate(str.maketrans("0123456789", "абвгдежзик"))
    return f"Айгерімқыз{letters}".ljust(16, "ш")


NAMES = [name(number) for number in range(PEOPLE)]


def found(*files: Path) -> list[str]:
    """Names of which one of the files still has the bytes."""
    content = b"".join(file.read_bytes() for file in files if file.is_file())
    return [one for one in NAMES if one.encode() in content]


def beside(database: Path) -> list[Path]:
    return [database, *(database.with_name(database.name + ending) for ending in ("-wal", "-shm"))]


def wait_until(gone: Callable[[], bool], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not gone() and time.monotonic() < end:
        time.sleep(0.1)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/c.db")
    monkeypatch.setenv("TELEGRAM_DB", f"{tmp_path}/t.db")
    return tmp_path / "c.db"


def planted() -> ConversationStore:
    """200 people who told a name; the store stays open as in a server."""
    store = ConversationStore(None, DOMAIN)

    async def talk() -> None:
        for number, one in enumerate(NAMES):
            await say(store, f"менің балам {one} " + "сөз " * (number % 50), sender=f"person-{number}")

    asyncio.run(talk())
    return store


@pytest.mark.parametrize("way", ["one by one", "retention", "the store"])
def test_deleted_names_are_in_no_file_while_the_bot_runs(database: Path, way: str) -> None:
    store = planted()
    assert len(found(*beside(database))) == PEOPLE
    if way == "retention":
        assert retain(30, time.time() + 31 * DAY_SECONDS, share=1.0, clock_is_right=True) == PEOPLE
    for number in range(PEOPLE):
        if way == "one by one":
            assert erase(f"person-{number}", why="office", by="user:tests") > 0
        if way == "the store":
            asyncio.run(store.delete(f"person-{number}"))
    assert found(*beside(database)) == []
    store.close()


def test_what_others_told_stays(database: Path) -> None:
    store = planted()
    for number in range(0, PEOPLE, 2):
        erase(f"person-{number}", why="office", by="user:tests")
    assert found(*beside(database)) == NAMES[1::2]
    store.close()


def test_sqlite_overwrites_also_where_it_was_built_not_to(database: Path) -> None:
    store = planted()
    with store.database._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
        assert [option for (option,) in connection.exec_driver_sql("PRAGMA compile_options")], "asked of SQLite itself"
    telegram = Inbox(database.with_name("t.db"), "telegram")
    with telegram._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
    telegram.close()
    store.close()


def test_while_somebody_reads_nobody_waits_and_it_is_done_afterwards(database: Path) -> None:
    """A backup reads for long: the deletion does not wait for it, nor do turns; the job empties the log later."""
    store = planted()
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM event").fetchone()
        for number in range(PEOPLE):
            erase(f"person-{number}", why="office", by="user:tests")
        assert not truncate_log(database), "it is in use"
        asyncio.run(say(store, "сәлем", sender="another"))  # would be refused after 3 s if it had to wait
        assert len(found(*beside(database))) > 0

        async def job() -> None:
            task = asyncio.create_task(run_job(lambda: [database], every=0.05))
            await asyncio.sleep(0.3)
            assert len(found(*beside(database))) > 0
            reader.execute("COMMIT")
            await asyncio.to_thread(wait_until, lambda: not found(*beside(database)))
            task.cancel()

        asyncio.run(job())
    assert found(*beside(database)) == []
    store.close()


def test_turns_go_on_while_the_log_is_emptied_all_the_time(database: Path) -> None:
    store, end = ConversationStore(None, DOMAIN), threading.Event()

    def empty() -> int:
        count = 0
        while not end.is_set():
            count += truncate_log(database)
        return count

    async def talk() -> None:
        for number in range(150):
            await say(store, f"m{number}")

    with ThreadPoolExecutor(1) as pool:
        emptied = pool.submit(empty)
        asyncio.run(talk())
        end.set()
        assert emptied.result() > 10
    assert len(store.database.export_sender("anna")) > 150 * 4
    store.close()


def test_the_job_goes_on_after_a_failure(database: Path) -> None:
    tries: list[int] = []

    def files() -> list[Path]:
        tries.append(1)
        if len(tries) == 1:
            raise OSError
        return [database]

    async def watch() -> None:
        job = asyncio.create_task(run_job(files, every=0.01))
        while len(tries) < 3:
            await asyncio.sleep(0.01)
        job.cancel()

    asyncio.run(asyncio.wait_for(watch(), 60))


def test_a_forgotten_telegram_chat_is_in_no_file(tmp_path: Path) -> None:
    store = Inbox(tmp_path / "t.db", "telegram")
    for number, one in enumerate(NAMES):
        update = Incoming(f"u{number}", Kind.TEXT, "5", f"m{number}", f"менің балам {one}")
        store.accept([(update, "d")], time.time())
        store.begin_next("5")
        store.keep_answer(f"u{number}", f'[{{"text": "{one}"}}]')
        store.finish(f"u{number}", Chat("5", language="kk", last_day=1))
    assert len(found(*beside(tmp_path / "t.db"))) > 0, "the log still has them"
    assert store.forget_chat("5") > 0
    assert found(*beside(tmp_path / "t.db")) == []
    store.close()


def test_tidy_rewrites_what_was_deleted_before_it_was_overwritten(database: Path) -> None:
    """As a bot of before, or an SQLite built without secure_delete, left it."""
    planted().close()
    with closing(sqlite3.connect(database)) as old, old:
        old.execute("PRAGMA secure_delete=OFF")
        old.execute("DELETE FROM event")
        old.execute("DELETE FROM conversation")
    assert len(found(*beside(database))) > 100
    store = ConversationStore(None, DOMAIN)
    assert "rewritten" in tidy(store.database.url)[0]
    assert found(*beside(database)) == []
    asyncio.run(say(store, "сәлем"))
    store.close()


def test_names_told_to_a_real_server_are_gone_while_it_runs(tmp_path: Path, root: Path) -> None:
    """A third by the parents' own button, a third by the office, a third by retention."""
    bot = Bot(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/c.db", TELEGRAM_DB=f"{tmp_path}/t.db")
    database = tmp_path / "c.db"
    environment = {**os.environ, **bot.options()["env"]}

    def command(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "rasa_project", "privacy", *arguments], cwd=root, env=environment,
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    with running(bot):
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda n: bot.say(f"person-{n}", f"менің балам {NAMES[n]} 5 жаста"), range(PEOPLE)))
        assert len(found(*beside(database))) == PEOPLE
        for number in range(70):
            bot.say(f"person-{number}", "деректерімді өшір")
            assert any("103" not in text for text in bot.say(f"person-{number}", "иә"))
        with pytest.MonkeyPatch.context() as patch:
            for setting in ("DATABASE_URL", "TELEGRAM_DB", "SENDER_KEY"):
                patch.setenv(setting, environment[setting])
            for number in range(70, 138):
                assert erase(Bot.stored_as(f"person-{number}"), why="office", by="user:tests") > 0
        for number in (138, 139):
            assert "Deleted" in command("delete", "--channel", "rest", "--sender", f"person-{number}")
        with closing(sqlite3.connect(database, timeout=30)) as clock, clock:
            clock.execute("UPDATE conversation SET last_active = last_active - 86400 * 40")
        command("retain", "--days", "39")
        wait_until(lambda: not found(*beside(database)))
        assert found(*beside(database), *beside(tmp_path / "t.db"), tmp_path / "service.log") == []
        assert bot.get("/health/ready")[0] == 200


@pytest.fixture
def postgres(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Postgres]:
    made = installed(Postgres)
    for setting in getattr(request, "param", ()):
        with (made.folder / "data/postgresql.conf").open("a") as configuration:
            configuration.write(f"{setting}\n")
    with running(made):
        monkeypatch.setenv("DATABASE_URL", made.url)
        yield made
    made.remove()


def files_of(postgres: Postgres, *folders: str) -> list[Path]:
    return [path for folder in folders for path in (postgres.folder / "data" / folder).rglob("*") if path.is_file()]


def deleted_in_postgresql(postgres: Postgres) -> ConversationStore:
    """100 of 200 deleted, with everything on the disk."""
    store = planted()
    for number in range(PEOPLE // 2):
        erase(f"person-{number}", why="office", by="user:tests")
    with closing(psycopg2.connect(postgres.url)) as admin:
        admin.autocommit = True
        admin.cursor().execute("CHECKPOINT")
    return store


def test_after_a_tidy_the_tables_of_postgresql_hold_none_of_it(postgres: Postgres, tmp_path: Path) -> None:
    store = deleted_in_postgresql(postgres)
    assert set(NAMES[: PEOPLE // 2]) & set(found(*files_of(postgres, "base"))), "a deletion alone leaves them"
    said = tidy(store.database.url)
    assert found(*files_of(postgres, "base")) == NAMES[PEOPLE // 2 :]
    assert "wal_recycle" in said[-1]
    asyncio.run(say(store, "сәлем", sender="person-199"))
    with closing(psycopg2.connect(postgres.url)) as admin, admin, admin.cursor() as cursor:
        cursor.execute("CREATE ROLE plain LOGIN; GRANT pg_read_all_data TO plain")
        for table in ("conversation", "event", "heartbeat"):
            cursor.execute(f"ALTER TABLE {table} OWNER TO plain")
    from rasa_project.storage.settings import database_url

    said = tidy(database_url(postgres.url.replace("bot@", "plain@")))
    assert "was not renewed" in said[-1]
    store.close()


@pytest.mark.parametrize("postgres", [("wal_recycle = off",)], indirect=True)
def test_without_recycling_the_log_of_postgresql_holds_none_of_it_either(postgres: Postgres) -> None:
    store = deleted_in_postgresql(postgres)
    assert set(NAMES[: PEOPLE // 2]) & set(found(*files_of(postgres, "pg_wal")))
    assert "are removed" in tidy(store.database.url)[-1]
    assert found(*files_of(postgres, "base", "pg_wal")) == NAMES[PEOPLE // 2 :]
    store.close()
