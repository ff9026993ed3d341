"""The form of an entry: what all kinds share."""

from __future__ import annotations

from typing import Any, Final

from django import forms

#: A paste of a megabyte is refused before anything looks at it.
MOST_LETTERS: Final = 4_000


class EntryForm(forms.Form):
    """A form that becomes an entry of a file.

    ``version`` is the one that the writer began with, 0 for a new entry.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    #: Where faults of a member of the entry are shown, where that is no field of the same name.
    fields_of_members: dict[str, str] = {}

    @classmethod
    def initial_of(cls, key: str, entry: dict[str, Any]) -> dict[str, Any]:
        """The form's first values for an entry."""
        raise NotImplementedError

    @classmethod
    def beside(cls) -> dict[str, Any]:
        """What the page shows beside the form."""
        return {}

    def key(self) -> str:
        """The entry's name in the file."""
        return str(self.cleaned_data["id"])

    def entry(self) -> dict[str, Any]:
        """The entry, of values that were found right."""
        raise NotImplementedError

    def field_of(self, member: str) -> str | None:
        """The field at which a fault of a member is shown; ``None`` for above the form."""
        name = self.fields_of_members.get(member, member)
        return name if name in self.fields else None

    def clean(self) -> dict[str, Any]:
        """No text is longer than anything that parents read."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in told.items():
            if isinstance(value, str) and len(value) > MOST_LETTERS:
                self.add_error(name, f"> {MOST_LETTERS}")
        return told
