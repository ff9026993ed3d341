"""``python -m rasa_project telegram ...``: what is done once by hand."""

from __future__ import annotations

import asyncio
from typing import Final

from telegram import Bot
from telegram.error import TelegramError

from rasa_project.channels.inbox.pace import Pace
from rasa_project.channels.telegram.bot import make_bot
from rasa_project.channels.telegram.incoming import ALLOWED_UPDATES
from rasa_project.channels.telegram.messenger import advice_for
from rasa_project.channels.telegram.settings import Settings, read_settings
from rasa_project.settings import SettingsError

COMMANDS: Final = ("whoami", "set-webhook", "delete-webhook")


def manage(command: str) -> int:
    """Run one of :data:`COMMANDS`; prints what Telegram says.

    Raises:
        SettingsError: a setting is missing or wrong.
    """
    settings = read_settings()
    if settings is None:
        raise SettingsError("TELEGRAM_TOKEN is not set. Get one from @BotFather: docs/telegram.md")
    try:
        print(asyncio.run(_run(command, settings)))
    except TelegramError as error:
        print(f"Telegram did not do it: {advice_for(error)} {error.message if _is_telling(error) else ''}".rstrip())
        return 1
    return 0


async def _run(command: str, settings: Settings) -> str:
    bot = make_bot(settings, Pace())
    try:
        if command == "set-webhook":
            return await _set_webhook(bot, settings)
        if command == "delete-webhook":
            await bot.delete_webhook()
            return "No webhook any more; the bot can fetch its messages by long polling."
        return await _whoami(bot)
    finally:
        await bot.request.shutdown()


async def _set_webhook(bot: Bot, settings: Settings) -> str:
    if not settings.webhook_url:
        raise SettingsError("TELEGRAM_WEBHOOK_URL is not set. Write the public address: https://bot.example.kz")
    await bot.set_webhook(settings.webhook_url, secret_token=settings.secret, allowed_updates=list(ALLOWED_UPDATES))
    return f"Telegram posts messages to {settings.webhook_url} from now on."


async def _whoami(bot: Bot) -> str:
    me = await bot.get_me()
    webhook = await bot.get_webhook_info()
    lines = [
        f"@{me.username}, {me.first_name}",
        f"Webhook: {webhook.url}" if webhook.url else "No webhook: long polling",
        f"Messages that wait at Telegram: {webhook.pending_update_count}",
    ]
    if webhook.last_error_message:
        lines.append(f"Last error of the webhook: {webhook.last_error_message}")
    return "\n".join(lines)


def _is_telling(error: TelegramError) -> bool:
    """Whether Telegram said something of its own, such as what is wrong with an address."""
    return error.__cause__ is None
