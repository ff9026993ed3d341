"""Conversations are not kept for ever: once a day whoever was silent for ``RETENTION_DAYS`` is deleted."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final

from rasa_project.jobs import start_job
from rasa_project.observability.logs import event_logger
from rasa_project.observability.metrics import metrics
from rasa_project.privacy.clock import DAY_SECONDS, DoubtfulClockError
from rasa_project.privacy.erasure import retain
from rasa_project.settings import RETENTION_DAYS

logger = logging.getLogger(__name__)

_EVERY_SECONDS: Final = DAY_SECONDS


async def keep_retention(app: Any, loop: Any) -> None:
    """A Sanic listener: starts the job, which ends with the server."""
    start_job(app, run_daily(RETENTION_DAYS.read()))


async def run_daily(days: int, every: float = _EVERY_SECONDS) -> None:
    """Delete now and once every ``every`` seconds; a failure is logged and tried again the next time."""
    while True:
        try:
            count = await asyncio.to_thread(retain, days)
            event_logger().info("retention", count=count)
        except DoubtfulClockError as error:
            metrics().errors.labels("retention").inc()
            logger.error("%s", error)
        except Exception:
            metrics().errors.labels("retention").inc()
            logger.exception("Old conversations could not be deleted")
        await asyncio.sleep(every)
