"""Each export, deletion and change of a key leaves one line, and none of it tells who wrote or what."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from rasa_project.cli import main
from rasa_project.privacy import audit
from rasa_project.privacy.commands import NOBODY
from rasa_project.privacy.erasure import erase
from rasa_project.privacy.senders import Person, SenderHasher
from rasa_project.settings import SettingsError
from tests.privacy.test_erasure import talk

SENDER_KEY = "0123456789" * 4
CHAT = "5550123"
PSEUDONYM = SenderHasher(SENDER_KEY.encode()).pseudonym(Person("telegram", CHAT))
OF_PERSON = ["--channel", "telegram", "--sender", CHAT]


@pytest.fixture(autouse=True)
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    from rasa_project.privacy.senders import sender_hasher

    monkeypatch.setenv("SENDER_KEY", SENDER_KEY)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/c.db")
    monkeypatch.setenv("TELEGRAM_DB", f"{tmp_path}/telegram.db")
    monkeypatch.setenv("REST_KEYS_FILE", f"{tmp_path}/keys.json")
    monkeypatch.setenv("AUDIT_FILE", f"{tmp_path}/new/audit.jsonl")
    monkeypatch.delenv("REDIS_URL", raising=False)
    sender_hasher.cache_clear()
    yield tmp_path / "new" / "audit.jsonl"
    sender_hasher.cache_clear()


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_the_offices_commands_each_leave_a_line(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    talk(PSEUDONYM)
    assert main(["privacy", "export", *OF_PERSON]) == 0
    assert "сәлем" in capsys.readouterr().out
    assert main(["privacy", "delete", *OF_PERSON]) == 0
    assert main(["privacy", "retain"]) == 0
    assert main(["keys", "create", "clinic"]) == 0
    assert main(["keys", "renew", "clinic"]) == 0
    assert main(["keys", "revoke", "clinic"]) == 0
    told = lines(file)
    assert [(line["what"], line["count"]) for line in told] == [
        ("export", 2), ("delete", 2), ("retention", 0), ("key-create", 1), ("key-renew", 1),
        ("key-revoke", 1),
    ]  # fmt: skip
    for line in told:
        assert line["by"] == audit.operator()
        assert line["by"].startswith("user:")
        assert datetime.fromisoformat(line["time"]).utcoffset() == timedelta(0)
    assert {line.get("key") for line in told[3:]} == {"clinic"}
    written = file.read_text(encoding="utf-8")
    assert CHAT not in written
    assert "сәлем" not in written


@pytest.mark.parametrize("command", ["export", "delete"])
def test_nobody_is_said_to_be_nobody(command: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["privacy", command, *OF_PERSON]) == NOBODY
    said = capsys.readouterr()
    assert said.out == ""
    assert "Nothing is stored of this person" in said.err
    (line,) = lines(file)
    assert (line["what"], line["count"]) == (command, 0)


@pytest.mark.parametrize(("why", "by"), [("web", "channel:web"), ("asked", "channel:telegram")])
def test_who_asks_again_and_again_fills_no_file(why: str, by: str, file: Path) -> None:
    talk(PSEUDONYM)
    assert [erase(PSEUDONYM, why=why, by=by) for _ in range(20)] == [2, *[0] * 19]
    (line,) = lines(file)
    assert (line["what"], line["count"], line["why"]) == ("delete", 2, why)


def test_a_change_of_keys_that_was_refused_leaves_none(file: Path) -> None:
    assert main(["keys", "revoke", "nobody"]) == 1
    assert lines(file) == []


@pytest.mark.parametrize(
    "command", [["privacy", "export", *OF_PERSON], ["privacy", "delete", *OF_PERSON], ["keys", "create", "clinic"]]
)
def test_without_a_line_the_office_does_nothing(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    talk(PSEUDONYM)
    (tmp_path / "file").touch()
    monkeypatch.setenv("AUDIT_FILE", f"{tmp_path}/file/audit.jsonl")
    assert main(command) == 1
    said = capsys.readouterr()
    assert "AUDIT_FILE" in said.err
    assert said.out == ""
    monkeypatch.setenv("AUDIT_FILE", f"{tmp_path}/audit.jsonl")
    assert main(["privacy", "export", *OF_PERSON]) == 0
    assert not (tmp_path / "keys.json").exists()


def test_the_file_is_its_owners_alone_whatever_the_mask(file: Path) -> None:
    old = os.umask(0)
    try:
        audit.record("export", "user:x", 1)
    finally:
        os.umask(old)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def _many(number: int) -> None:
    for _ in range(200):
        audit.record("export", f"user:{number}", number, key="х" * 200)


@pytest.mark.slow
def test_lines_of_several_processes_stay_whole(file: Path) -> None:
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_many, args=(number,)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert sorted(line["count"] for line in lines(file)) == [number for number in range(4) for _ in range(200)]


def test_a_full_disk_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    monkeypatch.setenv("AUDIT_FILE", "/dev/full")
    with pytest.raises(SettingsError, match="AUDIT_FILE"):
        audit.record("export", "user:x", 1)
