"""Work beside the messages ends with the server, without a word in the log."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from types import SimpleNamespace

import pytest

from rasa_project.jobs import end_jobs, start_job


def test_jobs_end_with_the_server(caplog: pytest.LogCaptureFixture) -> None:
    app, ended = SimpleNamespace(ctx=SimpleNamespace()), []

    async def work(name: str) -> None:
        try:
            await asyncio.sleep(600)
        finally:
            ended.append(name)

    async def serve() -> set[asyncio.Task[None]]:
        start_job(app, work("a"))
        start_job(app, work("b"))
        await asyncio.sleep(0)
        await end_jobs(app)
        await end_jobs(app)
        return asyncio.all_tasks() - {asyncio.current_task()}  # type: ignore[arg-type]

    with caplog.at_level(logging.DEBUG, "asyncio"):
        assert asyncio.run(serve()) == set()
    assert sorted(ended) == ["a", "b"]
    assert "pending" not in caplog.text


def test_nobody_leaves_a_task_to_sanic(root: Path) -> None:
    for path in (root / "rasa_project").rglob("*.py"):
        assert ".add_task(" not in path.read_text(encoding="utf-8"), f"{path}: use rasa_project.jobs.start_job"
