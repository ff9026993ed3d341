"""The desk's own database as Django wants it told."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from sqlalchemy.engine.url import URL

from rasa_project.private_files import make_file
from rasa_project.settings import SettingsError

#: How long a statement waits for another, in seconds.
_PATIENCE: Final = 5


def django_database(url: URL) -> dict[str, Any]:
    """The entry of ``DATABASES`` for an address; an SQLite file is made for its owner alone.

    Raises:
        SettingsError: the file can't be made.
    """
    if url.get_backend_name() != "sqlite":
        return _postgresql(url)
    if url.database in {None, "", ":memory:"}:
        raise SettingsError("DESK_DATABASE_URL names no file. Write it like sqlite:///state/desk.db.")
    path = Path(str(url.database)).absolute()
    try:
        make_file(path)
    except OSError as error:
        raise SettingsError(
            f"DESK_DATABASE_URL: {path} can't be written ({error.strerror}). Give a path in a folder that the desk's "
            "user may write."
        ) from error
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "timeout": _PATIENCE,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
        },
    }


def _postgresql(url: URL) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.database or "",
        "USER": url.username or "",
        "PASSWORD": url.password or "",
        "HOST": url.host or "",
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": _PATIENCE, "application_name": "desk", **url.query},
    }
