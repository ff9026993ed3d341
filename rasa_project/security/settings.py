"""Settings of who may call and how often, read from the environment."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limits import RateLimitItem, parse

from rasa_project.security.key_file import KeyFile

_KEYS: Final = "state/keys.json"
_ANY: Final = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 (only compared)


class UnsafeAddressError(ValueError):
    """The server would answer strangers without asking who they are."""


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
        ValueError: a value is not a rate.
    """
    values = os.environ if environment is None else environment

    def one(setting: str, usual: str) -> RateLimitItem:
        text = values.get(setting) or usual
        try:
            return parse(text)
        except ValueError as error:
            raise ValueError(f"{setting}={text} is not a rate. Write it like 60/minute.") from error

    return Rates(
        address=one("RATE_ADDRESS", "300/minute"),
        session=one("RATE_SESSION", "60/minute"),
        wrong_keys=one("RATE_WRONG_KEYS", "10/minute"),
        conversations=one("RATE_CONVERSATIONS", "300/hour"),
        are_off=values.get("RATE_LIMIT", "").lower() == "off",
    )


def key_file() -> KeyFile:
    """The file of keys: ``REST_KEYS_FILE``, else ``state/keys.json``."""
    return KeyFile(Path(os.environ.get("REST_KEYS_FILE") or _KEYS))


def allowed_origins() -> frozenset[str]:
    """Pages that may call REST from a browser: ``REST_ORIGINS``, separated by commas; none by default."""
    return frozenset(
        one.strip().rstrip("/").lower() for one in os.environ.get("REST_ORIGINS", "").split(",") if one.strip()
    )


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
        UnsafeAddressError: REST is on, there is no key, and ``host`` is not this machine alone; or the rates are
            lifted on such an address.
    """
    if is_loopback(host):
        return
    shown = "every address of this machine" if host in _ANY else host
    if rates(environment).are_off:
        raise UnsafeAddressError(
            f"RATE_LIMIT=off is for load tests on 127.0.0.1, but HOST is {shown}. Leave one of them out."
        )
    has_rest = any(line.startswith("rasa_project.channels.rest.") for line in credentials.splitlines())
    if has_rest and not keys.has_valid_keys():
        raise UnsafeAddressError(
            f"The REST channel has no keys, so anybody who reaches {shown} could use it. Make a key first "
            "(python -m rasa_project keys create NAME), or take the lines rasa_project.channels.rest out of "
            "credentials.yml, or bind HOST=127.0.0.1."
        )
