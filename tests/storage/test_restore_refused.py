"""A backup that is damaged, newer or of another bot is refused, and nothing is lost."""

from __future__ import annotations

import json
import random
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rasa_project.settings import SENDER_KEY
from rasa_project.storage.schema import HEAD, VERSION_TABLE
from scripts.conversations import main
from tests.storage.backups import KEY, fill_state, machine, postgres, stored, talk

__all__ = ["machine", "postgres"]


def snapshot() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(Path("state").rglob("*")) if path.is_file()}


@pytest.mark.parametrize("content", [b"", b"not a backup" * 100, b"SQLite format 3\0" + b"x" * 5000])
def test_what_is_no_backup_is_refused_and_nothing_is_lost(content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    talk("precious")
    Path("b").write_bytes(content)
    before = snapshot()
    assert main(["restore", "b"]) == 1
    assert "damaged" in capsys.readouterr().err
    assert main(["restore", "none"]) == 1
    assert {name: data for name, data in snapshot().items() if ".lock" not in name} == {
        name: data for name, data in before.items() if ".lock" not in name
    }


@pytest.mark.slow
def test_a_damaged_backup_is_refused_or_what_it_gives_is_whole() -> None:
    """One bit in 60 places, and 20 cuts: a restore that says nothing gives exactly what was saved."""
    fill_state()
    talk(*(f"сөз {number}" for number in range(30)))
    expected = stored()
    assert main(["backup", "b.tar"]) == 0
    whole, rng, refused = Path("b.tar").read_bytes(), random.Random(5), 0
    with tarfile.open("b.tar") as tar:
        begins = {member.name: (member.offset_data, member.size) for member in tar.getmembers()}
    start, size = begins["conversations.db"]
    places = [*(start + rng.randrange(size) for _ in range(30)), *(rng.randrange(len(whole)) for _ in range(30))]
    broken = [whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :] for at in places]
    broken += [whole[: rng.randrange(sum(begins["conversations.db"]))] for _ in range(20)]
    for number, data in enumerate(broken):
        Path(f"broken-{number}").write_bytes(data)
        refused += main(["restore", f"broken-{number}"])
        assert stored() == expected
    assert refused >= 50, "all that touch the conversations, and all cuts"


def changed_manifest(**changes: Any) -> Path:
    """The backup with another manifest, as a newer bot would write it."""
    folder = Path("other")
    folder.mkdir()
    with tarfile.open("b.tar") as tar:
        tar.extractall(folder)  # noqa: S202 (our own)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**manifest, **changes}), encoding="utf-8")
    with tarfile.open("other.tar", "w") as tar:
        for path in sorted(folder.rglob("*")):
            tar.add(path, arcname=path.relative_to(folder).as_posix(), recursive=False)
    return Path("other.tar")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"format": 2}, "newer bot"),
        ({"database": "postgresql"}, "is of a postgresql database"),
        ({"files": {"../../evil": "00"}}, "damaged"),
        ({"files": 5}, "damaged"),
        ({"sender_key": "0123456789abcdef"}, "SENDER_KEY"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused(
    changes: dict[str, Any], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fill_state()
    talk("precious")
    assert main(["backup", "b.tar"]) == 0
    assert main(["restore", str(changed_manifest(**changes))]) == 1
    assert words in capsys.readouterr().err
    assert stored() == {"anna": ["precious"]}


def test_a_backup_of_a_newer_bot_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    talk("newer")
    with closing(sqlite3.connect("state/conversations.db")) as changed, changed:
        changed.execute(f"UPDATE {VERSION_TABLE} SET version_num = '0999'")
    Path("newer.db").write_bytes(b"")
    with closing(sqlite3.connect("state/conversations.db")) as a, closing(sqlite3.connect("newer.db")) as b:
        a.backup(b)
        a.execute(f"UPDATE {VERSION_TABLE} SET version_num = '{HEAD}'")
        a.commit()
    assert main(["restore", "newer.db"]) == 1
    assert "newer bot" in capsys.readouterr().err
    assert stored() == {"anna": ["newer"]}


def test_another_key_of_senders_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With it the bot would find none of the conversations, and nobody could delete theirs."""
    monkeypatch.setenv(SENDER_KEY.name, KEY)
    talk("precious")
    assert main(["backup", "b.tar"]) == 0
    monkeypatch.setenv(SENDER_KEY.name, KEY[::-1])
    assert main(["restore", "b.tar"]) == 1
    monkeypatch.delenv(SENDER_KEY.name)
    assert main(["restore", "b.tar"]) == 1
    assert capsys.readouterr().err.count(SENDER_KEY.name) == 2
    monkeypatch.setenv(SENDER_KEY.name, KEY)
    assert main(["restore", "b.tar"]) == 0
