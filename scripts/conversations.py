"""Back up the bot's state while it runs, and restore it when it is stopped: ``make backup``, ``make restore``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desk.variables import DESK_DATABASE_URL
from rasa_project.backup.errors import BackupError
from rasa_project.backup.make import make
from rasa_project.backup.restore import restore
from rasa_project.private_files import private_umask
from rasa_project.settings import SettingsError
from rasa_project.storage.errors import StoreError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 0 when it went well."""
    parser = argparse.ArgumentParser(prog="conversations", description=__doc__)
    parser.add_argument("what", choices=["backup", "restore"])
    parser.add_argument("file", nargs="?", default="", help="backup: a name in backups/ where it is left out")
    options = parser.parse_args(arguments)
    private_umask()
    try:
        for line in _backup(options.file) if options.what == "backup" else _restore(options.file):
            print(line)
    except (BackupError, SettingsError, StoreError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _backup(file: str) -> list[str]:
    made = make(Path(file) if file else None, DESK_DATABASE_URL.read())
    return [f"backup: {made}", "Keep it as secret as the conversations: it holds them, and the keys to them."]


def _restore(file: str) -> list[str]:
    if not file:
        raise BackupError("Say which backup: make restore FILE=backups/measles-....tar")
    return [*restore(Path(file), DESK_DATABASE_URL.read()), f"restore: {file}"]


if __name__ == "__main__":
    sys.exit(main())
