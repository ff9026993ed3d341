"""Common given names, Kazakh and Russian (``given_names.txt``)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from .script import fold

_FILE: Final = Path(__file__).with_name("given_names.txt")


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Every name of the list as it is written there, in small letters."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


@lru_cache(maxsize=1)
def folded_given_names() -> frozenset[str]:
    """Every name of the list in the folded spelling (see ``script.fold``)."""
    return frozenset(map(fold, given_names()))
