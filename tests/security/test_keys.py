"""Keys: shown once, stored hashed, for a purpose and a time, renewed, ended at once; lost keys close the API."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from rasa_project.clock import today
from rasa_project.security import stored_key
from rasa_project.security.key_file import KeyFile, KeyFileError
from rasa_project.security.keys import KeyRing, Wish, create, renew
from rasa_project.security.stored_key import StoredKey

TOMORROW = (today() + timedelta(days=1)).isoformat()


@pytest.fixture
def file(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "state" / "keys.json")


def is_valid(file: KeyFile, key: str) -> bool:
    return KeyRing(file).check(key) is not None


def on_day(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    day = today() + timedelta(days=days)
    monkeypatch.setattr(stored_key, "today", lambda: day)


def test_a_key_is_stored_hashed_for_the_owner_of_the_file_only(file: KeyFile) -> None:
    key = create(file, "clinic-1")
    text = file.path.read_text(encoding="utf-8")
    assert key.split("_", 2)[2] not in text  # a key may hold underscores itself
    assert hashlib.sha256(key.encode()).hexdigest() in text
    assert os.stat(file.path).st_mode & 0o077 == 0
    assert os.stat(file.path.parent).st_mode & 0o077 == 0
    assert not [path for path in file.path.parent.iterdir() if path.stat().st_mode & 0o077]
    assert len({create(file, f"k{n}") for n in range(3)} | {key}) == 4


def test_right_and_wrong_keys(file: KeyFile) -> None:
    key = create(file, "clinic")
    other = create(file, "other")
    assert is_valid(file, key)
    secret = key.rsplit("_", 1)[1]
    guesses = [
        "", "x", key[:-1], key + "a", key.upper(), f"mk_other_{secret}", f"mk_nobody_{secret}", "mk_clinic_", "қ" * 60,
        "\ud800", f" {key}", f"{key}\n", "0" * 64, f"mk_clinic_{'ı' * 43}",
    ]  # fmt: skip
    assert not [guess for guess in guesses if is_valid(file, guess)]
    assert is_valid(file, other)


def test_a_wrong_key_costs_no_more_than_a_right_one_and_neither_needs_a_thread(file: KeyFile) -> None:
    """A slow hash took 50 ms and more of a core for each wrong key; 2,000 of these take a fraction of one second."""
    ring, key = KeyRing(file), create(file, "clinic")
    threads, began = threading.active_count(), time.process_time()
    for number in range(1000):
        assert ring.check(key)
        assert ring.check(f"mk_clinic_{number:043d}") is None
    assert threading.active_count() == threads
    assert time.process_time() - began < 20


def test_a_revoked_key_ends_at_once(file: KeyFile) -> None:
    ring, key = KeyRing(file), create(file, "clinic")
    assert ring.check(key)
    KeyFile(file.path).revoke("clinic")  # as another process does
    assert ring.check(key) is None
    assert file.has_keys()  # callers need one still


def test_a_name_is_used_once(file: KeyFile) -> None:
    create(file, "clinic")
    with pytest.raises(KeyFileError, match="exists"):
        create(file, "clinic")
    file.revoke("clinic")
    with pytest.raises(KeyFileError, match="was revoked"):
        create(file, "clinic")
    for change in (lambda: file.revoke("clinic"), lambda: renew(file, "clinic"), lambda: renew(file, "nobody")):
        with pytest.raises(KeyFileError, match="no valid key"):
            change()


@pytest.mark.parametrize("name", ["", "A", "a", "a_b", "қыз", "../x", "a" * 41, "1a"])
def test_odd_names_are_refused(file: KeyFile, name: str) -> None:
    with pytest.raises(KeyFileError, match="can't be a name"):
        create(file, name)


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        (Wish(rate="often"), "not a rate"),
        (Wish(conversations="1"), "not a rate"),
        (Wish(scopes=("all",)), "A scope is one of messages, schedule, metrics"),
        (Wish(scopes=()), "A scope is one of"),
        (Wish(until="30.06.2027"), "not a day"),
        (Wish(until="2020-01-01"), "over already"),
    ],
)
def test_what_can_not_be_is_refused_with_what_to_write(file: KeyFile, wish: Wish, reason: str) -> None:
    with pytest.raises(KeyFileError, match=reason):
        create(file, "clinic", wish)
    assert not file.has_keys()


def test_a_key_ends_after_its_last_day(file: KeyFile, monkeypatch: pytest.MonkeyPatch) -> None:
    key = create(file, "clinic", Wish(until=TOMORROW))
    on_day(monkeypatch, 1)
    assert is_valid(file, key)
    on_day(monkeypatch, 2)
    assert not is_valid(file, key)
    with pytest.raises(KeyFileError, match="--until DATE"):
        renew(file, "clinic")


def test_a_renewed_key_keeps_its_name_and_ends_the_old_one_at_once(file: KeyFile) -> None:
    old = create(file, "clinic", Wish("5/second", scopes=("metrics", "messages"), until=TOMORROW))
    new = renew(file, "clinic")
    assert not is_valid(file, old)
    entry = KeyRing(file).check(new)
    assert entry is not None
    assert (entry.name, entry.rate, entry.scopes, entry.until) == (
        "clinic",
        "5/second",
        ("metrics", "messages"),
        TOMORROW,
    )


def test_a_renewed_key_may_go_on_for_some_hours_and_no_longer(file: KeyFile, monkeypatch: pytest.MonkeyPatch) -> None:
    old = create(file, "clinic")
    new = renew(file, "clinic", old_hours=2)
    assert is_valid(file, old)
    assert is_valid(file, new)

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) + timedelta(hours=2, seconds=2)

    monkeypatch.setattr(stored_key, "datetime", Later)
    assert not is_valid(file, old)
    assert is_valid(file, new)


def test_revoking_ends_a_renewed_key_and_its_old_one(file: KeyFile) -> None:
    old = create(file, "clinic")
    new = renew(file, "clinic", old_hours=2)
    file.revoke("clinic")
    assert not is_valid(file, old)
    assert not is_valid(file, new)


@pytest.mark.parametrize("hours", [-1, 721])
def test_the_old_key_goes_on_for_a_month_at_most(file: KeyFile, hours: int) -> None:
    create(file, "clinic")
    with pytest.raises(KeyFileError, match="0 to 720 hours"):
        renew(file, "clinic", old_hours=hours)


OLDER = {
    "name": "clinic", "salt": "00" * 16, "hash": "11" * 32, "created": "2026-11-01", "rate": "600/minute",
    "conversations": "1000/hour", "revoked": None,
}  # fmt: skip


def test_a_key_of_the_older_form_is_refused_until_it_is_renewed_and_keeps_its_name(file: KeyFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text(json.dumps({"keys": [OLDER, {**OLDER, "name": "other"}]}), encoding="utf-8")
    assert file.has_keys()
    assert not any(key.is_valid() for key in file.all().values())
    with pytest.raises(KeyFileError, match="keys renew clinic"):
        create(file, "clinic")
    assert is_valid(file, renew(file, "clinic", old_hours=5))
    again = KeyFile(file.path).all()
    assert (again["other"].is_of_older_form, again["clinic"].is_of_older_form) == (True, False)


GOOD = StoredKey("clinic", "0" * 64, "2026-11-01", "1/second", "1/hour").as_json()
DAMAGED = [
    "", " ", "{", "{}", "[]", '{"keys": [{}]}', '{"keys": 1}', '{"keys": null}', '{"keys": [1]}', "\x00" * 100,
    *(json.dumps({"keys": [{**GOOD, **odd}]}) for odd in (
        {"name": 5}, {"name": "A"}, {"hash": None}, {"hash": "x"}, {"hash": "0" * 63}, {"rate": "often"},
        {"rate": None},
        {"scopes": ["all"]}, {"scopes": None}, {"scopes": [1]}, {"until": "soon"}, {"until": 5}, {"revoked": "yes"},
        {"old_until": "2026-11-01T00:00:00"}, {"old_hash": "x"}, {"more": 1},
    )),
]  # fmt: skip


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_file_lets_nobody_in_from_the_start_and_while_it_runs(file: KeyFile, text: str) -> None:
    key = create(file, "clinic")
    assert is_valid(file, key)
    file.path.write_text(text, encoding="utf-8")
    for one in (file, KeyFile(file.path)):
        for _ in range(2):  # no memory of what was read before
            with pytest.raises(KeyFileError, match=r"damaged.*Restore"):
                one.has_keys()


def test_a_file_that_is_gone_or_emptied_is_not_no_keys(file: KeyFile) -> None:
    assert not file.has_keys()  # never was
    key = create(file, "clinic")
    whole = file.path.read_text(encoding="utf-8")
    file.path.unlink()
    for _ in range(2):
        with pytest.raises(KeyFileError, match=r"is gone\. Restore it"):
            file.has_keys()
    file.path.write_text('{"keys": []}', encoding="utf-8")
    with pytest.raises(KeyFileError, match="holds no keys any more"):
        file.has_keys()
    file.path.unlink()
    file.path.mkdir()  # what nobody can read, root included
    with pytest.raises(KeyFileError, match="can't be read"):
        file.has_keys()
    file.path.rmdir()
    file.path.write_text(whole, encoding="utf-8")
    assert is_valid(file, key)


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    file: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = create(file, "clinic")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        create(file, "other")
    assert is_valid(file, key)
    assert sorted(path.name for path in file.path.parent.iterdir()) == [".keys.lock", "keys.json"]


@pytest.mark.slow
def test_keys_made_at_once_are_all_kept(file: KeyFile) -> None:
    makers = [threading.Thread(target=create, args=(KeyFile(file.path), f"k{number}")) for number in range(20)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert len(file.all()) == 20


def test_the_file_is_json_that_a_person_can_read(file: KeyFile) -> None:
    create(file, "clinic", Wish("5/second"))
    (entry,) = json.loads(file.path.read_text(encoding="utf-8"))["keys"]
    assert (entry["name"], entry["rate"], entry["revoked"], entry["scopes"]) == (
        "clinic",
        "5/second",
        None,
        ["messages"],
    )
    assert datetime.now(timezone.utc).date() - timedelta(days=1) <= datetime.fromisoformat(entry["created"]).date()
