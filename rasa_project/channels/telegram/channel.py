"""The Telegram channel as Rasa sees it (credentials.yml): settings, the webhook's route, start and stop."""

from __future__ import annotations

import asyncio
import hmac
import logging
from typing import Any, Final

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project.channels.guard import guarded
from rasa_project.channels.telegram.incoming import NotAnUpdateError
from rasa_project.channels.telegram.service import Service
from rasa_project.channels.telegram.settings import Settings, read_settings
from rasa_project.channels.telegram.turns import CHANNEL, rasa_turn
from rasa_project.channels.telegram.wording import read_wording
from rasa_project.channels.turn import OnNewMessage

logger = logging.getLogger(__name__)

#: An update with the longest text is about 30 kB.
MAX_BODY_BYTES: Final = 256 * 1024
_SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the name, not the secret)


class TelegramInput(InputChannel):
    """Telegram by long polling or webhook; off where there is no token."""

    def __init__(self, settings: Settings | None) -> None:
        """``None``: the channel is off."""
        self._settings = settings
        self._service: Service | None = None
        self._running: asyncio.Task[None] | None = None

    @classmethod
    def name(cls) -> str:
        """Name of the channel, and of its path under ``/webhooks/``."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> TelegramInput:
        """Rasa calls this with the entry of credentials.yml; the settings stand in the environment.

        Raises:
            rasa_project.settings.SettingsError: a setting is wrong; the server does not start.
        """
        settings = read_settings()
        if settings is None:
            logger.info("Telegram is off: TELEGRAM_TOKEN is not set. docs/telegram.md says how to get one.")
        return cls(settings)

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The webhook's route, where there is a webhook; start and stop with the server."""
        routes = Blueprint("telegram_webhook")
        if self._settings is None:
            return routes
        settings = self._settings

        @routes.listener("after_server_start")
        async def start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            commands = frozenset(command.payload for command in read_wording().commands)
            self._service = Service(settings, rasa_turn(guarded(on_new_message, commands)))
            app.ctx.channel_counts = {CHANNEL: self._service.desk.told}
            self._running = loop.create_task(self._service.run())

        @routes.listener("before_server_stop")
        async def stop(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            if self._running and self._service:
                self._running.cancel()
                await asyncio.gather(self._running, return_exceptions=True)
                await self._service.close()

        if settings.webhook_url:

            @routes.post("/webhook")
            async def take(request: Request) -> HTTPResponse:
                return self._take(request)

        return routes

    def _take(self, request: Request) -> HTTPResponse:
        """Take one update: on disk first, then 200 at once, long before its answer."""
        if not is_secret(request.headers.get(_SECRET_HEADER), self._settings):
            return response.json({"error": f"{_SECRET_HEADER} is missing or wrong."}, status=403)
        if len(request.body) > MAX_BODY_BYTES:
            return response.json({"error": f"The body is larger than {MAX_BODY_BYTES} bytes."}, status=413)
        if self._service is None or self._service.desk.is_full:
            return response.json({"error": "Too much waits already. Send it again later."}, status=503)
        try:
            update = request.load_json()
        except Exception:  # Sanic's own error type differs between its JSON back ends
            return response.json({"error": "The body is not JSON."}, status=400)
        try:
            self._service.desk.accept([update])
        except NotAnUpdateError as error:
            return response.json({"error": str(error)}, status=400)
        except Exception as error:  # a full disk, say: Telegram sends it again
            logger.error("An update could not be kept: %s", type(error).__name__)
            return response.json({"error": "The update could not be kept. Send it again later."}, status=503)
        return response.json({})


def is_secret(given: str | None, settings: Settings | None) -> bool:
    """Whether the header holds the secret; takes the same time for every wrong one."""
    if settings is None or not settings.secret:
        return False
    return hmac.compare_digest((given or "").encode("utf-8", "surrogateescape"), settings.secret.encode("utf-8"))
