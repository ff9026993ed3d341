"""With what an emergency begins: the card with 103, the one of who dries out, what is left to do once 103 is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.answers import response
from rasa_project.dialogue.consultations import is_emergency, said_triage
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.turn import Turn
from rasa_project.understanding.emergency_words import asks_of_a_spoon, tells_ambulance_called
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.phrases import phrases, stands
from rasa_project.understanding.stomach_words import OF_DRINKING

INTENT: Final = "report_emergency"
#: Nothing in the mouth is for who is not awake; who dries out is given to drink.
DRYING_OUT: Final = "report_emergency/drying_out"
_MEDICINE: Final = "report_emergency/medicine"
_COOLING: Final = "report_emergency/cooling"
_FOOD: Final = "report_emergency/drink_food"
_RUBS: Final = phrases("водк", "обтер", "обтир", "протер", "протир", "сирке", "спирт", "сурт", "уксус", "арак")
_DRINK: Final = phrases("воду дат", "води дат", "дат воду", "дат води", "дат пит", "ишкиз", "напоит", "поит", "су бер")
_GIVES: Final = phrases(
    "береи", "берем", "берсе", "дават", "дат", "жаропониж", "ибупрофен", "нурофен", "парацетамол", "сироп", "укол сал",
)  # fmt: skip
_NO_SPOON: Final = "report_emergency/no_spoon"
_WAITING: Final = "report_emergency/until_they_come"


def is_in_words(turn: Turn) -> bool:
    """Whether the words of danger.yml tell of a sign that is there now; while an emergency lasts only these are new."""
    return turn.heard.findings is not None and turn.heard.findings.danger is Danger.NOW


def sign_of(turn: Turn) -> str | None:
    """The sign of danger.yml that the message tells; of several one that drinking does not end; of none the model's."""
    findings = turn.heard.findings
    if findings is None or not is_in_words(turn):
        return turn.heard.danger_sign
    told = findings.signs & knowledge().signs.danger.keys()
    return min(told, key=lambda sign: (sign in OF_DRINKING, sign), default=turn.heard.danger_sign)


def card(turn: Turn, people: tuple[int, ...]) -> Said:
    """The first answer; with its reason where no sign but the age asks for it: a new-born's fever."""
    if not turn.heard.is_button and tells_ambulance_called(turn.heard.words):
        return response(_while_waiting(turn.heard.words))
    known = [one for one in map(turn.conversation.person, people) if one is not None]
    if not is_in_words(turn) and not any(one.danger == "yes" for one in known):
        ages = (said_triage(one, turn.today) for one in known if is_emergency(one, turn.today))
        if (of_the_age := next(ages, None)) is not None:
            return of_the_age
    return response(DRYING_OUT if sign_of(turn) in OF_DRINKING else INTENT)


def beside_card(turn: Turn) -> list[Said]:
    """What is said behind the card, or while help is on its way: no spoon between the teeth."""
    return [response(_NO_SPOON)] if asks_of_a_spoon(turn.heard.words) else []


def _while_waiting(words: Sequence[str]) -> str:
    """What is said to who has called already: to what is asked of rubbing, drinking, a medicine; else what to do."""
    asked = ((_RUBS, _COOLING), (_DRINK, _FOOD), (_GIVES, _MEDICINE))
    return next((answer for some, answer in asked if stands(words, some)), _WAITING)
