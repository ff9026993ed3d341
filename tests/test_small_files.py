"""Whatever stands at the place of a key, a secret, a lock or the audit file: a specific error at once, never a wait."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from rasa_project.backup.keys import key_in_use
from rasa_project.errors import BotError
from rasa_project.privacy import audit
from rasa_project.secret_files import SENDER_KEY_FILE, secret_from
from rasa_project.security import key_file
from rasa_project.security.key_file import KeyFile, KeyFileError
from rasa_project.security.keys import create
from rasa_project.settings import SENDER_KEY
from rasa_project.small_files import MOST_BYTES, open_regular, read_small
from rasa_project.storage.instance import hold_for_serving
from rasa_project.storage.settings import StoreSettings


@pytest.fixture(autouse=True)
def at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """In a folder of its own; what waits is ended after seconds, and fails."""
    monkeypatch.chdir(tmp_path)
    for name in ("SENDER_KEY", "AUDIT_FILE", "DATABASE_URL", "REST_KEYS_FILE"):
        monkeypatch.delenv(name, raising=False)

    def waited(*_: object) -> None:
        raise TimeoutError("it waits for what stands there")

    before = signal.signal(signal.SIGALRM, waited)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def fifo(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def terminal(path: Path) -> None:
    path.symlink_to("/dev/tty")


def full_device(path: Path) -> None:
    path.symlink_to("/dev/full")


def loop(path: Path) -> None:
    path.symlink_to(path.absolute())


def two_links(path: Path) -> None:
    path = path.absolute()
    other = path.with_name("other")
    path.symlink_to(other)
    other.symlink_to(path)


def listening(path: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as one:
        one.bind(str(path))


def huge(path: Path) -> None:
    """64 GB without a block on the disk."""
    with path.open("wb") as file:
        file.truncate(64 * 2**30)


def a_little_too_large(path: Path) -> None:
    path.write_bytes(b" " * (MOST_BYTES + 1))


Putter = Callable[[Path], None]
NO_FILES: dict[Putter, str] = {
    fifo: "it is a FIFO", folder: "it is a folder", device: "it is a device", terminal: "it is a device",
    full_device: "it is a device", listening: "it is a socket", loop: "symbolic links", two_links: "symbolic links",
}  # fmt: skip
#: A fault would take the rights of the machine's own device.
NO_DEVICES: Final = {put: why for put, why in NO_FILES.items() if why != "it is a device"}
ODD: dict[Putter, str] = {**NO_FILES, huge: "it is larger than 1024 kB", a_little_too_large: "it is larger than"}


def at(path: Path, put: Putter) -> Path:
    path.parent.mkdir(exist_ok=True)
    put(path)
    return path


@pytest.mark.parametrize(("put", "why"), ODD.items())
def test_what_is_no_small_file_is_not_read(tmp_path: Path, put: Putter, why: str) -> None:
    with pytest.raises(OSError, match=why):
        read_small(at(tmp_path / "one", put))


def test_a_file_of_the_greatest_size_and_one_behind_links_are_read(tmp_path: Path) -> None:
    one = tmp_path / "one"
    one.write_bytes(b"k" * MOST_BYTES)
    for number in range(5):  # as Kubernetes mounts secrets
        link = tmp_path / f"link{number}"
        link.symlink_to(one)
        one = link
    assert read_small(one) == b"k" * MOST_BYTES
    with pytest.raises(FileNotFoundError):
        read_small(tmp_path / "none")


def test_a_file_that_grows_while_it_is_read_is_no_small_one(tmp_path: Path) -> None:
    """``/proc`` tells 0 bytes of every file."""
    with pytest.raises(OSError, match="larger than 0 kB"):
        read_small(Path("/proc/self/status"), most=20)


def test_what_takes_the_place_between_look_and_opening_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.touch()
    seen = os.stat(one)
    os.mkfifo(other)
    os.replace(other, one)
    monkeypatch.setattr(os, "stat", lambda *_, **__: seen)
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(OSError, match="it is a FIFO"):
        open_regular(one, os.O_RDONLY)
    assert len(os.listdir("/proc/self/fd")) == before


@pytest.mark.parametrize(("put", "why"), ODD.items())
def test_the_file_of_keys_from_the_start_and_while_the_server_runs(tmp_path: Path, put: Putter, why: str) -> None:
    keys = KeyFile(tmp_path / "state" / "keys.json")
    create(keys, "clinic")
    keys.path.unlink()
    put(keys.path)
    for file in (keys, KeyFile(keys.path)):
        for _ in range(2):
            with pytest.raises(KeyFileError, match=f"keys.json can't be read .*{why}.*Put the file of keys there"):
                file.has_keys()
        with pytest.raises(KeyFileError, match=why):
            create(file, "other")


@pytest.mark.parametrize(("put", "why"), NO_DEVICES.items())
def test_the_lock_of_the_file_of_keys(tmp_path: Path, put: Putter, why: str) -> None:
    at(tmp_path / "state" / ".keys.lock", put)
    with pytest.raises(KeyFileError, match=f"keys.lock can't be written .*({why}|Is a directory)"):
        create(KeyFile(tmp_path / "state" / "keys.json"), "clinic")


def test_a_command_that_keeps_the_lock_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_file, "LOCK_SECONDS", 0.1)
    keys = KeyFile(tmp_path / "keys.json")
    with keys._locked(), pytest.raises(KeyFileError, match=r"Another command holds .*try again"):
        create(KeyFile(keys.path), "clinic")
    assert create(keys, "clinic")


def test_who_waits_for_the_lock_gets_it(tmp_path: Path) -> None:
    keys = KeyFile(tmp_path / "keys.json")
    maker = threading.Thread(target=create, args=(KeyFile(keys.path), "clinic"))
    with keys._locked():
        maker.start()
        maker.join(0.1)
        assert maker.is_alive()
    maker.join()
    assert list(keys.all()) == ["clinic"]


def test_a_file_with_brackets_without_end_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(b"[" * 500_000)
    with pytest.raises(KeyFileError, match="damaged"):
        KeyFile(path).has_keys()


def test_no_more_keys_are_made_than_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_file, "MOST_BYTES", 500)
    keys = KeyFile(tmp_path / "keys.json")
    create(keys, "clinic")
    with pytest.raises(KeyFileError, match="is full"):
        create(keys, "other")
    assert list(KeyFile(keys.path).all()) == ["clinic"]


@pytest.mark.parametrize(("put", "why"), ODD.items())
def test_a_secret(put: Putter, why: str) -> None:
    path = at(SENDER_KEY_FILE, put)
    with pytest.raises(BotError, match=f"sender.key .*{why}.*set SENDER_KEY"):
        secret_from(SENDER_KEY, path, {})


@pytest.mark.parametrize(("put", "why"), {huge: "larger than", a_little_too_large: "larger than"}.items())
def test_a_secret_for_a_backup(put: Putter, why: str) -> None:
    at(SENDER_KEY_FILE, put)
    with pytest.raises(OSError, match=why):
        key_in_use()


@pytest.mark.parametrize(("put", "why"), NO_DEVICES.items())
def test_the_audit_file(put: Putter, why: str) -> None:
    at(Path("state/audit.jsonl"), put)
    for write in (audit.check, lambda: audit.record("delete", "user:bot", 1)):
        with pytest.raises(BotError, match=f"audit.jsonl can't be written .*{why}.*AUDIT_FILE"):
            write()


def test_whoever_wants_no_audit_writes_it_to_a_device_and_a_full_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIT_FILE", os.devnull)
    audit.check()
    audit.record("delete", "user:bot", 1)
    monkeypatch.setenv("AUDIT_FILE", "/dev/full")
    with pytest.raises(BotError, match="/dev/full can't be written"):
        audit.record("delete", "user:bot", 1)


@pytest.mark.parametrize(("put", "why"), NO_DEVICES.items())
def test_the_lock_of_a_store(put: Putter, why: str) -> None:
    path = at(Path("state/conversations.db.lock"), put)
    before = path.lstat().st_mode
    with pytest.raises(OSError, match=why):
        hold_for_serving(StoreSettings.from_environment({}).database, Path("state"))
    assert path.lstat().st_mode == before or path.is_dir()  # what is none of ours keeps its rights
