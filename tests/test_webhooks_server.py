"""Webhooks of a real server: an emergency of an integrator's sender reaches the integrator's server."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.servers import running
from tests.webhooks.receiver import receiving

pytestmark = pytest.mark.slow


def test_an_emergency_and_a_contact_are_told_and_counted(root: Path, tmp_path: Path) -> None:
    settings = {
        "REST_KEYS_FILE": f"{tmp_path}/keys.json",
        "AUDIT_FILE": f"{tmp_path}/audit.jsonl",
        "WEBHOOK_DB": f"{tmp_path}/webhooks.db",
        "WEBHOOK_KEY_FILE": f"{tmp_path}/webhook.key",
        "WEBHOOK_LOOPBACK": "on",
    }

    def keys(*words: str) -> str:
        command = [sys.executable, "-m", "rasa_project", "keys", *words]
        made = subprocess.run(command, cwd=root, env=os.environ | settings, capture_output=True, text=True, check=True)
        return made.stdout.strip()

    key = f"Bearer {keys('create', 'clinic')}"
    with receiving() as receiver, running(root, tmp_path, LOCAL_ACCESS="off", **settings) as server:
        secret = keys("webhook", "clinic", receiver.url)  # holds for a running server at once
        began = time.monotonic()
        reply = server.ask("Баланың есі жоқ, тырысып жатыр!", "anna", Authorization=key)
        took = time.monotonic() - began
        assert reply.json["emergency"] is True
        (post,) = receiver.wait_for(1)
        told = post.verified(secret)
        assert told["type"] == "emergency"
        assert told["data"] == {
            "sender": "anna", "level": "emergency", "topic": reply.json["topic"],
            "request_id": reply.json["request_id"],
        }  # fmt: skip
        assert took < 8
        receiver.wait = 5  # a receiver that is slow holds up no parent
        began = time.monotonic()
        server.ask("Вчера были рядом с больным корью, ребёнку 2 года, прививок нет", "olga", Authorization=key)
        for answer in ('/inform{"risk":"none"}',):
            server.ask(answer, "olga", Authorization=key)
        assert time.monotonic() - began < 5
        contacts = [one.verified(secret) for one in receiver.wait_for(2)[1:]]
        assert {one["type"] for one in contacts} == {"contact"}
        assert contacts[0]["data"]["sender"] == "olga"
        metrics = keys("create", "prometheus", "--scope", "metrics")
        assert (
            'bot_webhooks_total{what="told"}'
            in server.call("/metrics", Authorization=f"Bearer {metrics}").body.decode()
        )
        assert "anna" not in server.log
        assert receiver.url not in server.log
