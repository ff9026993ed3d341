"""``make screenshots``: the widget on a phone and a desktop, in both languages, into docs/images."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PIL import Image
from playwright.sync_api import Browser, Page

from benchmarks.served_bot import ROOT, chromium, served_bot

IMAGES: Final = ROOT / "docs" / "images"
_COLOURS: Final = 128
_GAP: Final = 40
_GROUND: Final = "#dfe9f0"
_PHONE: Final[dict[str, Any]] = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2}
_TALL: Final[dict[str, Any]] = {"viewport": {"width": 360, "height": 860}, "device_scale_factor": 2}
_DESKTOP: Final[dict[str, Any]] = {"viewport": {"width": 1280, "height": 800}}
_PAGES: Final = {"kk": "/", "ru": "/ru"}
_QUESTIONS: Final = {"kk": "кызылша екпеси нешеде салынады", "ru": "Во сколько лет делают прививку от кори?"}
_EMERGENCY: Final = {"kk": "Балам тырысып жатыр, есін білмейді!", "ru": "У ребёнка судороги!"}


def talk(page: Page, *said: str) -> None:
    """Open the chat and say something, waiting for each answer."""
    page.locator("measles-chat .launcher").click()
    page.locator(".choice").first.wait_for()
    for number, text in enumerate(said, 2):
        page.locator("textarea").fill(text)
        page.locator("textarea").press("Enter")
        page.locator(".said:not(.mine)").nth(number - 1).wait_for()
    page.locator("textarea").evaluate("field => field.blur()")
    page.wait_for_timeout(600)


def picture(browser: Browser, address: str, options: dict[str, Any], *said: str) -> Image.Image:
    """A screenshot of the office's page after a talk."""
    context = browser.new_context(**options, color_scheme="light", reduced_motion="reduce")
    try:
        page = context.new_page()
        page.goto(address)
        talk(page, *said)
        return Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    finally:
        context.close()


def side_by_side(pictures: Sequence[Image.Image]) -> Image.Image:
    """Pictures of one height in a row, with ground around each."""
    width = sum(one.width for one in pictures) + _GAP * (len(pictures) + 1)
    row = Image.new("RGB", (width, pictures[0].height + 2 * _GAP), _GROUND)
    left = _GAP
    for one in pictures:
        row.paste(one, (left, _GAP))
        left += one.width + _GAP
    return row


def save(image: Image.Image, path: Path) -> None:
    """Write a small PNG."""
    image.quantize(_COLOURS).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB")


def main() -> None:
    """Take all pictures."""
    with served_bot() as bot, chromium() as browser:
        for language, path in _PAGES.items():
            for size, options in (("phone", _PHONE), ("desktop", _DESKTOP)):
                taken = picture(browser, bot + path, options, _QUESTIONS[language])
                save(taken, IMAGES / f"widget-{size}-{language}.png")
        talks = [(_PAGES[language], said[language]) for language in _PAGES for said in (_QUESTIONS, _EMERGENCY)]
        row = side_by_side([picture(browser, bot + path, _TALL, said) for path, said in talks])
        save(row.resize((row.width // 2, row.height // 2), Image.Resampling.LANCZOS), IMAGES / "widget.png")


if __name__ == "__main__":
    main()
