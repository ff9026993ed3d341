"""The small row below an answer: whether it helped, what was wrong, the nearest questions; beside the talk."""

from __future__ import annotations

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.browser.chat import PHONE, Chat
from tests.browser.conftest import Visit

pytestmark = pytest.mark.slow

FEEDBACK = "**/webhooks/web/feedback"
AGE, SPREAD = "екпе қай жаста салынады", "қызылша қалай жұғады"
EMERGENCY = "Балам тырысып жатыр, есін білмейді!"


def tap(row: Locator, title: str) -> None:
    row.get_by_role("button", name=title, exact=True).click()


def will_be_told(chat: Chat, status: int = 200, **said: Any) -> None:
    """The next tap is answered with this."""
    headers = {"Access-Control-Allow-Origin": "*"}
    body = json.dumps(said)
    chat.page.route(FEEDBACK, lambda route: route.fulfill(status=status, body=body, headers=headers), times=1)


def asked(chat: Chat, text: str = AGE) -> Locator:
    """The row below the answer to a text."""
    chat.says(text)
    row = chat.last.locator(".rating")
    expect(row).to_contain_text("Бұл жауап көмектесті ме?")
    return row


def test_the_row_stands_below_advice_and_nothing_else(visit: Visit) -> None:
    chat = visit().open()
    expect(chat.ratings).to_have_count(0)
    asked(chat)
    chat.says("балам ауырып тұр, қызуы бар")
    chat.says(EMERGENCY)
    expect(chat.ratings).to_have_count(1)


def test_what_was_chosen_is_shown_after_a_reload_too(visit: Visit) -> None:
    chat = visit().open()
    tap(asked(chat), "Көмектесті")
    for _ in range(2):
        row = chat.last.locator(".rating")
        expect(row).to_contain_text("✓ Көмектесті")
        expect(row).to_contain_text("Рақмет! Жауап пайдалы болғанына қуаныштымын.")
        expect(row.get_by_role("button")).to_have_count(0)
        chat.page.reload()


def test_what_was_wrong_is_one_tap_more_in_the_language_of_the_answer(visit: Visit) -> None:
    chat = visit("/ru").open()
    chat.says("Во сколько лет делают прививку от кори?")
    row = chat.last.locator(".rating")
    tap(row, "Не помогло")
    expect(row).to_contain_text("Что было не так?")
    chat.page.reload()
    tap(row, "Непонятно")
    expect(row).to_contain_text("✓ Не помогло, Непонятно")
    expect(row).to_contain_text("Спасибо, учтём.")
    expect(row.get_by_role("button")).to_have_count(0)


def test_the_nearest_questions_are_asked_by_a_tap(visit: Visit) -> None:
    chat = visit().open()
    row = asked(chat)
    near = {"near": "Мүмкін, мынау?", "buttons": [{"title": SPREAD, "press": "another session's"}]}
    will_be_told(chat, text="Не дұрыс болмады?", lang="kk", **near)
    tap(row, "Көмектеспеді")
    expect(row).to_contain_text("Мүмкін, мынау?")
    before = chat.answers.count()
    tap(row, SPREAD)
    assert "ауа" in chat.answer_after(before)


def test_a_tap_on_an_old_answer_is_sent_for_that_answer_and_the_talk_goes_on(visit: Visit) -> None:
    chat = visit().open()
    asked(chat)
    row = chat.ratings.first  # stays the first when others come
    first = next(one["feedback"]["answer"] for one in chat.kept()["messages"] if one.get("feedback"))
    chat.says("балам ауырып тұр, қызуы бар")
    open_question = chat.choices.all_inner_texts()
    assert len(open_question) >= 2
    with chat.page.expect_request(FEEDBACK) as sent:
        tap(row, "Көмектеспеді")
    assert json.loads(sent.value.post_data or "")["answer"] == first
    expect(row).to_contain_text("✓ Көмектеспеді")
    assert chat.choices.all_inner_texts() == open_question
    assert "жасы" in chat.presses("Жоқ").lower()


def test_without_a_network_it_says_so_and_can_be_tapped_again(visit: Visit) -> None:
    chat = visit().open()
    row = asked(chat)
    chat.page.context.set_offline(True)
    tap(row, "Көмектесті")
    expect(row).to_contain_text("Жіберілмей тұр")
    expect(chat.trouble).to_be_hidden()
    chat.page.context.set_offline(False)
    tap(row, "Көмектесті")
    expect(row).to_contain_text("✓ Көмектесті")
    expect(row).not_to_contain_text("Жіберілмей тұр")


@pytest.mark.parametrize(("status", "error"), [(404, "answer"), (409, "rated"), (401, "token")])
def test_a_row_that_the_server_does_not_know_goes(visit: Visit, status: int, error: str) -> None:
    chat = visit().open()
    row = asked(chat)
    will_be_told(chat, status, error=error)
    tap(row, "Көмектесті")
    expect(chat.ratings).to_have_count(0)
    chat.page.reload()
    expect(chat.answers).to_have_count(2)
    expect(chat.ratings).to_have_count(0)


def test_by_keyboard_and_by_ear(visit: Visit) -> None:
    chat = visit(viewport=PHONE, reduced_motion="reduce").open()
    row = asked(chat)
    expect(chat.last.get_by_role("group", name="Бұл жауап көмектесті ме?")).to_have_count(1)
    button = row.get_by_role("button", name="Көмектеспеді")
    box = button.bounding_box()
    assert box is not None
    assert min(box["height"], box["width"]) >= 44
    button.focus()
    chat.page.keyboard.press("Enter")
    expect(row).to_contain_text("✓ Көмектеспеді")
    assert chat.focused() == "Бұл жауап көмектесті ме?"
    chat.page.keyboard.press("Tab")
    assert chat.focused() == "Басқаны сұрадым"
    found = Axe().run(chat.page).response["violations"]
    assert [one["id"] for one in found] == []
