"""A worker forgets the words that it remembers, whether messages come or not."""

from __future__ import annotations

import asyncio
from asyncio import AbstractEventLoop

from sanic import Sanic

from rasa_project.jobs import start_job
from rasa_project.kazakh.memory import FORGET_SECONDS, forget_words


async def forget_regularly(app: Sanic, loop: AbstractEventLoop) -> None:
    """Forget all words again and again, until the server stops (a listener of ``after_server_start``)."""
    start_job(app, _forgetting(FORGET_SECONDS))


async def _forgetting(seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        forget_words()
