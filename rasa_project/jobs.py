"""Work that a worker does beside its messages, again and again, until the server stops."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any


def start_job(app: Any, work: Coroutine[Any, Any, None]) -> None:
    """Run ``work`` beside the messages; :func:`end_jobs` ends it.

    Sanic's own ``add_task`` leaves it pending at the end, and asyncio writes an error for each of those.
    """
    if not hasattr(app.ctx, "jobs"):
        app.ctx.jobs = set()
    app.ctx.jobs.add(asyncio.get_running_loop().create_task(work))


async def end_jobs(app: Any) -> None:
    """Cancel all jobs and wait until they have ended."""
    jobs: set[asyncio.Task[None]] = getattr(app.ctx, "jobs", set())
    for job in jobs:
        job.cancel()
    await asyncio.gather(*jobs, return_exceptions=True)
    jobs.clear()
