"""The library's Bot, set up for a bad network, and long polling that one odd update can't stop.

python-telegram-bot speaks the protocol: requests, models, errors, flood control. Its Updater is not used: one update
that its models can't read makes it fetch the same batch again without a pause, for ever (docs/decisions/0020).
"""

from __future__ import annotations

import json
import logging
from typing import Any, Final
from urllib.parse import urlencode

from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from rasa_project.channels.inbox.pace import Pace
from rasa_project.channels.telegram.incoming import ALLOWED_UPDATES
from rasa_project.channels.telegram.settings import Settings

#: Long polling: Telegram holds the request so many seconds when there is nothing new.
POLL_SECONDS: Final = 30
#: Requests under way at a time. httpx looks through all that wait for each that ends, so none may wait in it.
CONNECTIONS: Final = 16


def make_bot(settings: Settings, pace: Pace) -> ExtBot[Any]:
    """The bot; makes no call yet."""
    quiet_library()
    limiter = AIORateLimiter(overall_max_rate=settings.messages_per_second, group_max_rate=0, max_retries=0)
    seconds = pace.timeout
    requests = [HTTPXRequest(size, seconds, seconds, seconds, seconds) for size in (2 * CONNECTIONS, 1)]
    return ExtBot(
        settings.token,
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=requests[0],
        get_updates_request=requests[1],
        rate_limiter=limiter,
    )


def quiet_library() -> None:
    """Keep secrets and messages out of the log.

    httpx logs each address, the token in it; the library logs bodies that it can't read, with what people wrote.
    """
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)


class Polling:
    """getUpdates as plain data, so that each update is read by itself."""

    def __init__(self, settings: Settings, pace: Pace, hold_seconds: int = POLL_SECONDS) -> None:
        """``hold_seconds``: how long Telegram holds a request with nothing to give."""
        self._url = f"{settings.api_url}/bot{settings.token}/getUpdates"
        self._request = HTTPXRequest(1, pace.timeout, pace.timeout, pace.timeout, pace.timeout)
        self._hold = hold_seconds
        self._patience = pace.timeout + hold_seconds
        self._offset: int | None = None

    async def fetch(self) -> list[Any]:
        """The next updates, as parsed JSON; those confirmed before don't come again.

        Raises:
            telegram.error.TelegramError: Telegram refused or could not be reached.
        """
        query: dict[str, Any] = {"timeout": self._hold, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        if self._offset is not None:
            query["offset"] = self._offset
        found = await self._request.post(f"{self._url}?{urlencode(query)}", read_timeout=self._patience)
        return found if isinstance(found, list) else []

    def confirm(self, update_ids: list[int]) -> None:
        """Acknowledge these updates: the next :meth:`fetch` asks for those after them."""
        if update_ids:
            self._offset = max(update_ids) + 1

    async def close(self) -> None:
        """Close the connection pool."""
        await self._request.shutdown()
