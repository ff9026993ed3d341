"""An integrator's server on a loopback port: takes events, or fails, is slow, redirects, as a test wants."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook


@dataclass
class Post:
    """What came in."""

    path: str
    headers: dict[str, str]
    body: bytes
    at: float = field(default_factory=time.time)

    def verified(self, secret: str) -> Any:
        """The payload, where the signature is right: by the library that receivers use."""
        return Webhook(secret).verify(self.body, self.headers)


@dataclass
class Receiver:
    """The server.

    Attributes:
        posts: all that came, in order.
        answer: status and headers for a post, by how many came before it.
    """

    port: int
    posts: list[Post] = field(default_factory=list)
    answer: Callable[[int], tuple[int, dict[str, str]]] = lambda count: (204, {})
    wait: float = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/events"

    def wait_for(self, count: int, seconds: float = 20.0) -> list[Post]:
        """So many posts; fails where they do not come."""
        end = time.monotonic() + seconds
        while len(self.posts) < count:
            assert time.monotonic() < end, f"{len(self.posts)} of {count} posts came"
            time.sleep(0.01)
        return self.posts


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver, as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            count = len(receiver.posts)
            receiver.posts.append(Post(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            time.sleep(receiver.wait)
            status, headers = receiver.answer(count)
            self.send_response(status)
            for name, value in {"Content-Length": "0", **headers}.items():
                self.send_header(name, value)
            self.end_headers()

        def do_GET(self) -> None:
            receiver.posts.append(Post(f"GET {self.path}", {}, b""))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    receiver = Receiver(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
