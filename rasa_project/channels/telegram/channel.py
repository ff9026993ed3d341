"""The Telegram channel as Rasa sees it (credentials.yml)."""

from __future__ import annotations

import logging
from typing import Any

from rasa_project.channels.inbox.channel import MessengerInput
from rasa_project.channels.telegram.messenger import Telegram
from rasa_project.channels.telegram.settings import read_settings

logger = logging.getLogger(__name__)


class TelegramInput(MessengerInput):
    """Telegram by long polling or webhook; off where there is no token."""

    messenger = Telegram

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> TelegramInput:
        """Rasa calls this with the entry of credentials.yml; the settings stand in the environment.

        Raises:
            rasa_project.settings.SettingsError: a setting is wrong; the server does not start.
        """
        settings = read_settings()
        if settings is None:
            logger.info("Telegram is off: TELEGRAM_TOKEN is not set. docs/telegram.md says how to get one.")
            return cls(None)
        return cls(lambda: Telegram(settings), settings.database, settings.webhook_url is not None)
