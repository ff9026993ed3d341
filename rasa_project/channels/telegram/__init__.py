"""The Telegram channel: docs/telegram.md says how to switch it on."""

from rasa_project.channels.telegram.channel import TelegramInput

__all__ = ["TelegramInput"]
