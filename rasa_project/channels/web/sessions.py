"""Sessions of the web widget: a random id in a signed token, and buttons signed for one session.

Nothing is stored: any worker that has the secret can check a token or a button (docs/decisions/0031).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from typing import Any, Final

import jwt

from rasa_project.errors import BotError

_ALGORITHM: Final = "HS256"
_ISSUER: Final = "measles-web"
_ID_BYTES: Final = 16
#: How far a clock may be set back, or be behind another machine's, before open sessions end. A token is valid for its
#: life and this at most.
CLOCK_LEEWAY_SECONDS: Final = 24 * 60 * 60
#: How far two machines' clocks may differ at the end of a session.
SKEW_SECONDS: Final = 60
#: 128 bits of the MAC are kept: as many as the session's id has.
_MAC_BYTES: Final = 16


class SessionError(BotError, ValueError):
    """A token is wrong, expired or made for another page. The widget begins a new session."""


class PressError(BotError, ValueError):
    """A button was not offered in this session. The widget sends its title as text instead."""


@dataclass(frozen=True)
class Session:
    """A session that was proved.

    Attributes:
        conversation: name of the conversation for Rasa; tells nothing of the id.
        key: signs the session's buttons.
    """

    conversation: str
    key: bytes

    def offer(self, payload: str) -> str:
        """A button's payload, signed: ``<mac>.<payload>``."""
        return f"{self._mac(payload)}.{payload}"

    def pressed(self, press: str) -> str:
        """The payload of a button that this session was offered.

        Raises:
            PressError: it was not.
        """
        mac, _, payload = press.partition(".")
        if not hmac.compare_digest(mac.encode(), self._mac(payload).encode()):
            raise PressError("The button was not offered in this session.")
        return payload

    def _mac(self, payload: str) -> str:
        digest = hmac.new(self.key, payload.encode(), hashlib.sha256).digest()[:_MAC_BYTES]
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


class Sessions:
    """Begins sessions and opens their tokens."""

    def __init__(self, secret: bytes, seconds: int) -> None:
        """Take the secret and a session's absolute life in seconds."""
        self._secret = secret
        self.seconds = seconds

    def begin(self, origin: str) -> str:
        """A token for a new session of a page of ``origin``."""
        now = int(time.time())
        claims = {
            "iss": _ISSUER,
            "aud": origin,
            "sub": secrets.token_urlsafe(_ID_BYTES),
            "iat": now,
            "exp": now + self.seconds,
        }
        return jwt.encode(claims, self._derive("token"), algorithm=_ALGORITHM)

    def open(self, token: str, origin: str, *, also_expired: bool = False) -> Session:
        """The session of a token that was made for a page of ``origin``.

        Args:
            token: what :meth:`begin` gave.
            origin: origin of the page that sends it.
            also_expired: take one whose time is over, too: to delete is allowed for ever.

        Raises:
            SessionError: the token is wrong, expired or another page's.
        """
        try:
            claims = jwt.decode(
                token,
                self._derive("token"),
                algorithms=[_ALGORITHM],
                audience=origin,
                issuer=_ISSUER,
                options={"require": ["aud", "exp", "iat", "iss", "sub"], "verify_exp": False, "verify_iat": False},
            )
            if not also_expired:
                self._check_time(claims)
        except (jwt.InvalidTokenError, UnicodeError) as error:
            raise SessionError(f"The token is not valid: {type(error).__name__}") from error
        session_id = str(claims["sub"])
        return Session(
            conversation=f"web:{self._derive('conversation', session_id).hex()[:32]}",
            key=self._derive("buttons", session_id),
        )

    def _check_time(self, claims: dict[str, Any]) -> None:
        """A session ends when its life is over by this machine's clock, whatever its own says.

        Raises:
            jwt.InvalidTokenError: it is over, or begun further ahead than a clock may have been set back.
        """
        now, begun, ends = time.time(), claims["iat"], claims["exp"]
        if not all(type(one) is int for one in (begun, ends)) or begun > now + CLOCK_LEEWAY_SECONDS:
            raise jwt.ImmatureSignatureError
        if now >= min(ends, begun + self.seconds) + SKEW_SECONDS:
            raise jwt.ExpiredSignatureError

    def _derive(self, *purpose: str) -> bytes:
        """A key of its own for each purpose, so that none can stand in for another."""
        return hmac.new(self._secret, "\n".join(purpose).encode(), hashlib.sha256).digest()
