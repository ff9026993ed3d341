"""What the Telegram channel itself costs, and whether it keeps every message under load: ``make bench-telegram``.

200 chats send 2,000 messages in bursts to a Telegram server on loopback, a process of its own. The dialogue engine is
left out (it answers at once with the text), and so is the flood limit of 30 messages a second, which would be all that
is measured. What the library's sending costs with nothing around it is measured before and after, and the smaller
figure is taken off.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from rasa_project.channels.inbox.pace import Pace
from rasa_project.channels.inbox.service import Service
from rasa_project.channels.telegram.bot import CONNECTIONS, make_bot
from rasa_project.channels.telegram.messenger import Telegram
from rasa_project.channels.telegram.settings import Settings

CHATS: Final = 200
UPDATES: Final = 2_000
BURST: Final = 250
_TOKEN: Final = "123456:TEST-token_of-the-test-server"  # noqa: S105 (of the test server only)
_SECONDS: Final = 120.0
_QUESTION: Final = "сұрақ"


@dataclass(frozen=True)
class Measured:
    """Seconds for all messages: on the clock, and of this process' processor time."""

    clock: float
    processor: float


async def echo(
    chat_id: str, text: str, language: str, metadata: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """A dialogue engine that costs nothing."""
    return [{"text": text}]


def updates(count: int, chats: int) -> list[dict[str, Any]]:
    """Messages ``0 .. count - 1`` as updates, spread over the chats at random."""
    chosen = random.Random(0)
    found = []
    for number in range(count):
        chat = 1 + chosen.randrange(chats)
        who = {"id": chat, "is_bot": False, "first_name": "A", "language_code": "kk"}
        where = {"id": chat, "type": "private", "first_name": "A"}
        message = {
            "message_id": 10_000 + number,
            "from": who,
            "chat": where,
            "date": 0,
            "text": f"{_QUESTION} {number}",
        }
        found.append({"message": message})
    return found


def post(url: str, body: Any) -> Any:
    """POST JSON to the test server."""
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        return json.load(answer)


def sent(url: str) -> dict[str, list[str]]:
    """The bot's texts by chat."""
    with urllib.request.urlopen(f"{url}/demo/sent", timeout=30) as answer:  # noqa: S310
        return dict(json.load(answer))


async def library_alone(settings: Settings, messages: list[dict[str, Any]]) -> Measured:
    """As many messages sent with the library and nothing around it, as many at a time as the channel sends."""
    bot = make_bot(settings, Pace())
    places = asyncio.Semaphore(CONNECTIONS)

    async def send(message: dict[str, Any]) -> None:
        async with places:
            await bot.send_message(message["chat"]["id"], message["text"].upper())

    clock, processor = time.perf_counter(), time.process_time()
    await asyncio.gather(*(send(one["message"]) for one in messages))
    measured = Measured(time.perf_counter() - clock, time.process_time() - processor)
    await bot.request.shutdown()
    return measured


async def whole_channel(settings: Settings, url: str, messages: list[dict[str, Any]]) -> Measured:
    """The messages in bursts, through the channel, until each has its answer."""
    service = Service(Telegram(settings), echo, settings.database)
    running = asyncio.get_running_loop().create_task(service.run())
    await asyncio.sleep(1)
    clock, processor = time.perf_counter(), time.process_time()
    for start in range(0, len(messages), BURST):
        await asyncio.to_thread(post, f"{url}/demo/arrives", messages[start : start + BURST])
    while service.delivery.counts["sent"] < len(messages) and time.perf_counter() - clock < _SECONDS:
        await asyncio.sleep(0.02)
    measured = Measured(time.perf_counter() - clock, time.process_time() - processor)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await service.close()
    return measured


def faults(messages: list[dict[str, Any]], answers: Mapping[str, list[str]]) -> dict[str, int]:
    """How many messages were lost, answered twice, or answered out of order in their chat."""
    asked: dict[str, list[str]] = {}
    for one in messages:
        asked.setdefault(str(one["message"]["chat"]["id"]), []).append(one["message"]["text"])
    answers = {chat: [text for text in texts if text.startswith(_QUESTION)] for chat, texts in answers.items()}
    lost = sum(len(set(texts) - set(answers.get(chat, []))) for chat, texts in asked.items())
    doubled = sum(len(texts) - len(set(texts)) for texts in answers.values())
    disordered = sum(answers.get(chat, []) != texts for chat, texts in asked.items())
    return {"lost": lost, "answered twice": doubled, "chats out of order": disordered}


def main() -> int:
    """Measure, print; the exit status is 0 when nothing was lost, doubled or disordered and the cost is in bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=UPDATES)
    parser.add_argument("--chats", type=int, default=CHATS)
    options = parser.parse_args()
    messages = updates(options.updates, options.chats)
    command = [sys.executable, "-m", "tests.telegram_demo", "--alone", "--port", "0"]
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None  # noqa: S101 (it is a pipe)
            url = server.stdout.readline().split()[1]
            settings = Settings(_TOKEN, url, database=Path(folder) / "telegram.db", messages_per_second=0)
            for chat in range(1, options.chats + 1):
                post(f"{url}/demo/chats/{chat}", {})
            before = asyncio.run(library_alone(settings, messages))
            whole = asyncio.run(whole_channel(settings, url, messages))
            found = faults(messages, sent(url))
            after = asyncio.run(library_alone(settings, messages))
        finally:
            server.terminate()
            server.wait(timeout=10)
    library = min(before, after, key=lambda one: one.processor)
    return report(len(messages), options.chats, whole, library, found)


def report(count: int, chats: int, whole: Measured, library: Measured, found: Mapping[str, int]) -> int:
    """Print the figures; 0 when they hold."""
    own = (whole.processor - library.processor) * 1000 / count
    print(f"{date.today()}, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    print(f"{count} messages of {chats} chats in bursts of {BURST}: " + ", ".join(f"{n} {k}" for k, n in found.items()))
    print(f"all answered in {whole.clock:.1f} s, {count / whole.clock:.0f} a second")
    print(f"processor time a message: {whole.processor * 1000 / count:.2f} ms with the channel,")
    print(f"  of it {library.processor * 1000 / count:.2f} ms the library's sending; the channel's own {own:.2f} ms")
    good = not any(found.values()) and own <= 2.0
    print("Within bounds." if good else "NOT within bounds: nothing lost or doubled, at most 2 ms of its own.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
