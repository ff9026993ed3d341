"""A phone's back key closes the chat, and is no trap; pages with a history of their own keep it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chat import ASKED_MOST, DESKTOP, PHONE, Chat
from tests.browser.conftest import Visit

pytestmark = pytest.mark.slow


def on_a_phone(visit: Visit, office: str, path: str = "/") -> Chat:
    """A page that was reached from another one, the chat open."""
    chat = visit("/other", viewport=PHONE)
    chat.page.goto(office + path)
    return chat.open()


def closed(chat: Chat) -> None:
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_visible()


def test_back_closes_the_chat_and_a_second_back_leaves_the_page(visit: Visit, office: str) -> None:
    chat = on_a_phone(visit, office, "/ru#korj")
    assert chat.page.url == office + "/ru#korj"
    chat.page.go_back()
    closed(chat)
    assert chat.page.url == office + "/ru#korj"
    chat.page.go_back()
    chat.page.wait_for_url("**/other")


def test_forward_opens_it_again_as_it_was(visit: Visit, office: str) -> None:
    chat = on_a_phone(visit, office)
    chat.says("қызылша қалай жұғады")
    for _ in range(2):
        chat.page.go_back()
        closed(chat)
        chat.page.go_forward()
        expect(chat.panel).to_be_visible()
        expect(chat.messages).to_have_count(3)
    chat.page.go_back()
    chat.page.go_back()
    chat.page.wait_for_url("**/other")


@pytest.mark.parametrize("key", ["button", "Escape"])
def test_closed_otherwise_it_leaves_nothing_behind_in_the_history(visit: Visit, office: str, key: str) -> None:
    chat = on_a_phone(visit, office)
    for _ in range(3):
        if key == "button":
            chat.host.get_by_role("button", name="Жабу").click()
        else:
            chat.page.keyboard.press(key)
        closed(chat)
        chat.launcher.click()
        expect(chat.panel).to_be_visible()
    chat.host.get_by_role("button", name="Жабу").click()
    closed(chat)
    chat.page.wait_for_function("!history.state")
    chat.page.go_back()
    chat.page.wait_for_url("**/other")


def test_closed_and_opened_in_one_moment_back_closes_it(visit: Visit, office: str) -> None:
    chat = on_a_phone(visit, office)
    chat.host.evaluate("chat => { chat.close(); chat.open() }")
    chat.page.wait_for_timeout(300)
    expect(chat.panel).to_be_visible()
    chat.page.go_back()
    closed(chat)
    chat.page.go_back()
    chat.page.wait_for_url("**/other")


def test_after_a_reload_with_the_chat_open_back_closes_it(visit: Visit, office: str) -> None:
    chat = on_a_phone(visit, office, "/#bet")
    chat.says("қызылша қалай жұғады")
    for _ in range(2):
        chat.page.reload()
        expect(chat.messages).to_have_count(3)
    chat.page.go_back()
    closed(chat)
    assert chat.page.url == office + "/#bet"
    chat.page.go_back()
    chat.page.wait_for_url("**/other")


def test_a_page_that_it_opens_on_by_itself_is_left_by_the_second_back(visit: Visit, office: str) -> None:
    chat = on_a_phone(visit, office)
    chat.page.goto(office + "/router")
    expect(chat.panel).to_be_visible()
    chat.page.go_back()
    closed(chat)
    chat.page.go_back()
    chat.page.wait_for_url(office + "/")


def test_a_page_with_a_history_of_its_own_keeps_it(visit: Visit, office: str) -> None:
    chat = visit("/router", viewport=PHONE)
    heading = chat.page.locator("h1")
    chat.page.evaluate("turn(2)")
    chat.open()
    assert chat.page.evaluate("history.state.page") == 2
    chat.page.go_back()
    closed(chat)
    expect(heading).to_have_text("2")
    assert chat.page.evaluate("history.state") == {"page": 2}
    chat.open()
    chat.host.get_by_role("button", name="Жабу").click()
    closed(chat)
    chat.page.wait_for_function("!history.state['measles-chat']")
    expect(heading).to_have_text("2")
    chat.page.go_back()
    expect(heading).to_have_text("1")
    assert chat.page.url == office + "/router"


@pytest.mark.parametrize("step", ["location.hash = '3'", "turn(3)"])
def test_a_page_that_goes_on_behind_it_does_not_close_it_nor_is_thrown_back(
    visit: Visit, office: str, step: str
) -> None:
    chat = visit("/router", viewport=PHONE).open()
    chat.page.evaluate(step)
    chat.page.wait_for_timeout(200)
    expect(chat.panel).to_be_visible()
    chat.host.get_by_role("button", name="Жабу").click()
    closed(chat)
    chat.page.wait_for_timeout(300)
    assert chat.page.url == office + "/router#3"


def test_beside_the_page_the_history_is_left_alone(visit: Visit, office: str) -> None:
    chat = visit("/other", viewport=DESKTOP)
    chat.page.goto(office + "/")
    before = chat.page.evaluate("history.length")
    chat.open()
    assert chat.page.evaluate("[history.length, history.state]") == [before, None]
    chat.page.go_back()
    chat.page.wait_for_url("**/other")


def test_in_a_frame_the_history_is_left_alone(visit: Visit, office: str) -> None:
    page = visit("/frame", viewport=PHONE).page
    before = page.evaluate("history.length")
    inside = page.frame_locator("iframe").locator("measles-chat")
    inside.locator(".launcher").click()
    expect(inside.locator(".choice")).to_have_count(ASKED_MOST)
    assert page.evaluate("history.length") == before
    inside.get_by_role("button", name="Жабу").click()
    expect(inside.get_by_role("dialog")).to_be_hidden()
    assert page.url == office + "/frame"
