"""Who calls over REST, whether they may, and how often: checked before a message is read."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from limits import RateLimitItem, parse
from sanic.request import Request

from rasa_project.channels.access.addresses import address_of, hashed
from rasa_project.channels.access.origins import Origins
from rasa_project.channels.refusals import Refusal
from rasa_project.security.fair_line import AT_ONCE, FairLine
from rasa_project.security.key_file import KeyFileError
from rasa_project.security.keys import KeyRing
from rasa_project.security.limits import RateLimiter, Standing, Wait, rate_limiter
from rasa_project.security.settings import Rates, allowed_origins, key_file, rates
from rasa_project.security.stored_key import StoredKey
from rasa_project.security.trust import Trust, read_trust
from rasa_project.settings import TURN_SECONDS

logger = logging.getLogger(__name__)

_BEARER: Final = "bearer "
_MAX_KEY_LETTERS: Final = 200
#: Calls of one key, or of one sender, that may wait for their turn.
_MOST_WAITING: Final = 300
#: Where a request keeps the rates that it was counted in.
_COUNTED: Final = "counted_in_rates"


@dataclass(frozen=True)
class Caller:
    """Somebody who may call.

    Attributes:
        owner: name of the key; empty for a caller who is near where there are no keys.
        who: under which calls are counted: the key, or a hash of the address.
        conversations: how many conversations they may begin.
        is_free: whether no rate holds (a load test of a caller who is near).
    """

    owner: str
    who: str
    conversations: RateLimitItem
    is_free: bool


class AccessControl:
    """Admits callers.

    Attributes:
        origins: pages that may call.
    """

    def __init__(
        self, ring: KeyRing, limiter: RateLimiter, limits: Rates, origins: frozenset[str], trust: Trust
    ) -> None:
        """Take what calls are checked against.

        Args:
            ring: the integrators' keys.
            limiter: counts calls.
            limits: how many are too many.
            origins: pages that may call.
            trust: says who is near.
        """
        self._ring = ring
        self._limiter = limiter
        self._rates = limits
        self._trust = trust
        self._logged: str | None = None
        self._line = FairLine(AT_ONCE, _MOST_WAITING, _MOST_WAITING)
        self._line_seconds = TURN_SECONDS.read()
        self.origins = Origins(origins)

    async def admit(self, request: Request, *scopes: str) -> Caller:
        """Who calls.

        Args:
            request: the call.
            scopes: what the caller's key must be for, one of these; ``messages`` where none is named.

        Raises:
            Refusal: 401, 403, 429, or 503 while the keys can't be read.
        """
        origin = request.headers.get("origin", "")
        if origin and not self.origins.allow(origin):
            raise Refusal("origin")
        is_near = self.is_near(request)
        is_free = self._rates.are_off and is_near
        address = hashed(address_of(request))
        if self._needs_keys():
            return self._holder(request, address, is_free, scopes or ("messages",))
        if not is_near:
            raise Refusal("local-only")
        if not is_free:
            self._hit(request, self._rates.address, "address", address)
        return Caller("", address, self._rates.conversations, is_free)

    def check(self) -> None:
        """Read the keys now: a server that has seen keys closes when they are lost, and workers inherit that.

        Raises:
            KeyFileError: they can't be read.
        """
        self._ring.file.all()

    def needs_key_here(self) -> bool:
        """Whether also a caller on this machine needs a key."""
        return not self._trust.local_access or self._ring.file.has_keys()

    def is_near(self, request: Request) -> bool:
        """Whether a person or program on this machine calls, as far as the settings trust it."""
        return self._trust.is_near(request.ip, request.headers)

    def count(self, request: Request, caller: Caller, conversation: str) -> None:
        """Count a message of a conversation.

        Raises:
            Refusal: 429.
        """
        if caller.is_free:
            return
        self._hit(request, self._rates.session, "session", conversation)
        _note(request, caller.conversations, "conversations", caller.who)
        _raise(self._limiter.begin_conversation(caller.conversations, caller.who, conversation))

    def count_deletion(self, request: Request, caller: Caller, conversation: str) -> None:
        """Count a deletion with the messages of its sender; it begins no conversation, however many were begun.

        Raises:
            Refusal: 429.
        """
        if not caller.is_free:
            self._hit(request, self._rates.session, "session", conversation)

    @asynccontextmanager
    async def place(self, caller: Caller, conversation: str) -> AsyncIterator[None]:
        """Wait for a place in the caller's line, and hold it while the block runs.

        Raises:
            Refusal: 429; too many of the caller's calls wait, or this one waited too long.
        """
        if caller.is_free:
            yield
            return
        if self._line.is_full(caller.who, conversation):
            raise _waiting()
        async with AsyncExitStack() as held:
            try:
                await held.enter_async_context(self._line.place(caller.who, conversation, self._line_seconds))
            except asyncio.TimeoutError:
                raise _waiting() from None
            yield

    async def may_read_metrics(self, request: Request) -> None:
        """Let a caller who is near, or with a key for it, read the counters.

        Raises:
            Refusal: 401, 403, 429 or 503.
        """
        if not self.is_near(request):
            await self.admit(request, "metrics")

    def may_see_counts(self, request: Request) -> bool:
        """The same as a yes or no, for what has a short answer for everybody else."""
        if self.is_near(request):
            return True
        key = bearer(request)
        try:
            entry = self._ring.check(key) if key else None
        except KeyFileError:
            return False
        return entry is not None and "metrics" in entry.scopes

    def standing(self, request: Request) -> list[Standing]:
        """How far the caller may still go, by each rate that this call was counted in."""
        counted = getattr(request.ctx, _COUNTED, [])
        found = (self._limiter.standing(rate, what, who) for rate, what, who in counted)
        return [one for one in found if one]

    def _hit(self, request: Request, rate: RateLimitItem, what: str, who: str) -> None:
        _note(request, rate, what, who)
        _raise(self._limiter.hit(rate, what, who))

    def _needs_keys(self) -> bool:
        """Whether a key was ever made here.

        Raises:
            Refusal: 503; keys that can't be read close the API, also for callers who are near.
        """
        try:
            needs = self._ring.file.has_keys()
        except KeyFileError as error:
            if self._logged != str(error):
                self._logged = str(error)
                logger.error("REST is closed: %s", error)
            raise Refusal("keys-unreadable", wait=60) from error
        if self._logged is not None:
            self._logged = None
            logger.warning("REST is open again: the keys can be read")
        return needs

    def _holder(self, request: Request, address: str, is_free: bool, scopes: tuple[str, ...]) -> Caller:
        """The holder of the call's key. Right keys are looked at first: nobody else's wrong ones can shut them out."""
        key = bearer(request)
        entry = self._ring.check(key) if key else None
        if entry is None:
            self._hit(request, self._rates.address, "address", address)
            if key is None:
                raise Refusal("key-missing", {"WWW-Authenticate": "Bearer"})
            raise Refusal("key-wrong", {"WWW-Authenticate": 'Bearer error="invalid_token"'})
        if not is_free:
            self._hit(request, parse(entry.rate), "key", entry.name)
        if not set(scopes) & set(entry.scopes):
            raise Refusal("scope", {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{scopes[0]}"'})
        return _caller(entry, is_free)


def _waiting() -> Refusal:
    return Refusal("too-many", wait=2, limit="waiting")


@lru_cache(maxsize=1)
def access_control() -> AccessControl:
    """The access control of this process, one for all routes, so that calls count together.

    Raises:
        rasa_project.settings.SettingsError: a setting can't be used.
        KeyFileError: the keys can't be read.
    """
    made = AccessControl(KeyRing(key_file()), rate_limiter(), rates(), allowed_origins(), read_trust())
    made.check()
    return made


def bearer(request: Request) -> str | None:
    """The key in the header ``Authorization``; one that is longer than any key counts as none."""
    told: str = request.headers.get("authorization", "")
    if not told.lower().startswith(_BEARER) or len(told) > _MAX_KEY_LETTERS:
        return None
    return told[len(_BEARER) :].strip()


def _caller(entry: StoredKey, is_free: bool) -> Caller:
    return Caller(entry.name, f"key:{entry.name}", parse(entry.conversations), is_free)


def _note(request: Request, rate: RateLimitItem, what: str, who: str) -> None:
    """Remember what the call was counted in, for the headers of its answer."""
    setattr(request.ctx, _COUNTED, [*getattr(request.ctx, _COUNTED, []), (rate, what, who)])


def _raise(wait: Wait | None) -> None:
    if wait is not None:
        raise Refusal("too-many", wait=wait.seconds, limit=wait.what)
