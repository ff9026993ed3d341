"""What a time in a message belongs to: a dose, a contact, a fever, a rash, a birth, or something else.

A time belongs to the event that stands nearest to it in its clause; where the clause names none, to that of the clause
before or behind which has no time of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import Final, NamedTuple

from kazakh.beginnings import Beginnings
from kazakh.memory import remembered
from rasa_project.understanding.clauses import Clause
from rasa_project.understanding.contact_words import ILLNESS

#: A noun counts as so many words farther away than a verb, and what tells of no event that counts, farther still.
_NOUN: Final = 1.5
_LAST: Final = 4.0


class Event(Enum):
    """An event that parents tell the time of."""

    DOSE = "dose"
    CONTACT = "contact"
    FEVER = "fever"
    RASH = "rash"
    BIRTH = "birth"
    #: Somebody fell ill.
    ILLNESS = "illness"
    #: A visit, a piece of news, another sign: nothing that a rule counts from.
    OTHER = "other"
    #: A call, opening hours, a quarantine, the word of a doctor, a visit to come: never the day of a contact.
    BESIDE = "beside"


#: Words of an event by their folded beginnings; "=" asks for the whole word.
_WORDS: Final[tuple[tuple[Event, float, str], ...]] = (
    # verbs of a dose had are surer than the vaccine's name
    (Event.DOSE, 0, "салдир салинд салинг салинип салди салган салип егилд егилг егилип егилм ектир алдирд алдирг"),
    (Event.DOSE, 0, "привил привит сделал делал поставил ставил колол уколол вакциниров"),
    (Event.DOSE, _NOUN, "екпе прививк прививок вакцин ккп укол ревакц доз"),
    (
        Event.CONTACT,
        0,
        "контакт сонтаст аралас бирге катар жанинда касинда кездес оинад оинап оинаган жолик конак жанас жуздес",
    ),
    (Event.CONTACT, 0, "бегал гулял лифт"),
    (
        Event.CONTACT,
        0,
        "гост рядом вместе обшал играл сидел ночевал пересек встреч встрет видел жугист жуктир тоида болник",
    ),
    (
        Event.CONTACT,
        _NOUN,
        "топта тобинда группе садик балабакша класс синип сосед корши кори корю кизилша =кор =кормен",
    ),
    (Event.CONTACT, _NOUN, "=корпен"),
    (Event.FEVER, 0, "кизу кизип кизди исти исиди темп =жар =жари лихорад горит градус"),
    (Event.RASH, 0, "борт борит =сип сипи сипю висип обсип дак тенбил приш пятн"),
    (Event.BIRTH, 0, "туган туди туил родил рожд новорожд дуниеге наресте босан"),
    (Event.ILLNESS, _LAST, "ауирди ауирип ауирган ауирад болет болеет заболел болел слег"),
    # news, and visits and other signs where nothing else is told
    (Event.OTHER, 0, "жазилди жазилип жазилган аикти аиккан виздоров поправил"),
    (Event.OTHER, 0, "узна билди билип хабар сказал аитти аитип естид позвонил"),
    (
        Event.OTHER,
        _LAST,
        "дариг врач педиатр терапевт емхана поликлин прием бардик барган барди толди исполн жотел кашл кашел сопл мурн",
    ),
    (
        Event.OTHER,
        _LAST,
        "понос рвот рвет насморк кошти переех приехал коидик записа каралди тексер осмотр анализ талдау",
    ),
    (Event.OTHER, _LAST, "тапсир виписа судорог тирис"),
)
_EVENTS: Final = Beginnings[tuple[Event, float]](
    (stem, (event, farther)) for event, farther, stems in _WORDS for stem in stems.split()
)
#: Words that begin like an event's and are none.
_NO_EVENT: Final = ("кормл", "кормит", "сипат", "играла би")
#: Where a dose was not had there is no time of one.
_NOT_HAD: Final = tuple("алмаган алмади алмап егилме ектирме салдирма салинба салмаган непривит прививкасиз".split())
#: A visit is a contact where the illness is named: «у соседей корь, были у них вчера».
_VISITED: Final = ("бил", "гостил", "заходил", "ночевал", "ходил")
_THEIR_HOUSE: Final = ("оларда", "уиинде", "уиине", "уилеринде", "уилерине")
_FEVERISH: Final = re.compile(r"3[7-9](?:[.,]\d)?|4[0-2](?:[.,]\d)?")


@remembered
def _named(word: str) -> tuple[Event, float] | None:
    """The event that a folded word names and how much farther away than a verb it counts."""
    if word.startswith(_NO_EVENT):
        return None
    if _FEVERISH.fullmatch(word):
        return Event.FEVER, _NOUN
    return _EVENTS.of(word)


def _is_visit(words: Sequence[str], index: int) -> bool:
    """Whether a house was visited: ``были у них``, ``үйінде болдық``."""
    if words[index].startswith(_VISITED):
        return index + 1 < len(words) and words[index + 1] == "у"
    return words[index].startswith(_THEIR_HOUSE)


def event_of(word: str) -> Event | None:
    """The event that a folded word names, or ``None``."""
    named = _named(word)
    return named[0] if named else None


def _is_to_come(clause: Sequence[str]) -> bool:
    """Whether a dose is only to be given: «екпені бүгін салдыру керек пе», «сегодня надо сделать прививку?»."""
    return any(
        two.startswith(_MUST) and (one.endswith("у") or two in _MUST_RU) for one, two in zip(("", *clause), clause)
    )


_MUST: Final = ("керек", "кажет", "надо", "нужно")
_MUST_RU: Final = frozenset({"надо", "нужно"})


def _is_of_the_vaccine(words: Sequence[str], index: int) -> bool:
    """Whether the illness only says what the vaccine is against: «прививку от кори», «қызылшаға қарсы»."""
    if words[index] not in ILLNESS and not words[index].startswith("кизилша"):
        return False
    return words[index - 1 : index] in (["от"], ["против"]) or words[index + 1 : index + 2] == ["карси"]


class _Naming(NamedTuple):
    """A word that names an event: what it says by itself, and what a visit with it would be."""

    place: int
    own: tuple[Event, float] | None
    visit: tuple[Event, float] | None


class Events:
    """The events that the clauses of one message name; each clause is read once, however many times are told in it."""

    def __init__(self, words: Sequence[str]) -> None:
        """Take the folded words and marks of a message."""
        self._words = words
        self._tells_illness = not ILLNESS.isdisjoint(words)
        self._read: dict[Clause, list[_Naming]] = {}

    def near(self, first: int, after: int, clause: Clause) -> Event | None:
        """The event of ``clause`` that stands nearest to the words from ``first`` to ``after``."""
        if clause not in self._read:
            self._read[clause] = self._named_in(clause)
        nearest: tuple[float, Event] | None = None
        for place, own, visit in self._read[clause]:
            named = visit if own is None or first <= place < after else own
            if named is None:
                continue
            event, farther = named
            distance = farther + (place - after + 1 if place >= after else first - place)
            if nearest is None or distance < nearest[0]:
                nearest = (distance, event)
        return nearest[1] if nearest else None

    def _named_in(self, clause: Clause) -> list[_Naming]:
        """The words of a clause that name an event; a dose that was not had, or is to come, is none."""
        words = self._words
        inside = words[clause.first : clause.after]
        no_dose = any(word.startswith(_NOT_HAD) for word in inside) or _is_to_come(inside)
        found: list[_Naming] = []
        for index in range(clause.first, clause.after):
            own = None if _is_of_the_vaccine(words, index) else _named(words[index])
            visit = (Event.CONTACT, _LAST) if self._tells_illness and _is_visit(words, index) else None
            is_denied = (
                own is not None and own[0] is Event.DOSE and (no_dose or (index > 0 and words[index - 1] == "не"))
            )
            if not is_denied and (own is not None or visit is not None):
                found.append(_Naming(index, own, visit))
        return found
