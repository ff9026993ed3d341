"""Who calls, whether they may, and how often: checked before a message is read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from limits import RateLimitItem, parse
from sanic.request import Request

from rasa_project.channels.rest.problems import Problem
from rasa_project.privacy.senders import Person, sender_hasher
from rasa_project.security.keys import KeyRing
from rasa_project.security.limits import RateLimiter, Standing, Wait, rate_limiter
from rasa_project.security.settings import Rates, allowed_origins, is_loopback, key_file, rates

_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip", "x-forwarded-host", "via")
_BEARER: Final = "bearer "
_MAX_KEY_LETTERS: Final = 200
#: Where a request keeps the rates that it was counted in.
_COUNTED: Final = "counted_in_rates"


@dataclass(frozen=True)
class Caller:
    """Somebody who may call.

    Attributes:
        owner: name of the key; empty for a caller on this machine where there are no keys.
        who: under which calls are counted: the key, or a hash of the address.
        conversations: how many conversations they may begin.
        is_free: whether no rate holds (a load test on this machine).
    """

    owner: str
    who: str
    conversations: RateLimitItem
    is_free: bool


class Gate:
    """Admits callers of REST."""

    def __init__(self, ring: KeyRing, limiter: RateLimiter, limits: Rates, origins: frozenset[str]) -> None:
        """Take what to check against."""
        self._ring = ring
        self._limiter = limiter
        self._rates = limits
        self.origins = origins

    async def admit(self, request: Request) -> Caller:
        """Who calls.

        Raises:
            Problem: 401, 403 or 429.
        """
        origin = request.headers.get("origin", "")
        if origin and not self.is_allowed_origin(origin):
            raise Problem("origin")
        is_free = self._rates.are_off and is_local(request)
        address = _hashed(request.remote_addr or request.ip)
        if not self._ring.file.has_valid_keys():
            if not is_local(request):
                raise Problem("local-only")
            if not is_free:
                self._hit(request, self._rates.address, "address", address)
            return Caller("", address, self._rates.conversations, is_free)
        return await self._holder(request, address, is_free)

    def count(self, request: Request, caller: Caller, conversation: str) -> None:
        """Count a message of a conversation.

        Raises:
            Problem: 429.
        """
        if caller.is_free:
            return
        self._hit(request, self._rates.session, "session", conversation)
        _note(request, caller.conversations, "conversations", caller.who)
        _raise(self._limiter.begin_conversation(caller.conversations, caller.who, conversation))

    async def may_read_metrics(self, request: Request) -> None:
        """Let a caller on this machine or with a key read the counters.

        Raises:
            Problem: 401, 403 or 429.
        """
        if not is_local(request):
            await self.admit(request)

    def is_allowed_origin(self, origin: str) -> bool:
        """Whether a page of that origin may call."""
        return origin.lower() in self.origins

    def standing(self, request: Request) -> list[Standing]:
        """How far the caller may still go, by each rate that this call was counted in."""
        counted = getattr(request.ctx, _COUNTED, [])
        found = (self._limiter.standing(rate, what, who) for rate, what, who in counted)
        return [one for one in found if one]

    def _hit(self, request: Request, rate: RateLimitItem, what: str, who: str) -> None:
        _note(request, rate, what, who)
        _raise(self._limiter.hit(rate, what, who))

    async def _holder(self, request: Request, address: str, is_free: bool) -> Caller:
        key = bearer(request)
        if key is None:
            raise Problem("key-missing", {"WWW-Authenticate": "Bearer"})
        entry = self._ring.remembered(key)
        if entry is None:
            wait = self._limiter.is_used_up(self._rates.wrong_keys, "wrong-keys", address)
            if wait:
                _note(request, self._rates.wrong_keys, "wrong-keys", address)
            _raise(wait)
            entry = await self._ring.check(key)
        if entry is None:
            _note(request, self._rates.wrong_keys, "wrong-keys", address)
            self._limiter.hit(self._rates.wrong_keys, "wrong-keys", address)
            raise Problem("key-wrong", {"WWW-Authenticate": 'Bearer error="invalid_token"'})
        if not is_free:
            self._hit(request, parse(entry.rate), "key", entry.name)
        return Caller(entry.name, f"key:{entry.name}", parse(entry.conversations), is_free)


@lru_cache(maxsize=1)
def gate() -> Gate:
    """The gate of this process, one for all routes, so that calls count together.

    Raises:
        rasa_project.settings.SettingsError: a setting can't be used.
    """
    return Gate(KeyRing(key_file()), rate_limiter(), rates(), allowed_origins())


def bearer(request: Request) -> str | None:
    """The key in the header ``Authorization``; too long a one is none."""
    told: str = request.headers.get("authorization", "")
    if not told.lower().startswith(_BEARER) or len(told) > _MAX_KEY_LETTERS:
        return None
    return told[len(_BEARER) :].strip()


def is_local(request: Request) -> bool:
    """Whether a person or program on this machine calls directly.

    A proxy on this machine has a local address too, so its headers count as from outside; and a page that points a
    name of its own at 127.0.0.1 is told by the header ``Host``.
    """
    if not is_loopback(request.ip) or any(name in request.headers for name in _FORWARDED):
        return False
    host = request.headers.get("host", "")
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return is_loopback(name)


def _note(request: Request, rate: RateLimitItem, what: str, who: str) -> None:
    """Remember what the call was counted in, for the headers of its answer."""
    setattr(request.ctx, _COUNTED, [*getattr(request.ctx, _COUNTED, []), (rate, what, who)])


def _hashed(address: str) -> str:
    return sender_hasher().pseudonym(Person("address", address))


def _raise(wait: Wait | None) -> None:
    if wait is not None:
        raise Problem("too-many", {"Retry-After": str(wait.seconds)}, limit=wait.what)
