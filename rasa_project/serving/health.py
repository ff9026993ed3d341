"""Is the process alive, can it take messages, and if not, why."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project.serving.tally import describe
from rasa_project.serving.turns import TurnAgent
from rasa_project.stores import ConversationLocks, ConversationStore
from rasa_project.stores.errors import QueueError, StoreError

#: A check that takes longer counts as failed.
CHECK_SECONDS: Final = 2.0
OK: Final = "ok"


class Health:
    """What a worker can say of itself."""

    def __init__(self, agent: TurnAgent) -> None:
        """Not ready before it is warm."""
        self._agent = agent
        self.warm_up_state = "not warmed up yet"

    async def warm_up(self) -> None:
        """Handle one message on the side; a failure keeps the worker from being ready."""
        try:
            await self._agent.warm_up()
            self.warm_up_state = OK
        except Exception as error:
            self.warm_up_state = f"the warm-up message failed: {describe(error)}"

    async def checks(self) -> dict[str, str]:
        """``ok`` or the reason, by part."""
        store, queue = await asyncio.gather(_said(self._check_store), _said(self._check_queue))
        model = OK if self._agent.is_ready() else "no model is loaded"
        return {"model": model, "warm_up": self.warm_up_state, "store": store, "queue": queue}

    async def _check_store(self) -> None:
        if isinstance(self._agent.tracker_store, ConversationStore):
            await self._agent.tracker_store.run(lambda database: database.check_writable())

    async def _check_queue(self) -> None:
        if isinstance(self._agent.lock_store, ConversationLocks):
            await self._agent.lock_store.check()

    def counts(self) -> dict[str, int]:
        """Counters of this worker since its start."""
        own = self._agent.tally.as_dict()
        actions = getattr(self._agent.action_endpoint, "tally", None)
        return {**own, "actions_failed": actions.as_dict()["actions_failed"] if actions else 0}


async def _said(check: Callable[[], Awaitable[None]]) -> str:
    try:
        await asyncio.wait_for(check(), CHECK_SECONDS)
    except asyncio.TimeoutError:
        return f"no answer within {CHECK_SECONDS:g} s"
    except (StoreError, QueueError) as error:
        return str(error)
    except Exception as error:
        return describe(error)
    return OK


def add_health_routes(app: Sanic, health: Health) -> None:
    """``/health/live`` and ``/health/ready``."""

    async def live(request: Request) -> HTTPResponse:
        return response.json({"status": "alive"})

    async def ready(request: Request) -> HTTPResponse:
        checks = await health.checks()
        is_ready = all(said == OK for said in checks.values())
        body: dict[str, Any] = {"status": "ready" if is_ready else "not ready", "checks": checks}
        return response.json({**body, "counts": health.counts()}, status=200 if is_ready else 503, ensure_ascii=False)

    app.add_route(live, "/health/live", methods=["GET"])
    app.add_route(ready, "/health/ready", methods=["GET"])
