"""Calls whose connection breaks at a moment of the test's choosing."""

from __future__ import annotations

import json
import socket
import struct
import time
from typing import Any

#: With the option SO_LINGER at zero seconds the system sends a reset in place of a plain close.
_RESET = struct.pack("ii", 1, 0)


def post_bytes(path: str, body: Any, **headers: str) -> bytes:
    """A POST of JSON to a server of this machine, as bytes; underscores in names of headers are hyphens."""
    data = json.dumps(body).encode()
    named = {"Host": "127.0.0.1", "Content-Type": "application/json", "Content-Length": str(len(data))}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items()), "", ""]
    return "\r\n".join(lines).encode() + data


def send_and_break(port: int, data: bytes, after: float, resets: bool) -> None:
    """Send, wait ``after`` seconds, close or reset the connection without reading an answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(data)
        time.sleep(after)
        if resets:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
