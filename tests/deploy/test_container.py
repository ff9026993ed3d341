"""The container has the same parts as a plain server. No engine runs here: its files are read, not built."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from rasa_project.yaml_files import read_yaml


@pytest.fixture
def compose(root: Path) -> dict[str, Any]:
    told: dict[str, Any] = read_yaml((root / "deploy/container/compose.yml").read_text(encoding="utf-8"))
    return told


def test_its_proxy_is_that_of_a_plain_server(root: Path) -> None:
    plain = (root / "deploy/etc/Caddyfile").read_text(encoding="utf-8").splitlines()[1:]
    inside = (root / "deploy/container/Caddyfile").read_text(encoding="utf-8").splitlines()[1:]
    wanted = [line.replace("127.0.0.1:{$PORT}", "{$BOT}") for line in plain if line.strip() != "# email"]
    assert inside[: len(wanted)] == wanted
    assert inside[len(wanted) :] == ["", "# desk-on.caddy where DESK=on.", "import /etc/caddy/desk-{$DESK:off}*.caddy"]


def test_its_proxy_serves_the_desk_only_where_it_was_asked_for(root: Path, compose: dict[str, Any]) -> None:
    plain = (root / "deploy/etc/Caddyfile.desk").read_text(encoding="utf-8").splitlines()
    inside = (root / "deploy/container/desk-on.caddy").read_text(encoding="utf-8").splitlines()
    assert inside[1:] == [line.replace("{$DESK_PORT}", "8000") for line in plain[1:]]
    desk = compose["services"]["desk"]
    assert desk["profiles"] == ["desk"]
    assert desk["network_mode"] == "service:proxy", "it listens where the proxy alone reaches it"
    assert desk["environment"]["DESK_HOST"] == "127.0.0.1"
    assert "./desk-on.caddy:/etc/caddy/desk-on.caddy:ro" in compose["services"]["proxy"]["volumes"]


def test_only_the_proxy_is_open_and_the_bot_believes_one(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert [name for name, one in services.items() if "ports" in one] == ["proxy"]
    assert services["bot"]["environment"]["SANIC_PROXIES_COUNT"] == "1"
    for name in ("bot", "backup", "desk"):
        one = services[name]
        assert one["read_only"]
        assert one["cap_drop"] == ["ALL"]
        assert one["security_opt"] == ["no-new-privileges:true"]
        assert "state:/app/state" in one["volumes"]
    assert "backups:/backups" not in [*services["bot"]["volumes"], *services["desk"]["volumes"]]
    assert set(compose["volumes"]) == {"state", "backups", "caddy"}


def test_every_folder_that_it_copies_is_there_and_nothing_is_fetched(root: Path) -> None:
    text = (root / "deploy/container/Containerfile").read_text(encoding="utf-8")
    copied = [name for line in re.findall(r"^COPY (?!--from)(.+)", text, re.M) for name in line.split()[:-1]]
    made = {"wheels"}  # by make wheels
    assert {name for name in copied if not (root / name).exists()} <= made
    wanted = {"data", "rasa_project", "actions", "widget", "desk", "benchmarks", "requirements.lock"}
    assert wanted | {"requirements-desk.lock"} <= set(copied)
    assert not re.search(r"apt-get|curl|wget|pip install", text)
    ignored = (root / ".containerignore").read_text(encoding="utf-8").splitlines()
    assert not set(copied) & set(ignored)
    assert (root / ".dockerignore").read_text(encoding="utf-8").splitlines() == ignored
    assert {"state", ".git", "backups"} <= set(ignored)


def test_what_is_copied_holds_what_the_bot_reads(root: Path) -> None:
    """Each file at the top that Rasa or the bot opens by its name."""
    text = (root / "deploy/container/Containerfile").read_text(encoding="utf-8")
    for name in ("config.yml", "domain.yml", "credentials.yml", "endpoints.yml", "pyproject.toml"):
        assert name in text, name
