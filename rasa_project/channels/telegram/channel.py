"""The Telegram channel as Rasa sees it (credentials.yml)."""

from __future__ import annotations

from rasa_project.channels.inbox.channel import MessengerInput
from rasa_project.channels.telegram.messenger import Telegram
from rasa_project.channels.telegram.settings import read_settings
from rasa_project.settings import TELEGRAM_TOKEN


class TelegramInput(MessengerInput):
    """Telegram by long polling or webhook; off where there is no token."""

    messenger = Telegram
    title = "Telegram"
    token = TELEGRAM_TOKEN.name

    @classmethod
    def made(cls) -> TelegramInput | None:
        """See :class:`MessengerInput`."""
        settings = read_settings()
        if settings is None:
            return None
        return cls(lambda: Telegram(settings), settings.database, settings.webhook_url is not None)
