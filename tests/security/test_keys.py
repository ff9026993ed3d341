"""Keys: shown once, stored hashed, ended at once; rates; where the server may listen."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

import pytest
from limits import parse, storage

from rasa_project.security.key_file import KeyFile, KeyFileError
from rasa_project.security.keys import KeyRing, create
from rasa_project.security.limits import RateLimiter
from rasa_project.security.settings import UnsafeAddressError, check_address, is_loopback, rates

ANY = ".".join("0000")
CREDENTIALS = "rasa_project.channels.rest.RestInput: {}\n"


@pytest.fixture
def file(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "state" / "keys.json")


def is_valid(ring: KeyRing, key: str) -> bool:
    return asyncio.run(ring.check(key)) is not None


def test_a_key_is_stored_hashed_for_the_owner_of_the_file_only(file: KeyFile) -> None:
    key = create(file, "clinic-1")
    text = file.path.read_text(encoding="utf-8")
    assert key.split("_", 2)[2] not in text  # a key may hold underscores itself
    assert os.stat(file.path).st_mode & 0o077 == 0
    assert len({create(file, f"k{n}") for n in range(3)} | {key}) == 4


def test_right_and_wrong_keys(file: KeyFile) -> None:
    ring = KeyRing(file)
    key = create(file, "clinic")
    other = create(file, "other")
    assert is_valid(ring, key)
    assert ring.remembered(key) is not None
    secret = key.rsplit("_", 1)[1]
    guesses = [
        "",
        "x",
        key[:-1],
        key + "a",
        key.upper(),
        f"mk_other_{secret}",
        f"mk_nobody_{secret}",
        "mk_clinic_",
        "қ" * 60,
        "\ud800",
    ]
    assert not [guess for guess in guesses if is_valid(ring, guess)]
    assert is_valid(ring, other)


def test_a_revoked_key_ends_at_once_also_where_it_was_remembered(file: KeyFile) -> None:
    ring = KeyRing(file)
    key = create(file, "clinic")
    assert is_valid(ring, key)
    KeyFile(file.path).revoke("clinic")  # as another process does
    assert ring.remembered(key) is None
    assert not is_valid(ring, key)
    assert not file.has_valid_keys()


def test_a_name_is_used_once(file: KeyFile) -> None:
    create(file, "clinic")
    with pytest.raises(KeyFileError, match="exists"):
        create(file, "clinic")
    file.revoke("clinic")
    with pytest.raises(KeyFileError, match="was revoked"):
        create(file, "clinic")
    with pytest.raises(KeyFileError, match="no valid key"):
        file.revoke("clinic")


@pytest.mark.parametrize("name", ["", "A", "a", "a_b", "қыз", "../x", "a" * 41, "1a"])
def test_odd_names_are_refused(file: KeyFile, name: str) -> None:
    with pytest.raises(KeyFileError, match="can't be a name"):
        create(file, name)


def test_a_rate_must_be_one(file: KeyFile) -> None:
    with pytest.raises(KeyFileError, match="not a rate"):
        create(file, "clinic", rate="often")


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"keys": [{}]}', '{"keys": 1}'])
def test_a_damaged_file_lets_nobody_in(file: KeyFile, text: str) -> None:
    key = create(file, "clinic")
    file.path.write_text(text, encoding="utf-8")
    with pytest.raises(KeyFileError, match="damaged"):
        is_valid(KeyRing(KeyFile(file.path)), key)


def test_the_file_is_json_that_a_person_can_read(file: KeyFile) -> None:
    create(file, "clinic", rate="5/second")
    (entry,) = json.loads(file.path.read_text(encoding="utf-8"))["keys"]
    assert (entry["name"], entry["rate"], entry["revoked"]) == ("clinic", "5/second", None)


def test_rates_count_each_caller_alone() -> None:
    limiter = RateLimiter(storage.MemoryStorage())
    rate = parse("2/hour")
    assert [limiter.hit(rate, "key", "a") is None for _ in range(3)] == [True, True, False]
    wait = limiter.hit(rate, "key", "a")
    assert wait is not None
    assert 1 <= wait.seconds <= 3600
    assert limiter.hit(rate, "key", "b") is None
    assert limiter.hit(rate, "session", "a") is None
    assert limiter.is_used_up(rate, "key", "a") is not None
    assert limiter.is_used_up(rate, "key", "c") is None


def test_conversations_are_counted_once_and_an_old_one_goes_on() -> None:
    limiter = RateLimiter(storage.MemoryStorage())
    rate = parse("2/hour")
    assert [limiter.begin_conversation(rate, "me", one) is None for one in "aabbccab"] == [
        True, True, True, True, False, False, True, True,
    ]  # fmt: skip


def test_where_counts_are_down_nobody_is_refused() -> None:
    class Broken(storage.MemoryStorage):
        def incr(self, *arguments: object, **named: object) -> int:
            raise ConnectionError

    assert RateLimiter(Broken()).hit(parse("1/hour"), "key", "a") is None


@pytest.mark.parametrize(("host", "is_local"), [
    ("127.0.0.1", True), ("127.8.9.9", True), ("localhost", True), ("::1", True), ("[::1]", True),
    (ANY, False), ("::", False), ("", False), ("10.0.0.1", False), ("127.0.0.1.evil.kz", False), ("bot.kz", False),
])  # fmt: skip
def test_what_is_this_machine_alone(host: str, is_local: bool) -> None:
    assert is_loopback(host) is is_local


def test_strangers_are_not_served_without_keys(file: KeyFile) -> None:
    check_address("127.0.0.1", CREDENTIALS, file, {})
    check_address(ANY, "# rasa_project.channels.rest.RestInput: {}\n", file, {})
    with pytest.raises(UnsafeAddressError, match="keys create"):
        check_address(ANY, CREDENTIALS, file, {})
    create(file, "clinic")
    check_address(ANY, CREDENTIALS, file, {})
    with pytest.raises(UnsafeAddressError, match="RATE_LIMIT"):
        check_address(ANY, CREDENTIALS, file, {"RATE_LIMIT": "off"})


def test_a_wrong_rate_names_its_setting() -> None:
    with pytest.raises(ValueError, match="RATE_SESSION"):
        rates({"RATE_SESSION": "much"})
