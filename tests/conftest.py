"""Shared by all tests: the trained bot, and a person who talks to it."""

from __future__ import annotations

import asyncio
import itertools
import os
from pathlib import Path
from typing import Any

import pytest

os.environ["RASA_TELEMETRY_ENABLED"] = "false"

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "models" / "measles.tar.gz"


def pytest_make_parametrize_id(val: object) -> str | None:
    """Short names for tests of long texts, so that a list of failures can be read."""
    return f"{val[:40]!r} and more, {len(val)}" if isinstance(val, (str, bytes)) and len(val) > 100 else None


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def agent() -> Any:
    """The bot with the trained model, actions inside, as `make run` serves it."""
    import logging

    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    from rasa_project.shell import load_agent

    if not MODEL.is_file():
        pytest.fail("No trained model. Run: make train")
    os.chdir(ROOT)
    return load_agent(ROOT, MODEL)


class Person:
    """Somebody who writes to the bot and reads the answers."""

    _numbers = itertools.count()

    def __init__(self, agent: Any) -> None:
        self.agent = agent
        self.name = f"person-{next(self._numbers)}"
        self.buttons: list[dict[str, str]] = []
        self.reply = ""

    def says(self, text: str) -> str:
        """Send a text; returns the whole reply, button titles included."""
        answers = asyncio.run(self.agent.handle_text(text, sender_id=self.name)) or []
        self.buttons = [button for answer in answers for button in answer.get("buttons", [])]
        self.reply = "\n".join(answer.get("text", "") for answer in answers)
        return "\n".join([self.reply, *(button["title"] for button in self.buttons)])

    def taps(self, title: str) -> str:
        """Tap the button of that title."""
        payload = next(button["payload"] for button in self.buttons if button["title"] == title)
        return self.says(payload)

    def slot(self, name: str) -> Any:
        """The value of a slot now."""
        tracker = asyncio.run(self.agent.processor.fetch_tracker_and_update_session(self.name))
        return tracker.get_slot(name)


@pytest.fixture
def person(agent: Any) -> Person:
    return Person(agent)
