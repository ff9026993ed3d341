"""Addresses; see the package."""

from __future__ import annotations

from typing import Any

urlpatterns: list[Any] = []
