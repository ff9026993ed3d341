"""Shared by all tests of the package."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import settings

from kazakh.analysis import default_analyzer

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture
def words() -> Callable[[str], list[str]]:
    """Folded words and marks of a text."""
    return lambda text: default_analyzer().analyse(text).tokens
