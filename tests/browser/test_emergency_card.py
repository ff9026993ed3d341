"""The card of an emergency stays on top of all that follows, until help is called or not needed."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.chat import DESKTOP, MESSAGE, PHONE, Chat
from tests.browser.conftest import Visit

pytestmark = pytest.mark.slow

EMERGENCY = {"/": "Балам тырысып жатыр, есін білмейді!", "/ru": "У ребёнка судороги!"}
NEXT = {"/": "қызылша қалай жұғады", "/ru": "как передаётся корь"}
CALLED = {"/": "103-ке қоңырау шалдым", "/ru": "Мы позвонили в 103"}
NOT_NOW = {"/": "Қазір ондай белгі жоқ", "/ru": "Сейчас такого нет"}


def in_emergency(visit: Visit, path: str = "/", **options: Any) -> Chat:
    chat = visit(path, reduced_motion="reduce", **{"viewport": PHONE, **options}).open()
    chat.says(EMERGENCY[path])
    return chat


def and_a_question_more(chat: Chat, path: str = "/") -> None:
    before = chat.answers.count()
    chat.write(NEXT[path])
    expect(chat.answers).to_have_count(before + 2)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", ["/", "/ru"])
def test_it_stands_over_what_follows_and_calls(visit: Visit, path: str, size: Any) -> None:
    chat = in_emergency(visit, path, viewport=size)
    expect(chat.card).to_be_hidden()  # the message itself is in sight
    expect(chat.last.locator(".settling button")).to_have_text([CALLED[path], NOT_NOW[path]])
    and_a_question_more(chat, path)
    expect(chat.card).to_be_in_viewport(ratio=1)
    assert chat.calls(chat.card) == ["tel:103", "tel:112"]
    assert chat.tap(chat.card.locator(".call").first) == "tel:103"
    expect(chat.card).to_be_visible()  # who tapped has not reached anybody yet
    expect(chat.mine.last).to_be_in_viewport(ratio=1)  # it covers neither the question nor the beginning of its answer


def test_it_comes_when_its_message_is_scrolled_away_and_goes_when_it_is_back(visit: Visit) -> None:
    chat = in_emergency(visit, viewport={"width": 320, "height": 480})
    chat.log.evaluate("log => { log.scrollTop += 250 }")
    expect(chat.card).to_be_visible()
    chat.last.locator(".call").first.evaluate("call => call.scrollIntoView({block: 'center'})")
    expect(chat.card).to_be_hidden()


@pytest.mark.parametrize("path", ["/", "/ru"])
@pytest.mark.parametrize(("said", "word"), [(CALLED, "103"), (NOT_NOW, "103")], ids=["called", "not now"])
def test_its_buttons_tell_the_bot_and_it_goes(visit: Visit, path: str, said: dict[str, str], word: str) -> None:
    chat = in_emergency(visit, path)
    and_a_question_more(chat, path)
    before = chat.answers.count()
    chat.card.get_by_role("button", name=said[path]).click()
    assert word in chat.answer_after(before)
    expect(chat.mine.last.locator(".text")).to_have_text(said[path])
    expect(chat.card).to_be_hidden()
    expect(chat.host.locator(".settling:visible")).to_have_count(0)
    assert chat.kept()["messages"][-1]["open"] is False


@pytest.mark.parametrize(("path", "text"), [("/", "жедел жәрдем шақырдық"), ("/ru", "вызвали скорую, едут")])
def test_what_is_typed_answers_it_too(visit: Visit, path: str, text: str) -> None:
    chat = in_emergency(visit, path)
    chat.says(text)
    expect(chat.card).to_be_hidden()
    expect(chat.host.locator(".settling:visible")).to_have_count(0)


def test_thanks_do_not_answer_it_and_a_reload_keeps_it(visit: Visit) -> None:
    chat = in_emergency(visit)
    chat.will_hear({"text": "Оқасы жоқ."})
    chat.says("рахмет")
    for _ in range(2):
        expect(chat.card).to_be_visible()
        chat.page.reload()
    chat.host.get_by_role("button", name="Русский").click()
    expect(chat.card.get_by_role("button", name=CALLED["/ru"])).to_be_visible()


def test_a_newer_emergency_takes_its_place(visit: Visit) -> None:
    chat = in_emergency(visit)
    chat.will_hear({"text": "112-ге!", "calls": ["112"], "urgent": True})
    chat.says("үйде өрт")
    expect(chat.host.locator(".said .settling")).to_have_count(1)
    chat.will_hear({"text": "Жауап.\n" * 60})
    chat.says(NEXT["/"])
    assert chat.calls(chat.card) == ["tel:112"]


def test_without_a_network_it_stays_until_the_bot_has_heard(visit: Visit) -> None:
    chat = in_emergency(visit)
    chat.page.route(MESSAGE, lambda route: route.abort())
    chat.last.get_by_role("button", name=CALLED["/"]).click()
    expect(chat.trouble).to_contain_text("сақталды")
    expect(chat.card.or_(chat.host.locator(".said .settling")).first).to_be_visible()
    chat.page.unroute(MESSAGE)
    chat.trouble.get_by_role("button", name="Қайталап көру").click()
    expect(chat.host.locator(".settling:visible")).to_have_count(0)


def test_it_is_reached_by_keys_before_the_messages(visit: Visit) -> None:
    chat = in_emergency(visit, viewport=DESKTOP)
    and_a_question_more(chat)
    chat.host.get_by_role("button", name="Жабу").focus()
    order = []
    for _ in range(5):
        chat.page.keyboard.press("Tab")
        order.append(chat.focused())
    assert order == ["103 – Жедел жәрдем", "112 – Бірыңғай құтқару қызметі", CALLED["/"], NOT_NOW["/"], "Хабарламалар"]
    expect(chat.card.get_by_role("group")).to_have_accessible_name("Қоңырау шалдыңыз ба?")
