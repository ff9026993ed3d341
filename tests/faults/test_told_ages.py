"""What was told ages with the clock, through the store, and after a restart too."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

HOUR, DAY = 3600.0, 86400.0


class Clock:
    """Rasa's and our clock, turned on by the test."""

    def __init__(self) -> None:
        self.offset = 0.0
        self._right = time.time

    def __call__(self) -> float:
        return self._right() + self.offset


@pytest.mark.parametrize("restart", [False, True])
def test_twenty_minutes_a_day_a_month(
    restart: bool, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rasa_project.server import in_process_endpoints, load_agent

    monkeypatch.chdir(root)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/c.db")
    clock = Clock()
    monkeypatch.setattr(time, "time", clock)

    def opened() -> Any:
        return load_agent(root / "models/measles.tar.gz", in_process_endpoints(root / "endpoints.yml"))

    agent = opened()

    def says(text: str, sender: str) -> str:
        nonlocal agent
        if restart:
            agent.tracker_store.close()
            agent = opened()
        answers = asyncio.run(agent.handle_text(text, sender_id=sender)) or []
        return "\n".join(str(answer["text"]) for answer in answers)

    for name, later, expected in (("anna", 25 * 60, "8 айлық екен"), ("berik", DAY, "8 айлық) туралы сұрап")):
        clock.offset = 0.0
        assert says("балам 8 айлық, қызылша қалай жұғады", name)
        clock.offset = later
        assert expected in says("екпе қашан салынады?", name)
    assert "8 айлық екен" in says("иә, сол бала", "berik")
    clock.offset = DAY + HOUR
    assert "8 айлық екен" in says("екпе қашан салынады?", "berik")
    clock.offset = 32 * DAY
    assert "8 айлық" not in says("екпе қашан салынады?", "berik")
    agent.tracker_store.close()
