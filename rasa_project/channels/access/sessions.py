"""How often somebody may write: by session first, by address only where it is far too much, and fairly beyond it.

An address may be a whole village behind one router, or a mobile network: nothing that one session can do alone may shut
out the others of its address, and nothing that an address can do may shut out others (docs/decisions/0069).
"""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Final

from limits import RateLimitItem, RateLimitItemPerMinute

from rasa_project.channels.access.addresses import hashed
from rasa_project.channels.refusals import Refusal
from rasa_project.security.fair_line import AT_ONCE, FairLine
from rasa_project.security.limits import RateLimiter, Wait

_TURNS: Final = RateLimitItemPerMinute(20)
_CALM_TURNS: Final = RateLimitItemPerMinute(6)
_TURNS_FROM_ADDRESS: Final = RateLimitItemPerMinute(2_400)
_SESSIONS_FROM_ADDRESS: Final = RateLimitItemPerMinute(600)
#: After so many seconds a line that was full has moved on.
_LINE_SECONDS: Final = 2


@dataclass(frozen=True)
class Limits:
    """What is too much; docs/decisions/0069 has the reasons of the numbers.

    Attributes:
        text_letters: longest message.
        body_bytes: largest request body.
        turns: messages of one session.
        calm_turns: a session that sends no more passes also where its address has used up its turns.
        turns_from_address: messages from one address; as many again of sessions that are calm.
        sessions_from_address: new sessions from one address.
        turns_at_once: turns of one address that are worked on at a time.
        turns_waiting: turns of one address that may wait for that.
        turns_waiting_of_session: turns of one session that may.
        line_seconds: how long they do.
    """

    text_letters: int = 2_000
    body_bytes: int = 32 * 1024
    turns: RateLimitItem = field(default_factory=lambda: _TURNS)
    calm_turns: RateLimitItem = field(default_factory=lambda: _CALM_TURNS)
    turns_from_address: RateLimitItem = field(default_factory=lambda: _TURNS_FROM_ADDRESS)
    sessions_from_address: RateLimitItem = field(default_factory=lambda: _SESSIONS_FROM_ADDRESS)
    turns_at_once: int = AT_ONCE
    turns_waiting: int = 300
    turns_waiting_of_session: int = 4
    line_seconds: float = 8.0


class SessionLimits:
    """Counts the calls of sessions that anybody may begin: those of the web widget."""

    def __init__(self, limits: Limits, limiter: RateLimiter) -> None:
        """Take what is too much, and what counts."""
        self._limits = limits
        self._limiter = limiter
        self._line = FairLine(limits.turns_at_once, limits.turns_waiting, limits.turns_waiting_of_session)

    def begin(self, address: str) -> None:
        """Count a new session.

        Raises:
            Refusal: ``too-many``.
        """
        _refuse(self._limiter.hit(self._limits.sessions_from_address, "web-sessions", hashed(address)))

    def delete(self, conversation: str) -> None:
        """Count a deletion, apart from turns: a parent who wrote too fast may delete.

        Raises:
            Refusal: ``too-many``.
        """
        _refuse(self._limiter.hit(self._limits.turns, "web-deletions", conversation))

    def rate(self, conversation: str) -> None:
        """Count what is said of an answer, apart from turns.

        Raises:
            Refusal: ``too-many``.
        """
        _refuse(self._limiter.hit(self._limits.turns, "web-feedback", conversation))

    def turn(self, address: str, conversation: str) -> None:
        """Count a turn of a session that was proved.

        A session that writes calmly passes also where its address has used up its turns: others did.

        Raises:
            Refusal: ``too-many``.
        """
        limits, who = self._limits, hashed(address)
        _refuse(self._limiter.hit(limits.turns, "web-turns", conversation))
        is_busy = self._limiter.hit(limits.calm_turns, "web-calm", conversation)
        is_full = self._limiter.hit(limits.turns_from_address, "web-address", who)
        if is_full and not is_busy:
            is_full = self._limiter.hit(limits.turns_from_address, "web-address-calm", who)
        _refuse(is_full)
        if self._line.is_full(who, conversation):
            raise Refusal("too-many", wait=_LINE_SECONDS)

    def place(self, address: str, conversation: str) -> AbstractAsyncContextManager[None]:
        """Wait for the turn's place in the address's line, and hold it while the block runs.

        Raises:
            asyncio.TimeoutError: no place was free in time.
        """
        return self._line.place(hashed(address), conversation, self._limits.line_seconds)


def _refuse(wait: Wait | None) -> None:
    if wait is not None:
        raise Refusal("too-many", wait=wait.seconds)
