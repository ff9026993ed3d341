"""One try to tell an integrator's server of an event: signed, to a public address, not redirected, bounded in time."""

from __future__ import annotations

import asyncio
import ssl
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import lru_cache
from typing import Final

import certifi
import httpcore

from rasa_project.security.stored_webhook import StoredWebhook
from rasa_project.version import version
from rasa_project.webhooks.addresses import GuardedNetwork, WebhookAddressError, check_address
from rasa_project.webhooks.queue import Event, as_body
from rasa_project.webhooks.registration import secrets_of

#: A try takes at most so long, name, connection and answer together; a receiver puts aside first, then works.
TRY_SECONDS: Final = 10.0
_GONE: Final = 410
_ASKS_FOR_TIME: Final = frozenset({429, 503})
#: No receiver is waited for longer than this at its word.
_MOST_WAIT: Final = 6 * 3600.0


@dataclass(frozen=True)
class Tried:
    """What became of a try.

    Attributes:
        is_told: whether the receiver has taken the event.
        is_refused: whether no further try makes sense: the receiver is gone (410), the address may not be used.
        why: for logs: a status or a kind of error; never an address or a text.
        wait: seconds that the receiver asks for before the next.
    """

    is_told: bool
    is_refused: bool = False
    why: str = ""
    wait: float = 0.0


async def tell(event: Event, webhook: StoredWebhook, *, loopback: bool) -> Tried:
    """Try once.

    Args:
        event: what is told.
        webhook: where, and signed with what.
        loopback: whether this machine is allowed (``WEBHOOK_LOOPBACK``).

    Raises:
        rasa_project.sealed.SealError: the secret was sealed with another key.
        rasa_project.settings.SettingsError: the key's file can't be read.
    """
    body = as_body(event.told)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"measles-bot/{version()}",
        **signed(event.name, body, secrets_of(webhook), time.time()),
    }
    try:
        check_address(webhook.url, loopback=loopback)
        return await asyncio.wait_for(_post(webhook.url, headers, body.encode("utf-8"), loopback), TRY_SECONDS)
    except WebhookAddressError:
        return Tried(False, is_refused=True, why="address")
    except asyncio.TimeoutError:
        return Tried(False, why="slow")
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, OSError) as error:
        return Tried(False, why=type(error).__name__)


def signed(name: str, body: str, keys: list[str], now: float) -> dict[str, str]:
    """The headers of Standard Webhooks 1.0: a signature by each secret, over name, time and body."""
    from standardwebhooks import Webhook

    at = datetime.fromtimestamp(int(now), timezone.utc)
    return {
        "webhook-id": name,
        "webhook-timestamp": str(int(now)),
        "webhook-signature": " ".join(Webhook(key).sign(name, at, body) for key in keys),
    }


async def _post(url: str, headers: dict[str, str], body: bytes, loopback: bool) -> Tried:
    network, context = GuardedNetwork(loopback=loopback), await asyncio.to_thread(_tls)  # reads files, once
    async with (
        httpcore.AsyncConnectionPool(
            ssl_context=context, network_backend=network, max_connections=1, http2=False
        ) as pool,
        pool.stream("POST", url, headers=[*headers.items()], content=body) as response,
    ):  # the body is not read
        return _judged(response.status, {k.lower(): v for k, v in response.headers})


def _judged(status: int, headers: dict[bytes, bytes]) -> Tried:
    if 200 <= status < 300:
        return Tried(True)
    told = headers.get(b"retry-after", b"").decode("latin-1").strip()
    wait = min(float(told[:9]), _MOST_WAIT) if status in _ASKS_FOR_TIME and told.isdecimal() else 0.0
    return Tried(False, is_refused=status == _GONE, why=str(status), wait=wait)


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """Certificates that this machine trusts, and those of certifi, where it keeps none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
