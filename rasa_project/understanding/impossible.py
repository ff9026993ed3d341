"""Values that a message tells and that cannot be: so that the bot asks back instead of guessing.

Works on folded words. What is merely unusual (an adult's age, a dose too many for one's age) is no business here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from kazakh.dates import tells_birth
from rasa_project.advice.ages import MAX_MONTHS
from rasa_project.understanding.amounts import birth_of, read_amounts
from rasa_project.understanding.doses import tells_too_many
from rasa_project.understanding.quantities import Kind, Quantity

Impossible = Literal["age", "birth_date", "doses"]

_YEAR: Final = re.compile(r"^[12]\d{3}$")
_WHOLE_DATE: Final = re.compile(
    r"(?<!\d)\d{1,2}[./\-]\d{1,2}[./\-](?:\d{4}|\d{2})(?!\d)|(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d)"
)
#: A message of so few words and marks may be a date with spaces in it.
_FEW: Final = 8
#: A number of so many years or months is no number that somebody typed on purpose.
_SENSELESS: Final = 120_000


def find_impossible(words: Sequence[str], today: date) -> Impossible | None:
    """Which value cannot be, or ``None``."""
    amounts = read_amounts(words, today)
    if _tells_impossible_birth(words, amounts):
        return "birth_date"
    if _tells_impossible_age(words, amounts):
        return "age"
    return "doses" if tells_too_many(words) else None


def _tells_impossible_birth(words: Sequence[str], amounts: Sequence[Quantity]) -> bool:
    """A birth date is written out, and it is in the future, before 1920, or in no calendar."""
    if birth_of(amounts) is not None:
        return False
    if any(one.kind is Kind.BIRTH for one in amounts):
        return True
    has_year = any(_YEAR.match(word) for word in words)
    whole_date = _WHOLE_DATE.search("".join(words) if len(words) <= _FEW else " ".join(words).replace(" . ", "."))
    is_time = any(one.kind is Kind.SINCE and one.is_named for one in amounts)
    return (bool(whole_date) and not is_time) or (has_year and tells_birth(words))


def _tells_impossible_age(words: Sequence[str], amounts: Sequence[Quantity]) -> bool:
    for one in amounts:
        if one.kind is Kind.AGE and one.number > MAX_MONTHS and one.number < _SENSELESS:
            return True
        if one.kind is Kind.AGE and one.first == 1 and words[0] == "-":
            return True
    return False
