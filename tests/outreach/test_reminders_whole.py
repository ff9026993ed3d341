"""Reminders with the whole bot in Telegram: asked for, written when their time comes, answered by buttons and words.

The clock of the server is the machine's: a message's time comes when the test sets it to now.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from rasa_project import clock
from rasa_project.advice.ages import months_after
from tests.channels.processes import server
from tests.conftest import MODEL
from tests.servers import free_port
from tests.telegram_parent import Parent
from tests.telegram_server import TelegramServer

pytestmark = pytest.mark.slow

#: A girl of some eleven months, a boy of some two and a half years.
GIRL = clock.today() - timedelta(days=350)
BOY = clock.today() - timedelta(days=900)
MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()


class Outbox:
    """The database of the running bot, as a test turns its times."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "conversations.db"

    def rows(self, state: str = "waiting") -> list[tuple[str, str]]:
        """Series and day of what is planned and has that state."""
        with closing(sqlite3.connect(self.path, timeout=20)) as store:
            found = store.execute("SELECT series, due_at FROM planned WHERE state = ? ORDER BY due_at", (state,))
            return [(series, day_of(due_at)) for series, due_at in found]

    def comes(self) -> None:
        """The time of the first message that waits comes; as an urgent one, so that it is sent at night too."""
        with closing(sqlite3.connect(self.path, timeout=20)) as store, store:
            first = "SELECT id FROM planned WHERE state = 'waiting' ORDER BY due_at LIMIT 1"
            store.execute(f"UPDATE planned SET due_at = ?, is_urgent = 1 WHERE id = ({first})", (time.time() - 1,))  # noqa: S608

    def forget(self) -> None:
        """Nothing is planned any more."""
        with closing(sqlite3.connect(self.path, timeout=20)) as store, store:
            store.execute("DELETE FROM planned")

    def subscribers(self) -> int:
        """How many asked to be written to."""
        with closing(sqlite3.connect(self.path, timeout=20)) as store:
            return int(store.execute("SELECT count(*) FROM subscriber").fetchone()[0])


def day_of(seconds: float) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(seconds + 5 * 3600))


def in_russian(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} года"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reminders")


@pytest.fixture(scope="module")
def telegram(folder: Path) -> Iterator[TelegramServer]:
    command = ["rasa_project", "run", "--port", str(free_port()), "--model", str(MODEL)]
    settings = {name: str(folder / name.lower()) for name in ("OUTREACH_KEY_FILE", "AUDIT_FILE", "PUBLISHED")}
    settings["OUTREACH_QUIET_MINUTES"] = "0"  # the time of what waits comes right behind the parent's own message
    with TelegramServer() as telegram, server(telegram, folder, command, 300, **settings):
        yield telegram
    log = (folder / "log").read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert GIRL.isoformat() not in log


@pytest.fixture
def outbox(folder: Path) -> Outbox:
    return Outbox(folder)


def written(telegram: TelegramServer, parent: Parent, outbox: Outbox) -> str:
    """What the bot writes by itself when the next time comes."""
    before = len(telegram.sent(parent.chat))
    outbox.comes()
    telegram.wait_sent(parent.chat, before + 1, 60)
    parent._read = before + 1
    parent.answers = telegram.sent(parent.chat)[before : before + 1]
    return parent.text


def test_set_written_done_and_the_next_computed(telegram: TelegramServer, outbox: Outbox) -> None:
    parent = Parent(telegram, 801, 60)
    first = months_after(GIRL, 12)
    confirmed = parent.says(f"дочка родилась {GIRL:%d.%m.%Y}, напомните о прививке")
    assert in_russian(first) in confirmed
    assert outbox.rows()[-1] == ("d1", (first + timedelta(days=28)).isoformat())
    assert "первая прививка" in written(telegram, parent, outbox)
    assert parent.buttons == ["Прививку сделали", "Позже", "Остановить"]
    assert in_russian(clock.today() + timedelta(days=7)).removesuffix(f" {clock.today().year} года") in parent.taps(
        "Позже"
    )
    text = written(telegram, parent, outbox)
    assert "спрашиваю снова" in text
    done = parent.taps("Прививку сделали")
    assert "12 месяцев" in done or in_russian(months_after(GIRL, 72)) in done
    parent.taps("Напомнить")
    assert len(outbox.rows()) >= 2
    assert "Ваши напоминания" in parent.says("мои напоминания")
    assert "Остановил" in parent.says("стоп")
    assert outbox.rows() == []


def test_two_children_one_stopped_one_put_right(telegram: TelegramServer, outbox: Outbox) -> None:
    parent = Parent(telegram, 802, 60)
    parent.says(f"ұлым {BOY:%d.%m.%Y} туған, бір рет екпе алған, есіме салыңыз")
    parent.says(f"қызым {GIRL:%d.%m.%Y} туған, есіме салыңыз")
    listed = parent.says("еске салуларым")
    assert "1. " in listed
    assert "2. " in listed
    assert parent.buttons == ["Тоқтату: 1", "Тоқтату: 2", "Бәрін тоқтату"]
    parent.taps("Тоқтату: 2" if listed.find("ұлыңыз") > listed.find("қызыңыз") else "Тоқтату: 1")
    assert len({series for series, _ in outbox.rows()}) == 1
    right = GIRL + timedelta(days=2)
    moved = parent.says(f"қателестім, қызым {right:%d.%m.%Y} туған")
    day = months_after(right, 12)
    assert f"{day.year} жылғы {day.day} " in moved
    assert (day + timedelta(days=28)).isoformat() in {when for _, when in outbox.rows()}


def test_delete_my_data_deletes_them(telegram: TelegramServer, outbox: Outbox) -> None:
    parent = Parent(telegram, 803, 60)
    before = outbox.subscribers()
    parent.says("балам 8 айлық, есіме салыңыз")
    assert outbox.subscribers() == before + 1
    parent.says("/delete")
    assert "еске салулар" in parent.taps("Иә, өшіріңіз")
    assert outbox.subscribers() == before


def test_signs_are_asked_for_with_103_first_and_there_are_some(telegram: TelegramServer, outbox: Outbox) -> None:
    outbox.forget()
    parent = Parent(telegram, 804, 60)
    parent.says("балам кеше қызылшамен ауырған баламен бірге болды", messages=2)
    parent.says("4 жаста")
    parent.says("екі рет алған")
    assert "сұраймын" in parent.taps("Белгілерін сұрап тұру")
    text = written(telegram, parent, outbox)
    assert "103-ке" in text.splitlines()[0]
    assert parent.buttons == ["Белгі жоқ", "Белгі бар", "Тоқтату"]
    assert "103-ке" in parent.taps("Белгі бар").splitlines()[0]
    assert parent.buttons == ["Иә, бар", "Жоқ", "Білмеймін"]
    assert outbox.rows() == []
