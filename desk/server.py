"""The desk's process: Django under waitress, and the thread that counts what the bot stored.

waitress: threads of one process, pure Python, buffers slow clients by itself; so SQLite has one writer process, and the
thread that counts needs no process of its own.
"""

from __future__ import annotations

import signal
from types import FrameType
from typing import Final

from django.core.wsgi import get_wsgi_application

from desk import variables
from rasa_project.service_manager import tell_ready

_THREADS: Final = 6
#: Larger than any form (``DATA_UPLOAD_MAX_MEMORY_SIZE``), so that Django says what is wrong.
_MOST_BODY: Final = 4 * 2**20

application = get_wsgi_application()


def serve() -> None:
    """Serve until the process is told to end."""
    from waitress import create_server

    from desk.today.watching import start_watching

    host, port = variables.DESK_HOST.read(), variables.DESK_PORT.read()
    believed = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}
    server = create_server(
        application,
        host=host,
        port=port,
        threads=_THREADS,
        max_request_body_size=_MOST_BODY,
        ident="desk",
        clear_untrusted_proxy_headers=True,
        **(believed if variables.DESK_HOSTS.read() else {}),
    )
    stop = start_watching()
    signal.signal(signal.SIGTERM, _end)
    print(f"The office's desk: http://{host}:{port}/", flush=True)
    tell_ready()
    try:
        server.run()
    finally:
        stop.set()


def _end(number: int, frame: FrameType | None) -> None:
    """What a service manager asks for: waitress lets the answers that it writes go out, then ends."""
    raise SystemExit(0)
