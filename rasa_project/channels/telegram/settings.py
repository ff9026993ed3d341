"""The channel's settings, read from the environment and checked before anything starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from rasa_project.settings import (
    TELEGRAM_API_URL,
    TELEGRAM_DB,
    TELEGRAM_SECRET,
    TELEGRAM_TOKEN,
    TELEGRAM_WEBHOOK_URL,
)
from rasa_project.settings_together import check_webhook, inbox_file

TELEGRAM_API: Final = TELEGRAM_API_URL.default
WEBHOOK_PATH: Final = "/webhooks/telegram/webhook"

_DATABASE: Final = Path(TELEGRAM_DB.default)
#: Telegram's own limit for one bot in all chats (Bot FAQ, "broadcasting to users").
_MESSAGES_PER_SECOND: Final = 30


@dataclass(frozen=True)
class Settings:
    """What the channel needs to know.

    Attributes:
        token: the bot's token; never shown.
        api_url: address of the Bot API server.
        webhook_url: public address that Telegram posts to; ``None`` means long polling.
        secret: what Telegram sends with each post to the webhook; never shown.
        database: the SQLite file of waiting messages and chats.
        messages_per_second: how many calls a second go out at most; 0 for no limit.
    """

    token: str = field(repr=False)
    api_url: str = TELEGRAM_API
    webhook_url: str | None = None
    secret: str | None = field(default=None, repr=False)
    database: Path = _DATABASE
    messages_per_second: float = _MESSAGES_PER_SECOND


def read_settings(environment: Mapping[str, str] | None = None) -> Settings | None:
    """The settings in ``TELEGRAM_*``; ``None`` where there is no ``TELEGRAM_TOKEN``.

    Raises:
        rasa_project.settings.SettingsError: a value can't be used, or a webhook has no secret.
    """
    token = TELEGRAM_TOKEN.read(environment)
    if token is None:
        return None
    check_webhook(environment)
    return Settings(
        token=token,
        api_url=TELEGRAM_API_URL.read(environment).rstrip("/"),
        webhook_url=_with_path(TELEGRAM_WEBHOOK_URL.read(environment)),
        secret=TELEGRAM_SECRET.read(environment),
        database=inbox_file("telegram", environment),
    )


def _with_path(url: str | None) -> str | None:
    """The public address with the webhook's path."""
    if url is None:
        return None
    return url if urlsplit(url).path.strip("/") else url.rstrip("/") + WEBHOOK_PATH
