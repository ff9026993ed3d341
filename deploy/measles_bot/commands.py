"""Starting other programs: as another user, gently, and with their last words where they end badly."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from measles_bot.errors import CommandError

#: Beside the bot that serves: the processor goes to the bot first, and where memory ends this is what the kernel ends.
GENTLY: Final = ("nice", "-n", "10", "choom", "-n", "500", "--")
_LAST_LINES: Final = 15
_PATH: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def run(
    command: Sequence[str | Path],
    *,
    user: str | None = None,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    is_shown: bool = False,
) -> str:
    """Run a program to its end; returns what it printed.

    Args:
        command: program and arguments.
        user: who runs it; ``None`` or not being root: whoever runs this.
        folder: where it runs.
        environment: all of its variables; ``None``: those of this process.
        is_shown: its output goes to the terminal as it comes, and is not returned.

    Raises:
        CommandError: it is missing, or its exit status is not 0; the text has its last lines.
    """
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words, cwd=folder, env=environment, check=False, text=True, errors="replace",
            stdout=None if is_shown else subprocess.PIPE, stderr=None if is_shown else subprocess.STDOUT,
            **as_user(user),
        )  # fmt: skip
    except OSError as error:
        raise CommandError(f"{words[0]} can't be started ({error.strerror}).") from error
    if done.returncode:
        said = "\n".join((done.stdout or "").strip().splitlines()[-_LAST_LINES:])
        raise CommandError(f"`{' '.join(words)}` ended with status {done.returncode}." + (f"\n{said}" if said else ""))
    return done.stdout or ""


def as_user(user: str | None) -> dict[str, Any]:
    """Arguments of :mod:`subprocess` that give a program to a user, its groups included."""
    if user is None or os.geteuid() != 0:
        return {}
    return {"user": user, "group": user, "extra_groups": []}


def plain_environment(home: Path, **more: str) -> dict[str, str]:
    """Variables for a program that should know nothing of who started it."""
    kept = {name: os.environ[name] for name in ("LANG", "http_proxy", "https_proxy", "no_proxy") if name in os.environ}
    kept |= {name: told for name, told in os.environ.items() if name.startswith(("PIP_", "UV_"))}
    return {"PATH": os.environ.get("PATH", _PATH), "HOME": str(home), "LANG": "C.UTF-8", **kept, **more}
