"""What each number, age, date and duration of a message is, and nothing else.

Every amount is read once and gets one kind, from the words beside it: an age, the age at a dose, a limit of a rule, the
time since something, a time to come, a clock time, weeks of pregnancy. ``roles.py`` holds the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rasa_project.understanding.events import Event


class Kind(Enum):
    """What an amount is."""

    #: Age of the one who is asked about, in completed months.
    AGE = "age"
    #: Age in months at a dose that was had.
    DOSE_AGE = "dose_age"
    #: Days since something began or happened.
    SINCE = "since"
    #: Birth date: ISO text of a day, month or year.
    BIRTH = "birth"
    #: Weeks of pregnancy.
    PREGNANCY = "pregnancy"
    #: An age of a rule, somebody else's age, a time to come, a clock time, a class: nothing that is counted with.
    ASIDE = "aside"


@dataclass(frozen=True)
class Quantity:
    """An amount with what it is.

    Attributes:
        kind: what it is.
        value: months (``AGE``, ``DOSE_AGE``), days (``SINCE``), weeks (``PREGNANCY``), ISO text (``BIRTH``), else 0.
        first: index of its first word.
        after: index of the word behind it.
        high: upper end of a range in the same unit; ``None`` where there is no range.
        of: what a time belongs to; ``None`` where the message does not say.
        is_below: of an age: told as "not yet", so it may be lower.
        is_turning: of an age: told by the day on which the next one is reached.
        is_of_sick: of an age: told of somebody who is ill, beside another who is asked about.
        is_named: of a ``SINCE``: a named or calendar day, or marked as past; a bare length of time is not.
    """

    kind: Kind
    value: float | str
    first: int
    after: int
    high: float | None = None
    of: Event | None = None
    is_below: bool = False
    is_turning: bool = False
    is_of_sick: bool = False
    is_named: bool = False

    @property
    def number(self) -> float:
        """The value where it is a number; 0 for a date."""
        return 0.0 if isinstance(self.value, str) else self.value
