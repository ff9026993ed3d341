"""A plain nginx in front of a server, and what does the same where there is no nginx."""

from __future__ import annotations

import os
import shutil
import socket
import socketserver
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.servers import free_port

#: The plainest there is: what a first search for "nginx reverse proxy" gives.
PLAIN = "proxy_pass http://127.0.0.1:{backend};"
_CONFIGURATION = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; location / {{ {location} }} }}
}}
"""


@contextmanager
def nginx(backend: int, folder: Path, location: str = PLAIN) -> Iterator[int]:
    """The port of a real nginx; the test is skipped where there is none (never where ``SERVICES_REQUIRED`` is set)."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        assert not os.environ.get("SERVICES_REQUIRED"), "nginx is missing: scripts/install_services.sh"
        pytest.skip("no nginx (apt-get install nginx-light)")
    port = free_port()
    file = folder / "nginx.conf"
    told = {"folder": folder, "port": port, "location": location.format(backend=backend)}
    file.write_text(_CONFIGURATION.format(**told), encoding="utf-8")
    process = subprocess.Popen([program, "-p", str(folder), "-c", str(file)], stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def like_plain_nginx(backend: int) -> Iterator[int]:
    """The port of a proxy that sends on byte for byte what a plain nginx sends (a test compares them)."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            head, _, rest = _read_head(self.request).partition(b"\r\n\r\n")
            line, *headers = head.split(b"\r\n")
            length = next((one for one in headers if one.lower().startswith(b"content-length:")), None)
            sent_on = [
                one for one in headers if not one.lower().startswith((b"host:", b"connection:", b"content-length:"))
            ]
            new = [line.rsplit(b" ", 1)[0] + b" HTTP/1.0", b"Host: 127.0.0.1:%d" % backend, b"Connection: close"]
            new += ([b"Content-Length: " + length.split(b":", 1)[1].strip()] if length else []) + sent_on
            missing = int(length.split(b":", 1)[1]) - len(rest) if length else 0
            while missing > 0 and (more := self.request.recv(missing)):
                rest, missing = rest + more, missing - len(more)
            with socket.create_connection(("127.0.0.1", backend), timeout=30) as line_on:
                line_on.sendall(b"\r\n".join(new) + b"\r\n\r\n" + rest)
                while answer := line_on.recv(65536):
                    self.wfile.write(answer)

    with _threaded(Handler) as port:
        yield port


@contextmanager
def recorder() -> Iterator[tuple[int, list[bytes]]]:
    """The port of a server that keeps what it is sent, and what it kept."""
    kept: list[bytes] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            sent = _read_head(self.request)
            length = next((line for line in sent.split(b"\r\n") if line.lower().startswith(b"content-length:")), b":0")
            while len(sent.partition(b"\r\n\r\n")[2]) < int(length.split(b":")[1]):
                sent += self.request.recv(65536)
            kept.append(sent)
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    with _threaded(Handler) as port:
        yield port, kept


@contextmanager
def _threaded(handler: Any) -> Iterator[int]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def _read_head(line: socket.socket) -> bytes:
    line.settimeout(30)
    read = b""
    while b"\r\n\r\n" not in read and (more := line.recv(65536)):
        read += more
    return read


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            return
        except OSError:
            assert process.poll() is None, "nginx did not start"
            assert time.monotonic() < end, "nginx does not listen"
            time.sleep(0.05)
