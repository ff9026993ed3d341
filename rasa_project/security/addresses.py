"""Under which name calls of an address are counted."""

from __future__ import annotations

import ipaddress
from typing import Final

#: A household, a phone or a rented server gets a whole /64 (RFC 6177, RFC 7934), and can call from each address of it.
_IPV6_BITS: Final = 64
#: NAT64's well-known prefix (RFC 6052): the last 32 bits are the IPv4 address behind it.
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_NONE: Final = "no address"


def is_loopback(host: str) -> bool:
    """Whether an address or name means this machine alone."""
    bare = host.strip("[]").lower()
    if bare == "localhost":
        return True
    try:
        return _plain(ipaddress.ip_address(bare)).is_loopback
    except ValueError:
        return False


def is_address(host: str) -> bool:
    """Whether ``host`` is an IP address and no name."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def counted_as(address: str) -> str:
    """The name under which calls of ``address`` are counted.

    IPv4 counts by address, also where IPv6 carries it (``::ffff:1.2.3.4``, NAT64); IPv6 by /64. What is no address (a
    proxy may send "unknown") counts together.
    """
    try:
        plain = _plain(ipaddress.ip_address(address.strip().strip("[]").partition("%")[0]))
    except ValueError:
        return _NONE
    if isinstance(plain, ipaddress.IPv4Address):
        return str(plain)
    return str(ipaddress.IPv6Network((plain, _IPV6_BITS), strict=False))


def _plain(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address
