"""A server as Rasa builds it, with one channel and an agent that repeats what is said: starts in seconds.

``python -m tests.channels.echo_server PORT [MODULE:CLASS]``, by default with the Telegram channel.
"баяу" takes a second, "кідіріп" less, "сынады" fails, "үндемейді" is silence.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
import sys
from typing import Any

from rasa.core.channels.channel import UserMessage, register
from rasa.server import add_root_route
from sanic import Sanic

TELEGRAM = "rasa_project.channels.telegram:TelegramInput"
_SLOW = {"баяу": 1.0, "кідіріп": 0.3}


class EchoAgent:
    """Stands where Rasa's agent stands."""

    async def handle_message(self, message: UserMessage) -> None:
        assert message.output_channel is not None
        if message.text == "сынады":
            raise RuntimeError("broken")
        await asyncio.sleep(_SLOW.get(message.text or "", 0))
        if message.text != "үндемейді":
            said = {"text": f"Жауап: {message.text}", "utter_action": "utter_echo", "metadata": message.metadata}
            await message.output_channel.send_response(message.sender_id, said)


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    app = Sanic("echo_server", configure_logging=False)
    module, name = (sys.argv[2] if len(sys.argv) > 2 else TELEGRAM).split(":")
    channel: Any = getattr(importlib.import_module(module), name).from_credentials({})
    add_root_route(app)
    register([channel], app, "/webhooks/")

    @app.listener("after_server_start")
    async def ready(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        app.ctx.agent = EchoAgent()
        print("Ready", flush=True)

    app.run(host="127.0.0.1", port=int(sys.argv[1]), access_log=False)


if __name__ == "__main__":
    main()
