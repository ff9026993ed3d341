"""The widget where the network is weak, away, slow or says no."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.chat import ASKED_MOST, MESSAGE, PHONE, Chat
from tests.browser.conftest import Visit

pytestmark = pytest.mark.slow

KEPT = "Жазғаныңыз сақталды"
NUMBERS = ["tel:103", "tel:112", "tel:1414", "tel:111", "tel:150"]


class Held:
    """Requests that are held back until a test lets them go."""

    def __init__(self) -> None:
        self.routes: list[Route] = []

    def __call__(self, route: Route) -> None:
        self.routes.append(route)

    def let_go(self) -> None:
        self.routes[0].continue_()


def numbers_in(chat: Chat) -> list[str | None]:
    expect(chat.sos).to_be_in_viewport(ratio=1)
    return chat.calls(chat.trouble)


def test_offline_the_text_is_kept_and_sent_when_the_network_is_back(visit: Visit) -> None:
    chat = visit(viewport=PHONE).open()
    chat.page.context.set_offline(True)
    chat.write("қызылша қалай жұғады")
    expect(chat.trouble).to_contain_text("Байланыс жоқ")
    expect(chat.trouble).to_contain_text(KEPT)
    assert numbers_in(chat) == NUMBERS
    assert chat.tap(chat.trouble.get_by_role("link", name="103").first) == "tel:103"
    expect(chat.mine).to_contain_text("Жіберілмей тұр")
    expect(chat.mine).to_be_in_viewport()
    chat.write("екпе қай жаста салынады")
    expect(chat.mine).to_have_count(2)
    chat.page.context.set_offline(False)
    expect(chat.answers).to_have_count(3)
    assert "ауа" in chat.answers.nth(1).inner_text()
    assert "6 жаста" in chat.last.inner_text()
    expect(chat.trouble).to_be_hidden()
    expect(chat.log.locator(".state")).to_have_count(0)


def test_offline_from_the_start_there_are_the_numbers_and_then_the_greeting(visit: Visit) -> None:
    chat = visit()
    chat.page.context.set_offline(True)
    chat.launcher.click()
    expect(chat.trouble).to_contain_text("Байланыс жоқ")
    expect(chat.trouble).not_to_contain_text(KEPT)  # nothing was written
    assert numbers_in(chat) == NUMBERS
    chat.page.context.set_offline(False)
    chat.trouble.get_by_role("button", name="Қайталап көру").click()
    expect(chat.choices).to_have_count(ASKED_MOST)


def test_what_was_not_sent_survives_a_reload(visit: Visit) -> None:
    chat = visit().open()
    chat.page.route(MESSAGE, lambda route: route.abort())
    chat.write("екпе қай жаста салынады")
    expect(chat.trouble).to_be_visible()
    chat.page.unroute(MESSAGE)
    chat.page.reload()
    expect(chat.mine).to_have_count(1)
    expect(chat.last).to_contain_text("6 жаста")


def test_an_answer_lost_on_its_way_is_fetched_and_the_bot_hears_once(visit: Visit) -> None:
    chat = visit().open()

    def lose(route: Route) -> None:
        route.fetch()  # the bot hears it, the page never learns
        route.abort()

    chat.page.route(MESSAGE, lose, times=1)
    chat.write("sdfkjh")
    chat.trouble.get_by_role("button", name="Қайталап көру").click()
    expect(chat.answers).to_have_count(2)
    assert "тағы да түсінбедім" not in chat.last.inner_text()
    assert "тағы да түсінбедім" in chat.says("qwrtp")


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (502, "<html>Bad gateway</html>", "Серверде ақау шықты"),
        (500, "{}", "Серверде ақау шықты"),
        (404, '{"error": "x"}', "Бот қазір жауап бермей тұр"),
        (200, "<html>sign in to the clinic's wifi</html>", "Бот қазір жауап бермей тұр"),
    ],
)
def test_whatever_a_proxy_says_the_text_is_kept(visit: Visit, status: int, body: str, words: str) -> None:
    chat = visit().open()
    chat.page.route(MESSAGE, lambda route: route.fulfill(status=status, body=body), times=1)
    chat.write("екпе қай жаста салынады")
    expect(chat.trouble).to_contain_text(words)  # the network is there
    expect(chat.trouble).to_contain_text(KEPT)
    assert numbers_in(chat) == NUMBERS
    chat.trouble.get_by_role("button", name="Қайталап көру").click()
    expect(chat.last).to_contain_text("6 жаста")
    expect(chat.mine).to_have_count(1)


FAULT = {
    "/": ["Серверде ақау шықты", "103 не 112", "қайталап көріңіз", KEPT],
    "/ru": ["На сервере неполадка", "103 или 112", "попробуйте через несколько минут", "сохранено"],
}


@pytest.mark.parametrize(
    ("path", "status", "body", "is_fault"),
    [
        ("/", 502, "<html>", True),
        ("/ru", 502, "<html>", True),
        ("/", 503, "{}", True),
        ("/", 500, "null", True),
        ("/ru", 404, "{}", False),
    ],
)
def test_a_fault_of_the_server_is_told_as_one(
    visit: Visit, bot: str, path: str, status: int, body: str, is_fault: bool
) -> None:
    chat = visit(bot + path).open()
    chat.page.route(MESSAGE, lambda route: route.fulfill(status=status, body=body))
    chat.write("екпе қай жаста салынады")
    expect(chat.trouble).to_be_visible()
    told = chat.trouble.inner_text()
    assert (FAULT[path][0] in told) is is_fault
    for word in FAULT[path][1:]:
        assert word in told
    assert "Байланыс жоқ" not in told
    assert "Нет связи" not in told
    assert numbers_in(chat) == NUMBERS
    chat.page.unroute(MESSAGE)
    chat.trouble.get_by_role("button").click()
    expect(chat.answers).to_have_count(2)


@pytest.mark.parametrize(
    ("path", "silent", "kept", "other"),
    [("/", "Бот қазір жауап бермей тұр", KEPT, "Русский"), ("/ru", "Бот сейчас не отвечает", "сохранено", "Қазақша")],
)
def test_only_what_was_written_is_said_to_be_kept(visit: Visit, path: str, silent: str, kept: str, other: str) -> None:
    chat = visit(path)
    chat.page.route("**/webhooks/web/*", lambda route: route.abort())
    chat.launcher.click()
    expect(chat.trouble).to_contain_text(silent)
    expect(chat.trouble).not_to_contain_text(kept)
    assert numbers_in(chat) == NUMBERS
    chat.write("корь / қызылша")
    expect(chat.trouble).to_contain_text(kept)
    chat.page.unroute("**/webhooks/web/*")
    chat.trouble.get_by_role("button").click()
    expect(chat.answers).to_have_count(1)
    expect(chat.trouble).to_be_hidden()


def test_another_language_that_was_not_told_is_no_message_that_is_kept(visit: Visit) -> None:
    chat = visit().open()
    chat.says("қызылша қалай жұғады")
    chat.page.route(MESSAGE, lambda route: route.abort())
    chat.host.get_by_role("button", name="Русский").click()
    expect(chat.trouble).to_contain_text("Бот сейчас не отвечает")
    expect(chat.trouble).not_to_contain_text("сохранено")


def test_what_is_kept_is_sent_by_itself_when_the_server_is_back(visit: Visit) -> None:
    chat = visit()
    chat.page.clock.install()
    chat.open()
    chat.page.route(MESSAGE, lambda route: route.fulfill(status=502, body="<html>"), times=2)
    chat.write("екпе қай жаста салынады")
    expect(chat.trouble).to_contain_text(KEPT)
    box = chat.host.locator(".trouble")
    box.evaluate("box => { box.told = 0; new MutationObserver(() => box.told++).observe(box, {childList: true}) }")
    for seconds in (5, 10):
        expect(chat.answers).to_have_count(1)
        chat.page.clock.fast_forward(seconds * 1000)
        chat.page.wait_for_timeout(300)
    expect(chat.last).to_contain_text("6 жаста")
    expect(chat.trouble).to_be_hidden()
    assert box.evaluate("box => box.told") == 1  # emptied at the end: a failed try is not read out again


def test_too_fast_is_said_in_words_and_sent_later_by_itself(visit: Visit) -> None:
    chat = visit().open()
    refusal = {"error": "too_fast", "text": "Хабарлар тым жиі келіп жатыр.", "wait": 1}
    headers = {"Access-Control-Allow-Origin": "*"}
    chat.page.route(
        MESSAGE, lambda route: route.fulfill(status=429, body=json.dumps(refusal), headers=headers), times=1
    )
    chat.write("екпе қай жаста салынады")
    expect(chat.trouble).to_contain_text("тым жиі")
    assert numbers_in(chat) == NUMBERS
    expect(chat.last).to_contain_text("6 жаста")
    expect(chat.trouble).to_be_hidden()


@pytest.mark.parametrize("code", ["too_long", "request"])
def test_what_the_server_never_takes_goes_back_to_the_field(visit: Visit, code: str) -> None:
    chat = visit().open()
    refusal = json.dumps({"error": code, "text": "Хабарыңыз тым ұзын екен."})
    headers = {"Access-Control-Allow-Origin": "*"}
    chat.page.route(MESSAGE, lambda route: route.fulfill(status=413, body=refusal, headers=headers), times=1)
    chat.write("бірінші")
    expect(chat.trouble).to_contain_text("тым ұзын")
    expect(chat.input).to_have_value("бірінші")
    expect(chat.mine).to_have_count(0)
    assert "6 жаста" in chat.says("екпе қай жаста салынады")


def test_a_foreign_page_says_so_and_has_the_numbers(visit: Visit, foreign: str) -> None:
    chat = visit(foreign + "/")
    chat.launcher.click()
    expect(chat.trouble).to_contain_text("Бұл беттен ботқа жазу мүмкін емес")
    assert numbers_in(chat) == NUMBERS
    expect(chat.messages).to_have_count(0)
    expect(chat.trouble.get_by_role("button")).to_have_count(0)


def test_when_deleting_fails_it_says_so_and_can_be_tried_again(visit: Visit) -> None:
    chat = visit().open()
    chat.says("балам 8 айлық")
    chat.page.context.set_offline(True)
    chat.menu("Әңгімені өшіру")
    chat.host.get_by_role("button", name="Иә, өшіру").click()
    expect(chat.trouble).to_contain_text("серверден өшірілмеді")
    expect(chat.mine).to_have_count(1)
    chat.page.context.set_offline(False)
    chat.trouble.get_by_role("button", name="Қайталап көру").click()
    expect(chat.mine).to_have_count(0)
    expect(chat.trouble).to_be_hidden()


def test_a_slow_script_does_not_hold_up_the_page(visit: Visit, context_of: Callable[..., BrowserContext]) -> None:
    context = context_of()
    held = Held()
    context.route("**/widget.js", held)
    page = context.new_page()
    chat = visit("/other", context=context_of())  # the site's address
    page.goto(chat.page.url, wait_until="commit")
    expect(page.get_by_role("heading")).to_be_visible()
    assert page.evaluate("document.querySelector('measles-chat').shadowRoot") is None
    page.wait_for_timeout(200)
    held.let_go()
    expect(page.locator("measles-chat .launcher")).to_be_visible()


def test_dots_are_shown_while_an_answer_is_awaited(visit: Visit) -> None:
    chat = visit().open()
    held = Held()
    chat.page.route(MESSAGE, held)
    chat.write("қызылша қалай жұғады")
    expect(chat.host.locator(".dots")).to_be_visible()
    expect(chat.host.get_by_role("status")).to_have_text("Бот жауап жазып жатыр")
    held.let_go()
    expect(chat.host.locator(".dots")).to_be_hidden()
    expect(chat.host.get_by_role("status")).to_have_text("")


def test_deleting_while_an_answer_is_awaited_leaves_nothing(visit: Visit) -> None:
    chat = visit().open()
    held = Held()
    chat.page.route(MESSAGE, held, times=1)
    chat.write("менің сырым")
    expect(chat.host.locator(".dots")).to_be_visible()
    chat.menu("Әңгімені өшіру")
    chat.host.get_by_role("button", name="Иә, өшіру").click()
    expect(chat.mine).to_have_count(0)
    held.let_go()
    expect(chat.choices).to_have_count(ASKED_MOST)
    expect(chat.answers).to_have_count(1)
    assert "6 жаста" in chat.says("екпе қай жаста салынады")


def test_without_storage_the_talk_lives_as_long_as_the_page(
    visit: Visit, context_of: Callable[..., BrowserContext]
) -> None:
    context = context_of()
    context.add_init_script("Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no') }})")
    chat = visit(context=context).open()
    assert "6 жаста" in chat.says("екпе қай жаста салынады")
    chat.host.get_by_role("button", name="Жабу").click()
    chat.launcher.click()
    expect(chat.messages).to_have_count(3)
    chat.page.reload()
    expect(chat.panel).to_be_hidden()
