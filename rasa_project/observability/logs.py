"""Logs: one line of JSON an event, with ids, times and intents, never what somebody wrote.

Rasa and its libraries put messages into their log lines and errors. Only fields and loggers that are known here get
out whole; of everybody else's lines the place in the code and the kind of error are kept, which is enough to find
the fault, and their words are dropped.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
import warnings
from collections.abc import MutableMapping
from datetime import datetime, timezone
from typing import Any, Final, TextIO

import structlog

#: Loggers whose words are ours: constants, without texts of parents in them.
_OURS: Final = ("rasa_project", "actions")
#: Fields that may be logged.
FIELDS: Final = frozenset(
    {
        "event", "level", "time", "logger", "at", "error", "frames",
        "request_id", "channel", "conversation", "intent", "confidence", "language", "outcome", "ms", "answers",
        "problem", "status", "key", "part", "count", "why", "left_out",
    }
)  # fmt: skip
#: In place of a library's words.
_LEFT_OUT: Final = "a library's line; its words are left out, they may hold what somebody wrote"
_FRAMES: Final = 8


def configure(stream: TextIO | None = None, level: int = logging.WARNING, verbose: bool = False) -> None:
    """Send everything through the filter: our events from INFO, other people's lines from ``level``.

    Args:
        stream: where to; standard error by default.
        level: of other people's lines.
        verbose: show their words, from INFO on, and Python's warnings, until :func:`hide_words`: before the first
            message comes there is nothing of a parent in them.
    """
    out = sys.stderr if stream is None else stream
    level = logging.INFO if verbose else level
    handler = logging.StreamHandler(out)
    handler.setFormatter(PlaceOnly(shows_words=verbose))
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    if verbose:
        logging.captureWarnings(True)
    else:
        warnings.showwarning = _say_nothing  # they are for developers, and may hold a message
    logging.getLogger("sanic.root").setLevel(level)
    logging.getLogger("sanic.access").disabled = True
    structlog.configure(
        processors=[known_fields, structlog.processors.JSONRenderer(ensure_ascii=False)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),  # Rasa's, whose events hold texts
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )


def hide_words(level: int = logging.WARNING) -> None:
    """From now on parents write: no word of other people's lines is shown any more."""
    shown = [handler.formatter for handler in logging.getLogger().handlers if isinstance(handler.formatter, PlaceOnly)]
    if any(formatter.shows_words for formatter in shown):
        for formatter in shown:
            formatter.shows_words = False
        logging.getLogger().setLevel(level)
        logging.getLogger("sanic.root").setLevel(level)
        warnings.showwarning = _say_nothing


def _say_nothing(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, *more: Any, **named: Any
) -> None:
    """In place of ``warnings.showwarning``."""


def event_logger() -> Any:
    """Writes our own events from INFO on: ``event_logger().info("turn", intent=...)``.

    Rasa's own structlog events stay at ERROR; this one takes the same output and processors.
    """
    settings = structlog.get_config()
    return structlog.wrap_logger(
        settings["logger_factory"](),
        processors=[known_fields, structlog.processors.JSONRenderer(ensure_ascii=False)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )


def known_fields(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: drops every field that is not in :data:`FIELDS`, adds time and level."""
    kept = {name: value for name, value in event.items() if name in FIELDS}
    return {"time": _now(), "level": method, **kept}


class PlaceOnly(logging.Formatter):
    """A line of JSON for a standard log record; other people's words and all error texts are left out.

    Attributes:
        shows_words: whether other people's words are shown all the same.
    """

    def __init__(self, shows_words: bool = False) -> None:
        """Hide words by default."""
        super().__init__()
        self.shows_words = shows_words

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON."""
        line: dict[str, Any] = {"time": _now(), "level": record.levelname.lower(), "logger": record.name}
        is_shown = self.shows_words or record.name.split(".")[0] in _OURS
        line["event"] = record.getMessage().strip() if is_shown else _LEFT_OUT
        line["at"] = f"{record.module}:{record.lineno}"
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["frames"] = _frames(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _frames(trace: Any) -> list[str]:
    """Where an error came from: file, line and function of the last calls."""
    calls = traceback.extract_tb(trace)[-_FRAMES:]
    return [f"{'/'.join(call.filename.split('/')[-2:])}:{call.lineno} {call.name}" for call in calls]


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds")
