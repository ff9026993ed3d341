"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Frame of all pages; no tables."""

    name = "desk.core"
    label = "desk_core"
