"""Services that a test starts, where their programs are there."""

from __future__ import annotations

import os
from typing import Any

import pytest

from benchmarks.services import MissingProgramError


def installed(service: type[Any], *arguments: Any) -> Any:
    """The service; without its program the test is skipped, in CI it fails."""
    try:
        return service(*arguments)
    except MissingProgramError as missing:
        if os.environ.get("SERVICES_REQUIRED"):
            raise
        pytest.skip(str(missing))
