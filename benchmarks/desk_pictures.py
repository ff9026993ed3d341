"""``make desk-pictures``: the desk's pages on invented traffic, in Kazakh and Russian, into docs/images."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import timedelta
from typing import Final

from benchmarks.served_bot import ROOT, chromium
from rasa_project.clock import today
from tests.desk.office import Somebody
from tests.servers import free_port

IMAGES: Final = ROOT / "docs" / "images"
#: File and page; ``{week}`` is the Monday of the last whole week, ``{day}`` its Sunday.
_PICTURES: Final = (
    ("desk-today", "/today/?span=week&day={day}"),
    ("desk-signal", "/signal/?week={week}"),
    ("desk-unanswered", "/unanswered/"),
)  # fmt: skip
_LANGUAGES: Final = {"kk": "", "ru": "-ru"}
_COUNTED: Final = "table.totals td.number:first-of-type"
_PATIENCE: Final = 120


def main() -> None:
    """Start the demonstration, take the pictures, end it."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "desk", "demo"], cwd=ROOT, env={**os.environ, "DESK_PORT": str(port)},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        _take(_chief_link(process), f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(timeout=20)


def _chief_link(process: subprocess.Popen[str]) -> str:
    """What the demonstration prints before it serves."""
    said = []
    for line in process.stdout or ():
        said.append(line)
        if "desk: http" in line:
            break
    found = re.search(r"chief: (\S+)", "".join(said))
    if found is None:
        raise SystemExit("The demonstration did not start: " + "".join(said))
    return found[1]


def _take(link: str, address: str) -> None:
    with chromium() as browser:
        chief = Somebody(browser, address)
        chief.join(link)
        chief.make_second_factor()
        for _ in range(_PATIENCE):
            chief.open("/today/?span=month")
            if chief.page.locator(_COUNTED).first.inner_text() != "0":
                break
            chief.page.wait_for_timeout(1000)
        sunday = today() - timedelta(days=today().weekday() + 1)
        for language, ending in _LANGUAGES.items():
            chief.page.context.add_cookies([{"name": "django_language", "value": language, "url": address}])
            for name, path in _PICTURES:
                chief.open(path.format(day=sunday, week=sunday - timedelta(days=6)))
                chief.page.screenshot(path=str(IMAGES / f"{name}{ending}.png"))
                print(f"Written: docs/images/{name}{ending}.png", flush=True)


if __name__ == "__main__":
    main()
