"""Contacts that somebody has checked: phones look like phones, days of checking have passed."""

from __future__ import annotations

import re
from typing import Final

from rasa_project import clock
from rasa_project.advice.knowledge import KNOWLEDGE_DIR, knowledge, line_of
from rasa_project.advice.office import CONTACTS, the_office
from rasa_project.content.faults import Fault, Faults
from rasa_project.edition import edition

_PHONE: Final = re.compile(r"(?:\+7|8)[\s()-]*(?:\d[\s()-]*){9}\d|\d(?:[\s-]*\d){4,6}")
#: More digits than a house or a flat has.
_NUMBER: Final = re.compile(r"(?:\d[\s()-]*){5,}")


def of_places() -> Faults:
    """Phones, hours and addresses of places.yml."""
    path = edition().at(KNOWLEDGE_DIR / "places.yml")
    for number, one in enumerate(knowledge().places.organisations):
        for member in ("phone", "hours", "address"):
            contact = getattr(one, member)
            if contact is None:
                continue
            line = line_of(path.read_text(encoding="utf-8"), ("organisations", number, member))
            if member == "phone" and not _PHONE.fullmatch(str(contact.text).strip()):
                yield Fault(path, line, f"{one.id}: {contact.text!r} is no phone; write it as +7 (72438) 2-11-03")
            if contact.verified_on > clock.today():
                yield Fault(path, line, f"{one.id}: the day of checking, {contact.verified_on}, is yet to come")


def of_the_office() -> Faults:
    """Contacts of the office: the day of the check has passed; no phone hides in an address or a name."""
    folder = edition().office
    if folder is None:
        return
    path = folder / CONTACTS
    for number, one in enumerate(the_office().contacts):
        if one.verified.on > clock.today():
            line = line_of(path.read_text(encoding="utf-8"), (number, "verified", "on"))
            yield Fault(path, line, f"{one.id}: the day of checking, {one.verified.on}, is yet to come")
        for member in ("kk", "ru", "address", "purpose"):
            if (value := getattr(one, member)) and (found := _NUMBER.search(str(value))):
                line = line_of(path.read_text(encoding="utf-8"), (number, member))
                yield Fault(path, line, f"{one.id}: {found[0]!r} looks like a phone; phones stand under phone")
