"""Pages to pass on in a real browser: on a small phone, in the dark, with large letters, on one sheet of paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from rasa_project import clock
from rasa_project.channels.share.tokens import Link
from rasa_project.dialogue.reply_language import ReplyLanguage
from tests.browser.chat import PHONE, Chat
from tests.channels.share.pages import SIGNER, TODAY, Reader, days_ago, reading

pytestmark = pytest.mark.slow

ContextOf = Callable[..., BrowserContext]
Visit = Callable[..., Chat]

CALENDAR, CONTACT = "c20260315,,0,,,", f"m{days_ago(2)},{days_ago(2)}"
#: The longest calendars that there are: babies of whom nobody told whether they had a dose.
FOUR = ("c20260315,,,,,", "c20260415,,,,,", "c,8,,,,", "c20260928,,,10,,")
TWO = ("c20220515,,0,,,", "c20260315,,0,,,")
PAGES: list[tuple[tuple[str, ...], ReplyLanguage]] = [
    ((CALENDAR,), "kk"), ((CONTACT,), "ru"), (("m,",), "kk"), (("aask_myth/fasting",), "kk"),
    (("areport_emergency",), "ru"), ((CALENDAR, "c,114,1,,,"), "ru"),
]  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: TODAY)
        with reading("") as found:
            yield found


@pytest.fixture
def opened(reader: Reader, context_of: ContextOf) -> Callable[..., Page]:
    """Opens the page of a link; a fault of it ends the test."""

    def go(*keys: str, language: ReplyLanguage = "kk", cut: bool = False, **options: Any) -> Page:
        page = context_of(**{"viewport": PHONE, "java_script_enabled": True, **options}).new_page()
        faults: list[str] = []
        page.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"http://127.0.0.1:{reader.port}/s/{SIGNER.token(Link(language, TODAY, keys))[cut:]}")
        assert faults == []
        assert len(asked) == 1, asked  # nothing else is loaded
        return page

    return go


@pytest.mark.parametrize(("keys", "language"), PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(
    opened: Callable[..., Page], keys: tuple[str, ...], language: ReplyLanguage, scheme: str
) -> None:
    page = opened(*keys, language=language, color_scheme=scheme)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize(("keys", "language"), PAGES)
def test_a_small_phone_with_large_letters_scrolls_down_only(
    opened: Callable[..., Page], keys: tuple[str, ...], language: ReplyLanguage
) -> None:
    page = opened(*keys, language=language)
    for letters in (16, 32):
        sizes = {"standard": letters, "fixed": letters}
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
        wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide[0] <= wide[1], letters


def test_what_is_tapped_is_large_enough(opened: Callable[..., Page]) -> None:
    page = opened(CONTACT)
    for link in page.locator("nav a, .calls a").all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 44


@pytest.mark.parametrize(
    ("keys", "language"),
    [*PAGES, (TWO, "kk"), (FOUR[:3], "kk"), (FOUR, "kk"), (FOUR, "ru"), ((FOUR[0],) * 4, "ru")],
)
def test_it_is_printed_on_one_sheet(
    opened: Callable[..., Page], keys: tuple[str, ...], language: ReplyLanguage
) -> None:
    page = opened(*keys, language=language, color_scheme="dark")
    file = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", file)) == 1
    page.emulate_media(media="print")
    expect(page.locator("nav")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_it_is_read_without_scripts(opened: Callable[..., Page]) -> None:
    page = opened(CALENDAR, java_script_enabled=False)
    expect(page.locator("h1")).to_have_text("Балаңыздың қызылша екпесінің күнтізбесі")
    expect(page.get_by_role("row")).to_have_count(3)


def test_an_emergency_is_called_with_the_first_tap(opened: Callable[..., Page]) -> None:
    page = opened("areport_emergency")
    first = page.locator("main a").first
    assert first.get_attribute("href") == "tel:103"
    box = first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < PHONE["height"] / 3
    size = first.locator("b").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size > 36


def test_a_link_that_opens_nothing_is_read_as_well(opened: Callable[..., Page]) -> None:
    page = opened(CALENDAR, cut=True)
    assert Axe().run(page).violations_count == 0
    expect(page.locator("h1")).to_have_text("Бұл сілтеме ашылмады")
    expect(page.get_by_role("heading", name="Эта ссылка не открылась")).to_be_visible()


def test_the_letters_of_kazakh_are_there(opened: Callable[..., Page]) -> None:
    """Each has a drawing of its own: none is shown as a box, which is as wide as any other box."""
    page = opened(CALENDAR)
    widths = page.evaluate(
        """() => { const pen = document.createElement('canvas').getContext('2d')
        pen.font = `18px ${getComputedStyle(document.body).fontFamily}`
        return [...'әғқңөұүһіӘҒҚҢӨҰҮҺІ\\u{10FFFE}'].map(one => {
          pen.canvas.width = 40; pen.canvas.height = 40; pen.font = `24px ${getComputedStyle(document.body).fontFamily}`
          pen.fillText(one, 5, 30)
          return pen.canvas.toDataURL() }) }"""
    )
    assert len(set(widths)) == len(widths)


def test_the_widget_offers_the_page_and_the_days_below_a_calendar(visit: Visit, server: Path) -> None:
    chat = visit(viewport=PHONE).open()
    chat.says("балам 8 айлық, екпе қашан салынады")
    link = chat.last.get_by_role("link", name="Сілтеме, басып шығару")
    expect(link).to_be_visible()
    box = link.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert link.get_attribute("rel") == "noreferrer"
    with chat.page.context.expect_page() as opening:
        link.click()
    page = opening.value
    expect(page.locator("h1")).to_have_text("Балаңыздың қызылша екпесінің күнтізбесі")
    expect(page.locator(".about")).to_contain_text("8 айлық")
    chat.page.reload()
    expect(chat.last.get_by_role("link", name="Сілтеме, басып шығару")).to_be_visible()
    assert "/s/" not in server.read_text(encoding="utf-8")  # its log


def test_the_page_is_what_is_passed_on_of_a_calendar(visit: Visit, context_of: ContextOf) -> None:
    context = context_of(permissions=["clipboard-read", "clipboard-write"])
    chat = visit("/ru", context=context).open()
    chat.says("ребёнок родился 15 марта 2024, прививок не было, когда делать")
    address = chat.last.get_by_role("link", name="Ссылка и печать").get_attribute("href")
    file = chat.last.get_by_role("link", name="В календарь телефона").get_attribute("href")
    assert file == f"{address}.ics"
    chat.last.get_by_role("button", name="Скопировать ответ").click()
    expect(chat.host.get_by_role("status")).to_have_text("Скопировано")
    assert chat.page.evaluate("navigator.clipboard.readText()").endswith(f": {address}")


def test_other_answers_have_no_links(visit: Visit) -> None:
    chat = visit().open()
    chat.says("қызылша қалай жұғады")
    expect(chat.last.get_by_role("link", name="Сілтеме, басып шығару")).to_have_count(0)
    chat.says("сілтемесін беріңізші")
    expect(chat.last.get_by_role("link", name="Сілтеме, басып шығару")).to_be_visible()
