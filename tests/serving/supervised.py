"""A small server under the supervisor, without a model: ``python -m tests.serving.supervised PORT WORKERS STILL``.

Its routes do what a test wants of a worker: sleep, hang, hold the interpreter, die.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project.errors import WorkersDieError
from rasa_project.observability.logs import configure
from rasa_project.serving.connections import Connections
from rasa_project.serving.listening import bind, listen
from rasa_project.serving.running import running_turns
from rasa_project.serving.supervisor import Limits, Supervisor
from rasa_project.serving.worker import run_worker

#: Where it stands, a worker dies when it starts.
BROKEN = "broken"
SLOW_SECONDS = 0.2
BUSY_SECONDS = 0.01


def build(folder: Path) -> Sanic:
    app = Sanic("supervised")
    app.ctx.connections = Connections(500)

    @app.get("/pid")
    async def pid(request: Request) -> HTTPResponse:
        return response.text(str(os.getpid()))

    @app.post("/turn")
    async def turn(request: Request) -> HTTPResponse:
        async def store() -> str:
            await asyncio.sleep(SLOW_SECONDS)
            with (folder / "stored").open("a", encoding="utf-8") as stored:
                stored.write(request.body.decode() + "\n")
            return str(os.getpid())

        return response.text(await running_turns().to_its_end(store()))

    @app.post("/busy")
    async def busy(request: Request) -> HTTPResponse:
        time.sleep(BUSY_SECONDS)  # as a turn that is worked out
        return response.text(str(os.getpid()))

    @app.get("/still")
    async def still(request: Request) -> HTTPResponse:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        stand_still(time.sleep)
        return response.empty()

    @app.get("/hold")
    async def hold(request: Request) -> HTTPResponse:
        re.match("(a+)+b", "a" * 64)  # compiled code that does not give the interpreter to another thread
        return response.empty()

    @app.listener("before_server_start")
    async def start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        if (folder / BROKEN).exists():
            raise RuntimeError("broken")

    @app.listener("after_server_start")
    async def work(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        app.add_task(asyncio.sleep(600))  # as the daily deletion: ends with the server

    return app


def stand_still(sleep: Callable[[float], None]) -> None:
    sleep(600)


def main(port: int, workers: int, still: float) -> int:
    configure()
    logging.getLogger("rasa_project").setLevel(logging.INFO)
    listener = bind("127.0.0.1", port)
    app = build(Path.cwd())
    listen(listener)
    limits = Limits(still=still, start=60, end=20, grace=1, quick=2, most_quick=3, pause=0.1)
    try:
        Supervisor(
            lambda pulse: run_worker(app, listener, pulse, stop_seconds=10),
            workers,
            limits,
            when_ready=lambda: print("Ready.", flush=True),
            when_stopping=listener.close,
        ).run()
    except WorkersDieError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
