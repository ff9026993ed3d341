"""Somebody who uses the widget in a browser: opens, writes, presses, reads."""

from __future__ import annotations

import json
from typing import Any, Final

from playwright.sync_api import Locator, Page, expect

PHONE: Final = {"width": 360, "height": 740}
MESSAGE: Final = "**/webhooks/web/message"
DESKTOP: Final = {"width": 1280, "height": 800}
#: So many questions the first view offers.
ASKED_MOST: Final = 6


class Chat:
    """The widget on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.host = page.locator("measles-chat")
        self.launcher = self.host.locator(".launcher")
        self.panel = self.host.get_by_role("dialog")
        self.log = self.host.get_by_role("log")
        self.input = self.host.get_by_role("textbox")
        self.messages = self.log.locator(".said")
        self.answers = self.log.locator(".said:not(.mine)")
        self.mine = self.log.locator(".said.mine")
        self.choices = self.log.locator(".choices").get_by_role("button")
        self.ratings = self.log.locator(".rating")
        self.trouble = self.host.get_by_role("alert")
        self.card = self.host.locator(".card")
        self.asked = self.host.locator(".asked")
        self.more = self.host.locator(".more")
        self.sos = self.host.locator(".bar").get_by_role("link", name="103")

    def open(self) -> Chat:
        """Open the panel and wait for the greeting."""
        self.launcher.click()
        expect(self.choices).to_have_count(ASKED_MOST)
        return self

    def write(self, text: str) -> None:
        """Write a text and send it by Enter."""
        self.input.fill(text)
        self.input.press("Enter")

    def says(self, text: str) -> str:
        """Write a text; returns the answer."""
        before = self.answers.count()
        self.write(text)
        return self.answer_after(before)

    def presses(self, title: str) -> str:
        """Press the button of that title; returns the answer."""
        before = self.answers.count()
        self.choices.get_by_text(title, exact=True).click()
        return self.answer_after(before)

    def answer_after(self, before: int) -> str:
        """The text of the answer that comes after so many."""
        expect(self.answers.nth(before)).to_be_visible()  # a repetition has its word in front: two messages
        return self.last.inner_text()

    def calls(self, within: Locator) -> list[str | None]:
        """Addresses of the buttons to call in a message or a box."""
        return [link.get_attribute("href") for link in within.locator(".call").all()]

    def tap(self, link: Locator) -> str:
        """Click a link to call for real; returns what the phone is told to call."""
        self.page.evaluate(
            """() => addEventListener('click', event => {
              window.called = event.composedPath().find(one => one.href)?.href
              event.preventDefault()
            }, {capture: true, once: true})"""
        )
        link.click()
        return str(self.page.evaluate("window.called"))

    def will_hear(self, *answers: dict[str, Any]) -> None:
        """The next turn is answered with these instead of the bot's answers."""
        body = json.dumps({"answers": [{"lang": "kk", **one} for one in answers], "heard": "kk"})
        headers = {"Access-Control-Allow-Origin": "*"}
        self.page.route(MESSAGE, lambda route: route.fulfill(body=body, headers=headers), times=1)

    @property
    def last(self) -> Locator:
        """The last answer."""
        return self.answers.last

    def menu(self, entry: str) -> None:
        """Choose an entry of the menu."""
        self.host.get_by_role("button", name="Мәзір").or_(self.host.get_by_role("button", name="Меню")).click()
        self.host.get_by_role("button", name=entry).click()

    def kept(self) -> dict[str, Any]:
        """What the page keeps of the talk."""
        return json.loads(self.page.evaluate(f"sessionStorage.getItem({_TALK_KEY})"))

    def keep(self, **changes: Any) -> None:
        """Change what the page keeps, as if time had passed."""
        text = json.dumps({**self.kept(), **changes})
        self.page.evaluate(f"text => sessionStorage.setItem({_TALK_KEY}, text)", text)

    def focused(self) -> str:
        """Text or label of what has the focus inside the widget."""
        found = self.page.evaluate(
            "() => { const e = document.querySelector('measles-chat').shadowRoot.activeElement;"
            " return e && (e.getAttribute('aria-label') || e.textContent.trim()) }"
        )
        return str(found or "")


_TALK_KEY: Final = "Object.keys(sessionStorage).find(key => key.endsWith(':talk'))"
