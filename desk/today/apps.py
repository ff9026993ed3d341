"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """See the package."""

    name = "desk.today"
    label = "today"
    default_auto_field = "django.db.models.BigAutoField"
