"""A server of links for tests, and what stands on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape

from limits.storage import MemoryStorage

from rasa_project.channels.share.channel import ShareInput
from rasa_project.channels.share.links import Sharing
from rasa_project.channels.share.tokens import Link, Signer
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.security.limits import RateLimiter
from tests.channels.web.serving import SECRET, Answer, FakeAgent, Page, serving

ADDRESS = "https://bot.example.kz"
SIGNER = Signer(SECRET)
TODAY = date(2026, 11, 30)


def days_ago(days: int) -> str:
    return f"{TODAY - timedelta(days=days):%Y%m%d}"


@dataclass
class Reader:
    """Who opens links of a server."""

    port: int

    def open(self, token: str, method: str = "GET", **headers: str) -> Answer:
        return Page(self.port, origin=None).send(method, f"/s/{token}", **headers)

    def link(self, *keys: str, language: ReplyLanguage = "kk", made: date = TODAY, ends: str = "") -> Answer:
        return self.open(SIGNER.token(Link(language, made, keys)) + ends)


def text_of(page: bytes | str) -> str:
    """What a reader sees, in one line."""
    html = page.decode() if isinstance(page, bytes) else page
    bare = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bare)).split())


@contextmanager
def reading(address: str = ADDRESS) -> Iterator[Reader]:
    channel = ShareInput(Sharing(address, SIGNER), RateLimiter(MemoryStorage()))
    with serving([channel], FakeAgent()) as port:
        yield Reader(port)
