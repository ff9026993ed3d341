"""What one address that sends hostile texts does to other parents: ``python -m benchmarks.neighbours``.

A server of its own is asked by eight parents, one question a second each, first alone and then while another address
sends hostile texts in 15 sessions at once, 20 messages each: inside all rates. Every address is one of the loopback's.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from benchmarks.served_bot import served_bot

_PARENTS: Final = 8
_SESSIONS: Final = 15
_MESSAGES: Final = 20
_PAUSE_SECONDS: Final = 1.0
#: A session may ask 20 times a minute.
_OF_A_SESSION: Final = 15
_ALONE_SECONDS: Final = 15.0
_QUESTIONS: Final = (
    "Қызылшаға қарсы екпе қай жаста салынады?",
    "балам 3 жаста, екпе алмаған, не істейміз?",
    "у дочки сыпь и температура 39",
    "Әйтеке биде екпе қайда салады?",
)


class RefusedError(Exception):
    """A message got no answer."""


class Session:
    """A session of the web channel from one address."""

    def __init__(self, server: str, address: str) -> None:
        """Open it."""
        host, port = server.removeprefix("http://").split(":")
        self._line = http.client.HTTPConnection(host, int(port), timeout=120, source_address=(address, 0))
        self._origin, self._turns = server, 0
        self._token = str(self._post("session", {"lang": "kk"})["token"])

    def ask(self, text: str) -> float:
        """Seconds until the answer.

        Raises:
            RefusedError: there is none.
        """
        self._turns += 1
        began = time.perf_counter()
        answer = self._post("message", {"token": self._token, "id": f"t{self._turns}", "lang": "kk", "text": text})
        if not answer.get("answers"):
            raise RefusedError(f"no answer: {answer}")
        return time.perf_counter() - began

    def _post(self, path: str, body: dict[str, str]) -> dict[str, object]:
        headers = {"Origin": self._origin, "Content-Type": "text/plain"}
        self._line.request("POST", f"/webhooks/web/{path}", json.dumps(body).encode(), headers)
        told: dict[str, object] = json.loads(self._line.getresponse().read())
        return told


def hostile(seed: int) -> Iterator[str]:
    """Texts that cost most, each another one."""
    rng = random.Random(seed)
    while True:
        yield "".join(rng.choices("₱₯£₺₳", k=2000))
        yield " ".join("".join(rng.choices("абвгдежзиклмнопрст", k=4)) for _ in range(400))
        yield " ".join(rng.choices("тырысса құсса болса екпе алды келесі 3 жаста 15.05.2022 бір рет".split(), k=330))
        yield " ".join("".join(rng.choices("!?,.;:()[]", k=3)) + rng.choice("абкіы") for _ in range(400))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what parents waited, alone and beside the other address."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=_SESSIONS)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/conversations.db",
            "REST_KEYS_FILE": f"{folder}/keys.json",
            "SENDER_KEY": "k" * 40,
        }
        with served_bot() as server:
            _say("alone", _waits(server, None))
            began = time.perf_counter()
            refused: list[str] = []
            other = threading.Thread(target=_attack, args=(server, given.sessions, refused))
            other.start()
            _say("beside hostile texts", _waits(server, other))
            took = time.perf_counter() - began
            print(f"{given.sessions * _MESSAGES} hostile texts, {len(refused)} of them refused, took {took:.1f} s")
    return 0


def _say(when: str, waits: list[float]) -> None:
    waits.sort()
    often, most = statistics.median(waits), waits[len(waits) * 99 // 100]
    print(f"{when}: {len(waits)} questions, median {often:.3f} s, 99 % {most:.3f}, worst {waits[-1]:.3f}", flush=True)


def _waits(server: str, other: threading.Thread | None) -> list[float]:
    end = time.monotonic() + _ALONE_SECONDS
    waits: list[float] = []

    def parent(number: int) -> None:
        address = f"127.0.1.{number + 1}"
        session = Session(server, address)
        asked = 0
        while (other.is_alive() if other else time.monotonic() < end) or asked < 3:
            waits.append(session.ask(_QUESTIONS[asked % len(_QUESTIONS)]))
            asked += 1
            if asked % _OF_A_SESSION == 0:
                session = Session(server, address)
            time.sleep(_PAUSE_SECONDS)

    with ThreadPoolExecutor(_PARENTS) as pool:
        list(pool.map(parent, range(_PARENTS)))
    return waits


def _attack(server: str, sessions: int, refused: list[str]) -> None:
    def send(number: int) -> None:
        session, texts = Session(server, "127.0.2.1"), hostile(number)
        for _ in range(_MESSAGES):
            try:
                session.ask(next(texts)[:2000])
            except RefusedError as error:
                refused.append(str(error))

    with ThreadPoolExecutor(sessions) as pool:
        list(pool.map(send, range(sessions)))


if __name__ == "__main__":
    sys.exit(main())
