"""``announce`` by itself: the texts and counts before, the order, a second one of that name, the list, stopping."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import pytest

from rasa_project.outreach import commands
from rasa_project.storage import campaigns
from rasa_project.storage.database import ConversationDatabase
from tests.outreach.outbox import subscribe

KK, RU = "Ертең ауылға екпе тобы келеді.", "Завтра в село приедет бригада с прививками."


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: ConversationDatabase) -> None:
    monkeypatch.setenv("DATABASE_URL", database.url.render_as_string(hide_password=False))
    monkeypatch.setenv("PUBLISHED", str(tmp_path / "published"))
    monkeypatch.setenv("AUDIT_FILE", str(tmp_path / "audit.jsonl"))
    for number in range(4):
        subscribe(database, f"p{number}", str(number), announcements=True)


def announce(*words: str) -> int:
    parser = argparse.ArgumentParser()
    commands.add_to(parser.add_subparsers(required=True))
    options = parser.parse_args(["announce", *words])
    return int(options.command(options))


def test_trying_shows_all_and_orders_nothing(
    capsys: pytest.CaptureFixture[str], database: ConversationDatabase
) -> None:
    assert announce("--kk", KK, "--ru", RU, "--dry-run") == 0
    said = capsys.readouterr().out
    assert KK in said
    assert RU in said
    assert "Goes to 4; 0 had one this week" in said
    assert "village not told: 4" in said
    assert announce("--list") == 0
    assert "Nothing was ever ordered." in capsys.readouterr().out


def test_few_people_are_not_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert announce("--kk", KK, "--ru", RU, "--village", "Бозкөл", "--dry-run") == 0
    assert "Goes to 0;" in capsys.readouterr().out
    assert [commands.shown(count) for count in range(4)] == ["0", "fewer than 3", "fewer than 3", "3"]


def test_an_order_is_taken_up_once_listed_and_stopped(
    capsys: pytest.CaptureFixture[str], database: ConversationDatabase, tmp_path: Path
) -> None:
    assert announce("--kk", KK, "--ru", RU, "--key", "tour") == 0
    assert announce("--kk", KK, "--ru", RU, "--key", "tour") == 1
    assert "ordered before" in capsys.readouterr().err
    campaigns.plan_step(database, time.time(), 0.0)
    assert announce("--list") == 0
    assert "tour  planning  for 4" in capsys.readouterr().out
    assert announce("--stop", "tour") == 0
    assert announce("--stop", "never") == 1
    audit = (tmp_path / "audit.jsonl").read_text(encoding="utf-8")
    assert '"what": "announce"' in audit
    assert '"what": "announce-stop"' in audit
    assert KK not in audit


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--kk", KK], "both languages"),
        (["--kk", KK, "--ru", RU, "--village", "Лондон"], "no settlement"),
        (["--kk", KK, "--ru", RU, "--key", "Тур"], "--key"),
        (["--kk", KK, "--ru", "Звоните завтра 8 701 123 45 67."], "701"),
        (["--kk", KK, "--ru", RU, "--until", "2020-01-01"], "over"),
    ],
)
def test_what_is_wrong_is_a_sentence(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert announce(*words) == 1
    assert told in capsys.readouterr().err


def test_at_night_it_says_when_it_goes(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rasa_project.outreach.hours.is_night", lambda now: True)
    assert announce("--kk", KK, "--ru", RU) == 0
    assert "it goes from 8:00 on" in capsys.readouterr().out
    assert announce("--kk", KK, "--ru", RU, "--urgent") == 0
    assert "night" not in capsys.readouterr().out
