"""What points to a person in a message, replaced by marks: the order in which the finders look.

What the bot needs must survive: birth dates, ages, temperatures, doses, villages, clinics, vaccines.
docs/privacy.md says what is replaced and what is not, docs/decisions/0051 and 0066 why.
"""

from __future__ import annotations

import re
from typing import Final

from rasa_project.privacy.addresses import ADDRESS, find_addresses
from rasa_project.privacy.links import find_links
from rasa_project.privacy.numbers import (
    CARD,
    IIN,
    NUMBER,
    PHONE,
    PLACE,
    find_local_phones,
    find_numbers,
    find_places,
    has_many_digits,
    is_card,
    is_iin,
    keep_dates,
)
from rasa_project.privacy.people import NAME, find_names
from rasa_project.privacy.shadow import Shadow
from rasa_project.privacy.spelt import find_spelt_phones

__all__ = [
    "CARD",
    "EMAIL",
    "IIN",
    "LINK",
    "MARKS",
    "NUMBER",
    "PHONE",
    "PLACE",
    "is_card",
    "is_iin",
    "without_identifiers",
]

EMAIL: Final = "[EMAIL]"
LINK: Final = "[LINK]"
MARKS: Final = (PHONE, IIN, CARD, EMAIL, PLACE, NUMBER, LINK, NAME, ADDRESS)
_MARKED: Final = re.compile("|".join(re.escape(mark) for mark in MARKS))


def without_identifiers(text: str) -> str:
    """``text`` with what points to a person replaced by marks such as ``[PHONE]``."""
    shadow = Shadow(text)
    shadow.keep(_MARKED)
    find_links(shadow)
    if has_many_digits(shadow.view):
        find_local_phones(shadow)
        find_places(shadow)
        keep_dates(shadow)
        find_numbers(shadow)
    find_spelt_phones(shadow)
    find_addresses(shadow)
    find_names(shadow)
    return shadow.result()
