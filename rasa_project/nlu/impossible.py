"""Values that a message tells and that cannot be: so that the bot asks back instead of guessing.

Works on folded words. What is merely unusual (an adult's age, a dose too many for one's age) is no business here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from rasa_project.kazakh.ages import MAX_MONTHS, unit_months
from rasa_project.kazakh.dates import find_birth_date, tells_birth
from rasa_project.kazakh.numbers import find_numbers
from rasa_project.nlu.doses import tells_too_many

Impossible = Literal["age", "birth_date", "doses"]

_YEAR: Final = re.compile(r"^[12]\d{3}$")
_WHOLE_DATE: Final = re.compile(
    r"(?<!\d)\d{1,2}[./\-]\d{1,2}[./\-](?:\d{4}|\d{2})(?!\d)|(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d)"
)
#: A number of so many years or months is no number that somebody typed on purpose.
_SENSELESS: Final = 10_000


def find_impossible(words: Sequence[str], today: date) -> Impossible | None:
    """Which value cannot be, or ``None``."""
    if _tells_impossible_birth(words):
        return "birth_date"
    if _tells_impossible_age(words):
        return "age"
    return "doses" if tells_too_many(words) else None


def _tells_impossible_birth(words: Sequence[str]) -> bool:
    """A birth date is written out, and it is in the future, before 1920, or in no calendar."""
    if find_birth_date(words) is not None:
        return False
    has_year = any(_YEAR.match(word) for word in words)
    whole_date = _WHOLE_DATE.search("".join(words) if len(words) <= 8 else " ".join(words).replace(" . ", "."))
    return bool(whole_date) or (has_year and tells_birth(words))


def _tells_impossible_age(words: Sequence[str]) -> bool:
    for number in find_numbers(words):
        unit = unit_months(words, number.after)
        minus = number.first and words[number.first - 1] == "-" and number.first == 1
        if unit is not None and (number.value * unit > MAX_MONTHS or minus) and number.value < _SENSELESS:
            return True
    return False
