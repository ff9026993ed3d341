"""Settings of who may call and how often, read from the environment."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from limits import RateLimitItem

from rasa_project.security.key_file import KeyFile
from rasa_project.settings import (
    RATE_ADDRESS,
    RATE_CONVERSATIONS,
    RATE_LIMIT,
    RATE_SESSION,
    RATE_WRONG_KEYS,
    REST_KEYS_FILE,
    REST_ORIGINS,
    SettingsError,
)

_ANY: Final = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 (only compared)
#: The old name.
UnsafeAddressError = SettingsError


@dataclass(frozen=True)
class Rates:
    """How often; each is a rate of the library ``limits``.

    Attributes:
        address: calls of one address without a key.
        session: messages of one sender.
        wrong_keys: wrong keys of one address.
        conversations: conversations begun by one address without a key.
        are_off: lifted for load tests, for callers on this machine only.
    """

    address: RateLimitItem
    session: RateLimitItem
    wrong_keys: RateLimitItem
    conversations: RateLimitItem
    are_off: bool


def rates(environment: Mapping[str, str] | None = None) -> Rates:
    """Read ``RATE_LIMIT``, ``RATE_ADDRESS``, ``RATE_SESSION``, ``RATE_WRONG_KEYS`` and ``RATE_CONVERSATIONS``.

    Raises:
        SettingsError: a value is not a rate.
    """
    return Rates(
        address=RATE_ADDRESS.read(environment),
        session=RATE_SESSION.read(environment),
        wrong_keys=RATE_WRONG_KEYS.read(environment),
        conversations=RATE_CONVERSATIONS.read(environment),
        are_off=not RATE_LIMIT.read(environment),
    )


def key_file() -> KeyFile:
    """The file of keys: ``REST_KEYS_FILE``, else ``state/keys.json``."""
    return KeyFile(REST_KEYS_FILE.read())


def allowed_origins() -> frozenset[str]:
    """Pages that may call REST from a browser: ``REST_ORIGINS``, separated by commas; none by default."""
    return REST_ORIGINS.read()


def is_loopback(host: str) -> bool:
    """Whether an address or name means this machine alone."""
    bare = host.strip("[]").lower()
    if bare == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def check_address(host: str, credentials: str, keys: KeyFile, environment: Mapping[str, str] | None = None) -> None:
    """Refuse to serve strangers unasked.

    Args:
        host: the address that the server binds.
        credentials: text of credentials.yml.
        keys: who holds a key.
        environment: settings; the process's own by default.

    Raises:
        SettingsError: REST is on, there is no key, and ``host`` is not this machine alone; or the rates are
            lifted on such an address.
    """
    if is_loopback(host):
        return
    shown = "every address of this machine" if host in _ANY else host
    if rates(environment).are_off:
        raise SettingsError(
            f"RATE_LIMIT=off is for load tests on 127.0.0.1, but HOST is {shown}. Leave one of them out."
        )
    has_rest = any(line.startswith("rasa_project.channels.rest.") for line in credentials.splitlines())
    if has_rest and not keys.has_valid_keys():
        raise SettingsError(
            f"The REST channel has no keys, so anybody who reaches {shown} could use it. Make a key first "
            "(python -m rasa_project keys create NAME), or take the lines rasa_project.channels.rest out of "
            "credentials.yml, or bind HOST=127.0.0.1."
        )
