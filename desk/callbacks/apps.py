"""The app's name for Django, its deeds, and its kind of entry: whether and when the office calls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from desk.people.audit import say
from rasa_project.advice.office import CALL_BACKS
from rasa_project.content.preview import office_faults


class CallbacksConfig(AppConfig):
    """See the package."""

    name = "desk.callbacks"
    label = "callbacks"

    def ready(self) -> None:
        """Make the kind and the deeds known."""
        from desk.callbacks.forms import HoursForm
        from desk.publishing.kinds import Kind, listed, of_list, register

        say({"saw_number": _("saw a parent's number"), "call_state": _("said what became of a call")})
        register(Kind(
            name="call_hours", file=CALL_BACKS, form=HoursForm, title=_("When the office calls"),
            one=_("When the office calls"), together=listed, apart=of_list, faults=office_faults,
            looks=lambda folder, key: office_faults(folder), preview=_no_preview, can_be_new=False,
            help=_("Published and switched on, the bot offers a call to who wants a person, or needs a doctor today."),
        ))  # fmt: skip


def _no_preview(folder: Path, key: str) -> list[Any]:
    return []
