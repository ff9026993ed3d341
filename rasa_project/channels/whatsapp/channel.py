"""The WhatsApp channel as Rasa sees it (credentials.yml)."""

from __future__ import annotations

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project.channels.gateway import OnNewMessage
from rasa_project.channels.inbox.channel import MessengerInput, refused
from rasa_project.channels.refusals import Refusal
from rasa_project.channels.whatsapp.messenger import WhatsApp
from rasa_project.channels.whatsapp.settings import read_settings
from rasa_project.settings import WHATSAPP_TOKEN


class WhatsAppInput(MessengerInput):
    """WhatsApp by webhook; off where there is no token."""

    messenger = WhatsApp
    title = "WhatsApp"
    token = WHATSAPP_TOKEN.name

    @classmethod
    def made(cls) -> WhatsAppInput | None:
        """See :class:`MessengerInput`."""
        settings = read_settings()
        return None if settings is None else cls(lambda: WhatsApp(settings), settings.database)

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The webhook's routes: Meta asks once with GET whether it is ours ("Create a webhook endpoint")."""
        routes = super().blueprint(on_new_message)
        if self.is_on:

            @routes.get("/webhook")
            async def prove(request: Request) -> HTTPResponse:
                told = {name: str(values[0]) for name, values in request.args.items() if values}
                messenger = self.running
                answer = messenger.challenge(told) if isinstance(messenger, WhatsApp) else None
                if answer is None:
                    return refused(Refusal("secret-wrong"))
                return response.text(answer, headers={"X-Content-Type-Options": "nosniff"})

        return routes
