"""The pages' words: each ``django.po`` compiled beside itself, by Babel, so that nobody needs gettext installed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

#: The desk: catalogues stand in ``locale`` folders anywhere in it.
LOCALE: Final = Path(__file__).resolve().parents[1]


def compile_messages(folder: Path = LOCALE) -> list[Path]:
    """Compile every catalogue that is newer than what was made of it.

    Returns:
        the files that were written.

    Raises:
        OSError: a file can't be written.
        babel.messages.pofile.PoFileError: a catalogue is broken; the error names its line.
    """
    written = []
    for source in sorted(folder.glob("**/LC_MESSAGES/*.po")):
        made = source.with_suffix(".mo")
        if made.exists() and made.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        aside = made.with_name(f"{made.name}.{os.getpid()}.new")  # two may start at once
        with aside.open("wb") as file:
            write_mo(file, catalogue)
        aside.replace(made)
        written.append(made)
    return written
