"""Whom the server trusts unasked: this machine where a setting says so, and by which names it may be called.

A connection from 127.0.0.1 without a proxy's headers proves nothing: nginx with nothing but ``proxy_pass
http://127.0.0.1:5005;`` sends ``Host: 127.0.0.1:5005`` and no header of its own, for callers of the whole Internet
(docs/decisions/0068).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from rasa_project import settings
from rasa_project.security.addresses import is_address, is_loopback
from rasa_project.security.key_file import KeyFile
from rasa_project.security.settings import Rates
from rasa_project.settings import SettingsError

_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip", "x-forwarded-host", "via")
_HOST: Final = re.compile(r"([a-z0-9][a-z0-9.-]{0,252}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?")
_OWN_PORTS: Final = {"http": "80", "https": "443"}
#: Settings that say: a proxy stands before this server.
_PROXY_SETTINGS: Final = (
    settings.SANIC_PROXIES_COUNT, settings.SANIC_REAL_IP_HEADER, settings.SANIC_FORWARDED_SECRET, settings.PUBLIC_HOSTS,
    settings.PUBLIC_URL,
)  # fmt: skip


@dataclass(frozen=True)
class Trust:
    """What is believed of a call before it shows anything.

    Attributes:
        local_access: whether this machine needs no key; a proxy on it speaks for everybody whom it lets in.
        public_hosts: names under which others reach the bot's own page, each with a scheme and a port or without; one
            without a port means the scheme's own.
    """

    local_access: bool = False
    public_hosts: frozenset[str] = frozenset()

    def is_near(self, ip: str, headers: Mapping[str, Any]) -> bool:
        """Whether a person or program on this machine calls.

        Args:
            ip: address of the connection itself, never one that a header tells.
            headers: of the call. A proxy's header, or a ``Host`` that is no name of this machine (a page that points a
                name of its own at 127.0.0.1), tells of somebody else; their absence alone tells nothing.
        """
        if not self.local_access or not is_loopback(ip) or any(name in headers for name in _FORWARDED):
            return False
        return is_loopback(_name(str(headers.get("host", ""))))

    def is_own_page(self, origin: str, host: str) -> bool:
        """Whether ``origin`` is the bot's own page.

        Args:
            origin: the header ``Origin``.
            host: the header ``Host``: believed for addresses only, since anybody can point a name anywhere.
        """
        scheme, _, authority = origin.lower().partition("://")
        if scheme not in _OWN_PORTS or not _HOST.fullmatch(authority):
            return False
        name = _name(authority)
        if is_address(name) or name == "localhost":
            return authority == host.lower()
        port = authority[len(name) + 1 :] or _OWN_PORTS[scheme]
        names = {f"{name}:{port}", name} if port == _OWN_PORTS[scheme] else {f"{name}:{port}"}
        return not self.public_hosts.isdisjoint(names | {f"{scheme}://{one}" for one in names})


def read_trust(environment: Mapping[str, str] | None = None) -> Trust:
    """Read ``LOCAL_ACCESS`` and ``PUBLIC_HOSTS``.

    ``RATE_LIMIT=off`` is said for load tests on this machine, so it sets ``LOCAL_ACCESS=on`` where that is not said.

    Raises:
        SettingsError: a value can't be used, or the first stands beside a setting that speaks of a proxy.
    """
    is_local = settings.LOCAL_ACCESS.read(environment)
    if not settings.LOCAL_ACCESS.is_told(environment):
        is_local = not settings.RATE_LIMIT.read(environment)
    trust = Trust(is_local, settings.PUBLIC_HOSTS.read(environment))
    proxied = [setting.name for setting in _PROXY_SETTINGS if setting.read(environment)]
    if trust.local_access and proxied:
        raise SettingsError(
            "LOCAL_ACCESS=on (RATE_LIMIT=off sets it) lets everybody in whom a proxy on this machine lets in, and "
            f"{proxied[0]} says that there is one. Leave one of them out."
        )
    return trust


def check_start(host: str, trust: Trust, limits: Rates) -> None:
    """Refuse settings that would let strangers in unasked.

    Args:
        host: the address that the server binds.
        trust: who needs no key.
        limits: how often callers may call.

    Raises:
        SettingsError: the text names what to leave out.
    """
    shown = host or "every address of this machine"
    if limits.are_off and not (trust.local_access and is_loopback(host)):
        raise SettingsError(
            "RATE_LIMIT=off is for load tests from this machine: it needs LOCAL_ACCESS=on and HOST=127.0.0.1, but HOST "
            f"is {shown}. Leave it out."
        )
    if trust.local_access and not is_loopback(host):
        raise SettingsError(
            f"LOCAL_ACCESS=on is for HOST=127.0.0.1, but HOST is {shown}. "
            "Leave one of them out; make keys for callers: python -m rasa_project keys create NAME"
        )


def what_is_trusted(keys: KeyFile, environment: Mapping[str, str] | None = None) -> list[str]:
    """One or two lines for the start: who is believed, in words that an administrator can act on.

    Raises:
        SettingsError: a setting can't be used.
        rasa_project.security.key_file.KeyFileError: the keys can't be read.
    """
    count = sum(key.is_valid() for key in keys.all().values())
    if read_trust(environment).local_access:
        needs = "the API needs one of the keys" if keys.has_keys() else "no key is needed for the API"
        lines = [
            f"Trusted: this machine (LOCAL_ACCESS=on): {needs}, none for /metrics. "
            "A proxy on it would let everybody in."
        ]
    elif count:
        lines = [f"Trusted: {count} valid key{'s'[: count - 1]}; this machine needs one too (LOCAL_ACCESS is off)."]
    else:
        lines = [
            "Trusted: nobody over REST: there is no valid key, and LOCAL_ACCESS is off. "
            "Make one: python -m rasa_project keys create NAME"
        ]
    proxies = settings.SANIC_PROXIES_COUNT.read(environment)
    if proxies:
        told = "a proxy tells" if proxies == 1 else f"{proxies} proxies tell"
        lines.append(f"Trusted: what {told} of callers' addresses: let nobody else reach this port.")
    return lines


def _name(authority: str) -> str:
    """The host of ``host`` or ``host:port``; nothing where it is neither."""
    found = _HOST.fullmatch(authority.lower())
    return found[1] if found else ""
