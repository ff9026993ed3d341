"""Keys of integrators on a real server: whom they let in, how often, and what they keep apart."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import Server, running

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def guarded_bot(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[str, str]]]:
    """A server with two keys, and the keys."""
    folder = tmp_path_factory.mktemp("guarded")
    settings = {"REST_KEYS_FILE": f"{folder}/keys.json"}
    keys = {}
    for name, rate, scope in (
        ("clinic", "1000/minute", "messages"), ("region", "5/hour", "messages"), ("fresh", "9/hour", "messages"),
        ("renewed", "99/hour", "messages"), ("prometheus", "99/hour", "metrics"),
    ):  # fmt: skip
        command = [sys.executable, "-m", "rasa_project", "keys", "create", name, "--rate", rate, "--scope", scope]
        made = subprocess.run(command, cwd=root, env=os.environ | settings, capture_output=True, text=True, check=True)
        keys[name] = made.stdout.strip()
    with running(
        root, folder, LOCAL_ACCESS="off", RATE_SESSION="20/minute", RATE_ADDRESS="40/minute", **settings
    ) as server:
        yield server, keys


def test_a_key_is_needed_and_a_wrong_one_refused(guarded_bot: tuple[Server, dict[str, str]]) -> None:
    server, keys = guarded_bot
    assert server.ask("сәлем").json["type"].endswith("key-missing")
    assert server.ask("сәлем").headers["WWW-Authenticate"] == "Bearer"
    assert server.ask("сәлем", Authorization=f"Bearer {keys['clinic']}").status == 200
    assert server.ask("сәлем", Authorization=f"Basic {keys['clinic']}").status == 401
    assert keys["clinic"] not in server.log


def test_integrators_do_not_share_conversations(guarded_bot: tuple[Server, dict[str, str]]) -> None:
    server, keys = guarded_bot
    clinic, region = (f"Bearer {keys[name]}" for name in ("clinic", "region"))
    server.ask("орысша жауап бер", "shared", Authorization=clinic)
    assert server.ask("/ask_transmission", "shared", Authorization=clinic).json["language"] == "ru"
    assert server.ask("/ask_transmission", "shared", Authorization=region).json["language"] == "kk"


def test_each_key_and_session_has_its_rate(guarded_bot: tuple[Server, dict[str, str]]) -> None:
    server, keys = guarded_bot
    clinic, region = (f"Bearer {keys[name]}" for name in ("clinic", "region"))
    limited = [server.ask("сәлем", f"r{n}", Authorization=region) for n in range(6)][-1]
    assert limited.status == 429
    assert limited.json["limit"] == "key"
    assert int(limited.headers["Retry-After"]) > 0
    session = [server.ask("сәлем", "fast", Authorization=clinic) for _ in range(21)][-1]
    assert session.json["limit"] == "session"
    assert server.ask("сәлем", "other", Authorization=clinic).status == 200


def test_wrong_keys_are_slowed_down_and_shut_out_no_right_one(guarded_bot: tuple[Server, dict[str, str]]) -> None:
    """A right key that this server never saw, after more wrong ones than the address may send."""
    server, keys = guarded_bot
    said = [server.ask("a", Authorization=f"Bearer mk_clinic_{n:043d}").status for n in range(60)]
    assert set(said) == {401, 429}
    assert server.ask("сәлем", "new", Authorization=f"Bearer {keys['fresh']}").status == 200


def test_a_sender_is_needed_on_rasas_path_too(guarded_bot: tuple[Server, dict[str, str]]) -> None:
    server, keys = guarded_bot
    for sender in ({}, {"sender": ""}, {"sender": None}, {"sender": "bob\ud83d"}):
        refused = server.call(
            "/webhooks/rest/webhook", {"message": "сәлем", **sender}, Authorization=f"Bearer {keys['clinic']}"
        )
        assert (refused.status, refused.json["errors"][0]["pointer"]) == (422, "/sender")


def test_a_key_does_what_it_was_made_for_and_nothing_else(guarded_bot: tuple[Server, dict[str, str]]) -> None:
    server, keys = guarded_bot
    clinic, prometheus = (f"Bearer {keys[name]}" for name in ("clinic", "prometheus"))
    assert server.ask("сәлем", Authorization=prometheus).json["type"].endswith("#problem-scope")
    assert server.call("/metrics", Authorization=clinic).json["type"].endswith("#problem-scope")
    assert b"bot_turns_total" in server.call("/metrics", Authorization=prometheus).body
    assert "counts" in server.call("/health/ready", Authorization=prometheus).json
    assert "counts" not in server.call("/health/ready", Authorization=clinic).json


def test_a_renewed_key_and_its_old_one(guarded_bot: tuple[Server, dict[str, str]]) -> None:
    server, keys = guarded_bot
    renewed = server.command("keys", "renew", "renewed", "--old-hours", "1")
    both = [f"Bearer {key}" for key in (keys["renewed"], renewed.stdout.strip())]
    assert [server.ask("сәлем", "re", Authorization=key).status for key in both] == [200, 200]
    last = f"Bearer {server.command('keys', 'renew', 'renewed').stdout.strip()}"
    said = [server.ask("сәлем", "re", Authorization=key).status for key in (*both, last)]
    assert (set(said[:2]) <= {401, 429}, said[2]) == (True, 200)  # 429: the address sent many wrong ones above


def test_a_revoked_key_ends_while_the_server_runs(guarded_bot: tuple[Server, dict[str, str]]) -> None:
    server, keys = guarded_bot
    assert server.command("keys", "revoke", "clinic").returncode == 0
    assert server.ask("сәлем", Authorization=f"Bearer {keys['clinic']}").status in {401, 429}
    listed = server.command("keys", "list").stdout
    assert "revoked" in listed
    assert keys["region"] not in listed


def test_lost_keys_close_the_api_and_restored_ones_open_it(guarded_bot: tuple[Server, dict[str, str]]) -> None:
    """The last test on this server: each way of losing the file, and the same call without a key after it."""
    server, keys = guarded_bot
    path = server.folder / "keys.json"
    whole = path.read_bytes()
    for lost in (None, b"", b'{"keys": []}', whole[:50], b"\x00" * len(whole)):
        path.unlink(missing_ok=True)
        if lost is not None:
            path.write_bytes(lost)
        for headers in ({}, {"Authorization": f"Bearer {keys['fresh']}"}):
            closed = server.ask("сәлем", **headers)
            assert closed.status == 503
            assert closed.json["type"].endswith("#problem-keys-unreadable")
            assert closed.headers["Retry-After"]
        assert server.call("/metrics").status == 503
    assert "REST is closed" in server.log
    path.write_bytes(whole)
    assert server.ask("сәлем", "new", Authorization=f"Bearer {keys['fresh']}").status == 200
    assert "REST is open again" in server.log


@pytest.mark.parametrize(
    ("options", "settings", "word"),
    [
        (["--host", "0.0.0.0"], {"LOCAL_ACCESS": "on"}, "LOCAL_ACCESS=on is for HOST=127.0.0.1"),  # noqa: S104
        ([], {"LOCAL_ACCESS": "on", "SANIC_PROXIES_COUNT": "1"}, "SANIC_PROXIES_COUNT says"),
        ([], {"RATE_LIMIT": "off", "LOCAL_ACCESS": "off"}, "needs LOCAL_ACCESS=on"),
        ([], {"REST_KEYS_FILE": "/dev/null"}, "/dev/null can't be read (it is a device)"),
    ],
)
def test_it_does_not_start_where_it_would_be_open(
    root: Path, tmp_path: Path, options: list[str], settings: dict[str, str], word: str
) -> None:
    command = [sys.executable, "-m", "rasa_project", "run", *options]
    environment = os.environ | {"REST_KEYS_FILE": str(tmp_path / "none.json")} | settings
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert word in done.stderr
    assert "Traceback" not in done.stderr
