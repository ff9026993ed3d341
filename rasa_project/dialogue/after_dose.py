"""After a dose: a dose that is told, and questions that elsewhere are of an illness or of the unvaccinated.

«Дүкенге апарсақ ше?», «купаться можно?» behind «кеше екпе салдырдық» is answered for a child with a fresh dose, as
long as nobody is told to be ill and nobody met a patient.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rasa_project.dialogue.answers import response
from rasa_project.dialogue.contexts import AFTER_DOSE, CONTACT, ILLNESS, TOPICS
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.answers import asks
from rasa_project.understanding.phrases import phrases, stands

#: A question of an illness, a contact or of who is not vaccinated, and the same after a dose.
_OUT: Final = "ask_aftercare/out_today"
_BATH: Final = "ask_aftercare/bath"
_CATCHING: Final = "ask_side_effects/catching"
_FOOD: Final = "ask_aftercare/food"
_HOW_LONG: Final = "ask_side_effects/how_long"
_FOLLOW_UPS: Final[Mapping[tuple[str, str], str]] = {
    (CONTACT, "attend"): _OUT,
    (CONTACT, "infectious_now"): _CATCHING,
    (ILLNESS, "air_and_warmth"): _OUT,
    (ILLNESS, "back_when"): _OUT,
    (ILLNESS, "bathing"): _BATH,
    (ILLNESS, "food_drink"): _FOOD,
    (ILLNESS, "infectious_when"): _CATCHING,
    (ILLNESS, "out_and_guests"): _OUT,
    (ILLNESS, "siblings"): _CATCHING,
    (ILLNESS, "how_long"): _HOW_LONG,
    (TOPICS, "how_long"): _HOW_LONG,
}
_QUESTIONS: Final[Mapping[str, str]] = {
    "ask_infant/infant_out": _OUT,
    "ask_infant/visitors": _OUT,
    "ask_isolation/contagious_days": _HOW_LONG,
    "ask_isolation/guests_event_after": _OUT,
    "ask_isolation/quarantine_life": _OUT,
    "ask_prevention/crowds": _OUT,
    "ask_transmission/how_catching": _CATCHING,
    "ask_treatment/bathing_ill": _BATH,
    "ask_treatment/food_drink": _FOOD,
    "ask_unvaccinated_rules/malls_playground": _OUT,
}
#: Places and ways of going out, by beginnings of folded words.
_GOING_OUT: Final = phrases(
    "адам коп", "базар", "гост", "гулят", "дала", "ден рожден", "дукен", "кафе", "кинотеатр", "кино", "конак",
    "кошеге", "магазин", "на улиц", "оин алан", "парк", "площадк", "прогулк", "ринок", "серуен", "тои", "торгов",
    "туган кун", "цирк",
)  # fmt: skip
#: A dose that was had, told and nothing asked: ``екпе салдырдық``, ``вчера привили``.
_DOSE_HAD: Final = phrases(
    "егилди", "егиз", "екпе алд", "екпе сал", "екпе салин", "екпеге барди", "екпесин ал", "екпесин сал", "екпени сал",
    "ккп сал", "привили", "привился", "привилас", "прививку делали", "прививку поставили", "прививку сделали",
    "поставили прив", "сделали прив", "сделали ккп", "укол поставили", "сделали укол",
)  # fmt: skip
#: It was not had, or is to come.
_NOT_HAD: Final = (
    "алма", "бола", "егилме", "ектирме", "емес", "ертен", "жок", "завтра", "кашан", "керек", "когда", "не", "нет",
    "салдирма", "салинба", "салма",
)  # fmt: skip
_FEW: Final = 6
#: Its own follow-up goes before from the first on; another is taken for the same after a dose from the second on.
_SURE: Final = 0.4
_LIKELY: Final = 0.2


def of_a_dose(turn: Turn) -> Outcome | None:
    """A question that is of the ill or the unvaccinated elsewhere, in a talk about a dose that was given."""
    if turn.heard.is_button or not _is_after_dose(turn) or not turn.is_short:
        return None
    answer = _meant(turn)
    if answer is None:
        return None
    return answered(turn, [response(answer)], turn.before.last.topic, context=AFTER_DOSE)


def told(turn: Turn) -> Outcome | None:
    """«Кеше екпе салдырдық», and nothing asked: what to look at after a dose."""
    heard, words = turn.heard, turn.heard.words
    if heard.is_button or turn.before.episode is not None or len(words) > _FEW or asks(heard.tokens):
        return None
    is_had = stands(words, _DOSE_HAD) and not any(word.startswith(_NOT_HAD) for word in words)
    told_else = turn.taken.all_told - {"doses", "first_dose_months", "last_dose"}
    if not is_had or told_else or turn.before.last.context in {AFTER_DOSE, CONTACT, ILLNESS} or "?" in heard.tokens:
        return None
    return answered(turn, [response("ask_aftercare")], "ask_aftercare")


def _meant(turn: Turn) -> str | None:
    """The answer after a dose, by the surest follow-up, the particular question, or a place that is named."""
    near = [one for one in turn.heard.followups if one.context == AFTER_DOSE and one.confidence >= _SURE]
    if near:
        return None  # its own follow-up
    best = max(turn.heard.followups, key=lambda one: one.confidence, default=None)
    if best is not None and best.confidence >= _LIKELY and (best.context, best.name) in _FOLLOW_UPS:
        return _FOLLOW_UPS[best.context, best.name]
    asked = [name for name, _ in turn.heard.questions[:1]]
    if asked and asked[0] in _QUESTIONS:
        return _QUESTIONS[asked[0]]
    return _OUT if stands(turn.heard.words, _GOING_OUT) and not turn.taken.all_told else None


def _is_after_dose(turn: Turn) -> bool:
    """Whether the talk is about a dose, nobody is told to be ill and nobody met a patient."""
    people = turn.conversation.people
    is_ill = any(one.confirmed or one.contact == "yes" for one in people)
    return turn.before.last.context == AFTER_DOSE and turn.before.episode is None and not is_ill
