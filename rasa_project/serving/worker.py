"""What a worker does: serves the application on the shared socket, and stops without cutting a call.

Sanic's own server waits for all connections to end by themselves, answers on them as if nothing was, and cuts them
after 15 s. Here those who are connected are told that each answer is the last one.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
import signal
import socket
import time
from typing import Any, Final

from sanic import Sanic
from sanic.models.server_types import Signal
from sanic.server.loop import try_use_uvloop

from rasa_project.serving.connections import Connections
from rasa_project.serving.http_protocol import StrictProtocol
from rasa_project.serving.listening import BACKLOG
from rasa_project.serving.pulse import Pulse
from rasa_project.serving.running import running_turns

_BEAT_SECONDS: Final = 0.5
#: Turns without a connection may take so long in any case, after the connections had their time.
_LAST_TURNS_SECONDS: Final = 1.0


def run_worker(app: Sanic, listener: socket.socket, pulse: Pulse, stop_seconds: float) -> None:
    """Serve until SIGTERM; then take nobody new, finish what was taken within ``stop_seconds``, and end."""
    try_use_uvloop()
    asyncio.run(_Worker(app, listener, pulse, stop_seconds).run())


class _Worker:
    def __init__(self, app: Sanic, listener: socket.socket, pulse: Pulse, stop_seconds: float) -> None:
        self._app = app
        self._listener = listener
        self._pulse = pulse
        self._stop_seconds = stop_seconds
        self._connections: Connections = app.ctx.connections

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        told = asyncio.Event()
        loop.add_signal_handler(signal.SIGTERM, told.set)
        beating = loop.create_task(_beat(self._pulse, told))
        server = await self._started()
        self._pulse.say_serving()
        await told.wait()
        await self._finish(server)
        await server.before_stop()
        self._app.shutdown_tasks(timeout=0)
        await server.after_stop()
        beating.cancel()

    async def _started(self) -> Any:
        self._listener.setblocking(False)
        self._app.config.MOTD = False
        self._app.state.is_running = True  # as app.run does: listeners may start tasks
        server = await self._app.create_server(
            sock=self._listener.dup(),
            protocol=StrictProtocol,
            backlog=BACKLOG,
            access_log=False,
            return_asyncio_server=True,
            asyncio_server_kwargs={"start_serving": False},
        )
        await server.startup()
        await server.before_start()
        await server.start_serving()
        await server.after_start()
        return server

    async def _finish(self, server: Any) -> None:
        """Take nobody new, answer who was taken."""
        end = time.monotonic() + self._stop_seconds
        server.close()
        for _ in range(2):  # the loop gives up its copy of the socket
            await asyncio.sleep(0)
        self._connections.begin_closing()
        await self._take_the_last(server)
        await self._connections.wait_closed(end - time.monotonic())
        await running_turns().wait(max(_LAST_TURNS_SECONDS, end - time.monotonic()))

    async def _take_the_last(self, server: Any) -> None:
        """Connections that the system has taken up for us would be reset with the socket."""
        loop = asyncio.get_running_loop()
        new = functools.partial(
            StrictProtocol, loop=loop, app=self._app, connections=server.connections, signal=Signal()
        )
        for taken in _all_that_wait(self._listener):
            await loop.connect_accepted_socket(new, taken)


def _all_that_wait(listener: socket.socket) -> list[socket.socket]:
    """Every connection that waits to be taken up, and the listener's end right behind the last one.

    Nothing else runs meanwhile: clients that come back as soon as they were answered would never let it end.
    """
    found = []
    with contextlib.suppress(BlockingIOError):
        while True:
            taken, _ = listener.accept()
            taken.setblocking(False)
            found.append(taken)
    listener.close()
    return found


async def _beat(pulse: Pulse, told: asyncio.Event) -> None:
    """Say that the loop runs; and stop where the supervisor is gone, on systems where that does not kill us."""
    supervisor = os.getppid()
    while True:
        pulse.beat()
        if os.getppid() != supervisor:
            told.set()
        await asyncio.sleep(_BEAT_SECONDS)
