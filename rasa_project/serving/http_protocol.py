"""Sanic's HTTP protocol behind a strict reader: Sanic is given whole, well-formed requests one by one.

Deadlines, too, are kept here, each in total: a byte now and then does not move them (docs/decisions/0070, 0071).
"""

from __future__ import annotations

import asyncio
from enum import Enum
from typing import Any, Final

from sanic.exceptions import ServiceUnavailable
from sanic.server.protocols.http_protocol import HttpProtocol

from rasa_project.serving.connections import Connections, group_of
from rasa_project.serving.http_reader import Part, RequestReader
from rasa_project.serving.http_refusals import CONTINUE, refusal
from rasa_project.serving.http_rules import Refused

HEAD_SECONDS: Final = 10.0
#: 16 kB over the slowest mobile line take about 3 s.
BODY_SECONDS: Final = 10.0
KEEP_ALIVE_SECONDS: Final = 30.0
#: A client that takes less than the buffer (64 kB) of an answer in this time is cut off.
WRITE_SECONDS: Final = 30.0
#: After the last answer: bytes on their way are read and dropped, or the client's system would drop the answer.
LINGER_SECONDS: Final = 2.0
#: While a request is answered, reading stops above so many bytes or requests that came after it.
_MOST_AHEAD: Final = 64 * 1024
MOST_REQUESTS_AHEAD: Final = 16
_BUSY_PROBLEM: Final = "failed"


class Phase(Enum):
    """What a connection is doing."""

    HEAD = "its first request, or the next, has begun to come"
    BODY = "the head is whole"
    BUSY = "a request is being answered"
    QUEUED = "it was answered, and the next, which came before its end, waits its turn"
    IDLE = "it was answered"
    ENDING = "the last answer was given"


_SECONDS: Final = {
    Phase.HEAD: HEAD_SECONDS,
    Phase.BODY: BODY_SECONDS,
    Phase.QUEUED: KEEP_ALIVE_SECONDS,
    Phase.IDLE: KEEP_ALIVE_SECONDS,
    Phase.ENDING: LINGER_SECONDS,
}


