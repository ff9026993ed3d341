"""What a server does with its stores before it serves: narrow modes, migrate, refuse what can't be used."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from rasa_project.private_files import narrow, narrow_database, narrow_folder
from rasa_project.stores.database import ConversationDatabase
from rasa_project.stores.errors import StoreError
from rasa_project.stores.settings import StoreSettings
from rasa_project.stores.traces import sqlite_files
from rasa_project.stores.versions import StoreVersionError

logger = logging.getLogger(__name__)

#: Where everything lies that is not set elsewhere.
STATE: Final = Path("state")


def narrow_state() -> None:
    """Take from others what an earlier bot or another program let them read in ``state/`` and in our files."""
    from rasa_project.security.settings import key_file

    narrow_folder(STATE)
    narrow(key_file().path)
    for file in sqlite_files():
        narrow_database(file)


def prepare_stores() -> None:
    """Bring the conversations and Telegram's file to this bot's version.

    A database that is down, locked or full does not keep the bot from starting: it is tried again at each use.

    Raises:
        StoreVersionError: a store is of a newer bot, of another program, or damaged; nothing was changed in it.
        SettingsError: a setting can't be used.
    """
    narrow_state()
    database = ConversationDatabase(StoreSettings.from_environment().database)
    try:
        database.prepare()
        _prepare_telegram()
    except StoreVersionError:
        raise
    except StoreError as error:
        logger.error("%s", error)
    finally:
        database.close()


def _prepare_telegram() -> None:
    from rasa_project.channels.telegram.settings import database_path
    from rasa_project.channels.telegram.store import Store

    path = database_path()
    if path.exists():
        Store(path).close()
