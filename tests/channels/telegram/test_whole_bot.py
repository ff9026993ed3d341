"""The whole bot in Telegram: the server as `make run` starts it, the trained model, a parent with a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rasa_project.channels.inbox.wording import read_wording
from tests.channels.processes import server
from tests.conftest import MODEL
from tests.servers import free_port
from tests.telegram_parent import Parent
from tests.telegram_server import TelegramServer

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def telegram(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TelegramServer]:
    folder = tmp_path_factory.mktemp("whole")
    command = ["rasa_project", "run", "--port", str(free_port()), "--model", str(MODEL)]
    with TelegramServer() as telegram, server(telegram, folder, command):
        yield telegram
    log = (folder / "log").read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert "Telegram is on: @measles_bot, long polling" in log
    for word in ("бөртпе", "қызуы", "45.7"):
        assert word not in log.lower()


def test_a_whole_triage_by_buttons(telegram: TelegramServer) -> None:
    parent = Parent(telegram, 501)
    assert "103" in parent.says("баламның қызуы көтерілді")
    assert parent.buttons == ["Иә, бар", "Жоқ", "Білмеймін"]
    seen = []
    for _ in range(6):
        titles = parent.buttons
        choice = next(title for title in ("Жоқ", "1–17 жас", "3–5 күн", "Бір рет") if title in titles)
        seen.append(parent.taps(choice))
        if "Себебі" in parent.text:
            break
    assert len(seen) >= 3
    assert "103" in parent.text
    assert "Қайда барамыз?" in parent.buttons
    telegram.wait(lambda: parent.shown_keyboards == 1)


def test_a_triage_that_finds_danger_ends_with_a_number_to_tap(telegram: TelegramServer) -> None:
    parent = Parent(telegram, 502)
    parent.says("баламда бөртпе бар")
    assert "103" in parent.taps("Иә, бар", messages=2).splitlines()[0]
    assert parent.answers[1]["contact"] == {"phone_number": "103", "first_name": "Жедел жәрдем"}
    telegram.wait(lambda: parent.shown_keyboards == 0)


def test_a_clinic_by_location(telegram: TelegramServer) -> None:
    parent = Parent(telegram, 503)
    parent.says("/clinics", messages=2)
    assert "reply_markup" in parent.answers[1]
    assert parent.answers[1]["reply_markup"]["keyboard"][0][0] == {
        "text": read_wording().text("location_button", "kk"),
        "request_location": True,
    }
    nearest = parent.sends_place(45.762139, 62.103771)
    assert "Қазалы қаласы" in nearest
    assert "45.7" not in nearest
    assert "62.1" not in nearest


def test_the_language_is_changed_by_command_and_stays(telegram: TelegramServer) -> None:
    parent = Parent(telegram, 504)
    assert "по-русски" in parent.says("/ru")
    assert "воздух" in parent.says("қызылша қалай жұғады")
    assert "қазақша" in parent.says("/kk")
    assert "ауа" in parent.says("как передаётся корь")


def test_every_command_is_answered(telegram: TelegramServer) -> None:
    parent = Parent(telegram, 505)
    assert "Сәлеметсіз бе" in parent.says("/start")
    assert parent.buttons == ["Екпе қашан салынады?", "Белгілері қандай?", "Қайда барамыз?"]
    assert "Екпе қай жаста салынады?" in parent.says("/help")


def test_a_parent_is_forgotten_after_being_asked_once(telegram: TelegramServer) -> None:
    parent = Parent(telegram, 508)
    parent.says("балам 3 жаста")
    assert "өшірейін бе" in parent.says("/delete")
    assert "Өшірдім" in parent.taps("Иә, өшіріңіз")
    telegram.wait(lambda: "reply_markup" not in telegram.sent(508)[1])


def test_buttons_that_were_offered_when_nothing_was_understood_work(telegram: TelegramServer) -> None:
    parent = Parent(telegram, 506)
    parent.says("👾👾👾")
    assert len(parent.buttons) == 3
    assert len(parent.taps(parent.buttons[0])) > 100


def test_a_typed_payload_is_words(telegram: TelegramServer) -> None:
    parent = Parent(telegram, 507)
    parent.says('/inform{"doses":2}')
    assert "түсінбедім" in parent.says("/ask_isolation")
    answer = parent.says("екпе қашан салынады")
    assert "1 жаста" in answer
    assert "6 жаста" in answer