class StrictProtocol(HttpProtocol):
    """One connection.

    Attributes:
        group: whose connection it is.
        held: bytes of requests that are not whole yet (kept by :class:`Connections`).
    """

    __slots__ = (
        "_end_by",
        "_is_paused",
        "_phase",
        "_reader",
        "_register",
        "_timer",
        "_write_timer",
        "group",
        "held",
    )  # fmt: skip (Sanic's metaclass leaves a class no __dict__)

    def __init__(self, *, app: Any, **options: Any) -> None:
        """Take the application, whose ``ctx.connections`` is the register, and what Sanic gives."""
        super().__init__(app=app, **options)
        self.group = ""
        self.held = 0
        self._register: Connections = app.ctx.connections
        self._reader = RequestReader()
        self._phase = Phase.HEAD
        self._timer: asyncio.TimerHandle | None = None
        self._write_timer: asyncio.TimerHandle | None = None
        self._end_by = 0.0
        self._is_paused = False

    @property
    def is_busy(self) -> bool:
        """Whether a request is being answered."""
        return self._phase is Phase.BUSY

    # What asyncio tells

    def connection_made(self, transport: Any) -> None:
        """A client has connected: its first request must come soon, not only its first byte."""
        super().connection_made(transport)
        peer = transport.get_extra_info("peername")
        self.group = group_of(str(peer[0])) if isinstance(peer, tuple) else ""
        self._reader.may_keep_alive = not self._register.is_closing
        if self._register.add(self):
            self._set_timer(HEAD_SECONDS)
        else:
            self._end_with(refusal(_BUSY_PROBLEM))

    def data_received(self, data: bytes) -> None:
        """Bytes have come; they are read when the request before them is answered."""
        if self._phase is Phase.ENDING:
            return
        self._reader.feed(data)
        self._register.weigh(self, self._reader.held)
        if self._phase not in {Phase.BUSY, Phase.QUEUED}:
            self._data_received.set()
        elif self._reader.held > _MOST_AHEAD or self._reader.ahead > MOST_REQUESTS_AHEAD:
            self._is_paused = True
            self.transport.pause_reading()

    def pause_writing(self) -> None:
        """The client does not take what it is sent."""
        super().pause_writing()
        self._write_timer = self.loop.call_later(WRITE_SECONDS, self.evict)

    def resume_writing(self) -> None:
        """The client has taken most of it."""
        super().resume_writing()
        if self._write_timer is not None:
            self._write_timer.cancel()
            self._write_timer = None

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection has ended."""
        self._phase = Phase.ENDING
        self._register.discard(self)
        self._set_timer(None)
        super().connection_lost(exc)

    # What Sanic asks

    async def receive_more(self) -> None:
        """Wait for the next whole request: Sanic asks for more only between two requests.

        One that is here already would be answered without the loop ever being given to other connections.
        """
        if self._phase is Phase.BUSY:
            is_here = self._reader.part is not Part.NOTHING
            self._enter(Phase.QUEUED if is_here else Phase.IDLE)
            self._register.wait(self)
            if is_here:
                await self._register.take_turn()
        while (request := self._next()) is None:
            self._data_received.clear()
            self._go_on_reading()
            await self._data_received.wait()
        self._register.serve(self)
        self._enter(Phase.BUSY)
        self.recv_buffer += request

    def check_timeouts(self) -> None:
        """Sanic's own timeouts start anew with every byte; ours are set with each phase."""

    def close(self, timeout: float | None = None) -> None:
        """End the connection when what was written is sent."""
        if self.transport is not None and self._phase is not Phase.ENDING:
            self._end_with(b"")

    def close_if_idle(self) -> bool:
        """End where nothing of a request has come; whether that was so."""
        is_idle = self._phase in {Phase.IDLE, Phase.HEAD} and self._reader.part is Part.NOTHING
        if is_idle:
            self._end_with(b"")
        return is_idle

    # What the register asks

    def evict(self) -> None:
        """End at once."""
        if self.transport is not None:
            self._phase = Phase.ENDING
            self.transport.abort()

    def answer_last(self) -> None:
        """Let the answer that is being made, or the next, say ``Connection: close``."""
        self._reader.may_keep_alive = False
        if self._phase is Phase.BUSY and self._http is not None:
            self._http.keep_alive = False

    # Phases

    def _next(self) -> bytes | None:
        if self._phase is Phase.ENDING:
            raise asyncio.CancelledError
        try:
            request = self._reader.pull()
        except Refused as refused:
            self._refuse(refused.problem)
            raise asyncio.CancelledError from refused
        self._register.weigh(self, self._reader.held)
        if request is None:
            if self._reader.take_owed_continue():
                self.transport.write(CONTINUE)
            part = self._reader.part
            if part is not Part.NOTHING:
                self._enter(Phase.BODY if part is Part.BODY else Phase.HEAD)
        return request

    def _refuse(self, problem: str) -> None:
        self._end_with(refusal(problem, self._reader.language(), with_body=not self._reader.is_head_request))

    def _enter(self, phase: Phase) -> None:
        """Begin a phase; staying in one does not move its deadline."""
        if phase is not self._phase:
            self._phase = phase
            self._set_timer(self.response_timeout if phase is Phase.BUSY else _SECONDS[phase])

    def _set_timer(self, seconds: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if seconds is None else self.loop.call_later(seconds, self._is_late)

    def _is_late(self) -> None:
        self._timer = None
        if self._phase is Phase.ENDING:
            self._end()
        elif self._phase is Phase.BUSY:
            self._http.exception = ServiceUnavailable("Response Timeout")
            self._task.cancel()
        else:
            if self._reader.part is Part.NOTHING or self._phase is Phase.QUEUED:
                self._end_with(b"")
            else:
                self._refuse("slow")
            self._task.cancel()

    def _end_with(self, last: bytes) -> None:
        """Write, and end after the client has had time to read it."""
        self._phase = Phase.ENDING
        if self.transport is None:
            return
        self._end_by = self.loop.time() + WRITE_SECONDS
        self._register.wait(self)
        if last:
            self.transport.write(last)
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._go_on_reading()
        self._set_timer(LINGER_SECONDS)

    def _end(self) -> None:
        """End; what is still being sent may take its time, within bounds."""
        if self.transport.get_write_buffer_size() and self.loop.time() < self._end_by:
            self._set_timer(LINGER_SECONDS)
        else:
            self.transport.abort()

    def _go_on_reading(self) -> None:
        if self._is_paused:
            self._is_paused = False
            self.transport.resume_reading()
