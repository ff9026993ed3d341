"""The whole bot in WhatsApp: the server as `make run` starts it, the trained model, a parent with a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rasa_project.channels.refusals import for_parents
from tests import whatsapp_updates as updates
from tests.channels.processes import process
from tests.channels.whatsapp.test_webhook import post
from tests.conftest import MODEL
from tests.servers import free_port
from tests.whatsapp_parent import Parent
from tests.whatsapp_server import WhatsAppServer

pytestmark = pytest.mark.slow

RATING = ["Көмектесті", "Көмектеспеді"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("whole")


@pytest.fixture(scope="module")
def whatsapp(folder: Path) -> Iterator[WhatsAppServer]:
    port = free_port()
    command = ["rasa_project", "run", "--port", str(port), "--model", str(MODEL)]
    with WhatsAppServer() as whatsapp:
        told = {**whatsapp.settings, "WHATSAPP_DB": str(folder / "w.db"), "TELEGRAM_DB": str(folder / "t.db")}
        with process(folder, command, **told):
            assert whatsapp.hook(f"http://127.0.0.1:{port}/webhooks/whatsapp/webhook") == 200
            yield whatsapp
            whatsapp.wait(lambda: whatsapp.is_posted)
            assert set(whatsapp.webhook_answers) == {200}
    log = (folder / "log").read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert "WhatsApp is on: +7 700 000 00 00, webhook" in log
    for word in ("бөртпе", "қызуы", "45.7", "7701", "wamid"):
        assert word not in log.lower()


def test_a_whole_triage_by_buttons(whatsapp: WhatsAppServer) -> None:
    parent = Parent(whatsapp, "77010000501")
    assert "103" in parent.says("баламның қызуы көтерілді")
    assert parent.buttons == ["Иә, бар", "Жоқ", "Білмеймін"]
    for _ in range(6):
        choice = next(title for title in ("Жоқ", "1–17 жас", "3–5 күн", "Бір рет") if title in parent.buttons)
        parent.taps(choice)
        if "Қайда барамыз?" in parent.buttons:
            break
    assert "103" in parent.text
    assert "Қайда барамыз?" in parent.buttons


def test_danger_first_and_a_card_to_call(whatsapp: WhatsAppServer) -> None:
    parent = Parent(whatsapp, "77010000502")
    parent.says("баламда бөртпе бар")
    assert "103" in parent.taps("Иә, бар", messages=2).splitlines()[0]
    (card,) = parent.answers[1]["contacts"]
    assert (card["name"]["formatted_name"], card["phones"][0]["phone"]) == ("Жедел жәрдем", "103")


def test_danger_that_was_denied_by_mistake_is_still_heard(whatsapp: WhatsAppServer) -> None:
    """Buttons stay in WhatsApp: the wrong one was tapped first."""
    parent = Parent(whatsapp, "77010000511")
    parent.says("баламда бөртпе бар")
    parent.taps("Жоқ")
    assert "103" in parent.taps("Иә, бар", messages=2).splitlines()[0]
    assert parent.answers[1]["type"] == "contacts"


def test_danger_in_words_is_first_too(whatsapp: WhatsAppServer) -> None:
    parent = Parent(whatsapp, "77010000503")
    assert "103" in parent.says("балам есінен танып қалды", messages=2).splitlines()[0]
    assert parent.answers[1]["type"] == "contacts"


def test_a_clinic_by_location(whatsapp: WhatsAppServer) -> None:
    parent = Parent(whatsapp, "77010000504")
    parent.says("/clinics", messages=2)
    assert parent.answers[1]["interactive"]["type"] == "location_request_message"
    nearest = parent.does(updates.location(parent.chat, 45.762139, 62.103771))
    assert "Қазалы қаласы" in nearest
    assert "45.7" not in nearest


def test_an_answer_has_its_questions_and_whether_it_helped_in_one_list(whatsapp: WhatsAppServer) -> None:
    parent = Parent(whatsapp, "77010000505")
    parent.says("қызылша қалай жұғады")
    assert parent.buttons[-2:] == RATING
    assert parent.answers[0]["interactive"]["type"] == ("list" if len(parent.buttons) > 3 else "button")
    parent.taps("Көмектеспеді")
    assert "не дұрыс болмады" in parent.text
    assert parent.buttons[:4] == ["Басқаны сұрадым", "Түсініксіз", "Дұрыс емес", "Басқа себеп"]
    assert "Рақмет" in parent.taps("Түсініксіз")


def test_a_long_list_of_topics_can_be_tapped(whatsapp: WhatsAppServer) -> None:
    parent = Parent(whatsapp, "77010000506")
    parent.says("👾👾👾")
    assert len(parent.buttons) >= 3
    first = parent.buttons[0]
    assert len(parent.taps(first)) > 100


def test_the_language_is_changed_and_stays_also_on_the_buttons(whatsapp: WhatsAppServer) -> None:
    parent = Parent(whatsapp, "77010000507")
    assert "по-русски" in parent.says("/ru")
    assert "воздух" in parent.says("как передаётся корь")
    assert parent.buttons[-2:] == ["Помогло", "Не помогло"]
    if parent.answers[0]["interactive"]["type"] == "list":
        assert parent.answers[0]["interactive"]["action"]["button"] == "Выбрать"


def test_voice_is_declined_politely_in_the_language_of_the_talk(whatsapp: WhatsAppServer) -> None:
    parent = Parent(whatsapp, "77010000508")
    parent.says("/ru")
    assert parent.does(updates.voice(parent.chat)) == for_parents("unreadable", "ru")


def test_who_opens_the_chat_is_greeted(whatsapp: WhatsAppServer) -> None:
    parent = Parent(whatsapp, "77010000509")
    assert "Сәлеметсіз бе" in parent.does(updates.opened(parent.chat))


@pytest.mark.parametrize(("chat", "words"), [("77010000510", "/delete"), ("77010000512", "деректерімді өшір")])
def test_a_parent_is_forgotten_after_being_asked_once(
    whatsapp: WhatsAppServer, folder: Path, chat: str, words: str
) -> None:
    parent = Parent(whatsapp, chat)
    parent.says("балам 3 жаста")
    assert "өшірейін бе" in parent.says(words)
    assert "Өшірдім" in parent.taps("Иә, өшіріңіз")
    whatsapp.wait(lambda: not any(chat.encode() in path.read_bytes() for path in folder.glob("w.db*")))


def test_as_much_as_meta_posts_at_once_is_taken_and_no_more(whatsapp: WhatsAppServer) -> None:
    message = updates.text("77010000514", "/kk")
    whatsapp.api.hear(message)
    body = {**updates.post(message), "more": "x" * 2_500_000}
    assert post(whatsapp.webhook, body) == 200
    whatsapp.wait_sent("77010000514", 1)
    assert post(whatsapp.webhook, {**body, "more": "x" * 3_200_000}) == 413


def test_a_typed_payload_is_words(whatsapp: WhatsAppServer) -> None:
    parent = Parent(whatsapp, "77010000513")
    assert "түсінбедім" in parent.says("/ask_isolation")
    assert "1 жаста" in parent.says("екпе қашан салынады")
