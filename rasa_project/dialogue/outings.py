"""Nursery, school, a shop, a visit of somebody who is ill or met a patient: the answer first, and until when.

Who is ill or in contact in the talk decides, not what the words look like. Of whom nothing of it was told nothing is
said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rasa_project.advice.exposure import first_day
from rasa_project.advice.freshness import SIGNS_SECONDS
from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.answers import for_each, met_at_home
from rasa_project.dialogue.consultations import apart_in_words, days_of_contact, exposure_of
from rasa_project.dialogue.contexts import AFTER_DOSE, CONTACT, ILLNESS
from rasa_project.dialogue.conversation import Person, Said
from rasa_project.dialogue.people_facts import FEVER_FROM, is_grown_up, shows_signs
from rasa_project.dialogue.plans import Gaps
from rasa_project.dialogue.turn import Turn
from rasa_project.understanding.outing_words import Asked, asked_of_going, asks_to_stay, places_named

#: Answers of this module: «а на рынок?» behind one of them asks the same of another place.
OUT_ILL: Final = "utter_ask_isolation/out_ill"
OUT_CONTACT: Final = "utter_ask_exposure/out_contact"
OUT_VACCINATED: Final = "utter_ask_exposure/out_vaccinated"
OUT_WHEN: Final = "utter_ask_exposure/out_when"
OUT: Final = frozenset({OUT_ILL, OUT_CONTACT, OUT_VACCINATED, OUT_WHEN})
#: The places in words, Kazakh and Russian; where none is named any way out is meant.
_WHERE: Final = {
    "feast": ("тойға", "на праздник"),
    "lesson": ("үйірмеге", "на кружок"),
    "mosque": ("мешітке", "в мечеть"),
    "nursery": ("балабақшаға", "в садик"),
    "playground": ("ойын алаңына", "на площадку"),
    "pool": ("бассейн мен моншаға", "в бассейн и баню"),
    "school": ("мектепке", "в школу"),
    "shop": ("дүкенге, базарға", "в магазин и на рынок"),
    "visit": ("қонаққа", "в гости"),
    "work": ("жұмысқа", "на работу"),
}
_ANYWHERE: Final = ("көпшілік жерге", "туда, где люди,")
#: How the answer opens, by what was asked.
_OPENING: Final[dict[Asked, tuple[str, str]]] = {
    "may": ("Жоқ, {where} әзірге баруға болмайды", "Нет, {where} пока нельзя"),
    "stay": ("Иә, үйде болсын, {where} әзірге баруға болмайды", "Да, пусть будет дома, {where} пока нельзя"),
}
_UNKNOWN_APART: Final = (
    " Қызылша болса, бөртпе шыққаннан кейін кемінде толық 4 күн үйде болу керек.",
    " Если это корь, дома остаются не меньше 4 полных дней после появления сыпи.",
)
_WITHOUT_DOSE: Final = ("екпе алмаған адам", "без прививки")
_DOSES_UNKNOWN: Final = ("екпе алмаған не алғаны белгісіз адам", "без прививки, или если неизвестно, есть ли она,")
#: Where children go alone.
_OF_CHILDREN: Final = frozenset({"lesson", "nursery", "school"})
_SIBLINGS: Final = frozenset({"brother", "sister"})
_SELF: Final = frozenset({"озим", "озиме", "озимиз", "сам", "сама", "самои", "самому"})
#: Asked of a grown-up after a contact it has an answer of its own.
_WORK: Final = "work"


def out_said(turn: Turn, ill: Iterable[Person], met: Iterable[Person]) -> list[Said]:
    """What is said to a question of going out, or nothing where none is asked.

    Args:
        turn: the turn.
        ill: who is ill of those whom the question may mean: they go before.
        met: who met a patient.
    """
    asked = _asked(turn)
    ill, met = list(ill), list(met)
    if asked is None or (asked == "when" and ill):
        return []  # when who is ill may go out depends on the rash, and has its own answer
    if ill:
        return for_each(ill, lambda one: _of_the_ill(one, turn, asked), turn)
    if places_named(turn.heard.words) == (_WORK,):
        return []
    return for_each(met, lambda one: _of_contact(one, turn, asked), turn)


def ill_and_met(turn: Turn) -> tuple[list[Person], list[Person]]:
    """Those of the talk who are ill, and who met a patient: of whom the message names, else of all."""
    some = _meant(turn)
    ill = [one for one in some if is_ill(turn, one)]
    at_home = met_at_home(turn.conversation, some)
    return ill, [one for one in some if one not in ill and (is_met(turn, one) or one in at_home)]


def asks_of_going(turn: Turn) -> bool:
    """Whether the message asks of going out."""
    return _asked(turn) is not None


def is_ill(turn: Turn, person: Person) -> bool:
    """Whether signs of the person were told lately, or the talk is of the illness."""
    is_fresh = any(
        turn.now - person.told_at.get(name, turn.now) <= SIGNS_SECONDS for name in ("fever", "rash", "signs")
    )
    if person.had_measles and not person.confirmed and "yes" not in {person.fever, person.rash}:
        return False  # «переболел, слабый ещё»: it is over
    has_signs = (shows_signs(person) or (person.temperature or 0.0) >= FEVER_FROM) and is_fresh
    return has_signs or bool(person.confirmed) or (_is_of(turn, ILLNESS, person) and not person.had_measles)


def is_met(turn: Turn, person: Person) -> bool:
    """Whether the person met a patient within the days of watching; whoever had measles has nothing to wait for."""
    if person.had_measles:
        return False
    rules = knowledge().exposure
    days = first_day(exposure_of(person, turn.today), rules)
    is_told = person.contact == "yes" or (_is_of(turn, CONTACT, person) and person.contact != "no")
    return is_told and (days is None or days <= rules.watch_days)


def _asked(turn: Turn) -> Asked | None:
    heard, last = turn.heard, turn.before.last
    is_of_a_dose = last.context == AFTER_DOSE and turn.before.episode is None
    if heard.is_button or not heard.words or is_of_a_dose or turn.conversation.is_for_group:
        return None
    is_at_home = last.context in {CONTACT, ILLNESS} and asks_to_stay(heard.words)  # «нужно сидеть дома?»
    goes_on = is_at_home or any(one.response in OUT for one in last.said)
    return asked_of_going(heard.words, heard.tokens, goes_on=goes_on)


def _meant(turn: Turn) -> Sequence[Person]:
    """Whom the message names; not who only takes the child there, or is visited («невестка его ведёт», «к бабушке»)."""
    is_of_children = bool(_OF_CHILDREN & set(places_named(turn.heard.words)))  # «брату можно в школу»
    named = [
        one
        for one in turn.people
        if not is_grown_up(one, turn.today) or _was_told_of(turn, one) or (is_of_children and one.kin in _SIBLINGS)
    ]
    if not _SELF.isdisjoint(turn.heard.words):  # «сам я на работу хожу», «тойға өзім барсам»: of the writer alone
        return [one for one in turn.conversation.people if one.kind == "writer"]
    is_named = any(part.who is not None for part in turn.heard.reading.parts)
    if is_named and turn.taken.about and named:
        return named if is_ill(turn, named[-1]) else named[-1:]  # «інісі ауырды, ағасы сабаққа бара берсе бола ма»
    episode = turn.conversation.episode
    numbers = episode.people if episode is not None and episode.kind in {CONTACT, ILLNESS} else ()
    found = map(turn.conversation.person, dict.fromkeys(numbers))
    return [one for one in found if one is not None] or turn.conversation.people


def _was_told_of(turn: Turn, person: Person) -> bool:
    """Whether signs or a contact of a grown-up were told before, or a risk."""
    before = turn.before.person(person.id)
    return before is not None and (shows_signs(before) or before.contact == "yes" or before.risk is not None)


def _is_of(turn: Turn, kind: str, person: Person) -> bool:
    episode = turn.conversation.episode
    return episode is not None and episode.kind == kind and person.id in episode.people


def _of_the_ill(person: Person, turn: Turn, asked: Asked) -> Said:
    kk, ru = apart_in_words(person, turn.today)
    return Said(OUT_ILL, {"opening": _opening(turn, asked), "apart": (kk, ru) if kk else _UNKNOWN_APART})


def _of_contact(person: Person, turn: Turn, asked: Asked) -> Said:
    gaps: Gaps = {"watch": _watch(person, turn)}
    if person.has_a_dose:
        kk, ru = _where(turn)
        return Said(OUT_VACCINATED, {"where": (kk, ru.rstrip(","))})
    if asked == "when":
        return Said(OUT_WHEN, gaps)
    who = _WITHOUT_DOSE if person.doses == 0 else _DOSES_UNKNOWN
    return Said(OUT_CONTACT, {**gaps, "opening": _opening(turn, asked), "who": who})


def _watch(person: Person, turn: Turn) -> tuple[str, str]:
    words, days = knowledge().exposure.words, days_of_contact(person, turn.today)
    if "watch_until" not in days:
        return words.watch_unknown.kk, words.watch_unknown.ru
    kk, ru = days["watch_until"]
    return words.watch.kk.format(day=kk), words.watch.ru.format(day=ru)


def _opening(turn: Turn, asked: Asked) -> tuple[str, str]:
    (kk, ru), (where_kk, where_ru) = _OPENING[asked], _where(turn)
    return kk.format(where=where_kk), ru.format(where=where_ru)


def _where(turn: Turn) -> tuple[str, str]:
    """The places that the message names, in words; at most two."""
    named = [_WHERE[name] for name in places_named(turn.heard.words)][:2] or [_ANYWHERE]
    return ", ".join(kk for kk, _ in named), " и ".join(ru for _, ru in named)
