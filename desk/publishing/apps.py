"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from desk.people.audit import say


class PublishingConfig(AppConfig):
    """See the package."""

    name = "desk.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the book of deeds how its own are said."""
        say({
            "drafted": _("wrote a draft"),
            "published": _("published"),
            "withdrew": _("withdrew"),
            "restored": _("took an earlier version back"),
        })  # fmt: skip
