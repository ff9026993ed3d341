"""Reads an edition of the content and checks all of it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.office import office_files, the_office
from rasa_project.channels.deprecations import deprecations
from rasa_project.channels.feedback_words import feedback_words
from rasa_project.channels.first_view import read_first_view
from rasa_project.channels.inbox.wording import read_wording
from rasa_project.channels.refusals import reasons
from rasa_project.channels.share.words import share_words
from rasa_project.content import said
from rasa_project.content.checks import (
    announcements,
    claims,
    consultations,
    contacts,
    facts,
    form,
    levels,
    questions,
    wording,
)
from rasa_project.content.faults import Fault, Faults, of_error
from rasa_project.content.style_words import terms
from rasa_project.dialogue.answer_files import PATTERN, all_variations
from rasa_project.dialogue.sharing import read_asks
from rasa_project.edition import DATA, Edition, within, work_out
from rasa_project.errors import ContentError

#: Content files: what is learnt from stands beside them, and needs a training.
PATTERNS: Final = (PATTERN, "knowledge/*.yml", "channels/*.yml")
#: Files of data/knowledge that are part of a model: changed, they need a training.
LEARNT: Final = frozenset({"concepts.yml"})
#: Readers of files: what is read once here is not read later. The last ones look into the knowledge.
_READERS: Final[tuple[Callable[[], object], ...]] = (
    all_variations, feedback_words, read_wording, reasons, deprecations, terms, knowledge, read_first_view, the_office,
    share_words, read_asks,
)  # fmt: skip
_CHECKS: Final[tuple[Callable[[], Faults], ...]] = (
    form.languages, form.metadata, form.in_its_language, form.length, lambda: form.buttons(said.intents()),
    claims.doses_and_addresses, claims.numbers, claims.ingredients_and_diagnoses, contacts.of_places,
    contacts.of_the_office, announcements.form, announcements.claims, announcements.at_once,
    said.gaps, facts.of_the_advisory, levels.emergencies, levels.steps, levels.named,
    questions.answered, questions.honest, questions.opened, questions.at_a_glance,
    wording.forbidden, wording.one_word_for_one_thing, wording.lists_of_signs, wording.page_on_danger,
    wording.times, wording.fixed_words,
    wording.immunoglobulin,
)  # fmt: skip
#: These fill the texts, so that their form must be right.
_CHECKS_OF_WHOLE: Final[tuple[Callable[[], Faults], ...]] = (
    consultations.after_contact, consultations.closings, consultations.results,
)  # fmt: skip
#: Between two checks other threads have the interpreter for a moment.
_PAUSE_SECONDS: Final = 0.002


def content_files(data: Path = DATA, office: Path | None = None) -> list[Path]:
    """The files of an edition, in order; behind them those that the office has published."""
    return [*_data_files(data), *office_files(office)]


def _data_files(data: Path) -> list[Path]:
    found = sorted(path for pattern in PATTERNS for path in data.glob(pattern))
    return [path for path in found if path.name not in LEARNT]


def name_of(data: Path = DATA, office: Path | None = None) -> str:
    """A short name made from names and bytes of the files of a folder, and of what the office has published."""
    read = hashlib.sha256()
    named = [(str(path.relative_to(data)), path) for path in _data_files(data)]
    for name, path in [*named, *((path.name, path) for path in office_files(office))]:
        read.update(name.encode())
        read.update(path.read_bytes() if path.is_file() else b"-")
    return read.hexdigest()[:12]


def read_edition(
    data: Path = DATA,
    names: Collection[str] | None = None,
    like: Edition | None = None,
    office: Path | None = None,
) -> tuple[Edition, list[Fault]]:
    """The content of a folder, whole, and all that is wrong with it; only one without faults may be published.

    Args:
        data: the folder.
        names: of the answers that the running program says; without them its code is read.
        like: an edition that is in use: what was worked out of it is worked out of the new one before anybody waits.
        office: the folder with what the office has published.

    Returns:
        The edition with the faults in the order of files and lines.
    """
    edition = Edition(data, name_of(data, office), office)
    with within(edition):
        faults = _read_all()
        if not faults:
            faults = _checked(names)
        if not faults:
            work_out(like)
    if not faults and name_of(data, office) != edition.name:
        faults = [Fault(data, 1, "the files changed while they were read")]
    return edition, faults


def read_unchecked(data: Path = DATA, office: Path | None = None) -> Edition:
    """The content of a folder that was checked before.

    Raises:
        ContentError: it can't be read after all.
    """
    edition = Edition(data, name_of(data, office), office)
    with within(edition):
        for read in _READERS:
            read()
    return edition


def _read_all() -> list[Fault]:
    faults = []
    for read in _READERS:
        try:
            read()
        except ContentError as error:
            faults.append(of_error(error))
            if read is knowledge:
                break
        time.sleep(_PAUSE_SECONDS)
    return faults


def _checked(names: Collection[str] | None) -> list[Fault]:
    faults: set[Fault] = set(said.names(set(names) if names else None))
    for some in (_CHECKS, _CHECKS_OF_WHOLE):
        if some is _CHECKS_OF_WHOLE and faults:
            break
        for check in some:
            faults.update(check())
            time.sleep(_PAUSE_SECONDS)
    return sorted(faults)
