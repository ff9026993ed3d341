"""The form of the hours in which the office calls, and that of what became of a call."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desk.contacts.forms import check_hours, spans_by_day
from desk.publishing.forms import EntryForm
from rasa_project.advice.opening_hours import DAYS
from rasa_project.storage.callbacks import State

STATES: Final = {
    State.NEW.value: _("new"), State.CALLED.value: _("called"), State.NOT_REACHED.value: _("not reached"),
    State.DONE.value: _("done, delete the number"),
}  # fmt: skip
_KEY: Final = "office"
_SPANS: Final = forms.TextInput(attrs={"placeholder": "09:00-13:00, 14:00-18:00"})


class HoursForm(EntryForm):
    """Switched on or off, a line for each day, and days on which nobody calls."""

    fields_of_members = {"hours": "mon"}

    is_on = forms.BooleanField(label=_("Parents may leave a number"), required=False)
    mon = forms.CharField(label=_("Monday"), required=False, max_length=60, widget=_SPANS)
    tue = forms.CharField(label=_("Tuesday"), required=False, max_length=60, widget=_SPANS)
    wed = forms.CharField(label=_("Wednesday"), required=False, max_length=60, widget=_SPANS)
    thu = forms.CharField(label=_("Thursday"), required=False, max_length=60, widget=_SPANS)
    fri = forms.CharField(label=_("Friday"), required=False, max_length=60, widget=_SPANS)
    sat = forms.CharField(label=_("Saturday"), required=False, max_length=60, widget=_SPANS)
    sun = forms.CharField(label=_("Sunday"), required=False, max_length=60, widget=_SPANS)
    closed = forms.CharField(
        label=_("Days on which nobody calls"), required=False, max_length=300, help_text="2026-12-16, 2027-01-01"
    )

    @classmethod
    def initial_of(cls, key: str, entry: dict[str, Any]) -> dict[str, Any]:
        """See :class:`EntryForm`."""
        closed = ", ".join(map(str, entry.get("closed", [])))
        return {"is_on": entry.get("is_on", False), "closed": closed, **spans_by_day(entry.get("hours") or {})}

    def clean_closed(self) -> list[str]:
        """Days as the file has them."""
        told = [one.strip() for one in self.cleaned_data["closed"].split(",") if one.strip()]
        try:
            return [date.fromisoformat(one).isoformat() for one in told]
        except ValueError:
            raise ValidationError(_("Write days as 2026-12-16, with commas between.")) from None

    def clean(self) -> dict[str, Any]:
        """At least one day with right hours."""
        told = super().clean()
        check_hours(self, told)
        if not any(told.get(day) for day in DAYS):
            self.add_error("mon", _("Write the hours of one day at least."))
        return told

    def key(self) -> str:
        """There is one of them."""
        return _KEY

    def entry(self) -> dict[str, Any]:
        """See :class:`EntryForm`."""
        told = self.cleaned_data
        hours = {day: told[day] for day in DAYS if told[day]}
        return {"id": _KEY, "is_on": told["is_on"], "hours": hours, "closed": told["closed"]}


class StateForm(forms.Form):
    """What became of a call."""

    state = forms.ChoiceField(choices=STATES.items())
