"""The version of this build, as pyproject.toml says it: the one place where it stands."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

_PROJECT: Final = Path(__file__).resolve().parents[1] / "pyproject.toml"
_LINE: Final = re.compile(r'^version = "([^"]+)"', re.M)
UNKNOWN: Final = "unknown"


@lru_cache(maxsize=1)
def version() -> str:
    """Such as ``0.2.0``; ``unknown`` where the project's file is not beside the code."""
    try:
        found = _LINE.search(_PROJECT.read_text(encoding="utf-8"))
    except OSError:
        return UNKNOWN
    return found[1] if found else UNKNOWN
