"""Settings of who may call and how often, read from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from limits import RateLimitItem

from rasa_project.security.key_file import KeyFile
from rasa_project.settings import (
    RATE_ADDRESS,
    RATE_CONVERSATIONS,
    RATE_LIMIT,
    RATE_SESSION,
    REST_KEYS_FILE,
    REST_ORIGINS,
)


@dataclass(frozen=True)
class Rates:
    """How often; each is a rate of the library ``limits``.

    Attributes:
        address: calls of one address without a key, or with a wrong one.
        session: messages of one sender.
        conversations: conversations begun by one address without a key.
        are_off: lifted for load tests, for callers who are near (``LOCAL_ACCESS``).
    """

    address: RateLimitItem
    session: RateLimitItem
    conversations: RateLimitItem
    are_off: bool


def rates(environment: Mapping[str, str] | None = None) -> Rates:
    """Read ``RATE_LIMIT``, ``RATE_ADDRESS``, ``RATE_SESSION`` and ``RATE_CONVERSATIONS``.

    Raises:
        SettingsError: a value is not a rate.
    """
    return Rates(
        address=RATE_ADDRESS.read(environment),
        session=RATE_SESSION.read(environment),
        conversations=RATE_CONVERSATIONS.read(environment),
        are_off=not RATE_LIMIT.read(environment),
    )


def key_file() -> KeyFile:
    """The file of keys: ``REST_KEYS_FILE``, else ``state/keys.json``."""
    return KeyFile(REST_KEYS_FILE.read())


def allowed_origins() -> frozenset[str]:
    """Pages that may call REST from a browser: ``REST_ORIGINS``, separated by commas; none by default."""
    return REST_ORIGINS.read()
