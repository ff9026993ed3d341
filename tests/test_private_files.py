"""Everything in state/ is its owner's alone, whatever was made first; under the usual umask, 022."""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rasa_project.channels.inbox.service import instance_lock
from rasa_project.channels.inbox.store import Inbox
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.private_files import make_file, make_folder, narrow, open_private
from rasa_project.security.keys import create
from rasa_project.security.settings import key_file
from rasa_project.serving.stores import narrow_state
from rasa_project.storage.instance import lock_file
from tests import servers
from tests.engine.test_tracker_store import say
from tests.storage.helpers import DOMAIN


@pytest.fixture(autouse=True)
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    for name in ("TELEGRAM_DB", "REST_KEYS_FILE", "DATABASE_URL", "SENDER_KEY", "WIDGET_SECRET"):
        monkeypatch.delenv(name, raising=False)
    before = os.umask(0o022)
    yield
    os.umask(before)


def readable_by_others(*folders: Path) -> list[str]:
    inside = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    return [f"{path}: {stat.S_IMODE(path.stat().st_mode):o}" for path in inside if path.stat().st_mode & 0o077]


def a_conversation() -> None:
    store = ConversationStore(None, DOMAIN)
    asyncio.run(say(store, "сәлем"))
    names = {path.name for path in Path("state").glob("conversations.db*")}
    assert names >= {"conversations.db", "conversations.db-wal", "conversations.db-shm"}
    assert not readable_by_others(Path("state"))
    store.close()


def a_key() -> None:
    create(key_file(), "first-key")


def a_telegram_file() -> None:
    async def hold() -> None:
        async with instance_lock(Path("state/telegram.lock"), "telegram"):
            pass

    store = Inbox(Path("state/telegram.db"), "telegram")
    asyncio.run(hold())
    assert not readable_by_others(Path("state"))
    store.close()


def secrets() -> None:
    from tests.private_secrets import make_secrets

    make_secrets(Path("state"))


def a_lock() -> None:
    open_private(lock_file(Path("state/conversations.db")), "a+").close()


MAKERS: list[Callable[[], None]] = [a_conversation, a_key, a_telegram_file, secrets, a_lock]


@pytest.mark.parametrize("first", MAKERS, ids=lambda maker: maker.__name__)
def test_whatever_is_made_first_nobody_else_reads_it(first: Callable[[], None]) -> None:
    for order in itertools.islice(itertools.permutations([one for one in MAKERS if one is not first]), 4):
        shutil.rmtree("state", ignore_errors=True)
        for make in (first, *order):
            make()
            assert readable_by_others(Path("state")) == [], make.__name__
    assert {"conversations.db", "keys.json", ".keys.lock", "telegram.db", "sender.key", "widget_secret"} <= {
        path.name for path in Path("state").iterdir()
    }


def test_in_a_folder_that_was_there_the_files_are_private_and_the_folder_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir(mode=0o755)
    for name, path in (
        ("DATABASE_URL", "sqlite:///data/c.db"), ("TELEGRAM_DB", "data/t.db"), ("REST_KEYS_FILE", "data/k.json")
    ):  # fmt: skip
        monkeypatch.setenv(name, path)
    store = ConversationStore(None, DOMAIN)
    asyncio.run(say(store, "сәлем"))
    a_key()
    Inbox(Path("data/t.db"), "telegram").close()
    assert readable_by_others(Path("data")) == ["data: 755"]
    store.close()


