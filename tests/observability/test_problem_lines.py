"""Problems that anybody can make don't fill the log; all are counted."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
import structlog

from rasa_project.channels.rest.problems import kinds
from rasa_project.observability import problem_lines as lines
from rasa_project.observability.logs import configure
from rasa_project.observability.metrics import metrics
from rasa_project.observability.problem_lines import OF_ANYBODY, ProblemLines, note_problem


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    now = [100.0]
    found = ProblemLines(lambda: now[0])
    monkeypatch.setattr(lines, "problem_lines", lambda: found)
    out = io.StringIO()
    configure(out)
    out.now = now  # type: ignore[attr-defined]
    yield out
    structlog.reset_defaults()


def counted(problem: str) -> float:
    return float(metrics().refusals.labels(problem)._value.get())


@pytest.mark.parametrize("problem", sorted(OF_ANYBODY))
def test_one_line_a_second_with_the_number_left_out(problem: str, log: io.StringIO) -> None:
    before = counted(problem)
    for call in range(2_000):
        log.now[0] += 0.001  # type: ignore[attr-defined]
        note_problem(problem, 404, f"id-{call}")
    told = [json.loads(line) for line in log.getvalue().splitlines()]
    assert 2 <= len(told) <= 3
    assert told[0]["request_id"] == "id-0"
    assert "left_out" not in told[0]
    assert sum(line.get("left_out", 0) for line in told) + len(told) > 1_000
    assert counted(problem) == before + 2_000


def test_one_kind_does_not_silence_another_and_what_needs_a_key_has_a_line_each(log: io.StringIO) -> None:
    note_problem("not-found", 404, "a")
    note_problem("method", 405, "b")
    for _ in range(50):
        note_problem("invalid", 422, "c")
    assert len(log.getvalue().splitlines()) == 52


def test_the_kinds_are_known() -> None:
    assert set(kinds()) >= OF_ANYBODY
