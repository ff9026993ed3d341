"""Rasa's own REST path as its clients use it: the message form, and what they send by themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.servers import Server, running

pytestmark = pytest.mark.slow

QUESTION = "Қызылшаға қарсы екпе қай жаста салынады?"


@pytest.fixture(scope="module")
def bot(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server without keys, rates lifted."""
    with running(root, tmp_path_factory.mktemp("bot"), RATE_LIMIT="off") as server:
        yield server


def test_rasas_clients_work_unchanged(bot: Server) -> None:
    assert bot.call("/webhooks/rest/").json == {"status": "ok"}
    (message,) = bot.call("/webhooks/rest/webhook", {"sender": "r", "message": QUESTION, "metadata": {"x": 1}}).json
    assert set(message) == {"recipient_id", "text", "buttons", "custom"}
    assert message["custom"].pop("feedback")["choices"]
    assert message["custom"] == {"level": "none", "emergency": False, "calls": []}
    tapped = bot.call("/webhooks/rest/webhook", {"sender": "r", "message": message["buttons"][0]["payload"]}).json
    assert "жүгініңіз" in tapped[0]["text"] or "екпе" in tapped[0]["text"].lower()
    streamed = bot.call("/webhooks/rest/webhook?stream=true", {"message": "сәлем"}).body.decode()
    assert [json.loads(line)["recipient_id"] for line in streamed.splitlines()] == ["default"]


@pytest.mark.parametrize(("command", "keeps"), [("/restart", False), ("/session_start", True), ("/greet", True)])
def test_what_rasas_clients_send_does_what_it_does_in_rasa(bot: Server, command: str, keeps: bool) -> None:
    """``/restart`` forgets what was told; a new session keeps it (``carry_over_slots_to_new_session``)."""

    def says(message: str) -> str:
        answers = bot.call("/webhooks/rest/webhook", {"sender": f"rasa{command}", "message": message}).json
        return str(answers[-1]["text"])  # behind the words on a repetition

    assert "4 жаста" in says("қызым 4 жаста, бір рет екпе алған, келесісі қашан")
    opening = says(command)
    assert ("Сәлеметсіз" in opening) is keeps
    assert "103" not in opening  # no "I can't answer now"
    assert ("4 жаста" in says("екпе қашан салынады")) is keeps


def test_a_restart_leaves_a_consultation(bot: Server) -> None:
    def says(message: str) -> dict[str, Any]:
        answers = bot.call("/webhooks/rest/webhook", {"sender": "left", "message": message}).json
        return dict(answers[-1])

    assert says("баламның қызуы көтеріліп, бөртпе шықты")["custom"]["level"] == "doctor_today"
    assert "Басынан" in says("/restart")["text"]
    assert says("сәлем")["custom"]["level"] == "none"
    assert "Сәлеметсіз" in says("сәлем")["text"]


def test_typed_on_another_path_they_are_text(bot: Server) -> None:
    told = bot.ask("қызым 4 жаста, бір рет екпе алған, келесісі қашан", "typed").json
    assert "4 жаста" in told["reply"][0]["text"]
    bot.ask("/restart", "typed")
    assert "4 жаста" in bot.ask("екпе қашан салынады", "typed").json["reply"][-1]["text"]
