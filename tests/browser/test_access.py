"""The widget for everybody, on any page: axe, keyboard alone, sizes, dark, strict policies, rude pages."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.chat import ASKED_MOST, DESKTOP, PHONE, Chat
from tests.browser.conftest import Visit

pytestmark = pytest.mark.slow

SIZES: dict[str, dict[str, Any]] = {
    "smallest": {"viewport": {"width": 320, "height": 480}},
    "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True},
    "phone on its side": {"viewport": {"width": 740, "height": 360}},
    "desktop": {"viewport": DESKTOP},
    "desktop at 200 %": {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
}
FEVER = "балам қызып тұр 40 градус"
EMERGENCY = "Балам тырысып жатыр, есін білмейді!"


def faults(chat: Chat) -> list[str]:
    """What axe-core finds wrong, as text."""
    found = Axe().run(chat.page).response["violations"]
    return [f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/ru"])
def test_axe_finds_nothing_in_any_state(visit: Visit, path: str, scheme: str) -> None:
    chat = visit(path, viewport=PHONE, color_scheme=scheme, reduced_motion="reduce")
    assert faults(chat) == []
    chat.open()
    assert faults(chat) == []
    chat.says(FEVER)
    assert faults(chat) == []
    chat.says(EMERGENCY)
    assert faults(chat) == []
    chat.last.locator("summary").click()
    chat.will_hear({"text": "Жауап.\n" * 40})
    chat.says("рахмет")
    chat.log.evaluate("log => { log.scrollTop = log.scrollHeight }")
    expect(chat.card).to_be_visible()
    assert faults(chat) == []
    chat.host.get_by_role("button", name="Мәзір" if path == "/" else "Меню").click()
    assert faults(chat) == []
    chat.host.get_by_role("button", name="Әңгімені өшіру" if path == "/" else "Удалить переписку").click()
    assert faults(chat) == []
    chat.page.keyboard.press("Escape")
    chat.page.context.set_offline(True)
    chat.write("сәлем")
    expect(chat.trouble).to_be_visible()
    assert faults(chat) == []


@pytest.mark.parametrize("path", ["/", "/ru"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_offices_page(visit: Visit, bot: str, path: str, scheme: str) -> None:
    chat = visit(bot + path, color_scheme=scheme, reduced_motion="reduce")
    assert faults(chat) == []
    chat.open()
    assert faults(chat) == []


def test_the_whole_conversation_by_keyboard_alone(visit: Visit) -> None:
    chat = visit()
    key = chat.page.keyboard.press
    chat.page.locator("#next").focus()
    key("Tab")
    assert chat.focused() == "Сұрақ қою"
    key("Enter")
    expect(chat.choices).to_have_count(ASKED_MOST)
    assert chat.focused() == "Сұрағыңызды жазыңыз"  # one can write at once
    chat.page.keyboard.type("қызылша қалай жұғады")
    key("Enter")
    expect(chat.answers).to_have_count(2)
    assert chat.focused() == "Сұрағыңызды жазыңыз"
    for _ in range(3):  # past "helped" and "did not", below the choices
        key("Shift+Tab")
    title = chat.focused()
    assert title == chat.choices.last.inner_text()
    key("Space")
    expect(chat.answers).to_have_count(3)
    assert title in chat.focused()  # the question that was asked; from there a key leads on
    key("Tab")
    assert chat.focused().startswith("Дереккөздер")
    key("Enter")
    expect(chat.last.locator("details")).to_have_attribute("open", "")
    key("Enter")
    key("Tab")
    assert chat.focused() == "Жауапты көшіру"
    key("Tab")
    assert chat.focused() == chat.choices.first.inner_text()  # on to the new buttons
    for _ in range(20):
        key("Shift+Tab")
        if chat.focused() == "Русский":
            break
    assert chat.focused() == "Русский"
    key("Enter")
    expect(chat.last).to_contain_text("по-русски")
    key("Tab")
    key("Enter")
    assert chat.focused().startswith("103")
    key("Escape")
    assert chat.focused() == "Меню"
    key("Tab")
    assert chat.focused() == "Закрыть"
    key("Escape")
    expect(chat.panel).to_be_hidden()
    assert chat.focused() == "Задать вопрос"


def test_on_a_phone_the_focus_stays_in_the_chat_and_returns(visit: Visit) -> None:
    chat = visit(viewport=PHONE).open()
    assert chat.focused() == "Хабарламалар"  # not the field: the keyboard would cover the greeting
    for _ in range(12):
        chat.page.keyboard.press("Tab")
        assert chat.page.evaluate("['MEASLES-CHAT', 'BODY'].includes(document.activeElement.tagName)")
    chat.page.keyboard.press("Escape")
    chat.page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    assert chat.focused() == "Сұрақ қою"
    chat.launcher.click()
    expect(chat.panel).to_be_visible()


def test_every_focus_can_be_seen(visit: Visit) -> None:
    chat = visit().open()
    for _ in range(9):
        chat.page.keyboard.press("Tab")
        outline = chat.page.evaluate(
            "() => { const e = document.querySelector('measles-chat').shadowRoot.activeElement;"
            " return e ? parseFloat(getComputedStyle(e).outlineWidth) : 9 }"
        )
        assert outline >= 2


def test_new_messages_are_announced_and_old_ones_are_not_touched(visit: Visit) -> None:
    chat = visit().open()
    assert chat.log.get_attribute("aria-live") == "polite"
    chat.says("қызылша қалай жұғады")
    chat.log.evaluate(
        """log => { log.changes = []; new MutationObserver(seen => seen.forEach(one =>
        one.addedNodes.forEach(node => node.className && log.changes.push(node.className.trim()))))
        .observe(log, {childList: true}) }"""
    )
    chat.says("екпе қай жаста салынады")
    assert chat.log.evaluate("log => log.changes") == ["said mine", "said"]
    assert chat.mine.last.inner_text().startswith("Сіз:")  # who speaks is said, not only shown
    assert chat.last.inner_text().startswith("Бот:")


@pytest.mark.parametrize("size", list(SIZES))
def test_it_fits(visit: Visit, size: str) -> None:
    chat = visit(**SIZES[size]).open()
    chat.says("кызылша екпеси нешеде салынады")
    chat.says(EMERGENCY)
    view = chat.page.viewport_size
    assert view is not None
    panel = chat.panel.bounding_box()
    assert panel is not None
    assert panel["x"] >= 0
    assert panel["y"] >= 0
    assert panel["x"] + panel["width"] <= view["width"]
    assert panel["y"] + panel["height"] <= view["height"] + 1
    for one in (chat.input, chat.host.get_by_role("button", name="Жіберу"), chat.last.get_by_role("link").first):
        expect(one).to_be_in_viewport(ratio=1)
    assert chat.log.evaluate("log => log.scrollWidth <= log.clientWidth && log.clientHeight >= 150")
    chat.host.get_by_role("button", name="Мәзір").click()
    chat.host.get_by_role("button", name="Әңгімені өшіру").scroll_into_view_if_needed()
    expect(chat.host.get_by_role("button", name="Әңгімені өшіру")).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize("size", ["smallest", "phone", "desktop"])
def test_sizes_are_for_thumbs(visit: Visit, size: str) -> None:
    chat = visit(**SIZES[size])
    launcher = chat.launcher.bounding_box()
    assert launcher is not None
    assert launcher["height"] >= 44
    chat.open()
    chat.host.get_by_role("button", name="Мәзір").click()
    for one in chat.panel.locator("button:visible, a:visible, textarea:visible").all():
        box = one.bounding_box()
        assert box is not None
        assert box["height"] >= 44, one.inner_text()
        assert box["width"] >= 44, one.inner_text()
    assert chat.input.evaluate("field => parseFloat(getComputedStyle(field).fontSize)") >= 16  # or iPhones zoom in


def test_a_long_answer_is_read_from_its_beginning(visit: Visit) -> None:
    chat = visit(viewport={"width": 320, "height": 480}, reduced_motion="reduce").open()
    chat.says(EMERGENCY)
    log, text, asked = chat.log.bounding_box(), chat.last.bounding_box(), chat.mine.last.bounding_box()
    assert log is not None
    assert text is not None
    assert asked is not None
    assert text["height"] > log["height"]
    assert 0 <= asked["y"] - log["y"] <= 24  # a short question stays above it
    assert text["y"] + 100 < log["y"] + log["height"]


def test_reduced_motion_moves_nothing(visit: Visit) -> None:
    chat = visit(reduced_motion="reduce").open()
    assert chat.panel.evaluate("panel => getComputedStyle(panel).animationName") == "none"


def test_a_strict_policy_is_kept(visit: Visit) -> None:
    """`visit` fails on any violation that the console tells."""
    chat = visit("/strict").open()
    assert "6 жаста" in chat.says("екпе қай жаста салынады")
    assert chat.panel.evaluate("panel => getComputedStyle(panel).position") == "fixed"


def test_a_rude_page_does_not_reach_in(visit: Visit) -> None:
    chats = [visit(path).open() for path in ("/", "/rude")]
    look = """element => { const s = getComputedStyle(element); return [s.color, s.backgroundColor, s.fontSize,
      s.fontFamily, s.letterSpacing, s.textTransform, s.lineHeight, s.direction, s.borderTopWidth, s.display, s.width,
      s.cursor] }"""
    for chosen in (".text p", ".choice", "textarea", ".title", ".go"):
        plain, rude = (chat.host.locator(chosen).first.evaluate(look) for chat in chats)
        assert plain == rude, chosen


def test_what_is_typed_is_not_the_pages_shortcut(visit: Visit) -> None:
    chat = visit("/shortcuts").open()
    chat.input.press_sequentially("abc")
    assert chat.page.title() == "Басқарма"


def test_attributes(visit: Visit) -> None:
    chat = visit("/left")
    box = chat.launcher.bounding_box()
    assert box is not None
    assert box["x"] < 100
    chat.open()
    panel = chat.panel.bounding_box()
    assert panel is not None
    assert panel["x"] < 100
    expect(chat.panel).to_have_accessible_name("Корь: спросите нас")
    expect(chat.input).to_have_attribute("placeholder", "Напишите свой вопрос")
    dark = chat.panel.evaluate("panel => getComputedStyle(panel).backgroundColor")
    assert dark == "rgb(21, 32, 42)"
    chat.host.evaluate("host => host.setAttribute('language', 'kk')")
    expect(chat.input).to_have_attribute("placeholder", "Сұрағыңызды жазыңыз")
    chat.host.evaluate("host => host.style.setProperty('--measles-accent-dark', 'rgb(1, 2, 3)')")
    assert chat.host.locator(".go").evaluate("go => getComputedStyle(go).backgroundColor") == "rgb(1, 2, 3)"


def test_pasted_twice_it_works_once(visit: Visit) -> None:
    chat = visit("/twice").open()
    expect(chat.panel).to_have_count(1)
    assert "6 жаста" in chat.says("екпе қай жаста салынады")


def test_a_window_that_becomes_narrow_goes_on(visit: Visit) -> None:
    chat = visit().open()
    chat.input.fill("жартысы")
    chat.page.set_viewport_size(PHONE)
    expect(chat.panel).to_have_class("panel whole")
    expect(chat.input).to_have_value("жартысы")
    chat.page.set_viewport_size(DESKTOP)
    expect(chat.panel).to_have_class("panel")
    expect(chat.panel).to_be_visible()
