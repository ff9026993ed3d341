"""A messenger's service in a thread of its own, with a dialogue engine that is a table."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from rasa_project.channels.inbox.messenger import Messenger
from rasa_project.channels.inbox.pace import Pace
from rasa_project.channels.inbox.service import Service

#: Repeats quickly and gives up soon; the real one waits for hours.
FAST = Pace(first=0.02, longest=0.1, patience=8.0, timeout=0.5)

Answers = list[dict[str, Any]]
_S = TypeVar("_S", bound="RunningService")


class Engine:
    """Answers from a table, else with the text itself; keeps what it was asked."""

    def __init__(self, table: Mapping[str, Answers | Callable[[], Any]] | None = None) -> None:
        self.table = dict(table or {})
        self.asked: list[tuple[int, str, Any]] = []

    async def __call__(
        self, chat_id: str, text: str, language: str, metadata: Mapping[str, Any] | None = None
    ) -> Answers:
        self.asked.append((int(chat_id), text, dict(metadata or {})))
        found = self.table.get(text, [{"text": f"Жауап: {text}"}])
        if callable(found):
            found = found()
        return await found if asyncio.iscoroutine(found) else list(found)

    def texts(self, chat: int | None = None) -> list[str]:
        return [text for who, text, _ in self.asked if chat in (None, who)]


class RunningService:
    """The service as the server runs it; ``make`` makes the messenger in the service's loop."""

    def __init__(
        self, make: Callable[[Pace], Messenger], database: Path, engine: Any, pace: Pace = FAST, rate: Any = None
    ) -> None:
        self.engine = engine
        self._make, self._database, self._pace, self._rate = make, database, pace, rate
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.messenger: Messenger
        self.service: Service
        self._running: asyncio.Task[None]

    def __enter__(self: _S) -> _S:
        self._thread.start()
        self.call(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self.call(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()

    def call(self, work: Any, seconds: float = 15) -> Any:
        """Run a coroutine in the bot's thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=seconds)

    async def _start(self) -> None:
        self.messenger = self._make(self._pace)
        self.service = Service(self.messenger, self.engine, self._database, self._pace, self._rate)
        self._running = asyncio.get_running_loop().create_task(self.service.run())

    async def _stop(self) -> None:
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)
        await self.service.close()


QUESTION = {
    "text": "Қызуы көтерілді ме?",
    "buttons": [
        {"title": "Иә", "payload": '/inform{"fever":"yes"}'},
        {"title": "Жоқ", "payload": '/inform{"fever":"no"}'},
    ],
}


async def set_event(event: asyncio.Event) -> None:
    """Set an event of the bot's thread."""
    event.set()
