"""Logs hold no text; counters count."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from prometheus_client import CollectorRegistry

from rasa_project.observability.logs import configure, event_logger
from rasa_project.observability.metrics import Metrics
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
