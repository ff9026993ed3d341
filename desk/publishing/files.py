"""The files that the bot reads: made of the entries that are live, checked aside, put in place in one step."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from rasa_project.content.written import as_yaml
from rasa_project.settings import PUBLISHED

_HEAD: Final = "# Written by the office's desk; docs/operations.md says what stands here.\n"
_LOCK: Final = ".lock"


def folder() -> Path:
    """Where the bot looks."""
    return PUBLISHED.read().absolute()


def text_of(content: Any) -> str:
    """A file's text; empty where nothing is published of its kind."""
    return _HEAD + as_yaml(content) if content else ""


def read(name: str) -> Any:
    """What stands in a file now; ``None`` where it is not there or can't be read."""
    try:
        return yaml.safe_load((folder() / name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One writer at a time, of all processes."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / _LOCK).open("a", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def tried(name: str, text: str) -> Iterator[Path]:
    """A folder of its own in which one file is another; gone afterwards."""
    aside = Path(tempfile.mkdtemp(prefix="desk-published-"))
    try:
        for path in folder().glob("*.yml"):
            shutil.copy(path, aside / path.name)
        (aside / name).unlink(missing_ok=True)
        if text:
            (aside / name).write_text(text, encoding="utf-8")
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def put(name: str, text: str) -> None:
    """Put a file in place in one step, readable for the bot's user and group; an empty one is taken away.

    Raises:
        OSError: the folder can't be written to; the old file stays.
    """
    path = folder() / name
    if not text:
        path.unlink(missing_ok=True)
        return
    aside = path.with_name(f".{name}.{os.getpid()}")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.chmod(0o640)
    aside.replace(path)
