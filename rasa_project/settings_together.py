"""What settings need of each other, and the files that they name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa_project.private_files import make_file
from rasa_project.settings import (
    DATABASE_URL,
    INBOXES,
    REDIS_URL,
    SETTINGS,
    TELEGRAM_API_URL,
    TELEGRAM_SECRET,
    TELEGRAM_TOKEN,
    TELEGRAM_WEBHOOK_URL,
    WHATSAPP_APP_SECRET,
    WHATSAPP_PHONE_ID,
    WHATSAPP_TOKEN,
    WHATSAPP_VERIFY_TOKEN,
    WORKERS,
    Setting,
    SettingsError,
)


def check_settings(environment: Mapping[str, str] | None = None) -> None:
    """Read every setting, each by itself and those that belong together.

    Raises:
        SettingsError: the first that can't be used.
    """
    for setting in SETTINGS:
        setting.read(environment)
    check_workers(environment)
    if TELEGRAM_TOKEN.read(environment):
        check_webhook(environment)
        inbox_file("telegram", environment)
    if WHATSAPP_TOKEN.read(environment):
        check_whatsapp(environment)
        inbox_file("whatsapp", environment)


def check_workers(environment: Mapping[str, str] | None = None) -> None:
    """Several workers need what they share.

    Raises:
        SettingsError: they lack it.
    """
    workers = WORKERS.read(environment)
    is_shared = DATABASE_URL.read(environment).get_backend_name() != "sqlite"
    if workers > 1 and (REDIS_URL.read(environment) is None or not is_shared):
        raise SettingsError(
            f"WORKERS={workers} needs a database and a queue that all workers share: set DATABASE_URL to "
            "PostgreSQL (postgresql://user:password@host/name) and REDIS_URL (redis://host:6379/0), or WORKERS=1."
        )


def check_webhook(environment: Mapping[str, str] | None = None) -> None:
    """A webhook needs a secret, and https where Telegram itself posts.

    Raises:
        SettingsError: the secret is missing, or the address is not https.
    """
    url = TELEGRAM_WEBHOOK_URL.read(environment)
    if url is None:
        return
    if not url.startswith("https:") and TELEGRAM_API_URL.read(environment).rstrip("/") == TELEGRAM_API_URL.default:
        raise SettingsError("TELEGRAM_WEBHOOK_URL is not a public address. Write it as https://bot.example.kz")
    if TELEGRAM_SECRET.read(environment) is None:
        raise SettingsError(
            "TELEGRAM_WEBHOOK_URL is set but TELEGRAM_SECRET is not: anybody could post messages. Set a secret, for "
            "example the output of: openssl rand -hex 32"
        )


def check_whatsapp(environment: Mapping[str, str] | None = None) -> None:
    """A token needs the phone number, and what tells Meta's posts from others.

    Raises:
        SettingsError: one is missing.
    """
    needed: tuple[Setting[Any], ...] = (WHATSAPP_PHONE_ID, WHATSAPP_APP_SECRET, WHATSAPP_VERIFY_TOKEN)
    missing = [setting.name for setting in needed if setting.read(environment) is None]
    if missing:
        raise SettingsError(
            f"WHATSAPP_TOKEN is set but {', '.join(missing)} {'are' if len(missing) > 1 else 'is'} not. "
            "docs/whatsapp.md says where each is found; without WHATSAPP_TOKEN, WhatsApp is off."
        )


def inbox_file(channel: str, environment: Mapping[str, str] | None = None) -> Path:
    """The file of a messenger's inbox, made where it is missing.

    Raises:
        SettingsError: it can't be written.
    """
    setting = INBOXES[channel]
    path = setting.read(environment)
    try:
        make_file(path)
    except OSError as error:
        raise SettingsError(
            f"{setting.name}: {path} can't be written ({error.strerror}). "
            "Give a path in a folder that the bot may write."
        ) from error
    return path


def inbox_files(environment: Mapping[str, str] | None = None) -> dict[str, Path]:
    """The files of messengers' inboxes that are there, by the messenger's name.

    Raises:
        SettingsError: a setting can't be used.
    """
    paths = {channel: setting.read(environment) for channel, setting in INBOXES.items()}
    return {channel: path for channel, path in paths.items() if path.exists()}
