"""All entities of a message, from its analysis (names and value forms: see domain.yml)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Final, cast

from kazakh.analysis import Analysis, Token
from rasa_project import clock
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.places_table import Places
from rasa_project.advice.signs_table import Signs
from rasa_project.edition import of_edition
from rasa_project.understanding.amounts import birth_of, first_age, read_amounts
from rasa_project.understanding.danger import tells_of_danger_now
from rasa_project.understanding.doses import find_doses
from rasa_project.understanding.events import Event
from rasa_project.understanding.newborns import has_fever, is_newborn
from rasa_project.understanding.open_question import Asked
from rasa_project.understanding.places import Place, PlaceFinder
from rasa_project.understanding.quantities import Kind, Quantity
from rasa_project.understanding.symptoms import SignsTold, SymptomFinder
from rasa_project.understanding.temperature import find_temperature

#: An older person is not the child that a parent asks about («у мамы 67 лет»).
OLDEST_CHILD_MONTHS: Final = 20 * 12


class Danger(Enum):
    """What a message says of danger signs: one is there now, spoken of, denied (or the opposite said), or none.

    ``MAYBE``: one may be there now; it asks for one question on that sign, behind the words on 103.
    """

    NOW = "now"
    MAYBE = "maybe"
    SPOKEN_OF = "spoken of"
    DENIED = "denied"
    NONE = "none"


@dataclass(frozen=True)
class Entity:
    """A value read out of a message, with the characters (from, behind) that it stands in."""

    name: str
    value: str | int | float
    start: int
    end: int


@dataclass(frozen=True)
class Findings:
    """What was read out of a message.

    Attributes:
        entities: in the order of the spec.
        danger: what the message says of danger signs.
        denied: signs that are said not to be there.
        amounts: every number, age, date and duration with what it is.
        has_newborn_fever: whether a baby under three months has a fever now.
    """

    entities: tuple[Entity, ...]
    danger: Danger
    denied: frozenset[str] = frozenset()
    amounts: tuple[Quantity, ...] = ()
    has_newborn_fever: bool = False

    def since(self, event: Event | None) -> list[Quantity]:
        """Times since ``event``, the latest first; of ``None`` those of which the message does not say since what."""
        times = [one for one in self.amounts if one.kind is Kind.SINCE and one.of is event]
        return sorted(times, key=lambda one: one.number)

    @property
    def signs(self) -> frozenset[str]:
        """Signs that somebody has."""
        return frozenset(str(entity.value) for entity in self.entities if entity.name == "symptom")


class EntityFinder:
    """Finds every kind of entity; holds the names of places and signs, so make one and keep it."""

    def __init__(self, places: Places, signs: Signs) -> None:
        """Prepare for these places and signs."""
        self._places = PlaceFinder.in_district(places)
        self._symptoms = SymptomFinder(signs)

    def read(
        self,
        analysis: Analysis,
        today: date | None = None,
        asked: Asked | None = None,
        amounts: tuple[Quantity, ...] | None = None,
    ) -> Findings:
        """Everything that is read out of a message, in one pass; of one analysis it is read once.

        Args:
            analysis: the message.
            today: the day in the district; now where it is left out.
            asked: the question that the bot put before, where its answer is an amount.
            amounts: those of the message, where they were read before.
        """
        day = today or clock.today()
        if amounts is not None:
            return self._read(analysis, day, asked, amounts)
        key = (id(self), day, asked)
        if key not in analysis.read:
            analysis.read[key] = self._read(analysis, day, asked, read_amounts(analysis.tokens, day, asked))
        return cast(Findings, analysis.read[key])

    def _read(self, analysis: Analysis, today: date, asked: Asked | None, amounts: tuple[Quantity, ...]) -> Findings:
        words = analysis.tokens
        found = _Found(analysis.readable)
        born, age = birth_of(amounts), first_age(amounts)
        if born:
            found.add("birth_date", born.value, born.first, born.after)
        elif age and age.number <= OLDEST_CHILD_MONTHS:
            found.add("child_age_months", int(age.number), age.first, age.after)
        doses = find_doses(words, is_asked=asked is Asked.DOSES)
        if doses:
            found.add("doses", doses.count, doses.first, doses.after)
        of_all = self._of_all(analysis)
        if of_all.place:
            found.add("settlement", of_all.place.name, of_all.place.first, of_all.place.after)
        told = _Found(analysis.all_readable)
        signs = list({sign.concept: sign for sign in reversed(of_all.signs.present)}.values())[::-1]
        for sign in signs:
            told.add("symptom", sign.concept, sign.first, sign.after)
        taken = {index for one in amounts for index in range(one.first, one.after)}
        is_young = is_newborn(analysis.words, born, age, today)
        degrees = find_temperature(words, bool(signs) or is_young, taken)
        found.entities += told.entities
        if degrees:
            found.add("temperature_c", degrees.degrees, degrees.first, degrees.after)
            degrees = replace(degrees, first=analysis.in_all(degrees.first), after=analysis.in_all(degrees.after))
        denied = frozenset(span.concept for span in of_all.signs.named) - frozenset(sign.concept for sign in signs)
        is_newborn_fever = is_young and has_fever(analysis.all_tokens, of_all.signs.present, degrees)
        return Findings(tuple(found.entities), of_all.danger, denied, amounts, is_newborn_fever)

    def _of_all(self, analysis: Analysis) -> _OfAll:
        """What depends on no question and no day; signs and danger are looked for in every word, however many."""
        if id(self) not in analysis.read:
            words = analysis.all_tokens
            signs = self._symptoms.read(words)
            place = self._places.find(analysis.tokens)
            analysis.read[id(self)] = _OfAll(signs, self._danger(words, signs), place)
        return cast(_OfAll, analysis.read[id(self)])

    def _danger(self, words: Sequence[str], told: SignsTold) -> Danger:
        ids = self._symptoms.danger_ids
        signs = [span for span in told.present if span.concept in ids]
        if tells_of_danger_now(words, signs):
            return Danger.NOW
        if signs:
            return Danger.SPOKEN_OF
        denied = any(span.concept in ids for span in told.named) or told.says_well
        return Danger.DENIED if denied else Danger.NONE


class _Found:
    """Entities by the tokens that they stand in."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self.entities: list[Entity] = []

    def add(self, name: str, value: str | int | float, first: int, after: int) -> None:
        last = self._tokens[min(after, len(self._tokens)) - 1]
        self.entities.append(Entity(name, value, self._tokens[first].start, last.end))


@dataclass(frozen=True)
class _OfAll:
    """What is read out of a message whatever was asked."""

    signs: SignsTold
    danger: Danger
    place: Place | None


@of_edition
def default_finder() -> EntityFinder:
    """The finder over this installation's knowledge files."""
    return EntityFinder(knowledge().places, knowledge().signs)
