"""``make bench-widget``: bytes, start and typing of the widget in a real browser, written into docs/widget.md."""

from __future__ import annotations

import json
import os
import platform
import re
import statistics
from collections.abc import Sequence
from datetime import date
from typing import Final

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks.served_bot import ROOT, chromium, served_bot

DOC: Final = ROOT / "docs" / "widget.md"
_MARKS: Final = ("<!-- speed: written by make bench-widget -->", "<!-- end of speed -->")
_RUNS: Final = 15
#: A cheap phone against this machine.
_SLOWER: Final = 4

_QUESTION: Final = "Қызылшаға қарсы екпе қай жаста салынады?"
_WATCH_START: Final = """
customElements.whenDefined("measles-chat").then(() =>
  requestAnimationFrame(() => { window.usable = performance.now(); }));
"""
_START: Final = """async () => {
  while (!window.usable) await new Promise(requestAnimationFrame);
  const script = performance.getEntriesByType("resource").find(one => one.name.includes("/widget.js"));
  return window.usable - script.responseEnd;
}"""
#: Times of the own message and of the answer on the screen, in ms after the key press.
_WATCH_TALK: Final = """() => {
  const root = document.querySelector("measles-chat").shadowRoot;
  window.talk = {};
  root.querySelector("textarea").addEventListener("keydown", () => { talk.pressed = performance.now(); });
  new MutationObserver(seen => seen.forEach(one => one.addedNodes.forEach(node => {
    const kind = node.classList?.contains("mine") ? "mine" : "answer";
    requestAnimationFrame(() => { talk[kind] = performance.now() - talk.pressed; });
  }))).observe(root.querySelector(".log"), {childList: true});
}"""


def bytes_of_a_talk(browser: Browser, bot: str) -> dict[str, int]:
    """Bytes over the wire with headers, as Chromium counts them: the script, opening the chat, a turn."""
    context = browser.new_context()
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    addresses: dict[str, str] = {}
    found: dict[str, int] = {}
    devtools.on(
        "Network.responseReceived", lambda event: addresses.update({event["requestId"]: event["response"]["url"]})
    )
    devtools.on(
        "Network.loadingFinished",
        lambda event: found.update({_short(addresses.get(event["requestId"], "")): int(event["encodedDataLength"])}),
    )
    page.goto(bot)
    _open(page)
    _ask(page, 2)
    context.close()
    return found


def _short(address: str) -> str:
    return re.sub(r"\?.*", "", address).rsplit("/", 1)[-1]


def cpu_of_the_module(browser: Browser, bot: str) -> float:
    """CPU milliseconds that compiling and running the module take, from Chromium's own trace."""
    page = browser.new_context().new_page()
    browser.start_tracing(page=page, categories=["devtools.timeline", "v8", "disabled-by-default-v8.compile"])
    page.goto(bot)
    page.locator("measles-chat .launcher").wait_for()
    trace = json.loads(browser.stop_tracing())
    page.context.close()
    spent = [event for event in trace["traceEvents"] if event["name"] in {"v8.compileModule", "v8.evaluateModule"}]
    if len(spent) < 2:
        raise RuntimeError("Chromium's trace names no module: its event names have changed.")
    return float(sum(event.get("tdur", event.get("dur", 0)) for event in spent)) / 1000


def start(browser: Browser, bot: str, slower: int) -> float:
    """Milliseconds from the script's last byte to the first frame with the widget in it."""
    page, devtools = _page(browser, slower)
    page.add_init_script(_WATCH_START)
    page.goto(bot)
    took = float(page.evaluate(_START))
    devtools.detach()
    page.context.close()
    return took


def typing(browser: Browser, bot: str, slower: int) -> tuple[float, float]:
    """Milliseconds from the Enter key to the own message, and to the answer, on the screen."""
    page, devtools = _page(browser, slower)
    page.goto(bot)
    _open(page)
    page.evaluate(_WATCH_TALK)
    _ask(page, 2)
    page.wait_for_function("talk.mine && talk.answer")
    talk: dict[str, float] = page.evaluate("talk")
    devtools.detach()
    page.context.close()
    return talk["mine"], talk["answer"]


def _page(browser: Browser, slower: int) -> tuple[Page, CDPSession]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return page, devtools


def _open(page: Page) -> None:
    page.locator("measles-chat .launcher").click()
    page.locator(".choice").first.wait_for()


def _ask(page: Page, answers: int) -> None:
    page.locator("textarea").fill(_QUESTION)
    page.locator("textarea").press("Enter")
    page.locator(".said:not(.mine)").nth(answers - 1).wait_for()


def _middle_and_worst(found: Sequence[float]) -> str:
    return f"{statistics.median(found):.0f} | {max(found):.0f}"


def report(browser: Browser, bot: str) -> str:
    """The table in Markdown."""
    wire = bytes_of_a_talk(browser, bot)
    cpu = [cpu_of_the_module(browser, bot) for _ in range(_RUNS)]
    lines = [
        "| over the wire, headers included | bytes |",
        "|---|---|",
        f"| `widget.js`, once | {wire['widget.js']:,} |",
        f"| opening the chat (session, greeting and six questions in both languages) | {wire['session']:,} |",
        f"| an answer with its sources | {wire['message']:,} |",
        "",
        f"| milliseconds, {_RUNS} runs | middle | worst |",
        "|---|---|---|",
        f"| CPU to compile and run the module | {_middle_and_worst(cpu)} |",
    ]
    for slower, name in ((1, "this machine"), (_SLOWER, f"{_SLOWER} times slower CPU")):
        starts = [start(browser, bot, slower) for _ in range(_RUNS)]
        talks = [typing(browser, bot, slower) for _ in range(_RUNS)]
        lines += [
            f"| script received to widget on screen, {name} | {_middle_and_worst(starts)} |",
            f"| Enter to own message on screen, {name} | {_middle_and_worst([mine for mine, _ in talks])} |",
            f"| Enter to answer on screen, {name} | {_middle_and_worst([answer for _, answer in talks])} |",
        ]
    kind = f"{platform.machine()}, {os.cpu_count()} cores shared with others, Chromium {browser.version}, loopback"
    return "\n".join([f"Measured on {date.today().isoformat()}: {kind}.", "", *lines])


def main() -> None:
    """Measure, print, write."""
    with served_bot() as bot, chromium() as browser:
        table = report(browser, bot)
    print(table)
    text = DOC.read_text(encoding="utf-8")
    before, rest = text.split(_MARKS[0])
    after = rest.split(_MARKS[1])[1]
    DOC.write_text(f"{before}{_MARKS[0]}\n{table}\n{_MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
