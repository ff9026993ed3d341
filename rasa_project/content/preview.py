"""What the office is about to publish: checked quickly by itself, and as parents would read it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.office import due, places_on, shown_with, the_office
from rasa_project.advice.office_table import OfficeContact
from rasa_project.advice.places_table import Organisation
from rasa_project.content.checks import announcements, contacts, wording
from rasa_project.content.faults import Fault, of_error
from rasa_project.dialogue import wording_of_places
from rasa_project.dialogue.of_the_office import announcement_words
from rasa_project.edition import DATA, Edition, within
from rasa_project.errors import ContentError

#: Kazakh and Russian.
Both = tuple[str, str]

_CHECKS: Final = (
    contacts.of_the_office, announcements.form, announcements.claims, announcements.at_once,
    wording.forbidden, wording.one_word_for_one_thing,
)  # fmt: skip


def office_faults(folder: Path, data: Path = DATA) -> list[Fault]:
    """What is wrong with contacts and announcements of a folder; answers need a whole edition (``read_edition``)."""
    with within(Edition(data, office=folder)):
        try:
            the_office()
            faults = {fault for check in _CHECKS for fault in check()}
        except ContentError as error:
            return [of_error(error)]
    return sorted(fault for fault in faults if fault.path.parent == folder)


def contact_words(folder: Path, name: str, day: date) -> Both:
    """The line of a contact in «where to go», below a result of a consultation the same with its phone alone."""
    with within(Edition(office=folder)):
        known = [one for one in places_on(day).organisations if one.id == name]
        lines = wording_of_places.contacts(known)
    return lines["contacts_kk"], lines["contacts_ru"]


def announced_words(folder: Path, name: str) -> Both:
    """An announcement as it stands below an answer."""
    with within(Edition(office=folder)):
        return announcement_words([one for one in the_office().announcements if one.id == name])


def places_of_the_district() -> list[tuple[str, Both]]:
    """Code and title of each place, Kazakh and Russian."""
    some = knowledge().places.settlements
    return [(one.code, (wording_of_places.title(one, "kk"), wording_of_places.title(one, "ru"))) for one in some]


def topics_of_announcements() -> list[tuple[str, Both]]:
    """Name and title of each topic that an announcement may be shown with, Kazakh and Russian."""
    topics = knowledge().topics
    return [(name, (topics[name].kk, topics[name].ru)) for name in sorted(topics) if name in shown_with()]


def organisations_known() -> list[Organisation]:
    """The organisations of ``places.yml``."""
    return list(knowledge().places.organisations)


def due_of(folder: Path, day: date) -> list[OfficeContact]:
    """The contacts that end soon, or have ended."""
    with within(Edition(office=folder)):
        return due(day)
