"""``DELETE`` of one of one's senders: everything goes, of this sender alone, and it may be repeated."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from rasa.core.channels.channel import UserMessage

from rasa_project.privacy.erasure import export
from rasa_project.privacy.senders import pseudonym_of
from rasa_project.security.key_file import KeyFile
from rasa_project.security.keys import Wish, create
from tests.channels.contract.served import CONVERSATION, PATH, Served, is_problem


@pytest.fixture
def audit(clinic: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The audit of a server whose erasure finds the bot's database."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{clinic.folder}/conversations.db")
    monkeypatch.setenv("TELEGRAM_DB", str(tmp_path / "no.db"))
    monkeypatch.setenv("AUDIT_FILE", str(tmp_path / "audit.jsonl"))
    return tmp_path / "audit.jsonl"


def say(clinic: Served, sender: str, message: str = "сәлем", **headers: str) -> int:
    return clinic.call("POST", PATH, {"sender": sender, "message": message}, **headers).status


def delete(clinic: Served, sender: str, **headers: str) -> int:
    return clinic.call("DELETE", f"{CONVERSATION}?sender={quote(sender, safe='')}", **headers).status


def stored(sender: str, owner: str = "clinic") -> int:
    return len(export(pseudonym_of("rest", sender, owner))["conversations"])


@pytest.mark.parametrize("sender", ["anna", "Әлия/?&=#%", "a b+c", "..", "ұ" * 200])
def test_everything_of_this_sender_goes_and_nothing_of_others(clinic: Served, audit: Path, sender: str) -> None:
    assert say(clinic, sender) == say(clinic, "other") == 200
    assert stored(sender) > 0
    assert delete(clinic, sender) == 204
    assert stored(sender) == 0
    assert stored("other") > 0
    assert delete(clinic, sender) == 204  # nothing is there any more
    lines = [json.loads(line) for line in audit.read_text(encoding="utf-8").splitlines()]
    assert [(one["what"], one["why"]) for one in lines] == [("delete", "api")]
    assert sender not in audit.read_text(encoding="utf-8") or len(sender) < 3


def test_a_call_of_before_is_not_answered_again(clinic: Served, audit: Path) -> None:
    assert say(clinic, "repeats", Idempotency_Key="once") == 200
    assert say(clinic, "repeats", Idempotency_Key="once") == 200
    assert delete(clinic, "repeats") == 204
    assert say(clinic, "repeats", Idempotency_Key="once") == 410


@pytest.mark.parametrize(
    "query",
    ["", "?sender=", "?sender=%20", "?sender=a&sender=b", "?sender=%ED%A0%80", "?sender=%FF", "?Sender=a",
     "?sender=" + "a" * 201, "?" + "x=1&" * 9 + "sender=a"],
)  # fmt: skip
def test_a_sender_that_is_none(clinic: Served, query: str) -> None:
    assert is_problem(clinic.call("DELETE", CONVERSATION + query), 422, "sender")


def test_only_ones_own_senders_and_with_a_key_for_messages(clinic: Served, audit: Path) -> None:
    file = KeyFile(clinic.folder / "keys.json")
    other, computes = create(file, "another", Wish()), create(file, "only-computes", Wish(scopes=("schedule",)))
    assert say(clinic, "shared") == 200
    assert delete(clinic, "shared", Authorization=f"Bearer {other}") == 204
    assert stored("shared") > 0
    assert delete(clinic, "shared", Authorization=f"Bearer {computes}") == 403
    assert delete(clinic, "shared", Authorization="Bearer mk_x_y") == 401
    assert stored("shared") > 0


def test_a_turn_that_runs_is_waited_for(clinic: Served, audit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the turn would be stored behind its deletion."""
    turn_of_bot = clinic.bot.turn

    async def locked(message: UserMessage) -> None:
        """As Rasa's agent handles a message."""
        async with clinic.bot.lock_store.lock(message.sender_id):
            await turn_of_bot(message)

    monkeypatch.setattr(clinic.bot, "turn", locked)
    clinic.bot.is_waiting.clear()
    clinic.bot.go_on.clear()
    with ThreadPoolExecutor(2) as threads:
        turn = threads.submit(say, clinic, "slow", "wait")
        assert clinic.bot.is_waiting.wait(60)
        deletion = threads.submit(delete, clinic, "slow")
        threading.Timer(0.3, clinic.bot.go_on.set).start()
        assert turn.result(60) == 200
        assert deletion.result(60) == 204
    assert stored("slow") == 0


def test_a_page_of_the_list_may_delete(clinic: Served) -> None:
    preflight = clinic.call(
        "OPTIONS", CONVERSATION, Origin="https://clinic.example", Access_Control_Request_Method="DELETE"
    )
    assert preflight.status == 204
    assert "DELETE" in preflight.headers["access-control-allow-methods"]
