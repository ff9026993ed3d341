"""A worker forgets the words that it remembers, whether messages come or not."""

from __future__ import annotations

import asyncio
from asyncio import AbstractEventLoop
from typing import Final

from sanic import Sanic

from kazakh.memory import forget_words
from rasa_project.jobs import start_job

#: A word is forgotten after so many seconds at the latest.
FORGET_SECONDS: Final = 600.0


async def forget_regularly(app: Sanic, loop: AbstractEventLoop) -> None:
    """Forget all words again and again, until the server stops (a listener of ``after_server_start``)."""
    start_job(app, _forgetting(FORGET_SECONDS))


async def _forgetting(seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        forget_words()
