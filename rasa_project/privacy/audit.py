"""Who handed out, deleted or gave access to what, and when: one line of JSON each, without text or sender ids.

The file is only ever added to (``O_APPEND``, one write a line); keeping and throwing away is the operator's
(docs/privacy.md).
"""

from __future__ import annotations

import json
import os
import pwd
from datetime import datetime, timezone
from pathlib import Path
from typing import Final

from rasa_project.private_files import FILE_MODE, make_folder
from rasa_project.settings import AUDIT_FILE, SettingsError
from rasa_project.small_files import open_regular

_LOGIN: Final = Path("/proc/self/loginuid")
#: What the kernel writes where nobody logged in (a service).
_NO_LOGIN: Final = 2**32 - 1


def record(what: str, by: str, count: int, **about: str) -> None:
    """Add a line: time (UTC), ``what`` was done, ``by`` whom, to how many entries.

    Args:
        what: ``export``, ``delete``, ``retention``, ``key-create``...
        by: :func:`operator` or ``channel:web``.
        count: entries, persons or keys.
        about: further names that tell no person: a pseudonym, a key's name.

    Raises:
        SettingsError: the line can't be written; the text names the file and the variable.
    """
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    line = json.dumps({"time": now, "what": what, "by": by, "count": count, **about}, ensure_ascii=False)
    _append(line.encode("utf-8", "replace") + b"\n")


def check() -> None:
    """See that lines can be written, before something is done that must leave one.

    Raises:
        SettingsError: they can't.
    """
    _append(b"")


def operator() -> str:
    """The user of the operating system who runs this command: ``user:bot``, with who logged in where it is known."""
    user = _name(os.getuid())
    try:
        login = int(_LOGIN.read_text(encoding="ascii"))
    except (OSError, ValueError):
        login = _NO_LOGIN
    return f"user:{user}" if login in {_NO_LOGIN, os.getuid()} else f"user:{user} (logged in as {_name(login)})"


def _name(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def _append(line: bytes) -> None:
    path = AUDIT_FILE.read()
    try:
        make_folder(path.parent)
        handle = open_regular(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, FILE_MODE, or_device=True)
        try:
            if line and os.write(handle, line) != len(line):
                raise OSError("the disk is full")
        finally:
            os.close(handle)
    except OSError as error:
        raise SettingsError(
            f"The audit file {path} can't be written ({error.strerror or error}). "
            f"Let this user write there, or set {AUDIT_FILE.name} to another file."
        ) from error
