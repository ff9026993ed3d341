"""REST: Rasa's own webhook, and an API for integrators beside it."""

from __future__ import annotations

import importlib
from typing import Any, Final

__all__ = ["ApiInput", "RestInput", "WholeAnswers"]

_MODULES: Final = {"ApiInput": "api", "RestInput": "webhook", "WholeAnswers": "answers"}


def __getattr__(name: str) -> Any:
    """What the package offers, imported when it is asked for: its problems are used without Rasa, too."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
