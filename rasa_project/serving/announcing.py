"""Takes up the desk's orders to send announcements, and plans them step by step; every worker does, none twice."""

from __future__ import annotations

import asyncio
import functools
import logging
import time
from pathlib import Path
from typing import Any, Final

from sanic import Sanic

from rasa_project import clock
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.errors import ContentError
from rasa_project.jobs import start_job
from rasa_project.outreach.hours import week_begins
from rasa_project.outreach.orders import FILE, OrderRefusedError, Sending, check, read_sendings, take_up
from rasa_project.outreach.restored import honour_restore
from rasa_project.serving.calls import stamp_of
from rasa_project.settings import PUBLISHED
from rasa_project.storage import campaigns
from rasa_project.storage.campaigns import Progress
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.errors import StoreError

logger = logging.getLogger(__name__)

LOOK_SECONDS: Final = 2.0


async def send_announcements(app: Sanic, loop: Any) -> None:
    """A Sanic listener: looks every two seconds, where the bot has a store of its own."""
    store = app.ctx.agent.tracker_store
    if isinstance(store, ConversationStore):
        start_job(app, _looking(store, PUBLISHED.read()))


async def _looking(store: ConversationStore, published: Path) -> None:
    seen: tuple[int, int] | None = None
    while True:
        stamp = stamp_of(published / FILE)
        try:
            await store.run(functools.partial(honour_restore, published=published, now=time.time()))
            if stamp != seen:
                for sending in await asyncio.to_thread(_orders, published / FILE):
                    await _take_up(store, sending, published)
                seen = stamp
            await _plan(store)
        except StoreError:
            pass  # health tells it, the next look tries again
        except Exception as error:  # its text may hold more than a log should
            logger.error("Announcements could not be looked at: %s", type(error).__name__)
        await asyncio.sleep(LOOK_SECONDS)


async def _take_up(store: ConversationStore, sending: Sending, published: Path) -> None:
    state = await store.run(functools.partial(_state_of, key=sending.id))
    if sending.stopped:
        if state in {Progress.PLANNING, Progress.RUNNING}:
            await store.run(functools.partial(campaigns.stop, key=sending.id, now=time.time()))
        return
    if state is not None:
        return
    try:
        await asyncio.to_thread(check, sending, published, clock.today())
    except OrderRefusedError as error:
        logger.error("An announcement is not sent: %s", error)
        return
    await store.run(functools.partial(take_up, sending=sending, now=time.time()))


async def _plan(store: ConversationStore) -> None:
    """Plan what is ordered, with room for turns in between, and write down what is through."""
    while await store.run(_plan_step):
        await asyncio.sleep(0)
    await store.run(campaigns.finish)


def _plan_step(database: ConversationDatabase) -> bool:
    now = time.time()
    return campaigns.plan_step(database, now, week_begins(now))


def _state_of(database: ConversationDatabase, key: str) -> Progress | None:
    with database.transaction() as connection:
        return campaigns.state_of(connection, key)


def _orders(path: Path) -> list[Sending]:
    """Those of the file; none where it is not there, or is wrong, which is logged."""
    try:
        return read_sendings(path) if path.exists() else []
    except ContentError as error:
        logger.error("Orders to send announcements can't be read, none is taken up: %s", error)
        return []
