"""The form of an answer: both texts side by side, the titles of the buttons, sources and the day of the review."""

from __future__ import annotations

import copy
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desk.answers.entries import BASE, LANGUAGES, digest, entry_of, programs_own
from desk.publishing.forms import EntryForm
from rasa_project import clock
from rasa_project.content.preview import words_to_say

_MOST: Final = 1_200
_DAY: Final = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AnswerForm(EntryForm):
    """What of an answer is the office's to change; where its buttons lead is the program's."""

    fields_of_members = {
        "kk_text": "kk", "ru_text": "ru", "kk_buttons": "kk_titles", "ru_buttons": "ru_titles",
        "kk_metadata": "sources", "ru_metadata": "sources",
    }  # fmt: skip

    id = forms.CharField(max_length=120, widget=forms.HiddenInput)
    kk = forms.CharField(
        label=_("Text in Kazakh"), max_length=_MOST, strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "lang": "kk"}),
    )  # fmt: skip
    ru = forms.CharField(
        label=_("Text in Russian"), max_length=_MOST, strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "lang": "ru"}),
    )  # fmt: skip
    kk_titles = forms.CharField(
        label=_("Buttons in Kazakh, a line each"), required=False, max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "kk"}),
    )  # fmt: skip
    ru_titles = forms.CharField(
        label=_("Buttons in Russian, a line each"), required=False, max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "ru"}),
    )  # fmt: skip
    sources = forms.CharField(
        label=_("Sources, as they are named in sources.yml"), max_length=300, help_text="K13, K52, advisory"
    )
    reviewed = forms.DateField(label=_("Read by a doctor on"), widget=_DAY)

    @classmethod
    def initial_of(cls, key: str, entry: dict[str, Any]) -> dict[str, Any]:
        """See :class:`EntryForm`."""
        about = entry["kk"]["metadata"]
        return {
            "id": key,
            **{code: entry[code]["text"] for code in LANGUAGES},
            **{
                f"{code}_titles": "\n".join(one["title"] for one in entry[code].get("buttons", []))
                for code in LANGUAGES
            },
            "sources": ", ".join(about.get("sources", [])),
            "reviewed": about.get("reviewed"),
        }

    @classmethod
    def beside(cls) -> dict[str, Any]:
        """The words to say, in both languages."""
        return {"words": [(code, words_to_say(code)) for code in LANGUAGES]}

    def clean_id(self) -> str:
        """An answer of the program: new names come with the program."""
        name: str = self.cleaned_data["id"]
        if name not in programs_own():
            raise ValidationError(_("The bot has no answer of this name."))
        return name

    def clean_reviewed(self) -> Any:
        """A day that has come."""
        if self.cleaned_data["reviewed"] > clock.today():
            raise ValidationError(_("This day is yet to come."))
        return self.cleaned_data["reviewed"]

    def clean(self) -> dict[str, Any]:
        """As many titles as the answer has buttons."""
        told = super().clean()
        own = programs_own().get(told.get("id", ""))
        for code in LANGUAGES if own is not None else ():
            wanted = len(own.wordings[code].get("buttons", ())) if own is not None else 0
            if len(_lines(told.get(f"{code}_titles", ""))) != wanted:
                self.add_error(
                    f"{code}_titles", _("This answer has %(count)s buttons: write as many lines.") % {"count": wanted}
                )
        return told

    def entry(self) -> dict[str, Any]:
        """The program's answer with the texts of the form; where buttons lead and how urgent it is stay."""
        told = self.cleaned_data
        own = entry_of(programs_own()[told["id"]])
        entry: dict[str, Any] = {BASE: digest(own)}
        for code in LANGUAGES:
            wording = copy.deepcopy(own[code])
            wording["text"] = "\n".join(line.rstrip() for line in told[code].strip().splitlines())
            for button, title in zip(wording.get("buttons", []), _lines(told[f"{code}_titles"])):
                button["title"] = title
            about = {"sources": [one.strip() for one in told["sources"].split(",") if one.strip()],
                     "reviewed": told["reviewed"].isoformat()}  # fmt: skip
            wording["metadata"] |= about
            entry[code] = wording
        return entry


def _titles(wording: dict[str, Any]) -> list[str]:
    return [str(one["title"]) for one in wording.get("buttons", [])]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
