"""The form of a contact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from desk.publishing.forms import EntryForm
from rasa_project import clock
from rasa_project.advice.office_table import PHONE
from rasa_project.advice.opening_hours import DAYS, Week
from rasa_project.content.preview import organisations_known, places_of_the_district

NEW: Final = "new"
_SPANS: Final = forms.TextInput(attrs={"placeholder": "09:00-13:00, 14:00-18:00"})
_DAY: Final = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_HOW: Final = (
    ("call", _("called the number")), ("visit", _("went there")), ("letter", _("has it in writing")),
    ("website", _("looked at its own page")),
)  # fmt: skip
_KINDS: Final = (
    ("polyclinic", _("polyclinic")), ("ambulatory", _("doctor's outpatient clinic")), ("hospital", _("hospital")),
    ("office", _("office of sanitary control")),
)  # fmt: skip
_WEEKDAYS: Final = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
)  # fmt: skip


def _organisations() -> list[tuple[str, Any]]:
    is_russian = get_language() == "ru"
    known = [(one.id, one.ru if is_russian else one.kk) for one in organisations_known()]
    return [*known, (NEW, _("another one, named below"))]


def _places() -> list[tuple[str, str]]:
    is_russian = get_language() == "ru"
    return [(code, both[is_russian]) for code, both in places_of_the_district()]


def _served() -> list[tuple[str, Any]]:
    return [("all", _("the whole district")), *_places()]


def _with_empty() -> list[tuple[str, Any]]:
    return [("", _("not known")), *_places()]


class ContactForm(EntryForm):
    """How to reach an organisation; the hours a line for each day."""

    fields_of_members = {"id": "organisation", "verified": "verified_on", "kk": "name_kk", "ru": "name_ru",
                         "address": "address_kk", "purpose": "purpose_kk", "hours": "mon", "point": "lat"}  # fmt: skip

    organisation = forms.ChoiceField(label=_("Organisation"), choices=_organisations)
    id = forms.SlugField(label=_("Short name in Latin letters (new ones only)"), required=False, max_length=40)
    name_kk = forms.CharField(label=_("Name in Kazakh (new ones only)"), required=False, max_length=100)
    name_ru = forms.CharField(label=_("Name in Russian (new ones only)"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind (new ones only)"), required=False, choices=[("", "–"), *_KINDS])
    purpose_kk = forms.CharField(label=_("What for, in Kazakh (new ones only)"), required=False, max_length=120)
    purpose_ru = forms.CharField(label=_("What for, in Russian (new ones only)"), required=False, max_length=120)
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=30, help_text="+7 (72438) 2-11-03",
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )  # fmt: skip
    address_kk = forms.CharField(label=_("Address in Kazakh"), required=False, max_length=120)
    address_ru = forms.CharField(label=_("Address in Russian"), required=False, max_length=120)
    mon, tue, wed, thu, fri, sat, sun = (
        forms.CharField(label=name, required=False, max_length=60, widget=_SPANS) for name in _WEEKDAYS
    )
    lat = forms.FloatField(label=_("Degrees north, from a map"), required=False, min_value=40, max_value=56)
    lon = forms.FloatField(label=_("Degrees east, from a map"), required=False, min_value=46, max_value=88)
    place = forms.ChoiceField(label=_("Stands in"), required=False, choices=_with_empty)
    serves = forms.MultipleChoiceField(
        label=_("People of these places go there"), required=False, choices=_served,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )  # fmt: skip
    verified_by = forms.CharField(label=_("Who checked it"), min_length=2, max_length=80)
    verified_on = forms.DateField(label=_("On which day"), widget=_DAY)
    verified_how = forms.ChoiceField(label=_("How"), choices=_HOW)
    until = forms.DateField(
        label=_("Shown until"), widget=_DAY, help_text=_("A year after the check at most; then it is checked anew.")
    )

    @classmethod
    def initial_of(cls, key: str, entry: dict[str, Any]) -> dict[str, Any]:
        """See :class:`EntryForm`."""
        known = {one.id for one in organisations_known()}
        of_both = {name: entry.get(name) or {} for name in ("address", "purpose")}
        verified = entry.get("verified") or {}
        return {
            "organisation": key if key in known else NEW,
            "id": key,
            "name_kk": entry.get("kk"),
            "name_ru": entry.get("ru"),
            "kind": entry.get("kind") or "",
            **{f"{name}_{code}": both.get(code) for name, both in of_both.items() for code in ("kk", "ru")},
            "phone": entry.get("phone"),
            **spans_by_day(entry.get("hours") or {}),
            "lat": (entry.get("point") or {}).get("lat"),
            "lon": (entry.get("point") or {}).get("lon"),
            "place": entry.get("place") or "",
            "serves": entry.get("serves") or [],
            "verified_by": verified.get("by"),
            "verified_on": verified.get("on"),
            "verified_how": verified.get("how"),
            "until": entry.get("until"),
        }

    def clean_phone(self) -> str:
        """A whole number, as a phone dials it from anywhere."""
        told: str = self.cleaned_data["phone"].strip()
        if told and not PHONE.fullmatch(told):
            raise ValidationError(_("This is no whole number. Write it as +7 (72438) 2-11-03."))
        return told

    def clean_verified_on(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["verified_on"]
        if day > clock.today():
            raise ValidationError(_("This day is yet to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """What belongs together."""
        told = super().clean()
        check_hours(self, told)
        checked, until = told.get("verified_on"), told.get("until")
        if checked and until and not checked <= until <= checked + timedelta(days=366):
            self.add_error("until", _("Between the day of the check and a year later."))
        if not any(told.get(name) for name in ("phone", "address_kk", *DAYS)):
            self.add_error("phone", _("Write a phone, an address or the hours."))
        if bool(told.get("address_kk")) != bool(told.get("address_ru")):
            self.add_error("address_ru", _("Write the address in both languages, or in none."))
        if (told.get("lat") is None) != (told.get("lon") is None):
            self.add_error("lon", _("Write both degrees, or none."))
        if told.get("organisation") == NEW:
            for name in ("id", "name_kk", "name_ru", "kind", "purpose_kk", "purpose_ru"):
                if not told.get(name):
                    self.add_error(name, _("A new organisation needs this."))
        return told

    def key(self) -> str:
        """The organisation's name."""
        chosen = str(self.cleaned_data["organisation"])
        return str(self.cleaned_data["id"]).replace("-", "_").lower() if chosen == NEW else chosen

    def entry(self) -> dict[str, Any]:
        """See :class:`EntryForm`."""
        told = self.cleaned_data
        entry: dict[str, Any] = {"id": self.key()}
        if told["organisation"] == NEW:
            entry |= {"kk": told["name_kk"], "ru": told["name_ru"], "kind": told["kind"]}
            entry["purpose"] = {"kk": told["purpose_kk"], "ru": told["purpose_ru"]}
        optional = {
            "place": told["place"],
            "serves": told["serves"],
            "phone": told["phone"],
            "address": told["address_kk"] and {"kk": told["address_kk"], "ru": told["address_ru"]},
            "hours": {day: told[day] for day in DAYS if told[day]},
            "point": None if told["lat"] is None else {"lat": told["lat"], "lon": told["lon"]},
        }
        entry |= {name: value for name, value in optional.items() if value}
        checked = {"by": told["verified_by"], "on": told["verified_on"].isoformat(), "how": told["verified_how"]}
        return entry | {"verified": checked, "until": told["until"].isoformat()}


def check_hours(form: forms.Form, told: Mapping[str, Any]) -> None:
    """Put an error to each day of a form whose hours can't be read."""
    for day in DAYS:
        if told.get(day):
            try:
                Week.parse({day: told[day]})
            except ValueError:
                form.add_error(day, _("Write it as 09:00-18:00, or with a break: 09:00-13:00, 14:00-18:00."))


def spans_by_day(hours: dict[str, str]) -> dict[str, str]:
    """The hours of a file, which may name ranges of days, a line for each day."""
    found: dict[str, str] = {}
    for days, spans in hours.items():
        week = Week.parse({days: spans})
        found |= {day: spans for day, some in zip(DAYS, week.days) if some}
    return found
