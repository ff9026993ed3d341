"""Logs hold no text; counters count."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import logging
import os
import re
import subprocess
import sys
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from prometheus_client import CollectorRegistry
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.domain import Domain

from rasa_project.engine.agent import TurnAgent
from rasa_project.engine.lock_store import ConversationLocks
from rasa_project.observability.logs import configure, event_logger, hide_words
from rasa_project.observability.metrics import Metrics
from rasa_project.observability.metrics import metrics as shared
from rasa_project.observability.turns import Turn, begin, note_answer

PLANTED = "Айгүл 87011234567"


@pytest.fixture
def log() -> Iterator[Any]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    out = io.StringIO()
    configure(out)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.handlers[:] = before
    root.setLevel(level)
    logging.captureWarnings(False)
    structlog.reset_defaults()


def test_other_peoples_words_and_errors_are_dropped_and_the_place_kept(log: Any) -> None:
    try:
        raise ValueError(PLANTED)
    except ValueError:
        logging.getLogger("rasa.core.processor").exception(f"failed for {PLANTED}")
        logging.getLogger("rasa_project.x").exception("A turn failed")
    structlog.get_logger().error("rest.message", text=PLANTED)
    rasa, ours, event = log()
    assert PLANTED not in json.dumps([rasa, ours, event], ensure_ascii=False)
    assert rasa["error"] == ours["error"] == "ValueError"
    assert "test_observability" in rasa["frames"][-1]
    assert ours["event"] == "A turn failed"
    assert "text" not in event


def test_our_events_have_known_fields_only(log: Any) -> None:
    event_logger().info("turn", intent="ask_schedule", text=PLANTED, ms=1.5)
    (line,) = log()
    assert (line["event"], line["intent"], line["ms"]) == ("turn", "ask_schedule", 1.5)
    assert "text" not in line


class Latest:
    intent = {"name": "ask_schedule", "confidence": 0.9}


def test_a_turn_is_noted_and_counted() -> None:
    metrics = Metrics(CollectorRegistry())
    turn = Turn("rest", "c")
    begin(turn)
    note_answer("utter_y", "kk", {"sources": ["a", "b", "a"], "level": "emergency"}, Latest())
    note_answer("utter_x", "kk", None, Latest())
    turn.sent = 2
    metrics.count(turn, 0.01)
    metrics.count(Turn(PLANTED, "c"), 0.01)
    text = metrics.exposition().decode()
    assert turn.sources == ["a", "b"]
    assert (turn.intent, turn.confidence, turn.language) == ("ask_schedule", 0.9, "kk")
    assert 'bot_turns_total{channel="rest",outcome="emergency"} 1.0' in text
    assert 'bot_turns_total{channel="other",outcome="silent"} 1.0' in text
    assert PLANTED not in text


@pytest.mark.slow
def test_counters_of_several_processes_add_up(tmp_path: Path) -> None:
    code = (
        "from rasa_project.observability.metrics import metrics;"
        "metrics().emergencies.labels('web').inc();"
        "print(metrics().exposition().decode())"
    )
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    said = [
        subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert 'bot_emergencies_total{channel="web"} 1.0' in said[0]
    assert 'bot_emergencies_total{channel="web"} 2.0' in said[1]


def test_alerts_and_dashboard_name_counters_that_exist(root: Path) -> None:
    there = Metrics(CollectorRegistry()).exposition().decode()
    for path in (root / "deploy" / "prometheus" / "alerts.yml", root / "deploy" / "grafana" / "measles-bot.json"):
        named = set(re.findall(r"bot_[a-z_]+", path.read_text(encoding="utf-8")))
        assert named
        for name in named:
            assert f"# HELP {name.removesuffix('_bucket')} " in there, name
    json.loads((root / "deploy" / "grafana" / "measles-bot.json").read_text(encoding="utf-8"))


def test_whatever_is_drawn_is_counted_somewhere(root: Path) -> None:
    """A counter that exists and that nothing sets draws an empty panel."""
    code = "".join(path.read_text(encoding="utf-8") for path in (root / "rasa_project").rglob("*.py"))
    counted = r"(?:metrics\(\)|self)\.{}(?:\.labels\([^()]*(?:\([^()]*\))?[^()]*\))?(?:\.(?:inc|set|observe)\(|$)"
    names = [name for name, value in vars(Metrics(CollectorRegistry())).items() if hasattr(value, "collect")]
    names.remove("registry")
    assert len(names) >= 10
    for name in names:
        is_counted = re.search(counted.format(name), code, re.MULTILINE)
        assert is_counted, f"{name} is never counted"


def test_waiting_messages_show_in_the_queue() -> None:
    class Held(ConversationLocks):
        waits = asyncio.Event()

        @contextlib.asynccontextmanager
        async def lock(self, *args: Any, **kwargs: Any) -> AsyncIterator[Any]:
            await self.waits.wait()
            yield None

    async def shown() -> list[str]:
        held = Held()
        agent = TurnAgent(domain=Domain.empty(), lock_store=held)
        agent.processor = Silent()  # type: ignore[assignment]
        turns = [asyncio.create_task(agent.handle_message(message)) for message in messages]
        await asyncio.sleep(0.05)
        before = queue_of("web")
        held.waits.set()
        await asyncio.gather(*turns)
        return [before, queue_of("web")]

    messages = [UserMessage("сәлем", CollectingOutputChannel(), "a", input_channel="web") for _ in range(3)]
    assert asyncio.run(shown()) == ["3.0", "0.0"]


class Silent:
    async def handle_message(self, message: UserMessage) -> None:
        """No answer."""


def queue_of(channel: str) -> str:
    found = re.search(rf'^bot_queue{{channel="{channel}"}} (.*)$', shared().exposition().decode(), re.MULTILINE)
    return found[1] if found else ""


def test_a_librarys_line_says_that_its_words_are_left_out(log: Any) -> None:
    logging.getLogger("sanic.error").error(PLANTED)
    warnings.warn(PLANTED, UserWarning, stacklevel=1)
    (line,) = log()
    assert "left out" in line["event"]
    assert PLANTED not in str(line)


def test_verbose_shows_words_until_parents_write(log: Any) -> None:
    out = io.StringIO()
    configure(out, verbose=True)
    logging.getLogger("sanic.root").info("Goin' Fast")
    hide_words()
    logging.getLogger("sanic.root").error(PLANTED)
    logging.getLogger("sanic.root").info(PLANTED)
    shown, hidden = map(json.loads, out.getvalue().splitlines())
    assert shown["event"] == "Goin' Fast"
    assert PLANTED not in str(hidden)
