"""``python -m rasa_project whatsapp ...``: what is done once by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Final

from rasa_project.channels.inbox.messenger import ChatGoneError, NotDeliveredError, TryAgainError
from rasa_project.channels.inbox.pace import Pace
from rasa_project.channels.whatsapp.client import Client
from rasa_project.channels.whatsapp.settings import Settings, read_settings
from rasa_project.settings import SettingsError

COMMANDS: Final = ("whoami", "register")
WEBHOOK_PATH: Final = "/webhooks/whatsapp/webhook"


def manage(command: str, pin: str | None = None) -> int:
    """Run one of :data:`COMMANDS`; prints what Meta says.

    Args:
        command: its name.
        pin: six digits, for ``register``: the number's own second factor, to be kept.

    Raises:
        SettingsError: a setting is missing or wrong, or the pin is.
    """
    settings = read_settings()
    if settings is None:
        raise SettingsError("WHATSAPP_TOKEN is not set. docs/whatsapp.md says how to get one.")
    if command == "register" and not (pin and pin.isdecimal() and len(pin) == 6):
        raise SettingsError("register needs a pin of six digits of your own: whatsapp register --pin 123456. Keep it.")
    try:
        print(asyncio.run(_run(command, settings, pin or "")))
    except (TryAgainError, NotDeliveredError, ChatGoneError) as error:
        print(f"WhatsApp did not do it: {error}")
        return 1
    return 0


async def _run(command: str, settings: Settings, pin: str) -> str:
    client = Client(settings, Pace())
    try:
        if command == "register":
            await client.register(pin)
            return "The number is registered with the Cloud API."
        return _told(await client.who(), settings)
    finally:
        await client.close()


def _told(who: Mapping[str, Any], settings: Settings) -> str:
    templates = [f"{language}: {one.name}" for language, found in settings.templates.items() for one in found]
    lines = [
        f"{who.get('display_phone_number')}, {who.get('verified_name')}",
        f"Quality: {who.get('quality_rating')}",
        f"Meta posts messages to https://YOUR-DOMAIN{WEBHOOK_PATH}",
        f"Templates for those who wrote more than a day ago: {', '.join(templates) or 'none'}",
    ]
    return "\n".join(lines)
