"""The app's name for Django, and its kind of entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from desk.people.audit import say
from rasa_project.advice.office import ANNOUNCEMENTS
from rasa_project.content.preview import announced_words, office_faults


class AnnouncementsConfig(AppConfig):
    """See the package."""

    name = "desk.announcements"
    label = "announcements"

    def ready(self) -> None:
        """Make the kind known."""
        from desk.announcements.forms import AnnouncementForm
        from desk.publishing.kinds import Kind, listed, of_list, register

        say({
            "sent_announcement": _("sent an announcement"), "stopped_announcement": _("stopped an announcement"),
        })  # fmt: skip
        register(Kind(
            name="announcements", file=ANNOUNCEMENTS, form=AnnouncementForm, title=_("Announcements"),
            one=_("Announcement"), together=listed, apart=of_list, faults=office_faults,
            looks=lambda folder, key: office_faults(folder), preview=_preview,
            template="announcements/entry.html",
            help=_("A few sentences below an answer, once in a talk. At most three on a day; each ends by itself."),
        ))  # fmt: skip


def _preview(folder: Path, key: str) -> list[Any]:
    from desk.publishing.kinds import Preview

    kk, ru = announced_words(folder, key)
    return [Preview("kk", kk), Preview("ru", ru)] if kk else []
