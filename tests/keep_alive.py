"""Clients that keep their connections open and call again and again, as an integrator's program does."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Client:
    """One of them.

    Attributes:
        port: of the server.
        request: makes path and body of a call from its text.
        name: begins its texts; each text is sent once.
        answered: bodies of the answers with status 200, by text.
        refused: statuses other than 200, by text.
        broken: calls whose connection ended without an answer: text, and the answer before on that connection.
    """

    port: int
    request: Callable[[str], tuple[str, bytes]]
    name: str
    answered: dict[str, str] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    broken: list[tuple[str, str]] = field(default_factory=list)
    not_connected: int = 0

    def call_until(self, end: threading.Event) -> None:
        """Call until ``end`` is set or the server takes no connections."""
        connection, before = None, ""
        while not end.is_set():
            text = f"{self.name} {len(self.answered) + len(self.broken) + len(self.refused)}"
            if connection is None:
                connection, before = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60), ""
                try:
                    connection.connect()
                except OSError:
                    self.not_connected += 1
                    return
            path, body = self.request(text)
            try:
                connection.request("POST", path, body, {"Content-Type": "application/json"})
                answer = connection.getresponse()
                said = answer.read().decode()
            except (OSError, http.client.HTTPException):
                self.broken.append((text, before))
                connection.close()
                connection = None
                continue
            if answer.status == 200:
                self.answered[text] = before = said
            else:
                self.refused[text] = answer.status
            if answer.will_close:
                connection.close()
                connection = None
        if connection is not None:
            connection.close()


class Clients:
    """Within ``with``: all of them call; behind it they have stopped, or the server has."""

    def __init__(
        self, port: int, count: int, request: Callable[[str], tuple[str, bytes]], name: str = "client"
    ) -> None:
        self.all = [Client(port, request, f"{name}-{number}") for number in range(count)]
        self._end = threading.Event()
        self._threads = [threading.Thread(target=one.call_until, args=(self._end,)) for one in self.all]

    def __enter__(self) -> Clients:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._end.set()
        self.join()

    def join(self) -> None:
        """Wait until they have stopped by themselves, since the server takes no connections."""
        for thread in self._threads:
            thread.join(120)
            assert not thread.is_alive()

    @property
    def answered(self) -> set[str]:
        return {text for client in self.all for text in list(client.answered)}

    @property
    def broken(self) -> list[tuple[str, str]]:
        return [one for client in self.all for one in client.broken]

    @property
    def refused(self) -> dict[str, int]:
        return {text: status for client in self.all for text, status in client.refused.items()}

    @property
    def not_connected(self) -> int:
        return sum(client.not_connected for client in self.all)
