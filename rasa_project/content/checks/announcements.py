"""What the office announces: in its language, short, and with nothing that no text of the bot may claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from kazakh.languages import guess_language
from rasa_project.advice.knowledge import knowledge, line_of
from rasa_project.advice.office import ANNOUNCEMENTS, the_office
from rasa_project.advice.office_table import PHONE, Announcement
from rasa_project.content.checks.claims import CLAIM, DOSE, phones_known
from rasa_project.content.faults import Fault, Faults
from rasa_project.edition import edition

#: So many are shown at once: more nobody reads.
MOST_AT_ONCE: Final = 3
_MOST_LETTERS, _MOST_SENTENCES = 300, 4
_KAZAKH: Final = re.compile("[әғқңөұүһі]")
_SENTENCE: Final = re.compile(r"[.!?…]+(?=\s|$)")
#: Days, years and times of day are no phones.
_TIME: Final = re.compile(
    r"\b\d{1,2}[.]\d{1,2}([.](20)?\d\d)?\b|\b\d{1,2}[:.]\d{2}\b|\b20\d\d\b|\b\d{1,2}\s?[–-]\s?\d{1,2}\b"
)
_NUMBER: Final = re.compile(r"\+?\d(?:[\d\s()-]*\d){2,}")
_LINK: Final = re.compile(r"https?://|www\.|@\w|\b[a-z0-9-]+\.(?:kz|ru|com|org|net|me)\b", re.I)


def form() -> Faults:
    """Each is in both languages, short."""
    for number, one in enumerate(the_office().announcements):
        for language, text in _texts(one):
            if guess_language(text).language != language or (language == "kk" and not _KAZAKH.search(text.lower())):
                yield _fault(number, language, f"{one.id}: is not written in {_TITLE[language]}")
            if len(text) > _MOST_LETTERS:
                yield _fault(number, language, f"{one.id}: has {len(text)} letters, at most {_MOST_LETTERS}")
            elif len(_SENTENCE.findall(text)) > _MOST_SENTENCES:
                yield _fault(number, language, f"{one.id}: has more than {_MOST_SENTENCES} sentences")


def claims() -> Faults:
    """No dose, no claim on ingredients, no diagnosis, no link, no number that nobody checked."""
    known = {re.sub(r"\D", "", one) for one in {*phones_known(), *(line.number for line in knowledge().helplines)}}
    for number, one in enumerate(the_office().announcements):
        for language, text in _texts(one):
            for pattern, reason in _REFUSED:
                if found := pattern.search(text.lower()):
                    yield _fault(number, language, f"{one.id}: {found[0]!r} {reason}")
            rest = PHONE.sub(" ", text)
            for told in (*PHONE.findall(text), *_NUMBER.findall(_TIME.sub(" ", rest))):
                if re.sub(r"\D", "", told) not in known:
                    reason = f"{told.strip()!r} is no phone that the office has published; put it into the contacts"
                    yield _fault(number, language, f"{one.id}: {reason}")


def at_once() -> Faults:
    """At most three hold on one day."""
    some = the_office().announcements
    for number, one in enumerate(some):
        days = [one.since + timedelta(days=ahead) for ahead in range((one.until - one.since).days + 1)]
        full = next((day for day in days if sum(other.is_shown(day) for other in some[:number]) >= MOST_AT_ONCE), None)
        if full is not None:
            yield _fault(number, "since", f"{one.id}: three others hold on {full}; at most {MOST_AT_ONCE} at once")


def _texts(one: Announcement) -> Iterator[tuple[str, str]]:
    yield "kk", one.kk
    yield "ru", one.ru


def _fault(number: int, member: str, reason: str) -> Fault:
    path = (edition().office or edition().data) / ANNOUNCEMENTS
    return Fault(path, line_of(path.read_text(encoding="utf-8"), (number, member)), reason)


_TITLE: Final = {"kk": "Kazakh", "ru": "Russian"}
_REFUSED: Final = (
    (DOSE, "looks like a dose; the bot tells none"),
    (CLAIM, "is a claim about ingredients or a diagnosis; the bot makes none"),
    (_LINK, "is an address of the web; parents are sent nowhere that nobody checks"),
)
