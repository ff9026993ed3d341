"""How the bot is, by its own health check on this machine."""

from __future__ import annotations

import http.client
from typing import Final

from rasa_project.settings import HOST, PORT

_PATIENCE: Final = 2.0
_ANYWHERE: Final = frozenset({"0.0.0.0", "::", "[::]"})  # noqa: S104 (what is compared with)

READY, NOT_READY, AWAY = "ready", "not_ready", "away"


def bot_health() -> str:
    """``ready``, ``not_ready`` where it runs and can't answer parents, ``away`` where nobody answers."""
    host = HOST.read()
    connection = http.client.HTTPConnection(
        "127.0.0.1" if host in _ANYWHERE else host, int(PORT.read()), timeout=_PATIENCE
    )
    try:
        connection.request("GET", "/health/ready")
        return READY if connection.getresponse().status == http.client.OK else NOT_READY
    except (OSError, http.client.HTTPException):
        return AWAY
    finally:
        connection.close()
