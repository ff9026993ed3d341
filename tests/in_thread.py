"""A Sanic app served from a thread of the test's process."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sanic import Sanic

from tests.servers import free_port


@contextmanager
def served_in_thread(app: Sanic, with_jobs: bool = True, **options: Any) -> Iterator[int]:
    """The port of ``app``, served with its own loop until the block ends.

    Args:
        app: made with ``Sanic.test_mode`` on, where an app of its name was made before.
        with_jobs: whether what an app does after its start (jobs, logs) is done.
        options: for ``Sanic.create_server``.
    """
    port, loop, started = free_port(), asyncio.new_event_loop(), threading.Event()

    async def start() -> Any:
        server = await app.create_server("127.0.0.1", port, return_asyncio_server=True, access_log=False, **options)
        await server.startup()
        await server.before_start()
        if with_jobs:
            await server.after_start()
        started.set()
        return server

    def run() -> None:
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(start())
        loop.run_forever()
        server.close()
        loop.run_until_complete(server.wait_closed())
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert started.wait(120), "the test server did not start"
    try:
        yield port
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)
