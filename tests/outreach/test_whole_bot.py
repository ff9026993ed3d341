"""The whole bot: a parent asks for announcements in Telegram, gets the office's, stops in one tap; order by command."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rasa_project.outreach import hours
from tests.channels.processes import ROOT, server
from tests.conftest import MODEL
from tests.servers import free_port
from tests.telegram_parent import Parent
from tests.telegram_server import TelegramServer

pytestmark = pytest.mark.slow

KK = "Бейсенбіде сағат 10:00-де ауылға екпе тобы келеді."
RU = "В четверг в 10:00 в село приедет бригада с прививками."


class Office:
    """Gives orders on the command line, with the bot's settings."""

    def __init__(self, folder: Path) -> None:
        self.settings = {
            "DATABASE_URL": f"sqlite:///{folder / 'conversations.db'}",
            "OUTREACH_KEY_FILE": str(folder / "outreach.key"),
            "AUDIT_FILE": str(folder / "audit.jsonl"),
            "PUBLISHED": str(folder / "published"),
            "OUTREACH_QUIET_MINUTES": "0",
        }
        self.folder = folder

    def announce(self, *words: str) -> str:
        import os

        done = subprocess.run(
            [sys.executable, "-m", "rasa_project", "announce", *words],
            cwd=ROOT, env={**os.environ, **self.settings}, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        return f"{done.returncode}\n{done.stdout}{done.stderr}"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def telegram(office: Office) -> Iterator[TelegramServer]:
    command = ["rasa_project", "run", "--port", str(free_port()), "--model", str(MODEL)]
    with TelegramServer() as telegram, server(telegram, office.folder, command, **office.settings):
        yield telegram
    log = (office.folder / "log").read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert "Бейсенбіде" not in log


def test_a_parent_asks_gets_and_stops(telegram: TelegramServer, office: Office) -> None:
    parent, other = Parent(telegram, 601), Parent(telegram, 602)
    assert "Қай ауылда тұрасыз?" in parent.says("хабарлама алғым келеді")
    assert "Бозкөл" in parent.says("Бозкөлде тұрамыз")
    assert "Хотите" in other.says("/ru") or other.text
    assert "объявления" in other.says("присылайте объявления")
    assert "Место: весь район" in other.taps("Только для района")

    tried = office.announce("--kk", KK, "--ru", RU, "--village", "Бозкөл", "--urgent", "--dry-run")
    assert tried.startswith("0")
    assert KK in tried
    assert RU in tried
    assert office.announce("--kk", KK, "--ru", RU, "--village", "Бозкөл", "--urgent", "--key", "tour").startswith("0")
    telegram.wait_sent(601, 3, 30)
    assert KK in telegram.sent(601)[2]["text"]
    parent._read += 1
    assert "жібермеймін" in parent.taps("Енді жібермеңіз")
    assert "0" in office.announce("--kk", KK, "--ru", RU, "--urgent", "--key", "all")
    telegram.wait_sent(602, 4, 30)
    assert RU in telegram.sent(602)[3]["text"]
    time.sleep(3)
    assert len(telegram.sent(601)) == 4, "who stopped gets nothing more"
    report = office.announce("--list")
    assert re.search(r"tour.*done.*sent 1", report)
    again = office.announce("--kk", KK, "--ru", RU, "--urgent", "--key", "tour")
    assert again.startswith("1")
    assert "before" in again


def test_what_is_wrong_is_not_sent(office: Office) -> None:
    wrong = office.announce("--kk", KK, "--ru", "Звоните 8 701 123 45 67 в четверг.", "--urgent")
    assert wrong.startswith("1")
    assert "701" in wrong
    assert "Бозкол" in office.announce("--kk", KK, "--ru", RU, "--village", "Бозкол-Сити")
    assert "434439100" in office.announce("--kk", KK, "--ru", RU, "--village", "Бірлік"), "two of one name"


def test_delete_my_data_deletes_the_wish(telegram: TelegramServer, office: Office) -> None:
    from rasa_project.storage.database import ConversationDatabase
    from rasa_project.storage.settings import database_url

    parent = Parent(telegram, 603)
    parent.says("хабарлама алғым келеді")
    parent.taps("Бүкіл аудан жетеді")
    database = ConversationDatabase(database_url(office.settings["DATABASE_URL"]))
    with database.transaction() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM subscriber").scalar()
    parent.says("/delete")
    parent.taps("Иә, өшіріңіз")
    with database.transaction() as connection:
        after = connection.exec_driver_sql("SELECT count(*) FROM subscriber").scalar()
    database.close()
    assert after == before - 1


def test_the_hours_of_sending_are_those_of_the_district() -> None:
    assert hours.is_night(1_796_014_800.0 - 3 * 3600)
    assert not hours.is_night(1_796_014_800.0)
