"""What systemd hears of the bot."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from rasa_project.service_manager import tell_ready


@pytest.mark.parametrize("is_abstract", [False, True])
def test_ready_is_told_once_to_the_socket_that_is_named(tmp_path: Path, is_abstract: bool) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.settimeout(10)
        name = f"measles-bot-{tmp_path.name}"
        manager.bind(f"\0{name}" if is_abstract else str(tmp_path / "notify"))
        environment = {"NOTIFY_SOCKET": f"@{name}" if is_abstract else str(tmp_path / "notify")}
        assert tell_ready(environment)
        assert manager.recv(100) == b"READY=1"
        assert environment == {}  # the workers and whatever they start must not speak for the service
        assert not tell_ready(environment)


@pytest.mark.parametrize("told", [{}, {"NOTIFY_SOCKET": ""}, {"NOTIFY_SOCKET": "no/address"}])
def test_without_a_manager_nothing_is_said(told: dict[str, str]) -> None:
    assert not tell_ready(told)


def test_a_manager_that_is_gone_does_not_stop_the_start(tmp_path: Path) -> None:
    assert not tell_ready({"NOTIFY_SOCKET": str(tmp_path / "nobody")})
