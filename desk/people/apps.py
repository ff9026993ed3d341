"""The app's name for Django, and what is done after its tables are there."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PeopleConfig(AppConfig):
    """Members of the desk."""

    name = "desk.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Roles get their permissions anew whenever tables change."""
        from desk.people import signals

        post_migrate.connect(_grant, dispatch_uid="desk roles")
        signals.connect()


def _grant(**named: Any) -> None:
    from desk.people.roles import grant_roles

    grant_roles()
