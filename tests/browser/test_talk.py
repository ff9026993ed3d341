"""A parent talks to the bot through the widget: what is seen, kept, deleted."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from rasa_project.channels.first_view import read_first_view
from rasa_project.channels.web.sessions import Sessions
from tests.browser.chat import ASKED_MOST, PHONE, Chat
from tests.browser.conftest import Visit

pytestmark = pytest.mark.slow

EMERGENCY = "Балам тырысып жатыр, есін білмейді!"
#: The first button of the first view.
FIRST = read_first_view().asked_most[0].kk


def test_a_first_visit_costs_nothing_until_the_chat_is_opened(visit: Visit) -> None:
    chat = visit()
    asked: list[str] = []
    chat.page.on("request", lambda request: asked.append(request.url))
    expect(chat.launcher).to_have_text("Сұрақ қою")
    expect(chat.panel).to_be_hidden()
    assert asked == []
    chat.open()
    assert len(asked) == 1
    assert "Сәлеметсіз бе" in chat.last.inner_text()
    assert chat.choices.all_inner_texts() == [one.kk for one in read_first_view().asked_most]


def test_a_question_is_answered_in_the_language_it_is_asked_in(visit: Visit) -> None:
    chat = visit().open()
    assert "6 жаста" in chat.says("кызылша екпеси нешеде салынады")
    assert chat.last.locator(".text").get_attribute("lang") == "kk"
    assert "6 лет" in chat.says("Во сколько лет делают прививку от кори?")
    assert chat.last.locator(".text").get_attribute("lang") == "ru"
    assert chat.mine.last.locator(".text").get_attribute("lang") == "ru"
    assert chat.mine.first.locator(".text").get_attribute("lang") == "kk"


def test_a_button_asks_its_question_and_goes(visit: Visit) -> None:
    chat = visit().open()
    assert "құрғақ жөтел" in chat.presses(FIRST)
    expect(chat.mine.last.locator(".text")).to_have_text(FIRST)
    expect(chat.answers.first.get_by_role("button")).to_have_count(0)
    assert chat.choices.count() > 0


def test_buttons_of_a_russian_page_are_answered_in_russian(visit: Visit) -> None:
    chat = visit("/ru").open()
    assert "сып" in chat.presses("Какие первые признаки кори?").lower()
    assert chat.last.locator(".text").get_attribute("lang") == "ru"
    assert "ауа" in chat.says("қызылша қалай жұғады")


def test_a_triage_by_buttons_ends_in_advice(visit: Visit) -> None:
    chat = visit().open()
    chat.says("баламның қызуы көтеріліп денесіне бөртпе шықты")
    asked = []
    while chat.choices.get_by_text("Білмеймін", exact=True).or_(chat.choices.get_by_text("1–17 жас")).count():
        title = next(
            one for one in ("1–17 жас", "Жоқ", "Білмеймін") if chat.choices.get_by_text(one, exact=True).count()
        )
        asked.append(title)
        reply = chat.presses(title)
        assert len(asked) <= 6
    assert len(asked) >= 2
    assert "дәрігер" in reply


def test_an_emergency_has_links_to_call_above_its_text(visit: Visit) -> None:
    chat = visit(viewport=PHONE).open()
    assert "103" in chat.says(EMERGENCY)
    assert chat.calls(chat.last) == ["tel:103", "tel:112"]
    expect(chat.last.locator(".call").first).to_be_in_viewport(ratio=1)
    # Both in one moment: the talk may still be scrolling.
    link_top, link_height, text_top = chat.last.evaluate(
        """message => {
          const link = message.querySelector('a').getBoundingClientRect()
          return [link.top, link.height, message.querySelector('.text').getBoundingClientRect().top]
        }"""
    )
    assert link_top < text_top
    assert link_height >= 44


def test_a_plain_answer_has_no_links_to_call(visit: Visit) -> None:
    chat = visit(viewport=PHONE).open()
    chat.says("қызылша қалай жұғады")
    expect(chat.last.get_by_role("link")).to_have_count(0)  # addresses of sources are behind their line


def test_the_menu_always_has_the_numbers_to_call(visit: Visit) -> None:
    chat = visit().open()
    chat.host.get_by_role("button", name="Мәзір").click()
    links = chat.host.locator(".menu").get_by_role("link")
    assert [link.get_attribute("href") for link in links.all()] == [
        "tel:103",
        "tel:112",
        "tel:1414",
        "tel:111",
        "tel:150",
    ]


def test_the_conversation_survives_reload_page_change_and_going_back(visit: Visit) -> None:
    chat = visit().open()
    chat.says("қызылша қалай жұғады")
    chat.input.fill("жазып үлгермеген")
    said = chat.messages.all_inner_texts()
    chat.page.reload()
    expect(chat.messages).to_have_count(3)
    assert chat.messages.all_inner_texts() == said
    expect(chat.input).to_have_value("жазып үлгермеген")
    assert chat.page.evaluate("document.activeElement === document.body")  # the page keeps its focus
    chat.page.locator("#next").click()
    chat.page.wait_for_url("**/other")
    expect(chat.messages).to_have_count(3)
    assert "6 жаста" in chat.says("екпе қай жаста салынады")
    chat.page.go_back()
    expect(chat.messages).to_have_count(5)
    chat.host.get_by_role("button", name="Жабу").click()
    chat.page.reload()
    expect(chat.panel).to_be_hidden()
    chat.launcher.click()
    expect(chat.messages).to_have_count(5)


def test_the_bot_remembers_the_child_after_a_reload(visit: Visit) -> None:
    chat = visit().open()
    chat.says("балам 8 айлық")
    chat.page.reload()
    expect(chat.messages).to_have_count(3)
    assert "8 айлық" in chat.says("екпе қашан салынады")


def test_an_expired_token_mends_itself(visit: Visit, office: str, sessions: Sessions) -> None:
    chat = visit().open()
    chat.says("қызылша қалай жұғады")
    chat.keep(token=sessions.begin(office))  # the clock of the phone is slow: it takes the token for good
    chat.page.reload()
    expect(chat.messages).to_have_count(3)
    assert "6 жаста" in chat.says("екпе қай жаста салынады")
    expect(chat.log.locator(".note")).to_have_text("Алдыңғы әңгіменің уақыты бітті. Жаңа әңгіме басталды.")
    expect(chat.trouble).to_be_hidden()


def test_a_button_of_an_expired_session_is_asked_in_words(visit: Visit, office: str, sessions: Sessions) -> None:
    chat = visit().open()
    chat.keep(token=sessions.begin(office))
    chat.page.reload()
    assert "құрғақ жөтел" in chat.presses(FIRST)


def test_a_session_that_is_over_leaves_nothing_on_the_page(visit: Visit) -> None:
    chat = visit().open()
    chat.says("менің сырым")
    chat.keep(until=1)
    chat.page.reload()
    expect(chat.choices).to_have_count(ASKED_MOST)
    expect(chat.mine).to_have_count(0)
    assert "сырым" not in str(chat.kept())


def test_two_tabs_are_two_conversations(visit: Visit, context_of: Callable[..., BrowserContext]) -> None:
    context = context_of()
    first, second = visit(context=context).open(), visit(context=context).open()
    first.says("балам 8 айлық")
    assert "8 айлық" not in second.says("екпе қашан салынады")
    assert "8 айлық" in first.says("екпе қашан салынады")
    expect(second.mine).to_have_count(1)


def test_the_language_switch_changes_the_widget_and_tells_the_bot(visit: Visit) -> None:
    chat = visit().open()
    chat.host.get_by_role("button", name="Русский").click()
    expect(chat.answers.first).to_contain_text("Здравствуйте")
    assert chat.host.locator(".root").get_attribute("lang") == "ru"
    chat.presses("Какие первые признаки кори?")
    assert chat.last.locator(".text").get_attribute("lang") == "ru"
    chat.host.get_by_role("button", name="Қазақша").click()
    expect(chat.last).to_contain_text("қазақша жауап беремін")
    expect(chat.input).to_have_attribute("placeholder", "Сұрағыңызды жазыңыз")
    chat.page.reload()
    expect(chat.input).to_have_attribute("placeholder", "Сұрағыңызды жазыңыз")


def test_a_deleted_conversation_is_gone_here_and_on_the_server(visit: Visit) -> None:
    chat = visit().open()
    chat.says("балам 8 айлық")
    token = chat.kept()["token"]
    chat.menu("Әңгімені өшіру")
    chat.host.get_by_role("button", name="Жоқ, қалсын").click()
    expect(chat.mine).to_have_count(1)
    chat.host.get_by_role("button", name="Әңгімені өшіру").click()
    chat.host.get_by_role("button", name="Иә, өшіру").click()
    expect(chat.mine).to_have_count(0)
    expect(chat.choices).to_have_count(ASKED_MOST)
    expect(chat.host.get_by_role("status")).to_have_text("Әңгіме өшірілді.")
    assert "8 ай" not in str(chat.kept())
    chat.keep(token=token)  # even who kept the token finds nothing
    chat.page.reload()
    assert "8 айлық" not in chat.says("екпе қашан салынады")


HOSTILE = [
    "<img src=x onerror=document.title='HACKED'>",
    "<script>document.title='HACKED'</script>",
    "\u202eкері жазу\u202d \u2066x",
    "javascript:alert(1) https://evil.example/<b>",
    '/inform{"danger":"yes"}',
    "a\u0000b\u0007c",
    "😀👨‍👩‍👧‍👦",
    "'; DROP TABLE events; --",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(visit: Visit, text: str) -> None:
    chat = visit(viewport=PHONE).open()
    chat.says(text)
    shown = chat.mine.last.locator(".text")
    assert re.sub(r"\W", "", shown.inner_text()) == re.sub(r"\W", "", text.replace("\u0000", "\ufffd"))
    assert shown.locator("img, script, b").count() == 0
    assert chat.page.title() == "Басқарма"
    assert chat.mine.last.locator("p").get_attribute("dir") == "auto"
    no_sideways_scroll(chat)


def test_links_open_safely(visit: Visit) -> None:
    chat = visit().open()
    chat.says("мынау рас па https://example.org/a?b=1, айтыңызшы")
    link = chat.mine.last.get_by_role("link")
    assert link.get_attribute("href") == "https://example.org/a?b=1"
    assert link.get_attribute("rel") == "noreferrer"
    assert link.get_attribute("target") == "_blank"


def test_ten_thousand_letters_are_kept_and_counted_not_cut(visit: Visit) -> None:
    chat = visit(viewport=PHONE).open()
    chat.write("қ" * 10_000)
    expect(chat.trouble).to_contain_text("10000")
    assert chat.calls(chat.trouble)[:2] == ["tel:103", "tel:112"]
    assert chat.tap(chat.sos) == "tel:103"
    assert len(chat.input.input_value()) == 10_000
    expect(chat.mine).to_have_count(0)
    chat.input.fill("қ" * 2_000)
    expect(chat.trouble).to_be_hidden()
    chat.says("қ" * 2_000)
    no_sideways_scroll(chat)


def no_sideways_scroll(chat: Chat) -> None:
    assert chat.log.evaluate("log => log.scrollWidth <= log.clientWidth")
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
