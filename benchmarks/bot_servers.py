"""Servers of bots on free ports: for the benchmark and for the tests of faults."""

from __future__ import annotations

import json
import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Final

from benchmarks.services import Service, ServiceError
from rasa_project.privacy.senders import Person, SenderHasher

ROOT: Final = Path(__file__).resolve().parents[1]
#: Not secret: for bots of tests and benchmarks, so that they can look up what was stored of whom.
_SENDER_KEY: Final = "0123456789" * 4


class RestServer(Service):
    """Any bot with Rasa's REST channel.

    Attributes:
        said: messages that a benchmark sent.
        silent: those of them that got no answer; Rasa's own channel gives an empty list then.
    """

    said = 0
    silent = 0

    @property
    def address(self) -> str:
        """Where messages go."""
        return f"http://127.0.0.1:{self.port}/webhooks/rest/webhook"

    def get(self, path: str) -> tuple[int, Any]:
        """Status and JSON of a path."""
        return self._send(urllib.request.Request(f"http://127.0.0.1:{self.port}{path}"))

    def say(self, sender: str, text: str) -> list[str]:
        """Texts of the answers; raises ``OSError`` where the connection broke (nothing was confirmed)."""
        body = json.dumps({"sender": sender, "message": text}).encode()
        headers = {"Content-Type": "application/json"}
        status, answers = self._send(urllib.request.Request(self.address, body, headers))  # noqa: S310
        if status != 200:
            raise ServiceError(f"status {status}: {answers}")
        return [answer.get("text", "") for answer in answers]

    @staticmethod
    def _send(request: urllib.request.Request) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(request, timeout=90) as answer:  # noqa: S310
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)


class Bot(RestServer):
    """The bot as `make run` starts it, with settings as environment."""

    def __init__(self, folder: Path, **environment: str) -> None:
        """Not started yet; a turn may take long here, since machines of tests are slow."""
        super().__init__(folder)
        self._environment = {
            "TURN_SECONDS": "60",
            "RATE_LIMIT": "off",
            "LOCAL_ACCESS": "on",
            "SENDER_KEY": _SENDER_KEY,
            "WEBHOOK_DB": f"{folder}/webhooks.db",  # what waits in state/ is another bot's
            "PYTHONWARNINGS": "ignore",
            **environment,
        }

    @staticmethod
    def stored_as(sender: str) -> str:
        """The pseudonym under which the bot stores a sender of REST."""
        return SenderHasher(_SENDER_KEY.encode()).pseudonym(Person("rest", sender))

    def command(self) -> list[str]:
        """As the Makefile does it."""
        return [sys.executable, "-m", "rasa_project", "run", "--port", str(self.port)]

    def options(self) -> dict[str, Any]:
        """In the project's folder."""
        return {"cwd": ROOT, "env": {**os.environ, **self._environment}}

    @property
    def workers(self) -> set[int]:
        """Process ids of its workers."""
        parent = self.process.pid if self.process else 0
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="utf-8")
        return {int(child) for child in children.split()}

    def is_up(self) -> bool:
        """It says so when all workers are there."""
        return "Ready." in self.log_since_start

    def wait_until(self, status: int) -> Any:
        """Poll /health/ready until it has the status; its body.

        Raises:
            ServiceError: it never had.
        """
        end = time.monotonic() + 60
        while True:
            found, body = self.get("/health/ready")
            if found == status:
                return body
            if time.monotonic() > end:
                raise ServiceError(f"/health/ready stayed {found}: {body}")
            time.sleep(0.2)
