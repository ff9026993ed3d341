"""The app's name for Django, and its kind of entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rasa_project import clock
from rasa_project.advice.office import CONTACTS
from rasa_project.content.preview import contact_words, office_faults


class ContactsConfig(AppConfig):
    """See the package."""

    name = "desk.contacts"
    label = "contacts"

    def ready(self) -> None:
        """Make the kind known."""
        from desk.contacts.forms import ContactForm
        from desk.publishing.kinds import Kind, listed, of_list, register

        register(Kind(
            name="contacts", file=CONTACTS, form=ContactForm, title=_("Contacts"), one=_("Contact"),
            together=listed, apart=of_list, faults=office_faults,
            looks=lambda folder, key: office_faults(folder), preview=_preview,
            help=_("Parents hear these in answers on where to go and whom to call. A contact ends by itself."),
        ))  # fmt: skip


def _preview(folder: Path, key: str) -> list[Any]:
    from desk.publishing.kinds import Preview

    kk, ru = contact_words(folder, key, clock.today())
    return [Preview("kk", kk), Preview("ru", ru)] if kk else []
