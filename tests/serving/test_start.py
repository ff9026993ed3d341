"""While the bot is loaded Python's collector rests; when it serves, the collector works again."""

from __future__ import annotations

import gc
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rasa_project import server


@pytest.fixture
def resting() -> Iterator[None]:
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("resting")
def test_the_collector_works_when_all_is_loaded(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    seen: list[tuple[bool, int]] = []

    class Agent:
        deadline_seconds = 1.0

    class Supervisor:
        def __init__(self, *_given: Any, **_named: Any) -> None: ...

        def run(self) -> None:
            seen.append((gc.isenabled(), gc.get_freeze_count()))

    for name in (
        "prepare_stores",
        "raise_descriptor_limit",
        "in_process_endpoints",
        "build_app",
        "listen",
        "Renewal",
    ):
        monkeypatch.setattr(server, name, lambda *_given: None)
    monkeypatch.setattr(server, "load_agent", lambda *_given: Agent())
    monkeypatch.setattr(server, "Supervisor", Supervisor)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.serve(root, root / "none", listener)
    ((is_enabled, frozen),) = seen
    assert is_enabled
    assert frozen > 100_000
