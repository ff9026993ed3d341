"""Trying a webhook out: one ``test`` event now, so that the operator sees whether it arrives."""

from __future__ import annotations

import time

from rasa_project.security.key_file import KeyFile, KeyFileError
from rasa_project.settings import WEBHOOK_LOOPBACK
from rasa_project.webhooks.delivery import Tried, tell
from rasa_project.webhooks.events import moment, new_name
from rasa_project.webhooks.queue import Event


async def try_out(file: KeyFile, name: str) -> Tried:
    """Tell a key's webhook a ``test`` event, once.

    Raises:
        KeyFileError: there is no such key, or it has no webhook.
        rasa_project.sealed.SealError: its secret was sealed with another key: enter the webhook anew.
        rasa_project.settings.SettingsError: the key's file can't be read.
    """
    webhook = file.get(name).webhook
    if webhook is None:
        raise KeyFileError(f"The key {name!r} has no webhook. `keys list` shows which have.")
    now = time.time()
    event = Event(new_name(), name, "", {"type": "test", "timestamp": moment(now), "data": {}}, now)
    return await tell(event, webhook, loopback=WEBHOOK_LOOPBACK.read())
