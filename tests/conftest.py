"""Shared by all tests: the trained bot, and a person who talks to it."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rasa_project import clock
from rasa_project.dialogue.conversation import CONVERSATION_SLOT
from rasa_project.dialogue.conversation_json import from_json

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ.setdefault("AUDIT_FILE", os.devnull)  # tests leave no lines in state/
_KEYS = tempfile.mkdtemp(prefix="bot-tests-")
os.environ.setdefault("CALLBACK_KEY_FILE", os.path.join(_KEYS, "callback.key"))
os.environ.setdefault("OUTREACH_KEY_FILE", os.path.join(_KEYS, "outreach.key"))
os.environ.setdefault("WEBHOOK_DB", os.path.join(_KEYS, "webhooks.db"))
os.environ.setdefault("WEBHOOK_KEY_FILE", os.path.join(_KEYS, "webhook.key"))

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "models" / "measles.tar.gz"


def pytest_sessionstart() -> None:
    """Half a million objects are made while tests are collected, and none is garbage."""
    gc.disable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Properties are tried with hundreds of inputs; who drives a browser or kills servers has no neighbour."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.slow)
        if {"browser", "faults"} & set(item.path.relative_to(ROOT).parts):
            item.add_marker(pytest.mark.alone)


def pytest_collection_finish() -> None:
    """What was loaded stays, so that no collection looks at it again."""
    gc.freeze()
    gc.enable()


def pytest_make_parametrize_id(val: object) -> str | None:
    """Short names for tests of long texts, so that a list of failures can be read."""
    return f"{val[:40]!r} and more, {len(val)}" if isinstance(val, (str, bytes)) and len(val) > 100 else None


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One event loop for all that the bot is asked: its queue and its threads belong to one, as in a server."""
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.fixture(scope="session")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The trained bot as `make run` serves it: actions inside, conversations in a store on disk."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    from rasa_project.shell import close, load_served_agent

    if not MODEL.is_file():
        pytest.fail("No trained model. Run: make train")
    os.chdir(ROOT)
    folder = tmp_path_factory.mktemp("conversations")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SENDER_KEY", "0123456789" * 4)
        environment.setenv("DATABASE_URL", f"sqlite:///{folder}/conversations.db")
        made = load_served_agent(ROOT, MODEL)
        yield made
        close(made)


class Person:
    """Somebody who writes to the bot through gateway, agent and store, and reads the answers."""

    def __init__(self, agent: Any, loop: asyncio.AbstractEventLoop) -> None:
        from rasa_project.shell import Parent

        self.parent = Parent(agent)
        self._loop = loop
        self.buttons: list[dict[str, str]] = []
        self.reply = ""

    def says(self, text: str) -> str:
        """Send a text; returns the whole reply, button titles included."""
        answers = self._loop.run_until_complete(self.parent.says(text))
        self.buttons = [button for answer in answers for button in answer.get("buttons", [])]
        self.reply = "\n".join(answer.get("text", "") for answer in answers)
        return "\n".join([self.reply, *(button["title"] for button in self.buttons)])

    @property
    def is_emergency(self) -> bool:
        """Whether the last reply says to call 103 now."""
        return self.parent.is_emergency

    def taps(self, title: str) -> str:
        """Tap the button of that title."""
        payload = next(button["payload"] for button in self.buttons if button["title"] == title)
        return self.says(payload)

    def knows(self, name: str) -> Any:
        """What is known of the person of the talk, or of the place; days as numbers, sets as lists."""
        conversation = from_json(self.slot(CONVERSATION_SLOT))
        if name == "place":
            return conversation.place
        question = conversation.question
        person = conversation.person(question.person) if question is not None else conversation.focus
        if person is None:
            return None
        if name in {"fever_days", "rash_days"}:
            since = getattr(person, name.replace("days", "since"))
            return None if since is None else (clock.today() - date.fromisoformat(since)).days
        value = getattr(person, name)
        return sorted(value) if isinstance(value, frozenset) else value

    def slot(self, name: str) -> Any:
        """The value of a slot as it is stored now; nothing where the conversation was deleted."""
        store = self.parent.agent.tracker_store
        tracker = self._loop.run_until_complete(store.retrieve(self.parent.conversation))
        return None if tracker is None else tracker.get_slot(name)


@pytest.fixture
def person(agent: Any, loop: asyncio.AbstractEventLoop) -> Person:
    return Person(agent, loop)
