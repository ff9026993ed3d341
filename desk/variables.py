"""Every setting of the desk: one environment variable each, read, checked and explained here and nowhere else.

Made as those of the bot are (``rasa_project/settings.py``); ``make settings`` writes both into docs/settings.md. What
both need, ``DATABASE_URL`` and ``RETENTION_DAYS``, is read there.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from rasa_project import setting_values as values
from rasa_project.settings import Setting, SettingsError

_DESK: Final = "The office's desk"


def _bare_hosts(text: str) -> frozenset[str]:
    """Names of hosts alone, as Django compares them."""
    told = values.hosts(text)
    for one in told:
        if ":" in one:
            raise ValueError(f"holds {one!r}. Write names only, such as desk.example, separated by commas.")
    return told


DESK_HOST = Setting("DESK_HOST", values.host, _DESK, "Address that the desk listens at.", "127.0.0.1")
DESK_PORT = Setting("DESK_PORT", values.whole_number(1, 65535, "a port"), _DESK, "Port of the desk.", "8000")
DESK_HOSTS = Setting(
    "DESK_HOSTS", values.optional(_bare_hosts), _DESK,
    "Names under which the office reaches the desk through its proxy with https: desk.example. Cookies then go over "
    "https alone.",
    without="this machine only: 127.0.0.1 and `localhost`",
)  # fmt: skip
DESK_DATABASE_URL = Setting(
    "DESK_DATABASE_URL", values.database, _DESK,
    "Where the desk keeps people, counts and labels: an SQLite file, or postgresql://user:password@host:5432/name, "
    "which may be the bot's.",
    "sqlite:///state/desk.db", is_secret=True,
)  # fmt: skip
DESK_SECRET_FILE = Setting(
    "DESK_SECRET_FILE", Path, _DESK,
    "File of the secret that signs sessions and marks people who are counted; made once, for its owner alone.",
    "state/desk.secret",
)  # fmt: skip
RETAIN_TEXT = Setting(
    "RETAIN_TEXT", values.switch("on", "off"), _DESK,
    "off: the desk shows no message of a parent and keeps none as an example; it counts only.", "on",
)  # fmt: skip

#: All of them, in the order of docs/settings.md.
DESK_SETTINGS: Final[tuple[Setting[Any], ...]] = (
    DESK_HOST, DESK_PORT, DESK_HOSTS, DESK_DATABASE_URL, DESK_SECRET_FILE, RETAIN_TEXT,
)  # fmt: skip


def check_desk(environment: Mapping[str, str] | None = None) -> None:
    """Read every setting of the desk, each by itself and those that belong together.

    Raises:
        SettingsError: the first that can't be used, or strangers could reach the desk without https.
    """
    for setting in DESK_SETTINGS:
        setting.read(environment)
    host = DESK_HOST.read(environment)
    if not is_loopback(host) and not DESK_HOSTS.read(environment):
        raise SettingsError(
            f"DESK_HOST={host} would open the desk to the network without a proxy. Set DESK_HOSTS to the name under "
            "which a proxy with https serves it, or leave DESK_HOST out."
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def use_django_settings() -> None:
    """Tell Django where its settings are; nothing is imported yet."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "desk.django_settings"


def point_at(folder: Path) -> None:
    """Let every setting of this process that names a store name one in ``folder``, as for a demonstration."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/conversations.db"
    os.environ[DESK_DATABASE_URL.name] = f"sqlite:///{folder}/desk.db"
    os.environ[DESK_SECRET_FILE.name] = f"{folder}/desk.secret"
    os.environ["PUBLISHED"] = f"{folder}/published"
