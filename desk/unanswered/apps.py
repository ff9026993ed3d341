"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class UnansweredConfig(AppConfig):
    """See the package."""

    name = "desk.unanswered"
    label = "unanswered"
    default_auto_field = "django.db.models.BigAutoField"
