"""A copy of the content files that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

from rasa_project.content.loading import content_files
from rasa_project.edition import DATA


def copy_content(folder: Path) -> Path:
    for path in content_files(DATA):
        copy = folder / path.relative_to(DATA)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return folder


def change(path: Path, old: str, new: str) -> str:
    """Put ``new`` in the place of the first ``old``; gives the text of before."""
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    return before
