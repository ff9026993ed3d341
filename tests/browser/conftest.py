"""A real browser, the real bot, and somebody's site that the widget is pasted into."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from rasa_project.channels.web.sessions import Sessions
from tests.browser.chat import DESKTOP, Chat
from tests.browser.pages import hosted, site
from tests.chromium import chromium
from tests.servers import free_port
from tests.test_server import wait_until_ready

SECRET = "a secret of the browser tests, long enough"  # noqa: S105 (of a server on loopback)

Visit = Callable[..., Chat]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium; where there is none the tests are skipped, but not in CI."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def bot_port() -> int:
    return free_port()


@pytest.fixture(scope="package")
def bot(bot_port: int) -> str:
    """The bot's address."""
    return f"http://127.0.0.1:{bot_port}"


@pytest.fixture(scope="package")
def office(bot: str) -> Iterator[str]:
    """A site that may talk to the bot."""
    with hosted(site(bot)) as address:
        yield address


@pytest.fixture(scope="package")
def foreign(bot: str) -> Iterator[str]:
    """A site that may not."""
    with hosted(site(bot)) as address:
        yield address


@pytest.fixture(scope="package")
def server(browser: Browser, bot_port: int, bot: str, office: str, root: Path, tmp_path_factory: Any) -> Iterator[Path]:
    """The bot as `make run` starts it; gives its log."""
    log = tmp_path_factory.mktemp("browser") / "log"
    command = [sys.executable, "-m", "rasa_project", "run", "--port", str(bot_port)]
    environment = {**os.environ, "WIDGET_SECRET": SECRET, "WIDGET_ORIGINS": office, "PUBLIC_URL": bot}
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        wait_until_ready(process, log)
        yield log
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
    assert "Traceback" not in log.read_text(encoding="utf-8")


@pytest.fixture(scope="package")
def sessions(server: Path) -> Sessions:
    """Makes tokens as the bot does, but over when it is told."""
    return Sessions(SECRET.encode(), seconds=-100)


@pytest.fixture
def context_of(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts: each is another person's browser."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        made.append(browser.new_context(**{"viewport": DESKTOP, **options}))
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def visit(server: Path, office: str, context_of: Callable[..., BrowserContext]) -> Iterator[Visit]:
    """Opens a page in a new browser, or in ``context``; no page may raise an error or break its policy.

    ``letters``: the browser's own size of text in px, 16 as it comes.
    """
    faults: list[str] = []

    def listen(page: Page) -> None:
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if is_fault(line.type, line.text) else None)

    def go(path: str = "/", context: BrowserContext | None = None, letters: int = 16, **options: Any) -> Chat:
        page = (context or context_of(**options)).new_page()
        page.set_default_timeout(15_000)
        listen(page)
        if letters != 16:
            sizes = {"standard": letters, "fixed": letters}
            page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
        page.goto(path if path.startswith("http") else office + path)
        return Chat(page)

    yield go
    assert faults == []


def is_fault(kind: str, text: str) -> bool:
    """Errors of the console, but for requests that a test makes fail."""
    return kind == "error" and not text.startswith("Failed to load resource")
