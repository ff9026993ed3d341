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
    for name, rate in (("clinic", "1000/minute"), ("region", "5/hour")):
        command = [sys.executable, "-m", "rasa_project", "keys", "create", name, "--rate", rate]
        made = subprocess.run(command, cwd=root, env=os.environ | settings, capture_output=True, text=True, check=True)
        keys[name] = made.stdout.strip()
    with running(root, folder, RATE_SESSION="20/minute", **settings) as server:
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


def test_guessing_keys_is_slowed_down(guarded_bot: tuple[Server, dict[str, str]]) -> None:
    server, keys = guarded_bot
    said = [server.ask("a", Authorization=f"Bearer mk_clinic_{n:043d}").status for n in range(12)]
    assert set(said) == {401, 429}
    assert server.ask("сәлем", Authorization=f"Bearer {keys['clinic']}").status == 200


def test_a_revoked_key_ends_while_the_server_runs(guarded_bot: tuple[Server, dict[str, str]]) -> None:
    server, keys = guarded_bot
    assert server.command("keys", "revoke", "clinic").returncode == 0
    assert server.ask("сәлем", Authorization=f"Bearer {keys['clinic']}").status in {401, 429}
    listed = server.command("keys", "list").stdout
    assert "revoked" in listed
    assert keys["region"] not in listed


def test_it_does_not_start_on_an_open_address_without_keys(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "rasa_project", "run", "--host", "0.0.0.0"]  # noqa: S104
    environment = os.environ | {"REST_KEYS_FILE": str(tmp_path / "none.json")}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert "keys create" in done.stderr
