"""Where a webhook may lead: https to a public address, looked up and held for the connection that is made.

An address of this machine or of the networks behind it (SSRF) is refused when the webhook is entered, and at every
connection, since a name can point elsewhere by then. Nobody is redirected.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlsplit

import httpcore

from rasa_project.errors import BotError
from rasa_project.security.addresses import is_loopback

MOST_LETTERS: Final = 500
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_HOW: Final = "Write it like https://clinic.example/measles-events"


class WebhookAddressError(BotError, ValueError):
    """A webhook can't lead there; the text says why."""


def check_address(url: str, *, loopback: bool) -> None:
    """See that a webhook may lead to ``url``, as far as its text tells.

    Args:
        url: the address.
        loopback: whether this machine is allowed, also without TLS (``WEBHOOK_LOOPBACK``, for tests).

    Raises:
        WebhookAddressError: it may not.
    """
    if len(url) > MOST_LETTERS or not url.isascii() or any(letter <= " " for letter in url):
        raise WebhookAddressError(f"The address has letters that can't be, or over {MOST_LETTERS} of them. {_HOW}")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise WebhookAddressError(f"{url!r} is no address ({error}). {_HOW}") from error
    if not host or parts.username is not None or parts.password is not None or parts.fragment or port == 0:
        raise WebhookAddressError(f"{url!r} must be a host and a path, without a user or a #. {_HOW}")
    is_near = is_loopback(host)
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback and is_near):
        raise WebhookAddressError(f"{url!r} is not https. {_HOW}")
    try:
        literal = ipaddress.ip_address(host)
    except ValueError:
        if is_near and not loopback:
            raise WebhookAddressError(f"{host} is this machine. Give the address of a public server.") from None
        return
    if not is_allowed(literal, loopback=loopback):
        raise WebhookAddressError(f"{host} is no public address. Give the address of a public server.")


def is_allowed(address: ipaddress.IPv4Address | ipaddress.IPv6Address, *, loopback: bool) -> bool:
    """Whether a connection may go there: a public address, also where IPv6 carries it."""
    plain = _carried(address)
    return (plain.is_global and not plain.is_multicast) or (loopback and plain.is_loopback)


def _carried(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address that an IPv6 one carries, else itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None) or address


async def addresses_of(host: str, port: int) -> list[str]:
    """The addresses of a host.

    Raises:
        OSError: it has none.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to public addresses only: what was looked up is what is connected to."""

    def __init__(self, *, loopback: bool) -> None:
        """Allow this machine where ``loopback`` says so."""
        self._loopback = loopback
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of ``host`` that answers.

        Raises:
            WebhookAddressError: one of its addresses is not public.
            httpcore.ConnectError: none answers.
        """
        try:
            found = await addresses_of(host, port)
        except OSError as error:
            raise httpcore.ConnectError(f"no address: {error}") from error
        if not all(is_allowed(ipaddress.ip_address(one.partition("%")[0]), loopback=self._loopback) for one in found):
            raise WebhookAddressError("An address of the webhook's host is not public.")
        failed: Exception = httpcore.ConnectError("no address")
        for one in found:
            try:
                return await self._inner.connect_tcp(one, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Never: a webhook leads to a host.

        Raises:
            WebhookAddressError: always.
        """
        raise WebhookAddressError("A webhook leads to a host.")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._inner.sleep(seconds)
