"""The test server as a program of its own: a page where a person plays the parent in WhatsApp.

``python -m tests.whatsapp_demo`` serves Meta's API and starts the bot against it; ``--alone`` serves the API only.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import urllib.error
from pathlib import Path

from aiohttp import web

from tests import whatsapp_updates as updates
from tests.messenger_demo import Look, page_of, run_bot, wait_for_the_end
from tests.whatsapp_server import WhatsAppServer

SCRIPT = Path(__file__).with_name("whatsapp_demo.js")
LOOK = Look("WhatsApp-қа", "Meta", "#0b6156", "#ece5dd", "#dcf8c6")
_START_SECONDS = 600


def demo_server(port: int) -> WhatsAppServer:
    """The server with routes for whoever plays the parent."""
    whatsapp = WhatsAppServer(port)

    async def page(_: web.Request) -> web.Response:
        return page_of(SCRIPT, LOOK)

    async def says(request: web.Request) -> web.Response:
        """What a person does on the page: ``text``, ``place``, ``voice`` or ``tap`` of a message."""
        chat, done = request.match_info["chat"], await request.json()
        if "text" in done:
            message = updates.text(chat, done["text"])
        elif "place" in done:
            message = updates.location(chat, *done["place"])
        elif "voice" in done:
            message = updates.voice(chat)
        else:
            message = updates.tap(chat, done["tap"], done["message"], done["title"], bool(done.get("row")))
        whatsapp.arrives(message)
        return web.json_response({})

    async def chat(request: web.Request) -> web.Response:
        return web.json_response(whatsapp.sent(request.match_info["chat"]))

    whatsapp.extra_routes = [
        web.get("/", page),
        web.post("/demo/chats/{chat:[0-9]+}", says),
        web.get("/demo/chats/{chat:[0-9]+}", chat),
    ]
    return whatsapp


def hook_when_ready(whatsapp: WhatsAppServer, url: str) -> None:
    """Set the webhook as soon as the bot answers, as the App Dashboard does."""
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        try:
            if whatsapp.hook(url) == 200:
                print(f"The bot is ready. Play the parent on this page: {whatsapp.url}/", flush=True)
                return
        except (OSError, urllib.error.URLError):
            pass
        time.sleep(1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8082, help="of the page and the API (0: any)")
    parser.add_argument("--bot-port", type=int, default=5056)
    parser.add_argument("--alone", action="store_true", help="start no bot")
    options = parser.parse_args()
    with demo_server(options.port) as whatsapp, tempfile.TemporaryDirectory() as folder:
        print(f"Meta's API: {whatsapp.url}", flush=True)
        if options.alone:
            return wait_for_the_end()
        url = f"http://127.0.0.1:{options.bot_port}/webhooks/whatsapp/webhook"
        settings = {**whatsapp.settings, "WHATSAPP_DB": f"{folder}/whatsapp.db"}
        return run_bot(options.bot_port, settings, lambda: hook_when_ready(whatsapp, url))


if __name__ == "__main__":
    sys.exit(main())
