"""The form of an announcement."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from desk.publishing.forms import EntryForm
from rasa_project.content.preview import places_of_the_district, topics_of_announcements

_DAY: Final = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_TEXT: Final = {"rows": 5, "maxlength": 300}


def _places() -> list[tuple[str, str]]:
    is_russian = get_language() == "ru"
    return [(code, both[is_russian]) for code, both in places_of_the_district()]


def _topics() -> list[tuple[str, Any]]:
    is_russian = get_language() == "ru"
    named = [(name, both[is_russian]) for name, both in topics_of_announcements()]
    return [("greet", _("with the greeting")), *named]


class AnnouncementForm(EntryForm):
    """Both texts, the days, the places and the topics."""

    id = forms.SlugField(label=_("Short name in Latin letters"), max_length=40, help_text="mobile-team-december")
    kk = forms.CharField(
        label=_("Text in Kazakh"), min_length=10, max_length=300,
        widget=forms.Textarea(attrs={**_TEXT, "lang": "kk"}),
        help_text=_("At most four short sentences. A phone only if it stands in the contacts."),
    )  # fmt: skip
    ru = forms.CharField(
        label=_("Text in Russian"), min_length=10, max_length=300,
        widget=forms.Textarea(attrs={**_TEXT, "lang": "ru"}),
    )  # fmt: skip
    since = forms.DateField(label=_("First day"), widget=_DAY)
    until = forms.DateField(label=_("Last day"), widget=_DAY, help_text=_("Three months later at most."))
    places = forms.MultipleChoiceField(
        label=_("For people of these places (none: for all)"), required=False, choices=_places,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )  # fmt: skip
    shown = forms.MultipleChoiceField(
        label=_("Shown with"), choices=_topics, widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Where to go, the situation now and the greeting are usual."),
    )  # fmt: skip

    @classmethod
    def initial_of(cls, key: str, entry: dict[str, Any]) -> dict[str, Any]:
        """See :class:`EntryForm`."""
        return {**entry, "id": key, "places": entry.get("places") or []}

    def clean(self) -> dict[str, Any]:
        """What belongs together."""
        told = super().clean()
        since, until = told.get("since"), told.get("until")
        if since and until and not since <= until <= since + timedelta(days=92):
            self.add_error("until", _("Between the first day and three months later."))
        return told

    def entry(self) -> dict[str, Any]:
        """See :class:`EntryForm`."""
        told = self.cleaned_data
        return {
            "id": told["id"].lower(), "kk": told["kk"].strip(), "ru": told["ru"].strip(),
            "since": told["since"].isoformat(), "until": told["until"].isoformat(),
            "places": told["places"], "shown": told["shown"],
        }  # fmt: skip

    def key(self) -> str:
        """Its short name."""
        return str(self.cleaned_data["id"]).lower()


class SendForm(forms.Form):
    """Whether it is urgent; ``order`` is the order's name, made with the page, so that a doubled submit is one."""

    order = forms.RegexField(r"^[a-z0-9][a-z0-9_-]{1,60}$", widget=forms.HiddenInput)
    urgent = forms.BooleanField(
        label=_("Urgent"), required=False,
        help_text=_("Also at night, and to those who had an announcement this week. Only where it can't wait."),
    )  # fmt: skip
