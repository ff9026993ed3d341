"""What a server does with its stores before it serves: narrow modes, migrate, refuse what can't be used."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any

from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.jobs import start_job
from rasa_project.privacy.traces import LOOK_SECONDS, run_job, sqlite_files
from rasa_project.private_files import narrow, narrow_database, narrow_folder
from rasa_project.serving.holding import STATE
from rasa_project.settings import WEBHOOK_DB
from rasa_project.settings_together import inbox_files
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.errors import StoreError
from rasa_project.storage.settings import StoreSettings
from rasa_project.storage.versions import StoreVersionError

logger = logging.getLogger(__name__)


def narrow_state() -> None:
    """Take from others what an earlier bot or another program let them read in ``state/`` and in our files."""
    from rasa_project.security.settings import key_file

    narrow_folder(STATE)
    narrow(key_file().path)
    for file in sqlite_files():
        narrow_database(file)


async def keep_stores(app: Any, loop: Any) -> None:
    """A Sanic listener: keeps SQLite's logs short, and a connection to the conversations' database open.

    The connection is what tells a restore on another machine that this bot runs.
    """
    start_job(app, run_job(sqlite_files))
    store = app.ctx.agent.tracker_store
    if isinstance(store, ConversationStore):
        start_job(app, _keep_connected(store))


async def _keep_connected(store: ConversationStore, every: float = LOOK_SECONDS) -> None:
    while True:
        with contextlib.suppress(StoreError):  # health tells it
            await store.run(lambda database: database.check_version())
        await asyncio.sleep(every)


def prepare_stores() -> None:
    """Bring the conversations, the messengers' files and that of webhooks to this bot's version.

    A database that is down, locked or full does not keep the bot from starting: it is tried again at each use.

    Raises:
        StoreVersionError: a store is of a newer bot, of another program, or damaged; nothing was changed in it.
        SettingsError: a setting can't be used.
    """
    narrow_state()
    database = ConversationDatabase(StoreSettings.from_environment().database)
    try:
        database.prepare()
        _prepare_inboxes()
        _prepare_events()
    except StoreVersionError:
        raise
    except StoreError as error:
        logger.error("%s", error)
    finally:
        database.close()


def _prepare_inboxes() -> None:
    from rasa_project.channels.inbox.store import Inbox

    for channel, path in inbox_files().items():
        Inbox(path, channel).close()


def _prepare_events() -> None:
    from rasa_project.webhooks.queue import Queue

    if WEBHOOK_DB.read().exists():
        Queue(WEBHOOK_DB.read()).close()
