"""The bot as a service: systemd's word about it, and its own."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any, Final

from measles_bot.commands import run
from measles_bot.errors import CommandError
from measles_bot.layout import SERVICE

_CALL_SECONDS: Final = 20.0
_PAUSE_SECONDS: Final = 1.0


def systemctl(*words: str) -> str:
    """Ask systemd.

    Raises:
        CommandError: it refuses, or what was started failed.
    """
    return run(["systemctl", *words])


def state(unit: str = SERVICE) -> str:
    """``active``, ``activating``, ``inactive``, ``failed`` ..., or ``unknown``."""
    try:
        return systemctl("show", "--property=ActiveState", "--value", unit).strip() or "unknown"
    except CommandError:
        return "unknown"


@dataclass(frozen=True)
class Said:
    """What a bot answered.

    Attributes:
        status: of HTTP; 0 where nobody answered.
        body: the JSON object, empty where there was none.
    """

    status: int
    body: dict[str, Any]


def call(port: int, path: str, body: dict[str, Any] | None = None) -> Said:
    """Call a bot on this machine; never raises."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, {"Content-Type": "application/json"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_CALL_SECONDS) as answer:
            return Said(answer.status, _object(answer.read()))
    except urllib.error.HTTPError as error:
        return Said(error.code, _object(error.read()))
    except (OSError, ValueError):
        return Said(0, {})


def _object(text: bytes) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def why_not_ready(port: int, version: str | None, seconds: float) -> str:
    """Wait until the bot says that it is ready, and is of that version; empty, or why it was given up."""
    end = time.monotonic() + seconds
    while True:
        said = call(port, "/health/ready")
        why = _why(said, version)
        if not why or time.monotonic() >= end:
            return why
        time.sleep(_PAUSE_SECONDS)


def _why(said: Said, version: str | None) -> str:
    if said.status == 0:
        return "it does not answer"
    if said.status != 200:
        checks: dict[str, str] = said.body.get("checks") or {}
        return "; ".join(f"{part}: {told}" for part, told in checks.items() if told != "ok") or f"status {said.status}"
    if version is not None and said.body.get("version") != version:
        return f"version {said.body.get('version')} answers where {version} should"
    return ""
