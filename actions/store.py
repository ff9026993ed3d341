"""Work in the bot's database beside the event loop, for what an action keeps there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.settings import StoreSettings

T = TypeVar("T")


async def in_store(work: Callable[[ConversationDatabase], T]) -> T:
    """What ``work`` makes of the database; raises what it raises."""

    def run() -> Any:
        database = ConversationDatabase(StoreSettings.from_environment().database)
        try:
            return work(database)
        finally:
            database.close()

    done: T = await asyncio.to_thread(run)
    return done
