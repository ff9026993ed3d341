"""What one message says, person by person: the frozen forms that :func:`reading.read_message` gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from rasa_project.understanding.answers import Answered
from rasa_project.understanding.circumstances import Risk
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.mentions import Mention


class Mood(Enum):
    """How a part is meant."""

    #: It is so, now.
    TOLD = "told"
    #: «былтыр тырысқан», «в прошлом году болел».
    PAST = "past"
    #: «ауырып қалса ше», «если».
    SUPPOSED = "supposed"
    #: «бола ма жалпы», «бывает ли».
    GENERAL = "general"
    #: «базарда айтып жатыр», «говорят».
    HEARSAY = "hearsay"


@dataclass(frozen=True)
class Facts:
    """What a part tells of its person, now; ``None`` where nothing is said.

    Attributes:
        age_months: in completed months; of a grown-up too.
        age_is_below: whether the age was told as "not yet".
        birth: ISO text of a day, month or year; then there is no ``age_months``.
        doses: of the measles vaccine, had.
        vaccinated: whether the vaccine was had, where no number of doses is told.
        dose_ages: months of age at doses had.
        last_dose_days: days since the last dose.
        fever: whether there is one.
        temperature: in degrees.
        fever_days: days since it began.
        rash: whether there is one.
        rash_days: days since it began.
        signs: signs that the person has, by their id.
        denied: signs that are said not to be there.
        contact: whether a contact with a patient is told.
        contact_alone: whether this one alone is told to have met the patient.
        contact_days: days since then; of several meetings since the first.
        contact_last_days: days since the last of several.
        contact_first: days since a weekday that is told as that of the first meeting: of before any other.
        contact_again: days since a meeting that is told as one more: «вчера опять виделись».
        contact_sure: whether that day stands in a clause of meeting: it puts right one that was told before.
        lives_with: whether they live with the patient, or were with him day by day.
        patient_rash_days: days since the rash of the patient whom they met.
        patient_ill_days: days since that patient fell ill, or was found to have measles.
        ill_days: the same of the person, where it has measles.
        days_ago: a time of which the message does not say since what («үш күн емес, бес күн бұрын»).
        risk: pregnancy or weak immunity; "none" where it is denied.
        pregnancy_weeks: of the pregnancy.
        had_measles: in the past.
        confirmed: measles found by a doctor, or told as such, now.
        danger: what is said of danger signs.
        newborn: whether a baby born just now is told of, by words and not by an age.
        newborn_fever: whether a baby under three months has a fever now.
    """

    age_months: int | None = None
    age_is_below: bool = False
    birth: str | None = None
    doses: int | None = None
    vaccinated: bool = False
    dose_ages: tuple[int, ...] = ()
    last_dose_days: int | None = None
    fever: bool | None = None
    temperature: float | None = None
    fever_days: int | None = None
    rash: bool | None = None
    rash_days: int | None = None
    signs: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    contact: bool | None = None
    contact_alone: bool = False
    contact_days: int | None = None
    contact_last_days: int | None = None
    contact_first: int | None = None
    contact_again: int | None = None
    contact_sure: bool = False
    lives_with: bool | None = None
    patient_rash_days: int | None = None
    patient_ill_days: int | None = None
    ill_days: int | None = None
    days_ago: int | None = None
    risk: Risk | None = None
    pregnancy_weeks: int | None = None
    had_measles: bool | None = None
    confirmed: bool | None = None
    danger: Danger = Danger.NONE
    newborn: bool = False
    newborn_fever: bool = False


@dataclass(frozen=True)
class Part:
    """What a stretch of a message says of one person, or of a group of children.

    Attributes:
        who: the person; ``None`` where nobody is named.
        facts: what is told.
        mood: how it is meant.
        first: index of the first folded token.
        after: index of the token behind.
    """

    who: Mention | None
    facts: Facts
    mood: Mood
    first: int
    after: int


@dataclass(frozen=True)
class Reading:
    """All that one message says, without its context.

    Attributes:
        parts: in word order, each about one person or group; one at least.
        people: everybody who is named, also patients who were met and those who only have an opinion.
        corrects: whether something told before is put right.
        answered: yes, no or doubt in it, whatever was asked.
        denied: who is named only to say that somebody else is meant («үлкені емес», «забудьте племянника»).
    """

    parts: tuple[Part, ...]
    people: tuple[Mention, ...]
    corrects: bool
    answered: Answered
    denied: tuple[Mention, ...] = ()

    @property
    def danger(self) -> Danger:
        """The gravest that a part says of danger signs."""
        told = {part.facts.danger for part in self.parts}
        return next((one for one in (Danger.NOW, Danger.SPOKEN_OF, Danger.DENIED) if one in told), Danger.NONE)

    def to_json(self) -> dict[str, Any]:
        """The reading as plain data, for Rasa's parse data."""
        from rasa_project.understanding.reading_json import to_json

        return to_json(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Reading:
        """The reading that :meth:`to_json` wrote."""
        from rasa_project.understanding.reading_json import from_json

        return from_json(data)
