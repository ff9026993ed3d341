"""Is the process alive, can it take messages, and if not, which part can't."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any, Final

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project.channels.access.control import access_control
from rasa_project.content.watching import Watcher
from rasa_project.edition import DATA, published
from rasa_project.engine.agent import TurnAgent
from rasa_project.engine.lock_store import ConversationLocks
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.security.key_file import KeyFileError
from rasa_project.serving.probe import NoAnswerError, Probe
from rasa_project.serving.tally import describe
from rasa_project.settings import SettingsError
from rasa_project.storage.errors import QueueError, StoreError
from rasa_project.version import version

logger = logging.getLogger(__name__)

#: A check that takes longer counts as failed.
CHECK_SECONDS: Final = 8.0
#: So long a result is told again, so that callers from outside can't make work by asking.
FRESH_SECONDS: Final = 5.0
OK: Final = "ok"
_MOST_WARNINGS: Final = 5

#: What everybody may hear: no address, no path, no name of a user. The log has the rest.
_SAID: Final[tuple[tuple[type[BaseException], str], ...]] = (
    (StoreError, "conversations can't be read or written"),
    (QueueError, "the queue can't be used"),
    (SettingsError, "a setting or a secret can't be used"),
    (KeyFileError, "the file of keys can't be read"),
    (NoAnswerError, "a plain question had no answer"),
    (asyncio.TimeoutError, "no answer in time"),
)
#: Errors whose text is ours and holds nothing of a parent.
_OUR_TEXTS: Final = (StoreError, QueueError, SettingsError, KeyFileError, NoAnswerError)


class Health:
    """What a worker can say of itself."""

    def __init__(self, agent: TurnAgent) -> None:
        """Not ready before it is warm."""
        self._agent = agent
        self._probe = Probe(agent)
        self.warm_up_state = "not warmed up yet"
        self._last: dict[str, str] = {}
        self._checked_at = float("-inf")
        self._running: asyncio.Task[dict[str, str]] | None = None
        self._logged: dict[str, str] = {}
        self.watcher: Watcher | None = None

    @property
    def model_name(self) -> str:
        """The name that its training gave to the model; empty where none is loaded."""
        return str(self._agent.model_id or "") if self._agent.is_ready() else ""

    def warnings(self) -> list[str]:
        """What somebody should put right, though parents are answered."""
        faults = self.watcher.faults if self.watcher else []
        told = [fault.shown(DATA) for fault in faults[:_MOST_WARNINGS]]
        return [f"changed texts are refused, the old ones stay: {one}" for one in told]

    async def warm_up(self) -> None:
        """Handle one message on the side; a failure keeps the worker from being ready."""
        self.warm_up_state = await self._said("warm_up", self._agent.warm_up)

    async def recent_checks(self) -> dict[str, str]:
        """:meth:`checks`, at most every ``FRESH_SECONDS`` and one at a time, however many ask."""
        if time.monotonic() - self._checked_at < FRESH_SECONDS:
            return self._last
        if self._running is None:
            self._running = asyncio.get_running_loop().create_task(self.checks())
            self._running.add_done_callback(self._checked)
        return await asyncio.shield(self._running)

    def _checked(self, task: asyncio.Task[dict[str, str]]) -> None:
        self._running = None
        if not task.cancelled() and task.exception() is None:
            self._last, self._checked_at = task.result(), time.monotonic()

    async def checks(self) -> dict[str, str]:
        """``ok`` or the reason, by part; a question goes the way of a parent's."""
        said = {"model": OK, "warm_up": self.warm_up_state, "keys": await self._said("keys", _check_keys)}
        question = ""
        if self._agent.is_ready():
            question = said["question"] = await self._said("question", self._probe.ask)
        else:
            said["model"] = "no model is loaded"
        # The question went through both, or failed in one of them: that one is not asked again.
        said["store"] = (
            question if question in {OK, _public(StoreError())} else await self._said("store", self._check_store)
        )
        said["queue"] = (
            question if question in {OK, _public(QueueError())} else await self._said("queue", self._check_queue)
        )
        return said

    async def _check_store(self) -> None:
        if isinstance(self._agent.tracker_store, ConversationStore):
            await self._agent.tracker_store.run(lambda database: database.check_writable())

    async def _check_queue(self) -> None:
        if isinstance(self._agent.lock_store, ConversationLocks):
            await self._agent.lock_store.check()

    async def _said(self, part: str, check: Callable[[], Awaitable[None]]) -> str:
        """What everybody may hear of a check. Why it failed goes into the log, once until the reason changes."""
        try:
            await asyncio.wait_for(check(), CHECK_SECONDS)
        except Exception as error:
            why = str(error) if isinstance(error, _OUR_TEXTS) else describe(error)
            if self._logged.get(part) != why:
                logger.error("Not ready: %s: %s", part, why)
            self._logged[part] = why
            return _public(error)
        if self._logged.pop(part, None):
            logger.info("Ready again: %s", part)
        return OK

    def counts(self) -> dict[str, int]:
        """Counters of this worker since its start."""
        own = self._agent.tally.as_dict()
        actions = getattr(self._agent.action_endpoint, "tally", None)
        return {**own, "actions_failed": actions.as_dict()["actions_failed"] if actions else 0}


def _public(error: BaseException) -> str:
    """What everybody may hear of an error."""
    text = next((text for kind, text in _SAID if isinstance(error, kind)), "it failed")
    return f"{text}; the log says why"


async def _check_keys() -> None:
    access_control().check()


def add_health_routes(app: Sanic, health: Health) -> None:
    """``/health/live`` and ``/health/ready``."""

    async def live(request: Request) -> HTTPResponse:
        return response.json({"status": "alive"})

    async def ready(request: Request) -> HTTPResponse:
        checks = await health.recent_checks()
        is_ready = all(said == OK for said in checks.values())
        status = "ready" if is_ready else "not ready"
        body: dict[str, Any] = {"status": status, "version": version(), "checks": checks}
        if access_control().may_see_counts(request):  # how much the bot is used is nobody else's business
            body["counts"] = {**health.counts(), **_counts_of_channels(request.app)}
            body |= {"model": health.model_name, "texts": published().name, "warnings": health.warnings()}
        return response.json(body, status=200 if is_ready else 503, ensure_ascii=False)

    app.add_route(live, "/health/live", methods=["GET"])
    app.add_route(ready, "/health/ready", methods=["GET"])


def _counts_of_channels(app: Sanic) -> dict[str, int]:
    """What channels with a queue of their own count, by name."""
    counts: dict[str, Callable[[], dict[str, int]]] = getattr(app.ctx, "channel_counts", {})
    return {f"{channel}_{name}": count for channel, told in counts.items() for name, count in told().items()}
