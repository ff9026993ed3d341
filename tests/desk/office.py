"""The desk as the office sees it: its process, and a person who joins, shows codes and clicks in a real browser."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from django_otp.oath import TOTP
from playwright.sync_api import Browser, Page

PASSWORD = "aral-teniz-2026-syr"  # noqa: S105 (made up)
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


def environment(folder: Path, port: int) -> dict[str, str]:
    """Settings of a desk with files of its own, beside a bot whose database is there."""
    told = {
        "DESK_PORT": str(port),
        "DESK_DATABASE_URL": f"sqlite:///{folder}/desk.db",
        "DESK_SECRET_FILE": f"{folder}/desk.secret",
        "DATABASE_URL": f"sqlite:///{folder}/conversations.db",
        "PORT": "1",
    }
    return {**os.environ, **told}


def chief_link(root: Path, folder: Path, port: int) -> str:
    """What ``create-chief`` prints."""
    command = [sys.executable, "-m", "desk", "create-chief", "aliya"]
    done = subprocess.run(
        command, cwd=root, env=environment(folder, port), capture_output=True, text=True, check=True, timeout=120
    )
    return str(re.findall(r"http://\S+", done.stdout)[0])


@contextmanager
def serving(root: Path, folder: Path, port: int) -> Iterator[str]:
    """The desk, from its start to its end; gives its address."""
    command = [sys.executable, "-m", "desk", "run"]
    with (folder / "desk.log").open("w") as log:
        process = subprocess.Popen(command, cwd=root, env=environment(folder, port), stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, f"{address}/health/", folder / "desk.log")
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise AssertionError(log.read_text(encoding="utf-8"))
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310 (loopback)
            return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("The desk did not start: " + log.read_text(encoding="utf-8"))


class Somebody:
    """A person at a browser of their own, with a telephone that shows codes."""

    def __init__(
        self, browser: Browser, address: str, language: str = "kk", size: dict[str, int] | None = None
    ) -> None:
        context = browser.new_context(viewport=size or DESKTOP, accept_downloads=True)  # type: ignore[arg-type]
        context.add_cookies([{"name": "django_language", "value": language, "url": address}])
        context.set_default_timeout(20_000)
        self.address = address
        self.page: Page = context.new_page()
        self._key = b""

    def join(self, link: str) -> None:
        """Take an invitation and choose a password."""
        self.page.goto(link)
        self.page.fill("[name=password1]", PASSWORD)
        self.page.fill("[name=password2]", PASSWORD)
        self.page.press("[name=password2]", "Enter")
        self.page.wait_for_load_state()

    def make_second_factor(self) -> list[str]:
        """Type the secret of the page into the telephone, the code into the page; the recovery codes."""
        import base64

        secret = self.page.locator("li code").inner_text().replace(" ", "")
        self._key = base64.b32decode(secret)
        self.page.fill("[name=code]", self.code())
        self.page.press("[name=code]", "Enter")
        self.page.wait_for_selector(".codes")
        return self.page.locator(".codes code").all_inner_texts()

    def code(self) -> str:
        """What the telephone shows."""
        totp = TOTP(self._key)
        totp.time = time.time()
        return f"{totp.token():06d}"

    def open(self, path: str) -> int:
        """Open a page; its status."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        return answer.status

    def text(self) -> str:
        """All that the page says."""
        return self.page.inner_text("body")
