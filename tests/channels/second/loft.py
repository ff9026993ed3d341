"""The server of the pigeon post on loopback: takes the bot's letters, brings those of parents, fails as it is told."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.channels.second.pigeon import SIGNATURE, signature

KEY = "the-key-of-the-loft"

Letter = dict[str, Any]


class Loft:
    """``with Loft() as loft:`` serves at ``loft.url``; ``loft.delivered`` are the bot's letters by nest.

    Attributes:
        statuses: answers to the bot's next letters; 201 where there is none.
    """

    def __init__(self) -> None:
        self.delivered: dict[str, list[Letter]] = {}
        self.statuses: list[int] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Loft:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def words(self, nest: str) -> list[str]:
        return [letter["words"] for letter in self.delivered.get(nest, [])]

    def wait_for(self, nest: str, count: int, seconds: float = 20) -> list[str]:
        """The bot's words to a nest, when there are so many."""
        wait_until(lambda: len(self.words(nest)) >= count, seconds)
        return self.words(nest)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        loft = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status = loft.statuses.pop(0) if loft.statuses else 201
                if self.headers["Pigeon-Key"] != KEY:
                    status = 401
                nest = self.path.split("/")[2]
                letters = loft.delivered.setdefault(nest, [])
                if status == 201:
                    letters.append({**body, "ref": f"{nest}/out-{len(letters)}"})
                self.send_response(status)
                self.end_headers()
                self.wfile.write(json.dumps({"ref": f"{nest}/out-{len(letters) - 1}"}).encode())

            def log_message(self, *_: object) -> None:
                """Nothing: tests read the bot's log."""

        return Handler


def bring(port: int, *letters: Any, key: str = KEY, body: bytes | None = None) -> int:
    """Post a sack to the bot's webhook; returns the status."""
    sack = json.dumps({"letters": letters}).encode() if body is None else body
    headers = {"Content-Type": "application/json", SIGNATURE: signature(key, sack)}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/webhooks/pigeon/webhook", sack, headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def wait_until(is_so: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
