"""A small app behind the strict protocol, in a process of its own: counts what reaches a handler.

``python -m tests.serving.strict_server PORT [LIMIT]``: with LIMIT, soft and hard limit of open files.
"""

from __future__ import annotations

import asyncio
import json
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project.channels.rest.routes import SERVER_LIMITS
from rasa_project.serving.connections import Connections, most_connections, raise_descriptor_limit
from rasa_project.serving.http_protocol import StrictProtocol

ROOT = Path(__file__).resolve().parents[2]
#: Many times what anything here takes.
PATIENCE = 90.0
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD")


def make_app() -> Sanic:
    app = Sanic("strict")
    app.config.update(SERVER_LIMITS)
    app.ctx.calls = 0
    app.ctx.connections = Connections(most_connections())

    @app.on_request
    async def count(request: Request) -> None:
        request.app.ctx.calls += request.path != "/calls"

    @app.get("/calls")
    async def calls(request: Request) -> HTTPResponse:
        register = request.app.ctx.connections
        told = {"calls": request.app.ctx.calls, "open": register.open, "busy": register.busy, "most": register.most}
        return HTTPResponse(json.dumps(told))

    @app.route("/stream", methods=METHODS, stream=True)
    async def stream(request: Request) -> HTTPResponse:
        pieces = [piece async for piece in request.stream]
        return HTTPResponse(b"".join(pieces))

    @app.get("/slow")
    async def slow(request: Request) -> HTTPResponse:
        await asyncio.sleep(float(request.args.get("seconds")))
        return HTTPResponse("slow")

    @app.get("/large")
    async def large(request: Request) -> HTTPResponse:
        return HTTPResponse(b"x" * 20_000_000)

    @app.get("/stop")
    async def stop(request: Request) -> HTTPResponse:
        request.app.ctx.connections.begin_closing(float(request.args.get("seconds", "1")))
        return HTTPResponse("stopping")

    @app.route("/<path:path>", methods=METHODS)
    async def echo(request: Request, path: str) -> HTTPResponse:
        told = {"method": request.method, "path": request.path, "body": request.body.decode(), **_seen(request)}
        return HTTPResponse(json.dumps(told))

    return app


def _seen(request: Request) -> dict[str, Any]:
    return {"query": request.query_string, "headers": dict(request.headers)}


@contextmanager
def strict_server(limit: int | None = None) -> Iterator[int]:
    """The port of one that runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "tests.serving.strict_server", str(port), *([str(limit)] if limit else [])]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        end = time.monotonic() + 120
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > end:
                raise AssertionError("the small server did not start")
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@contextmanager
def line(port: int) -> Iterator[socket.socket]:
    with socket.socket() as found:
        found.settimeout(PATIENCE)
        found.connect(("127.0.0.1", port))
        yield found


def read_to_the_end(found: socket.socket) -> bytes:
    said = b""
    while piece := found.recv(65536):
        said += piece
    return said


def ask(port: int, raw: bytes) -> bytes:
    """All that is said until the server closes."""
    with line(port) as found:
        found.sendall(raw)
        return read_to_the_end(found)


def calls(port: int) -> Any:
    """What the app has counted."""
    said = ask(port, b"GET /calls HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    return json.loads(said.partition(b"\r\n\r\n")[2])


def main() -> None:
    if len(sys.argv) > 2:
        resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[2]), int(sys.argv[2])))
    raise_descriptor_limit()
    make_app().run("127.0.0.1", int(sys.argv[1]), protocol=StrictProtocol, access_log=False, motd=False, backlog=1024)


if __name__ == "__main__":
    main()
