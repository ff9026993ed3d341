"""Vomiting or diarrhoea that is told and is no danger: how to give to drink, which signs mean 103, the doctor today."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import response
from rasa_project.dialogue.contexts import AFTER_DOSE, CONTACT, ILLNESS
from rasa_project.dialogue.conversation import Episode, Person
from rasa_project.dialogue.people_facts import is_gravely_ill
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.answers import asks
from rasa_project.understanding.dose_words import VACCINE
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.parts import Mood
from rasa_project.understanding.passed_words import asks_to_cancel
from rasa_project.understanding.phrases import phrases, stands
from rasa_project.understanding.stomach_words import UPSET, drinks_again

_UPSET: Final = "report_symptoms/upset_stomach"
_MEDICINE: Final = "report_symptoms/stomach_medicine"
#: By folded beginnings of their names; nothing is said of what is in them.
_MEDICINES: Final = phrases(
    "активированн", "бифидум", "галавит", "дегидрат", "имодиум", "кумир тас", "левомицет", "линекс", "лоперамид",
    "мезим", "мотилиум", "нифуроксаз", "нифурокс", "ораседик", "полисорб", "регидра", "регидро", "смект", "сорбент",
    "фестал", "фталазол", "фуразол", "церукал", "ентерол", "ентеросгел", "ентерофурил", "угол актив",
)  # fmt: skip
#: Of measles this has an answer of its own.
_OF_MEASLES: Final = "ask_complications/diarrhoea"
_SURE: Final = 0.45
_DRINKS: Final = "report_emergency/drinks_again"
_RECALL: Final = "report_emergency/recall"


def upset(turn: Turn) -> Outcome | None:
    """«Понос и рвота, что дать»: sips, the signs of 103, the doctor; with fever and rash a consultation goes before."""
    people = _upset_now(turn)
    if turn.heard.is_button or turn.before.question is not None or not people or _is_of_another_matter(turn):
        return None
    ids = tuple(one.id for one in people)
    conversation = turn.conversation
    if any(map(is_gravely_ill, people)) or (any(one.confirmed for one in people) and _asks_of_measles(turn)):
        return None
    going_on = conversation.episode
    if going_on is None or going_on.kind != CONTACT:
        conversation = replace(conversation, episode=Episode(ILLNESS, ids, turn.now, advised=ids), about=ids[0])
    said = [response(_UPSET)]
    return answered(turn, said, "report_symptoms", context=ILLNESS, conversation=conversation, people=ids)


def drinks(turn: Turn) -> Outcome | None:
    """«Пьёт, не вырвало», told behind that of who was upset: go on so, and the doctor today."""
    was_said = f"utter_{_UPSET}" in {one.response for one in turn.before.last.said}
    is_upset = any(one.signs & UPSET for one in turn.before.people)
    if turn.heard.is_button or turn.before.question is not None or not (was_said or is_upset):
        return None
    if turn.heard.danger in {Danger.NOW, Danger.MAYBE} or turn.before.last.context != ILLNESS:
        return None
    if asks(turn.heard.tokens) or "?" in turn.heard.tokens or not drinks_again(turn.heard.words):
        return None
    said = [replace(response(_DRINKS), is_short=True)]
    return answered(turn, said, "report_symptoms", context=ILLNESS)


def recall(turn: Turn) -> Outcome | None:
    """«Отменить вызов можно?», behind word that the patient drinks: call again, the dispatcher decides."""
    was_said = f"utter_{_DRINKS}" in {one.response for one in turn.before.last.said}
    if turn.heard.is_button or not was_said or not asks_to_cancel(turn.heard.words, is_called=True):
        return None
    return answered(turn, [response(_RECALL)], "report_symptoms", context=ILLNESS)


def medicine(turn: Turn) -> Outcome | None:
    """«Регидрон бола ма», «смекту дать?» of who vomits or has diarrhoea."""
    words = turn.heard.words
    if turn.heard.is_button or not stands(words, _MEDICINES) or any(word.startswith(VACCINE) for word in words):
        return None
    is_upset = any(one.signs & UPSET for one in turn.conversation.people)
    if not is_upset and turn.before.last.context != ILLNESS:
        return None
    return answered(turn, [response(_MEDICINE)], "ask_treatment", context=ILLNESS)


def _upset_now(turn: Turn) -> list[Person]:
    """Of whom this message tells vomiting or diarrhoea, as being there now."""
    parts = [part for part in turn.heard.reading.parts if part.facts.signs & UPSET]
    if not parts or any(part.mood is not Mood.TOLD for part in parts):
        return []
    told = [turn.conversation.person(number) for number, names in turn.taken.told.items() if "signs" in names]
    return [one for one in told if one is not None and one.signs & UPSET]


def _is_of_another_matter(turn: Turn) -> bool:
    """Whether danger, a dose, or whether one may be given, is what the message is about."""
    is_of_dose = turn.before.last.context == AFTER_DOSE or any(word.startswith(VACCINE) for word in turn.heard.words)
    return is_of_dose or turn.heard.danger in {Danger.NOW, Danger.MAYBE}


def _asks_of_measles(turn: Turn) -> bool:
    """Whether it is asked if that comes from the measles."""
    name, sure = turn.heard.questions[0] if turn.heard.questions else ("", 0.0)
    return name == _OF_MEASLES and sure >= _SURE and asks(turn.heard.tokens)
