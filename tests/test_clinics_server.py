"""Clinics' systems and a real server: keys of their own, what is computed, what is deleted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.servers import Answer, Server, running

pytestmark = pytest.mark.slow
CHILD = {"birth_date": "2024-02-29", "doses": [], "today": "2026-11-30"}


@pytest.fixture(scope="module")
def guarded(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[str, str]]]:
    """A server with a key that only computes, and one for messages."""
    folder = tmp_path_factory.mktemp("clinics")
    settings = {"REST_KEYS_FILE": f"{folder}/keys.json", "AUDIT_FILE": f"{folder}/audit.jsonl"}
    keys = {}
    for name, scope in (("records", "schedule"), ("app", "messages")):
        command = [sys.executable, "-m", "rasa_project", "keys", "create", name, "--scope", scope]
        made = subprocess.run(command, cwd=root, env=os.environ | settings, capture_output=True, text=True, check=True)
        keys[name] = f"Bearer {made.stdout.strip()}"
    with running(root, folder, LOCAL_ACCESS="off", **settings) as server:
        yield server, keys


def computed(server: Server, path: str, key: str, body: object, **headers: str) -> Answer:
    return server.call(f"/api/v1/{path}", body, Authorization=key, **headers)


def test_a_schedule_an_exposure_and_fhir(guarded: tuple[Server, dict[str, str]]) -> None:
    server, keys = guarded
    found = computed(server, "schedule", keys["records"], CHILD, Accept_Language="ru").json
    assert (found["status"], found["from"], found["until"]) == ("overdue", "2025-03-01", "2025-06-28")
    met = {"contact_date": "2026-11-29", "age_months": 36, "doses": [], "today": "2026-11-30"}
    after = computed(server, "exposure", keys["app"], met).json
    assert (after["level"], after["vaccine_until"], after["language"]) == ("doctor_today", "2026-12-02", "kk")
    fhir = computed(server, "schedule", keys["records"], CHILD, Accept="application/fhir+json")
    assert fhir.headers["Content-Type"] == "application/fhir+json"
    assert fhir.json["recommendation"][0]["forecastStatus"]["coding"][0]["code"] == "overdue"
    wrong = computed(server, "schedule", keys["records"], {**CHILD, "birth_date": "2025-02-29"})
    assert (wrong.status, wrong.json["errors"][0]["code"]) == (422, "no-such-day")


def test_a_key_that_computes_begins_no_conversation(guarded: tuple[Server, dict[str, str]]) -> None:
    server, keys = guarded
    assert server.ask("сәлем", Authorization=keys["records"]).status == 403
    assert server.call("/api/v1/conversation?sender=x", method="DELETE", Authorization=keys["records"]).status == 403
    assert computed(server, "schedule", "Bearer nothing", CHILD).status == 401


def test_nothing_that_was_sent_stands_in_the_log_or_the_store(guarded: tuple[Server, dict[str, str]]) -> None:
    server, keys = guarded
    computed(server, "schedule", keys["records"], {**CHILD, "birth_date": "2023-07-17"})
    computed(server, "schedule", keys["records"], {**CHILD, "birth_date": "2023-07-17", "doses": [{"date": "x"}]})
    assert "2023-07-17" not in server.log
    for path in server.folder.glob("conversations.db*"):
        assert b"2023-07-17" not in path.read_bytes()


def test_a_sender_is_deleted_with_all_that_was_told(guarded: tuple[Server, dict[str, str]]) -> None:
    server, keys = guarded
    sender = "Әлия/17"
    server.ask("Балам 3 жаста, екпе алмаған", sender, Authorization=keys["app"])
    address = f"/api/v1/conversation?sender={quote(sender, safe='')}"
    for _ in range(2):
        assert server.call(address, method="DELETE", Authorization=keys["app"]).status == 204
    gone = server.command("privacy", "export", "--channel", "rest", "--sender", sender, "--key", "app")
    assert gone.returncode == 3
    lines = [json.loads(line) for line in (server.folder / "audit.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [one["why"] for one in lines if one["what"] == "delete"] == ["api"]
