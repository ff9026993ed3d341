"""Where a call comes from, and under what it is counted: the same for every channel over HTTP."""

from __future__ import annotations

from sanic.request import Request

from rasa_project.privacy.senders import Person, sender_hasher
from rasa_project.security.addresses import counted_as


def address_of(request: Request) -> str:
    """Who asks: behind a proxy the address that it forwards, where Sanic was told to trust it."""
    return str(request.remote_addr or request.ip)


def hashed(address: str) -> str:
    """Under which an address is counted: counts may lie in Redis, addresses of people may not."""
    return sender_hasher().pseudonym(Person("address", counted_as(address)))
