"""Takes up what the office did with wishes to be called: the desk writes a file, the bot its own table."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import time
from pathlib import Path
from typing import Any, Final

import yaml
from sanic import Sanic

from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.jobs import start_job
from rasa_project.settings import PUBLISHED
from rasa_project.storage import callbacks
from rasa_project.storage.callbacks import State
from rasa_project.storage.errors import StoreError
from rasa_project.yaml_files import read_yaml

logger = logging.getLogger(__name__)

#: Beside what is published; holds the row's number and its state.
FILE: Final = "calls.yml"
LOOK_SECONDS: Final = 2.0
#: So often what is too old goes, whether the desk writes or not.
_TIDY_SECONDS: Final = 600.0


async def take_up_calls(app: Sanic, loop: Any) -> None:
    """A Sanic listener: looks every two seconds, where the bot has a store of its own."""
    store = app.ctx.agent.tracker_store
    if isinstance(store, ConversationStore):
        start_job(app, _looking(store, PUBLISHED.read() / FILE))


async def _looking(store: ConversationStore, path: Path) -> None:
    seen: tuple[int, int] | None = None
    tidied = 0.0
    while True:
        stamp = stamp_of(path)
        is_time = time.monotonic() - tidied > _TIDY_SECONDS
        if stamp != seen or is_time:
            with contextlib.suppress(StoreError):  # health tells it, the next look tries again
                states = await asyncio.to_thread(states_in, path)
                await store.run(functools.partial(callbacks.take_up, states=states, now=time.time()))
                seen, tidied = stamp, time.monotonic()
        await asyncio.sleep(LOOK_SECONDS)


def states_in(path: Path) -> dict[int, State]:
    """What the file says; empty where it is not there, and without what can't be read, which is logged."""
    try:
        told = read_yaml(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        logger.error("%s can't be read (%s); wishes to be called stay as they are", path, type(error).__name__)
        return {}
    found = {}
    for number, state in told.items() if isinstance(told, dict) else ():
        if isinstance(number, int) and state in {one.value for one in State}:
            found[number] = State(state)
        else:
            logger.error("%s: %r is no number with a state; it is passed over", path, number)
    return found


def stamp_of(path: Path) -> tuple[int, int] | None:
    """What a changed file shows without being read; ``None`` where it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ino
