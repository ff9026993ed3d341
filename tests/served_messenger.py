"""What stand-ins for messengers' servers share: a real HTTP server on loopback in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any, TypeVar

from aiohttp import web

_T = TypeVar("_T")
_S = TypeVar("_S", bound="ServedMessenger")


class ServedMessenger:
    """``with`` it is served at :attr:`url`; subclasses name their routes.

    Attributes:
        extra_routes: of whoever plays the people.
        webhook_answers: what the bot's webhook answered, 0 for no answer.
    """

    def __init__(self, port: int = 0) -> None:
        self.port = port
        self.extra_routes: list[web.RouteDef] = []
        self.webhook_answers: list[int] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._posting: dict[Any, asyncio.Task[None]] = {}
        self._runner: web.AppRunner | None = None

    def __enter__(self: _S) -> _S:
        self._thread.start()
        self._run(self.open_port())
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def routes(self) -> Iterable[web.RouteDef]:
        raise NotImplementedError

    def go_down(self) -> None:
        """Close the port: connections are refused."""
        self._run(self._close())

    def come_back(self) -> None:
        """Open the same port again."""
        self._run(self.open_port())

    def wait(self, condition: Callable[[], _T], seconds: float = 10.0) -> _T:
        """Wait until the condition holds; returns its value. ``AssertionError`` when it never does."""
        end = time.monotonic() + seconds
        while not (value := condition()):
            assert time.monotonic() < end, f"did not come true in {seconds} s"
            time.sleep(0.01)
        return value

    async def open_port(self) -> None:
        app = web.Application()
        app.add_routes([*self.routes(), *self.extra_routes])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def _close(self) -> None:
        for task in self._posting.values():
            task.cancel()
        self._posting.clear()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    def _run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    def _call(self, work: Callable[[], _T]) -> _T:
        """Do something in the server's thread."""
        if threading.current_thread() is self._thread:
            return work()
        done: Future[_T] = Future()

        def run() -> None:
            try:
                done.set_result(work())
            except BaseException as error:
                done.set_exception(error)

        self._loop.call_soon_threadsafe(run)
        return done.result(timeout=10)
