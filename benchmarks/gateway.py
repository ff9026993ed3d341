"""What the gateway, keys and rates add to a message: ``make bench-gateway``. The bar is 1.5 ms."""

from __future__ import annotations

import asyncio
import logging
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

_BAR_MS: Final = 1.5
_ROUNDS: Final = 2000
_TEXTS: Final = (
    "Қызылшаға қарсы екпе қай жаста салынады?",
    "қызым 20.05.2019 туған, қызуы 38,5, екі күннен бері бөртпесі бар",
    "/ask_symptoms",
    "хабарласыңыз 8 701 123 45 67, баламның ЖСН 900101300017, мекенжай 45.7662, 62.1080",
)


def main() -> int:
    """Time each text with and without what this project puts around Rasa's handler."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(SENDER_KEY="k" * 40, REST_KEYS_FILE=f"{folder}/keys.json")
        return asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> int:
    from limits import parse
    from rasa.core.channels.channel import UserMessage

    from rasa_project.channels.gateway import gateway_for
    from rasa_project.channels.rest.answers import WholeAnswers
    from rasa_project.channels.rest.bodies import check
    from rasa_project.observability.logs import configure
    from rasa_project.security.counters import BoundedMemory
    from rasa_project.security.key_file import KeyFile
    from rasa_project.security.keys import KeyRing, create
    from rasa_project.security.limits import RateLimiter

    file = KeyFile(folder / "keys.json")
    key = create(file, "clinic")
    ring, limiter = KeyRing(file), RateLimiter(BoundedMemory())
    rate = parse("10000000/minute")
    with (folder / "log").open("w", encoding="utf-8") as log:
        configure(log, logging.CRITICAL)

        async def rasa(message: UserMessage) -> None:
            await message.output_channel.send_response(message.sender_id, {"text": "x", "utter_action": "utter_x"})

        gateway = gateway_for(rasa)

        async def with_gate(text: str, body: bytes) -> None:
            ring.check(key)
            for what in ("key", "session"):
                limiter.hit(rate, what, "clinic")
            limiter.begin_conversation(rate, "clinic", "c")
            check(body, strict=True)
            await gateway(UserMessage(text, WholeAnswers(), "anna", input_channel="rest"), owner="clinic")

        async def without(text: str, body: bytes) -> None:
            await rasa(UserMessage(text, WholeAnswers(), "anna", input_channel="rest"))

        return await _compare(with_gate, without)


async def _compare(with_gate: Any, without: Any) -> int:
    import json

    worst = 0.0
    for text in _TEXTS:
        body = json.dumps({"sender": "anna", "message": text}).encode()
        added = await _median(with_gate, text, body) - await _median(without, text, body)
        worst = max(worst, added)
        print(f"{added:6.3f} ms added  {text}")
    print(f"Most: {worst:.3f} ms; the bar is {_BAR_MS} ms.")
    return 0 if worst <= _BAR_MS else 1


async def _median(run: Any, text: str, body: bytes) -> float:
    times = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        await run(text, body)
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    sys.exit(main())
