"""The channel's settings, read from the environment and checked before anything starts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from rasa_project.channels.settings import ChannelSettingsError

TELEGRAM_API: Final = "https://api.telegram.org"
WEBHOOK_PATH: Final = "/webhooks/telegram/webhook"

_DATABASE: Final = Path("state/telegram.db")
#: Telegram's own limit for one bot in all chats (Bot FAQ, "broadcasting to users").
_MESSAGES_PER_SECOND: Final = 30
#: As @BotFather gives it: the bot's number, a colon, letters.
_TOKEN: Final = re.compile(r"\d+:[A-Za-z0-9_-]+")
#: What setWebhook takes as secret_token.
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")


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


def read_settings(environment: Mapping[str, str]) -> Settings | None:
    """The settings in ``TELEGRAM_*``; ``None`` where there is no ``TELEGRAM_TOKEN``.

    Raises:
        ChannelSettingsError: a value can't be used, or a webhook has no secret.
    """

    def value(name: str) -> str | None:
        return environment.get(name, "").strip() or None

    token = value("TELEGRAM_TOKEN")
    if token is None:
        return None
    if not _TOKEN.fullmatch(token):
        raise ChannelSettingsError("TELEGRAM_TOKEN is not a token. Copy it whole from @BotFather: 123456:ABC-DEF...")
    api_url = (value("TELEGRAM_API_URL") or TELEGRAM_API).rstrip("/")
    if urlsplit(api_url).scheme not in {"http", "https"} or not urlsplit(api_url).netloc:
        raise ChannelSettingsError("TELEGRAM_API_URL is not an address. Write it as https://host or http://host:port")
    secret = value("TELEGRAM_SECRET")
    if secret and not _SECRET.fullmatch(secret):
        raise ChannelSettingsError("TELEGRAM_SECRET may hold 1 to 256 letters A-Z a-z, digits, _ and - only.")
    webhook_url = _webhook_url(value("TELEGRAM_WEBHOOK_URL"), api_url)
    if webhook_url and not secret:
        raise ChannelSettingsError(
            "TELEGRAM_WEBHOOK_URL is set but TELEGRAM_SECRET is not: anybody could post messages. Set a secret, for "
            "example the output of: openssl rand -hex 32"
        )
    database = _writable(database_path(environment))
    return Settings(token=token, api_url=api_url, webhook_url=webhook_url, secret=secret, database=database)


def database_path(environment: Mapping[str, str]) -> Path:
    """The channel's file (``TELEGRAM_DB``), whether or not it is there."""
    return Path(environment.get("TELEGRAM_DB", "").strip() or _DATABASE)


def _writable(path: Path) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise ChannelSettingsError(
            f"TELEGRAM_DB: {path} can't be written ({error.strerror}). Give a path in a folder that the bot may write."
        ) from error
    return path


def _webhook_url(url: str | None, api_url: str) -> str | None:
    """The public address with the webhook's path; Telegram itself posts to https only."""
    if url is None:
        return None
    parts = urlsplit(url)
    if not parts.netloc or (parts.scheme != "https" and (api_url == TELEGRAM_API or parts.scheme != "http")):
        raise ChannelSettingsError("TELEGRAM_WEBHOOK_URL is not a public address. Write it as https://bot.example.kz")
    return url if parts.path.strip("/") else url.rstrip("/") + WEBHOOK_PATH
