"""A messenger as Rasa sees it (credentials.yml): the webhook's route, start and stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project.channels.access.webhooks import check_post
from rasa_project.channels.gateway import OnNewMessage, gateway_for
from rasa_project.channels.inbox.incoming import NotAnUpdateError
from rasa_project.channels.inbox.messenger import Messenger
from rasa_project.channels.inbox.service import Service
from rasa_project.channels.inbox.turns import rasa_rate, rasa_turn
from rasa_project.channels.inbox.wording import read_wording
from rasa_project.channels.refusals import Refusal, ToServers
from rasa_project.outreach.sender import Sender

logger = logging.getLogger(__name__)

T = TypeVar("T", bound="MessengerInput")


class MessengerInput(InputChannel):
    """A messenger by polling or webhook. A subclass names it and makes it of its settings (:meth:`made`)."""

    messenger: ClassVar[type[Messenger]]
    #: As people write its name, and the setting without which it is off.
    title: ClassVar[str] = ""
    token: ClassVar[str] = ""

    def __init__(
        self, make: Callable[[], Messenger] | None, database: Path | None = None, has_webhook: bool = True
    ) -> None:
        """Take what the messenger needs.

        Args:
            make: makes the messenger, in the server's loop; ``None``: it is off.
            database: the file of its inbox.
            has_webhook: whether it posts; otherwise there is no route.
        """
        self._make = make
        self._database = database
        self._has_webhook = has_webhook
        self._service: Service | None = None
        self._messenger: Messenger | None = None
        self._running: asyncio.Task[None] | None = None

    @classmethod
    def from_credentials(cls: type[T], credentials: dict[str, Any] | None) -> T:
        """Rasa calls this with the entry of credentials.yml; the settings stand in the environment.

        Raises:
            rasa_project.settings.SettingsError: a setting is wrong; the server does not start.
        """
        made = cls.made()
        if made is None:
            page = f"docs/{cls.name()}.md"
            logger.info("%s is off: %s is not set. %s says how to get one.", cls.title, cls.token, page)
        return cls(None) if made is None else made

    @classmethod
    def made(cls: type[T]) -> T | None:
        """The channel by its settings; ``None`` where it is off.

        Raises:
            rasa_project.settings.SettingsError: a setting is wrong.
        """
        raise NotImplementedError

    @classmethod
    def name(cls) -> str:
        """Name of the channel, and of its path under ``/webhooks/``."""
        return cls.messenger.channel

    @property
    def is_on(self) -> bool:
        """Whether there is a messenger."""
        return self._make is not None and self._database is not None

    @property
    def running(self) -> Messenger | None:
        """The messenger, once the server has started."""
        return self._messenger

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The webhook's route; start and stop with the server."""
        routes = Blueprint(f"{self.name()}_webhook")
        make, database = self._make, self._database
        if make is None or database is None:
            return routes

        @routes.listener("after_server_start")
        async def start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            commands = frozenset(command.payload for command in read_wording().commands)
            self._messenger = make()
            turn = rasa_turn(gateway_for(on_new_message, commands), self.name())
            agent = getattr(app.ctx, "agent", None)
            rate = rasa_rate(agent, self.name()) if agent is not None else None
            run = getattr(getattr(agent, "tracker_store", None), "run", None)
            sender = Sender(self._messenger, run) if run is not None else None
            self._service = Service(self._messenger, turn, database, rate=rate, sender=sender)
            counts = getattr(app.ctx, "channel_counts", {})
            app.ctx.channel_counts = {**counts, self.name(): self._service.counts}
            self._running = loop.create_task(self._service.run())

        @routes.listener("before_server_stop")
        async def stop(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            if self._running and self._service:
                self._running.cancel()
                await asyncio.gather(self._running, return_exceptions=True)
                await self._service.close()

        if self._has_webhook:

            @routes.post("/webhook")
            async def take(request: Request) -> HTTPResponse:
                return self._take(request)

        return routes

    def _take(self, request: Request) -> HTTPResponse:
        """Take what is posted: on disk first, then 200 at once, long before the answer."""
        try:
            self._accept(request)
        except Refusal as refusal:
            return refused(refusal)
        return response.json({})

    def _accept(self, request: Request) -> None:
        """Take the updates of a post.

        Raises:
            Refusal: it is not the messenger's, can't be read, or can't be taken now.
        """
        messenger, service = self._messenger, self._service
        if messenger is None or service is None:
            raise Refusal("too-many")
        is_genuine = messenger.is_genuine(request.headers, request.body)
        check_post(is_genuine, len(request.body), service.dispatcher.is_full, messenger.most_posted)
        try:
            body = request.load_json()
        except Exception as error:  # Sanic's own error type differs between its JSON back ends
            raise Refusal("not-json") from error
        try:
            updates = messenger.updates_in(body)
        except Exception as error:  # whatever it holds, it is no post that the messenger would make
            raise Refusal("invalid") from error
        try:
            service.dispatcher.accept(updates)
        except NotAnUpdateError as error:
            raise Refusal("invalid", detail=str(error)) from error
        except Exception as error:  # a full disk, say: the messenger sends it again
            logger.error("An update could not be kept: %s", type(error).__name__)
            raise Refusal("failed") from error


def refused(refusal: Refusal) -> HTTPResponse:
    """What a messenger's server is told of a refusal."""
    told = refusal.reason.webhooks or ToServers(status=503, en=refusal.name)
    detail = {"detail": refusal.detail} if refusal.detail else {}
    return response.json({"error": told.en, **detail}, status=told.status)
