"""Entering and ending an integrator's webhook: by the operator, beside the integrator's key."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Final

from rasa_project.sealed import seal, unseal
from rasa_project.security.key_file import KeyFile, KeyFileError
from rasa_project.security.keys import MOST_OLD_HOURS
from rasa_project.security.stored_webhook import EVENTS, StoredWebhook
from rasa_project.settings import WEBHOOK_KEY_FILE, WEBHOOK_LOOPBACK
from rasa_project.webhooks.addresses import WebhookAddressError, check_address

_BYTES: Final = 32


def enter(file: KeyFile, name: str, url: str, events: Sequence[str] = EVENTS, old_hours: int = 0) -> str:
    """Let events of a key's senders go to ``url``; returns the new secret, which nobody can be shown again.

    Args:
        file: where keys are kept.
        name: of the key.
        url: https.
        events: some of :data:`rasa_project.security.stored_webhook.EVENTS`.
        old_hours: how long what is sent is signed with the secret of before as well.

    Raises:
        KeyFileError: there is no such key, or the address, the events or the hours can't be used.
        rasa_project.settings.SettingsError: the key's file can't be read or made.
    """
    try:
        check_address(url, loopback=WEBHOOK_LOOPBACK.read())
    except WebhookAddressError as error:
        raise KeyFileError(str(error)) from error
    if not events or not set(events) <= set(EVENTS):
        raise KeyFileError(f"An event is one of {', '.join(EVENTS)}.")
    if not 0 <= old_hours <= MOST_OLD_HOURS:
        raise KeyFileError(f"The old secret may sign for 0 to {MOST_OLD_HOURS} hours, not {old_hours}.")
    key = file.get(name)
    if "messages" not in key.scopes:
        raise KeyFileError(f"The key {name!r} is not for messages, so it has no senders to tell of.")
    secret = f"whsec_{base64.b64encode(secrets.token_bytes(_BYTES)).decode('ascii')}"
    ends = datetime.now(timezone.utc) + timedelta(hours=old_hours)
    keeps_old = old_hours > 0 and key.webhook is not None
    webhook = StoredWebhook(
        url,
        tuple(dict.fromkeys(events)),
        seal({"secret": secret}, WEBHOOK_KEY_FILE),
        key.webhook.secret if keeps_old and key.webhook else None,
        ends.isoformat(timespec="seconds") if keeps_old else None,
    )
    file.change(replace(key, webhook=webhook))
    return secret


def end(file: KeyFile, name: str) -> None:
    """Tell a key's holder nothing any more; what waits is given up.

    Raises:
        KeyFileError: there is no such key, or it has no webhook.
    """
    key = file.get(name)
    if key.webhook is None:
        raise KeyFileError(f"The key {name!r} has no webhook. `keys list` shows which have.")
    file.change(replace(key, webhook=None))


def secrets_of(webhook: StoredWebhook) -> list[str]:
    """The secrets that sign now, the newest first.

    Raises:
        rasa_project.sealed.SealError: they were sealed with another key: enter the webhook anew.
        rasa_project.settings.SettingsError: the key's file can't be read.
    """
    return [str(unseal(one, WEBHOOK_KEY_FILE)["secret"]) for one in webhook.secrets()]