def test_what_an_earlier_bot_left_wide_is_narrowed_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///data/c.db")
    (tmp_path / "data").mkdir(mode=0o755)
    store = ConversationStore(None, DOMAIN)
    asyncio.run(say(store, "сәлем"))
    for name in ("sender.key", "keys.json", "deep/er/audit.jsonl"):
        Path("state", name).parent.mkdir(parents=True, exist_ok=True)
        Path("state", name).write_text("secret", encoding="utf-8")
    for path in (*Path("state").rglob("*"), *Path("data").glob("c.db*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    Path("state").chmod(0o777)
    (tmp_path / "elsewhere").write_text("not ours", encoding="utf-8")
    Path("state/link").symlink_to(tmp_path / "elsewhere")
    assert len(readable_by_others(Path("state"), Path("data"))) > 8
    narrow_state()
    assert readable_by_others(Path("state"), Path("data")) == ["state/link: 644", "data: 755"]
    assert stat.S_IMODE(Path("state/sender.key").stat().st_mode) == 0o600
    store.close()


def test_an_sqlite_file_that_another_program_made_wide_is_narrowed_when_it_is_opened() -> None:
    Path("state").mkdir(mode=0o700)
    with closing(sqlite3.connect("state/conversations.db")) as other:
        other.execute("PRAGMA user_version=0")
    Path("state/conversations.db").touch()
    Path("state/conversations.db").chmod(0o644)
    a_conversation()


def test_the_helpers(tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    make_folder(tmp_path / "a/b/c")
    make_file(tmp_path / "a/d/e")
    make_file(tmp_path / "a/d/e")
    with open_private(tmp_path / "f/g", "a") as file:
        file.write("x")
    assert readable_by_others(tmp_path / "a", tmp_path / "f") == []
    narrow(tmp_path / "nothing")
    (tmp_path / "f/g").chmod(0o644)

    def refuse(path: Path, mode: int) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refuse)
    narrow(tmp_path / "f/g")
    assert "f/g can be read by others" in caplog.text


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Path:
    """A clone with the trained model, so that its state/ is its own."""
    listed = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout
    clone = tmp_path / "project"
    for name in listed.splitlines():
        if (root / name).is_file() and not name.startswith(("tests/", "docs/images/", "benchmarks/")):
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, clone / name)
    (clone / "models").mkdir()
    shutil.copyfile(root / "models/measles.tar.gz", clone / "models/measles.tar.gz")
    return clone


@pytest.mark.slow
def test_the_documented_order_under_umask_022(project: Path) -> None:
    """docs/integrate.md: a key first, then the bot, then messages; every file of state/ is looked at while it runs."""
    hidden = ("DATABASE_URL", "REST_KEYS_FILE", "SENDER_KEY")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    command = [sys.executable, "-m", "rasa_project", "keys", "create", "first-key"]
    made = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=True, umask=0o022
    )  # fmt: skip
    state = project / "state"
    assert readable_by_others(state) == []
    key = made.stdout.strip()
    with servers.running(project, project.parent, DATABASE_URL=None, REST_KEYS_FILE=None, SENDER_KEY=None) as server:
        said = server.call("/api/v1/messages", {"sender": "a", "message": "сәлем"}, Authorization=f"Bearer {key}")
        assert said.status == 200
        names = {path.name for path in state.iterdir()}
        assert {"conversations.db", "conversations.db-shm", "keys.json", "sender.key", "widget_secret"} <= names
        assert readable_by_others(state) == []
        second = subprocess.run(
            [sys.executable, "-m", "rasa_project", "run", "--port", str(servers.free_port())],
            cwd=project, env=server.environment, capture_output=True, text=True, check=False, timeout=180,
        )  # fmt: skip
        assert second.returncode == 1
        assert "is in use by another bot, process" in second.stderr
        restored = subprocess.run(
            [sys.executable, "-m", "scripts.conversations", "backup", "b.tar"],
            cwd=project, env=server.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert restored.returncode == 0, restored.stderr
        refused = subprocess.run(
            [sys.executable, "-m", "scripts.conversations", "restore", "b.tar"],
            cwd=project, env=server.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert refused.returncode == 1
        assert f"process {server.pid}" in refused.stderr
    done = subprocess.run(
        [sys.executable, "-m", "scripts.conversations", "restore", "b.tar"],
        cwd=project, env=environment, capture_output=True, text=True, check=False, umask=0o022,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert readable_by_others(state) == []
