"""Letters of 150 and 200 %, by the browser's size of text or text-only zoom: nothing is cut off, least of all 103."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.chat import PHONE, Chat
from tests.browser.conftest import Visit

pytestmark = pytest.mark.slow

EMERGENCY = "Балам тырысып жатыр, есін білмейді!"
#: Words of an element that are broken over lines.
BROKEN = r"""element => { const found = []
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node; (node = walker.nextNode()); )
    for (const word of node.data.matchAll(/[\p{L}\d]+/gu)) {
      const range = document.createRange()
      range.setStart(node, word.index)
      range.setEnd(node, word.index + word[0].length)
      if (new Set([...range.getClientRects()].map(rect => Math.round(rect.top))).size > 1) found.push(word[0])
    }
  return found }"""


def enlarged(visit: Visit, path: str, letters: int | str, **options: Any) -> Chat:
    """A page with large letters: a size of the browser's own, or ``zoom``: letters alone twice as large."""
    if letters != "zoom":
        return visit(path, letters=letters, **options)
    chat = visit(path, **options)
    chat.page.evaluate("document.documentElement.style.fontSize = '200%'")
    chat.host.evaluate("chat => chat.shadowRoot.querySelector('.root').style.fontSize = '32px'")
    return chat


def height(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["height"]


@pytest.mark.parametrize("letters", [24, 32, "zoom"])
@pytest.mark.parametrize("path", ["/", "/ru"])
def test_103_is_whole_and_the_heading_small(visit: Visit, path: str, letters: int | str) -> None:
    chat = enlarged(visit, path, letters, viewport=PHONE, reduced_motion="reduce").open()
    letter = chat.host.locator(".title").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert letter == (32 if letters == "zoom" else letters)
    bar = chat.host.locator(".bar")
    assert bar.evaluate(BROKEN) == []
    assert height(bar) <= PHONE["height"] * 0.3
    chat.says(EMERGENCY)
    assert chat.last.evaluate(BROKEN) == []
    for one in (chat.sos, *chat.last.locator(".call").all(), chat.host.locator(".write")):
        expect(one).to_be_in_viewport(ratio=1)
    assert chat.tap(chat.last.locator(".call").first) == "tel:103"
    assert chat.tap(chat.sos) == "tel:103"
    assert chat.log.evaluate("log => log.scrollWidth <= log.clientWidth")
    assert chat.panel.evaluate("panel => panel.scrollHeight <= panel.clientHeight + 1")
    for button in chat.host.locator(".tools > *").all():
        expect(button).to_be_in_viewport(ratio=1)
        assert height(button) >= 44


@pytest.mark.parametrize("letters", [24, 32, "zoom"])
def test_without_a_network_103_and_the_field_are_whole(visit: Visit, letters: int | str) -> None:
    chat = enlarged(visit, "/", letters, viewport=PHONE).open()
    chat.page.context.set_offline(True)
    chat.write("балам ауырып қалды")
    expect(chat.trouble).to_be_visible()
    for one in (chat.sos, chat.trouble.locator(".call").first, chat.trouble.locator(".call").nth(1)):
        expect(one).to_be_in_viewport(ratio=1)
    assert chat.tap(chat.trouble.locator(".call").first) == "tel:103"
    expect(chat.host.locator(".write")).to_be_in_viewport(ratio=1)
    chat.trouble.get_by_role("button").scroll_into_view_if_needed()
    expect(chat.trouble.get_by_role("button")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("letters", [24, 32, "zoom"])
def test_the_menu_can_be_reached_to_its_end(visit: Visit, letters: int | str) -> None:
    chat = enlarged(visit, "/", letters, viewport=PHONE).open()
    chat.host.get_by_role("button", name="Мәзір").click()
    entry = chat.host.get_by_role("button", name="Әңгімені өшіру")
    entry.scroll_into_view_if_needed()
    expect(entry).to_be_in_viewport(ratio=1)
    entry.click()
    expect(chat.host.get_by_role("button", name="Жоқ, қалсын")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("letters", [16, 20, 24, 32, "zoom"])
@pytest.mark.parametrize("width", [320, 360, 768])
@pytest.mark.parametrize("path", ["/", "/ru"])
def test_the_offices_page_is_not_cut_off(visit: Visit, bot: str, path: str, width: int, letters: int | str) -> None:
    chat = enlarged(visit, bot + path, letters, viewport={"width": width, "height": 740})
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tongue = chat.page.locator("header a")
    expect(tongue).to_be_in_viewport(ratio=1)
    assert tongue.evaluate("e => e.scrollWidth <= e.clientWidth || getComputedStyle(e).display === 'inline'")
    if width > 320:
        assert chat.page.locator("body").evaluate(BROKEN) == []


@pytest.mark.parametrize("letters", [16, 24, 32])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_the_offices_page_the_launcher_covers_nothing(visit: Visit, bot: str, letters: int, scheme: Any) -> None:
    chat = visit(bot + "/", letters=letters, viewport=PHONE, color_scheme=scheme)
    expect(chat.launcher).to_be_visible()
    covered = """launcher => {
      const one = launcher.getBoundingClientRect()
      return [...document.querySelectorAll('main > :not(measles-chat), .card')].filter(element => {
        const other = element.getBoundingClientRect()
        return one.top < other.bottom && other.top < one.bottom && one.left < other.right && other.left < one.right
      }).map(element => element.className) }"""
    for place in (0, 200, 10_000):
        chat.page.evaluate("place => scrollTo(0, place)", place)
        assert chat.launcher.evaluate(covered) == []
    chat.open()
    expect(chat.sos).to_be_in_viewport(ratio=1)
    where = "document.querySelector('.cards').getBoundingClientRect().top + scrollY"
    before = chat.page.evaluate(where)
    chat.host.get_by_role("button", name="Жабу").click()
    assert chat.page.evaluate(where) == before  # the page does not jump
