"""Whole phone numbers as they are dialled from anywhere: ``+77243821103``."""

from __future__ import annotations

import re
from typing import Final

from rasa_project.advice.office_table import PHONE

#: Of a whole number, its first included: 7 or 8.
_DIGITS: Final = 11


def dialled(number: str) -> str:
    """A whole number as a phone dials it; anything else as it is."""
    digits = re.sub(r"\D", "", number)
    return f"+7{digits[1:]}" if len(digits) == _DIGITS else number


def with_dialled(text: str) -> str:
    """A text with its whole numbers as they are dialled: messengers make nothing else a link to call for certain."""
    return PHONE.sub(lambda found: dialled(found[0]), text)
