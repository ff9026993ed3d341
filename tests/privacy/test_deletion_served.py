"""After a deletion nothing gives anything of it back: real servers, the office's command beside them."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rasa_project.privacy.clock import DAY_SECONDS
from tests.servers import Answer, Server, running

pytestmark = pytest.mark.slow

TOLD = "Балам 7 айлық, келесі екпе қашан?"
NEXT = "Келесі екпе қашан?"
ASKED, YES = "деректерімді өшір", "иә, өшіріңіз"


@pytest.fixture(scope="module")
def bot(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("bot")
    with running(root, folder, RATE_LIMIT="off", TELEGRAM_DB=f"{folder}/telegram.db") as server:
        yield server
        assert "Traceback" not in server.log


def reply(answer: Answer) -> str:
    assert answer.status == 200, answer.body
    return "\n".join(one["text"] for one in answer.json["reply"])


def audit_of(bot: Server) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (bot.folder / "audit.jsonl").read_text(encoding="utf-8").splitlines()]


def gives_nothing_back(bot: Server, sender: str) -> bool:
    """Whether the calls of :func:`talk` are neither answered again nor heard anew."""
    for key, text in (("k1", TOLD), ("k2", NEXT)):
        again = bot.ask(text, sender, Idempotency_Key=key)
        if again.status != 410 or not again.json["type"].endswith("deleted") or "айлық" in again.body.decode():
            return False
    return True


def talk(bot: Server, sender: str) -> None:
    reply(bot.ask(TOLD, sender, Idempotency_Key="k1"))
    first = bot.ask(NEXT, sender, Idempotency_Key="k2")
    assert "7 айлық" in reply(first)
    again = bot.ask(NEXT, sender, Idempotency_Key="k2")
    assert (again.body, again.headers["Idempotency-Replayed"]) == (first.body, "true")


def test_the_offices_command_reaches_the_answers_of_the_running_server(bot: Server) -> None:
    talk(bot, "a")
    done = bot.command("privacy", "delete", "--channel", "rest", "--sender", "a")
    assert (done.returncode, done.stdout.split()[0]) == (0, "Deleted"), done.stderr
    assert gives_nothing_back(bot, "a")
    assert "7 айлық" not in reply(bot.ask(NEXT, "a", Idempotency_Key="k3"))
    assert gives_nothing_back(bot, "a")  # a new conversation of the same person does not bring the old one back
    line = audit_of(bot)[-1]
    assert (line["what"], line["why"]) == ("delete", "office")
    assert line["by"].startswith("user:")


def test_so_does_the_button_in_the_conversation(bot: Server) -> None:
    talk(bot, "b")
    reply(bot.ask(ASKED, "b", Idempotency_Key="k8"))
    done = bot.ask(YES, "b", Idempotency_Key="k9")
    assert "Өшірдім" in reply(done)
    assert gives_nothing_back(bot, "b")
    assert bot.ask(YES, "b", Idempotency_Key="k9").body == done.body  # that it is deleted may be said again
    line = audit_of(bot)[-1]
    assert (line["what"], line["why"], line["by"]) == ("delete", "asked", "channel:rest")
    assert str(line["count"]) in reply(done)


class Widget:
    """The widget's side of a conversation."""

    def __init__(self, bot: Server) -> None:
        self.bot = bot
        self.token = self.post("session", lang="kk").json["token"]

    def post(self, path: str, **body: str) -> Answer:
        data = json.dumps(body).encode()
        return self.bot.call(f"/webhooks/web/{path}", data, Content_Type="text/plain", Origin=self.bot.base)

    def say(self, turn: str, text: str) -> Answer:
        return self.post("message", token=self.token, id=turn, text=text, lang="kk")


@pytest.mark.parametrize("by_typing", [True, False])
def test_a_turn_of_the_widget_sent_again_after_a_deletion_is_not_answered(bot: Server, by_typing: bool) -> None:
    widget = Widget(bot)
    widget.say("1", TOLD)
    first = widget.say("2", NEXT)
    assert "7 айлық" in first.body.decode()
    assert widget.say("2", NEXT).body == first.body
    if by_typing:
        widget.say("3", ASKED)
        done = widget.say("4", YES)
        assert "Өшірдім" in done.body.decode()
        assert widget.say("4", YES).body == done.body
    else:
        assert widget.post("delete", token=widget.token).json == {"deleted": True}
    for turn, text in (("1", TOLD), ("2", NEXT)):
        again = widget.say(turn, text)
        assert (again.status, again.json["error"]) == (410, "deleted")
    assert "7 айлық" not in widget.say("5", NEXT).body.decode()
    line = audit_of(bot)[-1]
    assert (line["by"], line["why"]) == ("channel:web", "asked" if by_typing else "web")


def test_deletions_are_counted_by_how_they_came(bot: Server) -> None:
    counted = bot.call("/metrics").body.decode()
    for why in ("asked", "web"):
        assert f'bot_conversations_deleted_total{{why="{why}"}}' in counted


def test_what_nobody_said_is_in_no_line(bot: Server) -> None:
    text = (bot.folder / "audit.jsonl").read_text(encoding="utf-8")
    assert not {"sender", "text", "айлық", "балам"} & set(text.replace('"', " ").split())


@pytest.mark.parametrize("days", [31, 400])
def test_a_restart_with_a_clock_far_ahead_keeps_every_conversation(root: Path, tmp_path: Path, days: int) -> None:
    """The clock is put ahead by putting all that is stored back: the same to whoever compares them."""
    settings = {"RATE_LIMIT": "off", "TELEGRAM_DB": f"{tmp_path}/telegram.db"}
    with running(root, tmp_path, **settings) as server:
        talk(server, "a")
    with sqlite3.connect(tmp_path / "conversations.db") as database:
        shift = (days * DAY_SECONDS,)
        database.execute("UPDATE conversation SET created_at = created_at - ?1, last_active = last_active - ?1", shift)
        database.execute("UPDATE heartbeat SET checked_at = checked_at - ?", shift)
    with running(root, tmp_path, **settings) as server:
        end = time.monotonic() + 60
        while "--clock-is-right" not in server.log and time.monotonic() < end:
            time.sleep(0.2)
        assert "Nothing old is deleted yet" in server.log
        exported = server.command("privacy", "export", "--channel", "rest", "--sender", "a")
        assert TOLD in exported.stdout
        done = server.command("privacy", "retain", "--clock-is-right")
        assert "Deleted 1 persons" in done.stdout
