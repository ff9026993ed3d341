"""The office's command takes a person's answers out of a real Redis, and no other's."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.services import Redis, running
from rasa_project.channels.kept_answers import RedisStore
from rasa_project.channels.once import Heard, Once
from rasa_project.privacy.erasure import erase, export
from rasa_project.serving.running import RunningTurns
from tests.installed import installed
from tests.privacy.test_erasure import talk

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    with running(installed(Redis, tmp_path_factory.mktemp("redis"))) as made:
        yield made


def test_answers_of_a_deleted_person_leave_redis_but_not_that_they_were_given(
    redis: Redis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/c.db")
    monkeypatch.setenv("TELEGRAM_DB", f"{tmp_path}/telegram.db")
    monkeypatch.setenv("AUDIT_FILE", f"{tmp_path}/audit.jsonl")
    monkeypatch.setenv("REDIS_URL", redis.url)
    talk("a", "b")

    async def ask(person: str) -> tuple[dict[str, Any], bool]:
        async def run() -> Heard:
            return Heard({"answer": {"reply": f"{person}: 7 айлық екен"}, "begun": 1.0})

        return await Once(RedisStore(redis.url), 20.0, RunningTurns()).answer(person, "k", b"1", run)

    for person in ("a", "b"):
        first = asyncio.run(ask(person))
        assert asyncio.run(ask(person)) == (first[0], True)
    (kept,) = export("a")["answers"]
    assert "7 айлық" in str(kept)
    assert erase("a", why="office", by="user:aigul") == 3
    assert export("a") == {"conversations": [], "answers": []}
    assert asyncio.run(ask("a")) == ({}, True)
    assert "7 айлық" in str(asyncio.run(ask("b")))
