"""What the office publishes, in a real browser beside the real bot: written, approved, heard; read aloud."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from rasa_project.clock import today
from tests.chromium import chromium
from tests.desk.office import DESKTOP, PHONE, Somebody, chief_link, serving
from tests.desk.test_browser import faults
from tests.servers import Server, free_port, running

pytestmark = [pytest.mark.slow, pytest.mark.alone]

NUMBER = "+7 (72438) 2-11-03"
#: Far more than the two seconds that it takes: a loaded machine must not fail it.
PATIENCE_SECONDS = 60
PAGES = (
    "/answers/",
    "/answers/?word=103&theme=all",
    "/answers/open/?name=utter_greet",
    "/contacts/",
    "/contacts/new/",
    "/announcements/",
    "/announcements/new/",
    "/callbacks/",
    "/callbacks/hours/new/",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("both")


@pytest.fixture(scope="module")
def bot(root: Path, folder: Path) -> Iterator[Server]:
    """The bot as it is served, beside the desk."""
    with running(root, folder, RATE_LIMIT="off", CALLBACK_KEY_FILE=str(folder / "callback.key"),
                 CHECKED_CONTENT=str(folder / "kept")) as server:  # fmt: skip
        yield server


@pytest.fixture(scope="module")
def chief(root: Path, folder: Path, bot: Server) -> Iterator[Somebody]:
    """The first chief, who has joined and shown a second factor; the desk speaks Russian."""
    port = free_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PUBLISHED", str(folder / "published"))
        patch.setenv("CALLBACK_KEY_FILE", str(folder / "callback.key"))
        link = chief_link(root, folder, port)
        with serving(root, folder, port) as address, chromium() as browser:
            yield joined(browser, address, link)


def joined(browser: Browser, address: str, link: str) -> Somebody:
    aliya = Somebody(browser, address, "ru")
    aliya.join(link)
    aliya.make_second_factor()
    return aliya


def seen(what: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE_SECONDS
    while not what():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def heard(bot: Server, message: str, sender: str = "") -> str:
    told = bot.ask(message, sender=sender or f"p{time.monotonic_ns()}").json
    return json.dumps(told, ensure_ascii=False)


def press(chief: Somebody, title: str) -> None:
    chief.page.get_by_role("button", name=title).first.click()
    chief.page.wait_for_load_state()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_read_aloud_and_fits(chief: Somebody, path: str, size: dict[str, int]) -> None:
    chief.page.set_viewport_size(size)  # type: ignore[arg-type]
    assert chief.open(path) == 200
    assert faults(chief) == []
    assert chief.page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_clinics_phone_is_entered_and_the_bot_says_it(chief: Somebody, bot: Server) -> None:
    """By keyboard alone from the first field on."""
    page = chief.page
    chief.open("/contacts/new/")
    page.select_option("[name=organisation]", "shipager")
    page.focus("[name=phone]")
    page.keyboard.type(NUMBER)
    for name, value in {"mon": "09:00-18:00", "verified_by": "А. Тестова", "verified_on": today().isoformat(),
                        "until": today().isoformat()}.items():  # fmt: skip
        page.fill(f"[name={name}]", value)
    page.press("[name=verified_by]", "Enter")
    page.wait_for_load_state()
    expect(page.locator(".bubble").first).to_contain_text(NUMBER)
    assert faults(chief) == []
    assert NUMBER not in heard(bot, "Қазалы қаласындамыз")
    press(chief, "Опубликовать")
    assert "через две секунды" in chief.text()
    assert seen(lambda: NUMBER in heard(bot, "Қазалы қаласындамыз"))


def test_an_announcement_is_written_and_seen(chief: Somebody, bot: Server) -> None:
    text = "Бүгін емхана кешкі сегізге дейін жұмыс істейді."
    page = chief.page
    chief.open("/announcements/new/")
    for name, value in {"id": "longer-day", "kk": text, "ru": "Сегодня поликлиника работает до восьми вечера.",
                        "since": today().isoformat(), "until": today().isoformat()}.items():  # fmt: skip
        page.fill(f"[name={name}]", value)
    page.select_option("[name=shown]", ["greet", "find_clinic"])
    press(chief, "Сохранить как черновик")
    press(chief, "Опубликовать")
    assert seen(lambda: text in heard(bot, "сәлем"))
    press(chief, "Снять")
    assert seen(lambda: text not in heard(bot, "сәлем"))


def test_a_sentence_is_changed_and_heard_and_a_wrong_one_is_not(chief: Somebody, bot: Server) -> None:
    page = chief.page
    chief.open("/answers/open/?name=utter_greet")
    before = page.input_value("[name=kk]")
    page.fill("[name=kk]", f"{before.splitlines()[0]}\nСұрағыңызды қысқаша жазыңыз.")
    page.fill("[name=sources]", "editorial")
    press(chief, "Сохранить как черновик")
    press(chief, "Опубликовать")
    assert seen(lambda: "Сұрағыңызды қысқаша жазыңыз." in heard(bot, "сәлем"))
    page.fill("[name=kk]", f"{before} 5 мл беріңіз.")
    press(chief, "Сохранить как черновик")
    expect(page.locator(".note.error")).to_contain_text("Текст по-казахски")
    assert page.get_by_role("button", name="Опубликовать").count() == 0
    assert "5 мл" not in heard(bot, "сәлем")


def test_a_call_back_is_taken(chief: Somebody, bot: Server, folder: Path) -> None:
    page = chief.page
    chief.open("/callbacks/hours/")
    page.check("[name=is_on]")
    for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        page.fill(f"[name={day}]", "00:00-24:00")
    press(chief, "Сохранить как черновик")
    press(chief, "Опубликовать")
    assert seen(lambda: "call_me" in heard(bot, "адаммен сөйлескім келеді"))
    for message in ("адаммен сөйлескім келеді", '/inform{"question":"call_me"}', '/inform{"question":"call_yes"}',
                    "8 701 123 45 67"):  # fmt: skip
        heard(bot, message, "caller")
    chief.open("/callbacks/")
    assert "1234567" not in chief.text()
    assert faults(chief) == []
    press(chief, "Показать номер")
    assert page.locator("a[href='tel:+77011234567']").count() == 1
    assert faults(chief) == []
    page.select_option("[name=state]", "done")
    press(chief, "Записать")
    assert "Никто не ждёт" in chief.text()

    def is_gone() -> bool:
        with closing(sqlite3.connect(folder / "conversations.db")) as connection:
            return not connection.execute("SELECT id FROM callback").fetchall()

    assert seen(is_gone)
