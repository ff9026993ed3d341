"""What the office is about to publish: checked quickly by itself, and as parents would read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.office import due, places_on, shown_with, the_office
from rasa_project.advice.office_table import OfficeContact
from rasa_project.advice.places_table import Organisation
from rasa_project.channels.inbox.wording import read_wording
from rasa_project.content import said
from rasa_project.content.checks import announcements, claims, contacts, form, levels, wording
from rasa_project.content.faults import Fault, Faults, of_error
from rasa_project.content.style_words import terms
from rasa_project.content.texts import of_answers, of_the_office, texts
from rasa_project.dialogue import wording_of_places
from rasa_project.dialogue.answer_files import all_variations
from rasa_project.dialogue.of_the_office import announcement_words
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.edition import DATA, Edition, within
from rasa_project.errors import ContentError

#: Kazakh and Russian.
Both = tuple[str, str]

_OF_ANSWERS: Final[tuple[Callable[[], Faults], ...]] = (
    form.languages, form.metadata, form.in_its_language, form.length, lambda: form.buttons(said.intents()),
    claims.doses_and_addresses, claims.numbers, claims.ingredients_and_diagnoses, said.gaps, levels.steps,
    wording.forbidden, wording.one_word_for_one_thing, wording.lists_of_signs, wording.times, wording.fixed_words,
    wording.immunoglobulin,
)  # fmt: skip
_CHECKS: Final = (
    contacts.of_the_office, announcements.form, announcements.claims, announcements.at_once,
    wording.forbidden, wording.one_word_for_one_thing,
)  # fmt: skip


def office_faults(folder: Path, data: Path = DATA) -> list[Fault]:
    """What is wrong with contacts and announcements of a folder; answers need a whole edition (``read_edition``)."""
    one = Edition(data, office=folder)
    with within(one):
        try:
            the_office()
            one.made[texts.__wrapped__] = of_the_office()  # type: ignore[attr-defined]
            faults = {fault for check in _CHECKS for fault in check()}
        except ContentError as error:
            return [of_error(error)]
    return sorted(fault for fault in faults if fault.path.parent == folder)


def answer_faults(folder: Path, name: str, data: Path = DATA) -> list[Fault]:
    """What is wrong with one answer of a folder by itself; what it must be beside others only ``read_edition`` says."""
    one = Edition(data, office=folder)
    with within(one):
        try:
            own = tuple(some for some in all_variations() if some.response == name)
        except ContentError as error:
            return [of_error(error)]
        one.made[all_variations.__wrapped__] = own  # type: ignore[attr-defined]
        one.made[texts.__wrapped__] = of_answers()  # type: ignore[attr-defined]
        return sorted({fault for check in _OF_ANSWERS for fault in check()})


@dataclass(frozen=True)
class Answer:
    """An answer as it stands now in one edition.

    Attributes:
        name: of the response; ``theme``: its folder.
        wordings: by language, as they stand in a file.
    """

    name: str
    theme: str
    wordings: Mapping[str, Mapping[str, Any]]

    @property
    def reviewed(self) -> str:
        """The day on which somebody read it last, ISO; empty where none is told."""
        return min((str(one.get("metadata", {}).get("reviewed", "")) for one in self.wordings.values()), default="")


def answers_of(folder: Path | None = None, data: Path = DATA) -> dict[str, Answer]:
    """All answers by name, of ``data/`` alone or with those of a folder in their place."""
    with within(Edition(data, office=folder)):
        found: dict[str, dict[str, Mapping[str, Any]]] = {}
        themes = {}
        for one in all_variations():
            found.setdefault(one.response, {})[one.language] = one.rasa
            themes[one.response] = one.theme
    return {name: Answer(name, themes[name], found[name]) for name in sorted(found)}


def words_to_say(language: str) -> list[tuple[str, str]]:
    """What texts say, and what they say not, for the page beside the form."""
    return [(one.say, one.shown) for one in terms()[language]]


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


def topics_known() -> dict[str, Both]:
    """Titles of all topics, Kazakh and Russian."""
    return {name: (one.kk, one.ru) for name, one in knowledge().topics.items()}


def organisations_known() -> list[Organisation]:
    """The organisations of ``places.yml``."""
    return list(knowledge().places.organisations)


def due_of(folder: Path, day: date) -> list[OfficeContact]:
    """The contacts that end soon, or have ended."""
    with within(Edition(office=folder)):
        return due(day)


def sent_words(kk: str, ru: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """An announcement as it is sent to who asked for it: text and title of its button, Kazakh and Russian."""
    wording = read_wording()

    def of(language: ReplyLanguage, text: str) -> tuple[str, str]:
        head = wording.text("announcement", language)
        return head.format(text=text), wording.text("stop_announcements", language)

    return of("kk", kk), of("ru", ru)
