"""Rasa's model storage, as far as a component asks for it: one folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Storage:
    """One folder, as Rasa's model storage hands it out."""

    def __init__(self, folder: Path) -> None:
        """Of a test."""
        self.folder = folder

    @contextmanager
    def write_to(self, resource: Any) -> Iterator[Path]:
        yield self.folder

    read_from = write_to
