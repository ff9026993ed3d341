"""Somebody ill and a pregnant woman or a baby beside him, told in one message: each has a sentence, the ill one first.

Who is ill needs a doctor today whatever else is asked; who lives with him has met him, and has the advice after a
contact, not the one on vaccines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import is_at_risk
from rasa_project.dialogue.beside_patient import said_beside
from rasa_project.dialogue.contexts import AFTER_DOSE, ILLNESS
from rasa_project.dialogue.conversation import Episode, Person, Said
from rasa_project.dialogue.people_facts import shows_signs
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.dialogue.who import lead_of
from rasa_project.understanding.events import Event
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.phrases import phrases, stands

_ILL_BESIDE: Final = "utter_ill_beside"
#: Signs that may be measles.
_OF_MEASLES: Final = frozenset({"fever", "rash"})
#: Who is ill in another house is a contact, and no patient of this one.
_OF_ANOTHER_HOUSE: Final = frozenset({"acquaintance", "aunt_or_uncle", "brother", "nephew", "niece", "sister"})
#: Of these the message itself is another matter.
_ELSE: Final = frozenset({"ask_side_effects", "ask_aftercare", "forget_me", "change_language", "goodbye"})


#: Where strangers meet: who has a rash there is no patient of this house.
_ELSEWHERE: Final = phrases(
    "автобус", "аптек", "базарда", "в гост", "в очеред", "в поезд", "жанимизда", "касимизда", "кезекте", "на свадб",
    "на тое", "рядом сидел", "тоида",
)  # fmt: skip
#: The ill child is of this house.
_AT_HOME: Final = phrases(
    "балам", "дома", "доч", "кизим", "мои", "мое", "моя", "син", "у меня", "уиде", "уиимде", "улим"
)
#: So many days behind a dose a rash may be its own.
_WEEKS: Final = 28


def each_his_own(turn: Turn) -> Outcome | None:
    """«У старшего сыпь и температура, я беременна»: a doctor for him today, and what she does after such a contact."""
    if turn.heard.is_button or turn.before.question is not None or turn.heard.danger in {Danger.NOW, Danger.MAYBE}:
        return None
    if turn.heard.intent in _ELSE or turn.before.last.context == AFTER_DOSE or _is_after_a_dose(turn):
        return None
    ill, met = _ill(turn), _exposed(turn)
    if not ill or not met or stands(turn.heard.words, _ELSEWHERE):
        return None
    first = [Said(_ILL_BESIDE, lead=lead_of(one, turn.today), is_aside=True) for one in ill]
    own, conversation = said_beside(turn, turn.conversation, met, ill)
    ids = tuple(one.id for one in ill)
    conversation = replace(
        conversation, episode=Episode(ILLNESS, ids, turn.now, advised=ids), question=None, about=ids[0]
    )
    people = (*ids, *(one.id for one in met))
    said = [*first, *(replace(one, is_short=True) for one in own)]
    return answered(turn, said, "report_symptoms", context=ILLNESS, conversation=conversation, people=people)


def _is_after_a_dose(turn: Turn) -> bool:
    """Whether the rash may be of a dose that was given lately: others do not catch it."""
    findings = turn.heard.findings
    return findings is not None and any(one.number <= _WEEKS for one in findings.since(Event.DOSE))


def _ill(turn: Turn) -> list[Person]:
    """Of whom the message tells a fever or a rash that is there, of this house; the child that it calls the ill one."""
    told = [turn.conversation.person(number) for number in turn.taken.told]
    with_signs = [one for one in told if one is not None and _is_ill(turn, one) and not is_pregnant(one)]
    return with_signs or _called_ill(turn)


def _called_ill(turn: Turn) -> list[Person]:
    """«Үйде ауырған балам бар»: the one child of the message, where it is called ill and is of this house."""
    is_called = any(one.is_ill for one in turn.heard.reading.people) and stands(turn.heard.words, _AT_HOME)
    children = [one for one in turn.people if one.kind == "child" and one.kin not in _OF_ANOTHER_HOUSE]
    return children if is_called and len(children) == 1 and not children[0].had_measles else []


def _is_ill(turn: Turn, one: Person) -> bool:
    names = turn.taken.told.get(one.id, frozenset())
    tells = any(name in names and getattr(one, name) == "yes" for name in _OF_MEASLES)
    tells = tells and not one.confirmed  # of measles that is found, the contact has its own questions
    return tells and one.kin not in _OF_ANOTHER_HOUSE and one.contact != "yes"


def _exposed(turn: Turn) -> list[Person]:
    """Pregnant women and babies whom the message names beside, well and not said to be apart."""
    named: Sequence[Person] = turn.people if turn.heard.reading.people else ()
    if _called_ill(turn):  # «аяғым ауыр», then «үйде ауырған балам бар»
        named = (*named, *(one for one in turn.conversation.people if is_pregnant(one) and one not in named))
    return [one for one in named if is_at_risk(one) and not shows_signs(one) and _may_be_beside(one)]


def _may_be_beside(one: Person) -> bool:
    is_here = is_pregnant(one) or one.kin not in _OF_ANOTHER_HOUSE
    return is_here and one.risk != "weak_immunity" and one.contact != "no" and not one.confirmed


def is_pregnant(one: Person) -> bool:
    """Whether the person is told of as pregnant."""
    return one.risk == "pregnant"
