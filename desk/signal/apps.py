"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class SignalConfig(AppConfig):
    """See the package."""

    name = "desk.signal"
    label = "signal"
    default_auto_field = "django.db.models.BigAutoField"
