"""Whom REST's access control admits, for what, and how often: without a server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sanic.compat import Header

from rasa_project.channels.access import control
from rasa_project.channels.access.control import AccessControl, Caller
from rasa_project.channels.refusals import Refusal
from rasa_project.security.key_file import KeyFile
from rasa_project.security.keys import KeyRing, Wish, create
from rasa_project.security.limits import rate_limiter
from rasa_project.security.settings import rates
from rasa_project.security.trust import Trust, read_trust


class Call:
    """As much of a request as the access control looks at."""

    def __init__(self, ip: str = "127.0.0.1", remote_addr: str = "", **headers: str) -> None:
        self.ip = ip
        self.ctx = SimpleNamespace()
        self.remote_addr = remote_addr
        self.headers = Header({"host": "127.0.0.1:5005", **{k.replace("_", "-"): v for k, v in headers.items()}})


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa_project.privacy.senders import sender_hasher

    monkeypatch.setenv("SENDER_KEY", "k" * 40)
    monkeypatch.delenv("REDIS_URL", raising=False)
    sender_hasher.cache_clear()


@pytest.fixture
def file(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "keys.json")


@pytest.fixture
def make(file: KeyFile) -> Callable[..., AccessControl]:
    def control(trust: Trust | None = None, **settings: str) -> AccessControl:
        return AccessControl(KeyRing(file), rate_limiter(), rates(settings), frozenset(), trust or read_trust({}))

    return control


def admitted(access: AccessControl, call: Call, scope: str = "messages") -> Caller | str:
    """Who was admitted, or the name of the problem."""
    try:
        return asyncio.run(access.admit(call, scope))  # type: ignore[arg-type]
    except Refusal as problem:
        return problem.name


def with_key(key: str, **more: Any) -> Call:
    return Call(authorization=f"Bearer {key}", **more)


NEAR = read_trust({"LOCAL_ACCESS": "on"})


def test_without_keys_and_without_the_setting_nobody_is_let_in(make: Callable[..., AccessControl]) -> None:
    assert admitted(make(), Call()) == "local-only"
    assert admitted(make(), Call("203.0.113.7")) == "local-only"
    assert isinstance(admitted(make(NEAR), Call()), Caller)
    assert admitted(make(NEAR), Call("203.0.113.7")) == "local-only"


def test_from_the_first_key_on_everybody_needs_one_also_when_it_is_revoked(
    make: Callable[..., AccessControl], file: KeyFile
) -> None:
    key = create(file, "clinic")
    access = make(NEAR)
    assert admitted(access, Call()) == "key-missing"
    assert isinstance(admitted(access, with_key(key)), Caller)
    file.revoke("clinic")
    assert admitted(access, Call()) == "key-missing"
    assert admitted(access, with_key(key)) == "key-wrong"


def test_no_number_of_wrong_keys_shuts_out_a_right_one(make: Callable[..., AccessControl], file: KeyFile) -> None:
    key = create(file, "clinic")
    access = make(RATE_ADDRESS="10/hour")
    said = [admitted(access, with_key(f"mk_clinic_{number:043d}")) for number in range(50)]
    assert said == ["key-wrong"] * 10 + ["too-many"] * 40
    assert [type(admitted(access, with_key(key))) for _ in range(50)] == [Caller] * 50
    assert admitted(access, with_key("mk_clinic_" + "x" * 43, ip="203.0.113.7")) == "key-wrong"  # elsewhere


def test_a_scope_is_asked_for(make: Callable[..., AccessControl], file: KeyFile) -> None:
    both = create(file, "both", Wish(scopes=("messages", "metrics")))
    metrics = create(file, "prometheus", Wish(scopes=("metrics",)))
    access = make()
    assert admitted(access, with_key(metrics)) == "scope"
    assert isinstance(admitted(access, with_key(metrics), "metrics"), Caller)
    assert isinstance(admitted(access, with_key(both)), Caller)
    assert isinstance(admitted(access, with_key(both), "metrics"), Caller)


def test_rates_are_lifted_for_callers_who_are_near_by_setting_only(
    make: Callable[..., AccessControl], file: KeyFile
) -> None:
    key = create(file, "clinic", Wish(rate="2/hour"))
    far = make(RATE_LIMIT="off")
    assert [type(admitted(far, with_key(key))) for _ in range(3)] == [Caller, Caller, str]
    near = make(NEAR, RATE_LIMIT="off")
    assert [type(admitted(near, with_key(key))) for _ in range(9)] == [Caller] * 9
    assert [type(admitted(near, with_key(key, x_forwarded_for="1.2.3.4"))) for _ in range(3)] == [Caller, Caller, str]


def test_addresses_of_one_64_count_together_and_behind_a_proxy_those_that_it_tells(
    make: Callable[..., AccessControl], file: KeyFile
) -> None:
    create(file, "clinic")
    access = make(RATE_ADDRESS="20/hour")
    spread = [admitted(access, Call(f"2001:db8:1:2::{number:x}")) for number in range(130)]
    assert spread == ["key-missing"] * 20 + ["too-many"] * 110
    assert admitted(access, Call("2001:db8:1:3::1")) == "key-missing"
    told = [admitted(access, Call(remote_addr=f"[2001:db8:5:5::{number:x}]")) for number in range(30)]
    assert told == ["key-missing"] * 20 + ["too-many"] * 10


def test_lost_keys_close_the_gate_also_for_who_is_near(
    make: Callable[..., AccessControl], file: KeyFile, caplog: pytest.LogCaptureFixture
) -> None:
    key = create(file, "clinic")
    access = make(NEAR)
    access.check()
    kept = file.path.read_bytes()
    file.path.unlink()
    for call in (Call(), with_key(key)):
        assert admitted(access, call) == "keys-unreadable"
    assert caplog.text.count("REST is closed") == 1
    file.path.write_bytes(kept)
    assert isinstance(admitted(access, with_key(key)), Caller)
    assert "open again" in caplog.text


def test_counts_are_for_who_is_near_or_has_a_key_for_them(make: Callable[..., AccessControl], file: KeyFile) -> None:
    assert make(NEAR).may_see_counts(Call())  # type: ignore[arg-type]
    assert not make().may_see_counts(Call())  # type: ignore[arg-type]
    clinic, metrics = create(file, "clinic"), create(file, "m1", Wish(scopes=("metrics",)))
    access = make()
    assert [access.may_see_counts(call) for call in (with_key(clinic), with_key(metrics), with_key("x"), Call())] == [  # type: ignore[arg-type]
        False, True, False, False,
    ]  # fmt: skip


async def a_crowd(access: AccessControl, crowd: Caller, other: Caller) -> tuple[list[str], list[Refusal]]:
    """Thirty senders of one key call at the same moment, then one of another; in which order turns begin."""
    order: list[str] = []
    refusals: list[Refusal] = []
    goes_on = asyncio.Event()

    async def turn(caller: Caller, sender: str) -> None:
        try:
            async with access.place(caller, sender):
                order.append(sender)
                await goes_on.wait()
        except Refusal as refusal:
            refusals.append(refusal)

    turns = [asyncio.ensure_future(turn(crowd, f"crowd {number}")) for number in range(30)]
    for _ in range(5):
        await asyncio.sleep(0)
    turns.append(asyncio.ensure_future(turn(other, "other")))
    for _ in range(5):
        await asyncio.sleep(0)
    seen = list(order)
    goes_on.set()
    await asyncio.gather(*turns)
    assert len(order) + len(refusals) == 31
    return seen, refusals


def test_a_key_that_calls_all_at_once_holds_up_nobody_elses_call(
    make: Callable[..., AccessControl], file: KeyFile
) -> None:
    access = make()
    callers = [admitted(access, with_key(create(file, name))) for name in ("crowd", "other")]
    assert all(isinstance(caller, Caller) for caller in callers)
    order, refusals = asyncio.run(a_crowd(access, *callers))  # type: ignore[arg-type]
    assert order == ["crowd 0", "crowd 1", "crowd 2", "other"]
    assert refusals == []


def test_calls_that_wait_too_long_or_are_too_many_are_told_when_to_come_again(
    make: Callable[..., AccessControl], file: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller = Caller("clinic", "key:clinic", rates({}).conversations, is_free=False)

    async def waits(access: AccessControl) -> Refusal:
        async with access.place(caller, "a"):
            with pytest.raises(Refusal) as raised:
                async with access.place(caller, "a"):
                    raise AssertionError("a sender has one turn at a time")
        return raised.value

    monkeypatch.setenv("TURN_SECONDS", "0.01")
    late = asyncio.run(waits(make()))
    monkeypatch.setattr(control, "_MOST_WAITING", 0)
    monkeypatch.delenv("TURN_SECONDS")
    full = asyncio.run(waits_at_full(make(), caller))
    for refusal in (late, full):
        assert (refusal.name, refusal.headers["Retry-After"], refusal.members["limit"]) == ("too-many", "2", "waiting")


async def waits_at_full(access: AccessControl, caller: Caller) -> Refusal:
    async with access.place(caller, "a"):
        with pytest.raises(Refusal) as raised:
            async with access.place(caller, "b"):
                raise AssertionError("nobody may wait")
    return raised.value


def test_who_is_free_of_rates_does_not_stand_in_line(make: Callable[..., AccessControl]) -> None:
    caller = Caller("", "address", rates({}).conversations, is_free=True)
    order, _ = asyncio.run(a_crowd(make(), caller, caller))
    assert len(order) == 31
