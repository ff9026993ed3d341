"""One bot on a store: held before Rasa and the model are loaded, which takes long. Free of Rasa."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from rasa_project.storage.errors import StoreError
from rasa_project.storage.instance import hold_for_serving
from rasa_project.storage.settings import StoreSettings

#: Where everything lies that is not set elsewhere.
STATE: Final = Path("state")


def hold_stores() -> None:
    """Be the only bot on an SQLite file, until this process and those forked from it end.

    Raises:
        StoreInUseError: another bot serves from it, or a restore is going on.
        StoreError: the lock can't be made.
        SettingsError: a setting can't be used.
    """
    try:
        hold_for_serving(StoreSettings.from_environment().database, STATE)
    except OSError as error:
        raise StoreError(
            f"{error.filename} can't be made ({error.strerror}): let the bot's user write there."
        ) from error
