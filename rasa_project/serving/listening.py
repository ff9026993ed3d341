"""The address that the server listens on: taken before anything slow begins, so that what is wrong is said at once.

systemd may hold the listening socket itself (``deploy/systemd/measles-bot.socket``): then callers wait in its line
while one version ends and the next one loads, and nobody is refused.
"""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import MutableMapping
from typing import Final

from rasa_project.errors import BotError

#: Connections that may wait to be taken up.
BACKLOG: Final = 1024
#: The number of the first file that systemd hands over.
_FIRST_HANDED_OVER: Final = 3


class AddressError(BotError):
    """The server can't listen there; the text names the address and says what to do."""


def bind(host: str, port: int) -> socket.socket:
    """A socket that has the address and does not listen yet: until then the port refuses connections.

    One that the service manager handed over stands above the address, and listens already.

    Raises:
        AddressError: the address is in use, is none of this machine, or may not be used.
    """
    handed = handed_over()
    if handed is not None:
        return handed
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


def handed_over(environment: MutableMapping[str, str] | None = None) -> socket.socket | None:
    """The listening socket that systemd hands over (``LISTEN_PID``, ``LISTEN_FDS``), or ``None``.

    The variables are taken out, so that no program started later believes them.

    Raises:
        AddressError: something else was handed over.
    """
    told = os.environ if environment is None else environment
    process, number = told.pop("LISTEN_PID", ""), told.pop("LISTEN_FDS", "")
    told.pop("LISTEN_FDNAMES", None)
    if process != str(os.getpid()):
        return None
    try:
        if number != "1":
            raise OSError(errno.EINVAL, "one is needed")
        handed = socket.socket(fileno=os.dup(_FIRST_HANDED_OVER))
        if not handed.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            raise OSError(errno.EINVAL, "it does not listen")
    except OSError as error:
        raise AddressError(
            f"The service manager handed over {number or 'no'} sockets, and the bot can't listen there "
            f"({error.strerror}). Let its unit have one line ListenStream=."
        ) from error
    os.close(_FIRST_HANDED_OVER)
    handed.setblocking(True)
    return handed


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
