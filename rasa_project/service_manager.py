"""systemd is told when parents can be answered (``Type=notify``): who starts the bot waits for that, not a process."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import MutableMapping
from typing import Final

_VARIABLE: Final = "NOTIFY_SOCKET"


def tell_ready(environment: MutableMapping[str, str] | None = None) -> bool:
    """Say ``READY=1`` once, where a service manager listens; whether one was told.

    A manager that can't be reached is no reason to keep parents waiting.
    """
    address = (os.environ if environment is None else environment).pop(_VARIABLE, "")
    if not address.startswith(("/", "@")):
        return False
    if address.startswith("@"):  # Linux's abstract names begin with a zero byte
        address = "\0" + address[1:]
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.connect(address)
        line.sendall(b"READY=1")
        return True
    return False
