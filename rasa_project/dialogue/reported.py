"""Signs and contacts that are told, whatever question the words of the message look like."""

from __future__ import annotations

from typing import Final

from rasa_project.dialogue.contexts import AFTER_DOSE, CONTACT, ILLNESS
from rasa_project.dialogue.conversation import Person
from rasa_project.dialogue.people_facts import has_high_fever, is_gravely_ill, shows_signs
from rasa_project.dialogue.turn import Turn
from rasa_project.understanding.answers import asks
from rasa_project.understanding.asked_forms import form_of
from rasa_project.understanding.dose_words import VACCINE
from rasa_project.understanding.several import asks_something

#: Questions beside which a contact goes before: its hours are counted.
CONTACT_BESIDE: Final = frozenset(
    {"ask_adult", "ask_first_steps", "ask_infant", "ask_isolation", "ask_missed_dose", "ask_outbreak", "ask_pregnancy",
     "ask_schedule", "ask_transmission", "ask_unvaccinated_rules", "inform", "nlu_fallback"}
)  # fmt: skip
#: Facts of somebody, beside which a contact is his.
OF_A_PERSON: Final = frozenset({"age_months", "born", "contact_on", "doses", "risk"})
#: Topics of whoever is ill, whose words a mere report may have.
_OF_THE_ILL: Final = frozenset({"ask_complications", "ask_first_steps", "ask_symptoms", "ask_treatment"})
_FEVER_AND_RASH: Final = ("fever", "rash")
_FALLBACK: Final = "nlu_fallback"
_EXPOSURE: Final = "ask_exposure"
#: Of who has measles, or had it, these have answers of their own.
_OF_A_PATIENT: Final = frozenset({"ask_isolation", "ask_recurrence"})
#: What a mere report of signs is taken for, where few words tell it.
_MERELY_TOLD: Final = frozenset({"ask_contraindications", "ask_testing", "inform", _FALLBACK})
_SYMPTOMS: Final = "ask_symptoms"
_TESTING: Final = "ask_testing"
_SURE_QUESTION: Final = 0.8


def reported_kind(turn: Turn) -> str | None:
    """The consultation that a mere report begins, or ``None``.

    A fever with a rash, or a high one, and a contact, where nothing is asked; a fever with other signs of somebody,
    where no more is asked than whether it is measles.
    """
    if turn.heard.is_button:
        return None
    intent, told = turn.heard.intent, _told(turn)
    if intent == _SYMPTOMS and any(_is_feverish(one) or has_high_fever(one) for one in told) and tells_signs(turn):
        return ILLNESS
    if asks(turn.heard.tokens) or _asks_openly(turn):
        return None
    if intent in CONTACT_BESIDE | {_EXPOSURE} and any(_has_met(turn, one) for one in told):
        return CONTACT
    if intent in _MERELY_TOLD and tells_signs(turn) and not _is_of_a_dose(turn):
        return _kind_of_signs(turn)  # «насморк и кашель, температуры нет»: no vaccine is spoken of
    is_plain = intent == _SYMPTOMS and tells_fever_or_rash(turn) and not _is_of_a_dose(turn)
    is_patient = intent in _OF_THE_ILL and any(_has_measles(turn, one) for one in told) and tells_signs(turn)
    if is_plain or is_patient:
        return ILLNESS  # «бөртпе шықты, қызуы жоқ», «у дочки корь, третий день сыпи»
    if _may_tell_of_a_patient(intent) and any(_is_new_patient(turn, one) for one in told):
        return CONTACT  # «ұлым 6 жаста, қызылша деді дәрігер»: of one who is alone an illness
    return ILLNESS if intent in _OF_THE_ILL and any(map(is_gravely_ill, told)) and tells_signs(turn) else None


def told_ill(turn: Turn) -> str | None:
    """Signs in a message of which no question was understood: of the patient, or of one beside somebody else."""
    return _kind_of_signs(turn) if turn.heard.intent == _FALLBACK and tells_signs(turn) else None


def _kind_of_signs(turn: Turn) -> str:
    told = _told(turn)
    ill = list(filter(shows_signs, told))
    return CONTACT if len(ill) < len(told) and any(one.rash == "yes" or one.confirmed for one in ill) else ILLNESS


def _asks_openly(turn: Turn) -> bool:
    """«Бөртпе қай жерден басталады»: what, where or how of the illness; of nobody, whatever signs it names.

    So is «где сдать анализ на корь».
    """
    if turn.heard.intent == _TESTING and asks_something(turn.heard.words):
        return True
    is_known = any(sure >= _SURE_QUESTION for _, sure in turn.heard.questions[:1])
    is_of_nobody = all(part.who is None for part in turn.heard.reading.parts)
    return is_known and is_of_nobody and form_of(turn.heard.tokens) == "open"


def _is_of_a_dose(turn: Turn) -> bool:
    is_named = any(word.startswith(VACCINE) for word in turn.heard.words)
    return is_named or turn.before.last.context == AFTER_DOSE


def tells_signs(turn: Turn) -> bool:
    """Whether a fever, a rash or another sign is told as being there, none merely denied."""
    return tells_fever_or_rash(turn) or any("signs" in turn.taken.told[one.id] and one.signs for one in _told(turn))


def tells_fever_or_rash(turn: Turn) -> bool:
    """Whether a fever or a rash of somebody is told as being there."""
    told = turn.taken.told
    return any(name in told[one.id] and getattr(one, name) == "yes" for one in _told(turn) for name in _FEVER_AND_RASH)


def _told(turn: Turn) -> list[Person]:
    """Of whom the message tells something."""
    return [one for one in map(turn.conversation.person, turn.taken.told) if one is not None]


def _has_measles(turn: Turn, person: Person) -> bool:
    """Whether measles of a child is told here, and nobody else is told of."""
    names = turn.taken.told.get(person.id, frozenset())
    return bool(person.confirmed) and "confirmed" in names and person.kind == "child" and len(turn.taken.told) == 1


def _may_tell_of_a_patient(intent: str) -> bool:
    """Whether a mere report of measles may be taken for that: for any topic but those on a patient."""
    return (intent.startswith("ask_") or intent in CONTACT_BESIDE) and intent not in _OF_A_PATIENT


def _is_new_patient(turn: Turn, person: Person) -> bool:
    """Whether measles of somebody is told of whom it was not known."""
    before = turn.before.person(person.id)
    is_new = before is None or not before.confirmed
    return is_new and bool(person.confirmed) and "confirmed" in turn.taken.told.get(person.id, frozenset())


def _is_feverish(person: Person) -> bool:
    return person.fever == "yes" and bool(person.signs - {"fever"})


def _has_met(turn: Turn, person: Person) -> bool:
    names = turn.taken.told.get(person.id, frozenset())
    return person.contact == "yes" and "contact" in names and bool(names & OF_A_PERSON)
