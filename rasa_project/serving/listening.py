"""The address that the server listens on: taken before anything slow begins, so that what is wrong is said at once."""

from __future__ import annotations

import errno
import socket
from typing import Final

from rasa_project.errors import BotError

#: Connections that may wait to be taken up.
BACKLOG: Final = 1024


class AddressError(BotError):
    """The server can't listen there; the text names the address and says what to do."""


def bind(host: str, port: int) -> socket.socket:
    """A socket that has the address and does not listen yet: until then the port refuses connections.

    Raises:
        AddressError: the address is in use, is none of this machine, or may not be used.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:  # the second: a name that can't be one
        raise AddressError(_not_here(host)) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise AddressError(_why(error, host, port)) from error
    return listener


def listen(listener: socket.socket) -> None:
    """Begin to take connections.

    Raises:
        AddressError: another program has begun to listen there meanwhile.
    """
    try:
        listener.listen(BACKLOG)
    except OSError as error:
        host, port = listener.getsockname()[:2]
        raise AddressError(_why(error, host, port)) from error


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} of {host} is in use, perhaps by a bot that was started before. Stop that program "
            f"(`ss -ltnp` names it), or take another port: PORT={port + 1 if port < 65535 else port - 1}."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} needs rights that this user lacks. Take one above 1023: PORT=5005."
    return _not_here(host)


def _not_here(host: str) -> str:
    return (
        f"HOST={host} is no address of this machine. Set HOST=127.0.0.1 (only this machine) or 0.0.0.0 (all networks)."
    )
