"""A turn that is sent again gets the answer of the first time; the conversation does not hear it twice.

A connection can break before, while or after the bot hears a message; whoever sent it can't know which, and sends it
again under the same name: an integrator's ``Idempotency-Key``, the id of a turn of the widget. The first call claims
the name and runs the turn in a task of its own, to its end, whoever hangs up. A repeat waits for that end.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from rasa_project.channels.kept_answers import MemoryStore, RedisStore, Store
from rasa_project.errors import BotError
from rasa_project.serving.running import RunningTurns, running_turns
from rasa_project.settings import REDIS_URL, TURN_SECONDS

#: How long an answer can be asked for again.
KEPT_SECONDS: Final = 60 * 60
#: A turn ends by its deadline, or where the database is slow some seconds after. When its worker was killed, the name
#: is free again so long after the deadline, when nothing of the turn can reach the database any more.
SLACK_SECONDS: Final = 30.0

_LOOK_SECONDS: Final = 0.05


@dataclass(frozen=True)
class Heard:
    """What a turn gave.

    Attributes:
        answer: for the one who asked, as JSON.
        is_kept: false where the turn failed: nothing was stored, so it may be sent again.
        is_erased: the person's data were deleted in this turn, so earlier answers go, too.
    """

    answer: dict[str, Any]
    is_kept: bool = True
    is_erased: bool = False


Run = Callable[[], Awaitable[Heard]]


class OtherCallError(BotError):
    """The name was given to another call; a mistake of the one who asks."""


class StillRunningError(BotError):
    """The first call runs, here or in another worker, and did not end in time; ask again a little later."""


class Once:
    """Answers calls once.

    Attributes:
        patience: seconds that a repeat waits for the first call.
    """

    def __init__(self, store: Store, patience: float, running: RunningTurns | None = None) -> None:
        """Keep answers in ``store``; turns run among ``running``."""
        self.patience = patience
        self._store = store
        self._running = running_turns() if running is None else running
        self._calls: dict[str, tuple[str, asyncio.Task[tuple[dict[str, Any], bool]]]] = {}

    async def answer(self, conversation: str, key: str, body: bytes, run: Run) -> tuple[dict[str, Any], bool]:
        """The answer to a call, and whether it was given before.

        Args:
            conversation: pseudonym of who calls; keys of two conversations never meet.
            key: the caller's name for the call.
            body: of the call, to tell two calls of one name apart.
            run: answers the call. Where it raises, the name is free again.

        Raises:
            OtherCallError: the name was given to a call with another body.
            StillRunningError: the first call did not end in time.
        """
        name = f"{conversation}:{_hash(key.encode())}"
        told = _hash(body)
        if name not in self._calls:
            task = self._running.begin(self._hear(name, told, run))
            self._calls[name] = (told, task)
            task.add_done_callback(lambda _: self._calls.pop(name))
            return await asyncio.shield(task)
        before, task = self._calls[name]
        if before != told:
            raise OtherCallError
        done, _ = await asyncio.wait({task}, timeout=self.patience)
        if not done:
            raise StillRunningError
        return task.result()[0], True

    async def alone(self, run: Run) -> dict[str, Any]:
        """The answer to a call without a name: heard to its end, and never known again."""

        async def hear() -> dict[str, Any]:
            heard = await run()
            return heard.answer

        return await self._running.to_its_end(hear())

    async def forget(self, conversation: str) -> None:
        """Forget the answers of a conversation that was deleted, but not that its calls were heard."""
        await self._store.blank(f"{conversation}:")

    async def _hear(self, name: str, told: str, run: Run) -> tuple[dict[str, Any], bool]:
        claim = json.dumps({"body": told, "by": uuid.uuid4().hex})
        end = time.monotonic() + self.patience
        while (kept := await self._store.claim(name, claim, self._claimed_seconds)) is not None:
            before = json.loads(kept)
            if before["body"] != told:
                raise OtherCallError
            if "answer" in before:
                return before["answer"], True
            if time.monotonic() > end:
                raise StillRunningError
            await asyncio.sleep(_LOOK_SECONDS)
        return await self._run(name, told, claim, run), False

    async def _run(self, name: str, told: str, claim: str, run: Run) -> dict[str, Any]:
        renewal = asyncio.ensure_future(self._renew(name, claim))
        try:
            heard = await run()
        except Exception:
            await self._store.free(name, claim)
            raise
        finally:
            renewal.cancel()
        if heard.is_erased:
            await self._store.blank(name.partition(":")[0] + ":")
        if heard.is_kept:
            await self._store.put(name, json.dumps({"body": told, "answer": heard.answer}), KEPT_SECONDS)
        else:
            await self._store.free(name, claim)
        return heard.answer

    async def _renew(self, name: str, claim: str) -> None:
        """A turn that a slow database holds beyond its deadline keeps its name."""
        while True:
            await asyncio.sleep(self._claimed_seconds / 3)
            await self._store.put(name, claim, self._claimed_seconds)

    @property
    def _claimed_seconds(self) -> float:
        return self.patience + SLACK_SECONDS


@lru_cache(maxsize=1)
def once() -> Once:
    """What this process answers once, one for all channels: in ``REDIS_URL`` where it is set, else in memory.

    Raises:
        rasa_project.settings.SettingsError: a setting can't be used.
    """
    url = REDIS_URL.read()
    return Once(RedisStore(url) if url else MemoryStore(), TURN_SECONDS.read())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
