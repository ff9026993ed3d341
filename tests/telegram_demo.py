"""The test server as a program of its own: a page where a person plays the parent, or a bench that plays many.

``python -m tests.telegram_demo`` serves Telegram and starts the bot against it; ``--alone`` serves Telegram only.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from aiohttp import web

from tests import telegram_updates as updates
from tests.messenger_demo import Look, page_of, run_bot, wait_for_the_end
from tests.telegram_server import TOKEN, TelegramServer

SCRIPT = Path(__file__).with_name("telegram_demo.js")
LOOK = Look("Telegram-ға", "Telegram", "#2b6a8f", "#dfe7ea", "#e4f6d4")


def demo_server(port: int) -> TelegramServer:
    """The server with routes for whoever plays the parents."""
    telegram = TelegramServer(port)

    async def page(_: web.Request) -> web.Response:
        return page_of(SCRIPT, LOOK)

    async def arrives(request: web.Request) -> web.Response:
        found = await request.json()
        return web.json_response([one["update_id"] for one in telegram.arrives(*found)])

    async def says(request: web.Request) -> web.Response:
        """What a person does on the page: ``text``, ``place`` or ``tap`` of a message."""
        chat, done = int(request.match_info["chat"]), await request.json()
        telegram.api.messages.setdefault(chat, {})
        if not done:
            return web.json_response({})  # a person whom the bot may write to, nothing more
        if "text" in done:
            update = updates.text(chat, done["text"])
        elif "place" in done:
            update = updates.location(chat, *done["place"])
        else:
            message = telegram.api.messages[chat][int(done["message"])]
            update = updates.tap(chat, done["tap"], message)
        telegram.arrives(update)
        return web.json_response({})

    async def chat(request: web.Request) -> web.Response:
        return web.json_response(telegram.sent(int(request.match_info["chat"])))

    async def sent(_: web.Request) -> web.Response:
        texts = {chat: [m.get("text") for m in found.values()] for chat, found in telegram.api.messages.items()}
        return web.json_response(texts)

    telegram.extra_routes = [
        web.get("/", page),
        web.post("/demo/arrives", arrives),
        web.get("/demo/sent", sent),
        web.post("/demo/chats/{chat}", says),
        web.get("/demo/chats/{chat}", chat),
    ]
    return telegram


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="of the page and the Bot API (0: any)")
    parser.add_argument("--bot-port", type=int, default=5055)
    parser.add_argument("--alone", action="store_true", help="start no bot")
    options = parser.parse_args()
    with demo_server(options.port) as telegram, tempfile.TemporaryDirectory() as folder:
        print(f"Telegram: {telegram.url}  (token {TOKEN})", flush=True)
        if options.alone:
            return wait_for_the_end()
        print(f"Play the parent on this page, once the bot is ready: {telegram.url}/", flush=True)
        settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url, "TELEGRAM_DB": f"{folder}/telegram.db"}
        return run_bot(options.bot_port, settings)


if __name__ == "__main__":
    sys.exit(main())
