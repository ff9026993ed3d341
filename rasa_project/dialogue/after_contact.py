"""After a contact: its day put right, and a dose that is asked for in its light instead of by the calendar."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.advice.exposure import first_day
from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.answers import OTHERS_HOME, answer_named, met_said, response
from rasa_project.dialogue.consultations import exposure_of
from rasa_project.dialogue.contexts import CONTACT, MOTHERHOOD
from rasa_project.dialogue.conversation import Person
from rasa_project.dialogue.followed import answer_of, found_in
from rasa_project.dialogue.outings import asks_of_going
from rasa_project.dialogue.particular import intent_of, question_answered
from rasa_project.dialogue.people_facts import shows_signs
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.answers import asks

#: What of a contact, when told anew, changes its days.
_DAYS: Final = ("contact_on", "contact_days", "contact_last", "lives_with", "patient_rash", "patient_ill")
#: A dose, by folded beginnings.
_DOSE: Final = ("вакцин", "доза", "дозу", "екпе", "егил", "иммуноглоб", "ккп", "прив", "салдир", "укол")
#: Questions that are else answered by the calendar.
_BY_CALENDAR: Final = frozenset(
    {"ask_adult", "ask_availability", "ask_contraindications", "ask_infant", "ask_missed_dose", "ask_necessity",
     "ask_pregnancy", "ask_safety", "ask_schedule", "ask_unvaccinated_rules", "ask_vaccination_status",
     "ask_vaccine", "inform", "nlu_fallback"}
)  # fmt: skip
#: Of others at home whom the writer asks about beside a patient.
_OF_OTHERS: Final = _BY_CALENDAR | {"ask_exposure", "ask_first_steps", "report_symptoms"}
_OF_RISK: Final = frozenset({"ask_infant", "ask_pregnancy"})
#: What a dose costs, is made of, or does: of no age and no contact.
_OF_THE_DOSE_ITSELF: Final = frozenset({"ask_aftercare", "ask_availability", "ask_myth", "ask_side_effects"})
#: «мен өзім ше?»
_AND_WHAT: Final = "ше"
#: Told beside a day these answer a question that stands.
_OTHERS_TOLD: Final = frozenset({"age_months", "born", "doses", "risk", "signs"})
#: «Не істеу керек?», and no more.
_FEW_WORDS: Final = 4
_DOSE_WORTH: Final = "ask_exposure/dose_worth"
#: Nursing is asked about, and no dose.
_MILK: Final = ("емиз", "груд", "корми", "молок", "сауи", "сут", "сцеж")
_SURE: Final = 0.5
_DOSES_UNKNOWN: Final = "doses_unknown"
_OF_A_MOTHER: Final = frozenset({(MOTHERHOOD, _DOSES_UNKNOWN), (MOTHERHOOD, "immunoglobulin")})
#: Below this age, in months, a dose counts hours after a contact, and none is given by the calendar.
_INFANT: Final = 12


def new_day(turn: Turn) -> Outcome | None:
    """«Контакт был в среду», «сейсенбі дедім ғой»: the advice anew, with its days, for all who met the patient.

    A question of the bot that is not for that day stays open.
    """
    question = turn.before.question
    if turn.heard.is_button or not _goes_on(turn) or "signs" in turn.taken.all_told or asks_of_going(turn):
        return None
    if question is not None and (question.name == "when" or turn.taken.all_told & _OTHERS_TOLD):
        return None
    if not any(_is_redated(turn, one) for one in turn.conversation.people):
        return None
    said, conversation = answer_named(turn, "exposure_advice")
    return answered(turn, said, turn.before.last.topic, context=CONTACT, conversation=conversation)


def who_was_there(turn: Turn) -> Outcome | None:
    """«Я не была рядом, муж был»: the advice for whoever was there in place of the writer."""
    mine = any(one.kind == "writer" and one.contact == "no" for one in turn.people)
    met = [one for one in turn.people if one.contact == "yes" and not _had_met(turn, one) and not one.confirmed]
    if turn.heard.is_button or turn.before.question is not None or not mine or not met or not _goes_on(turn):
        return None
    ids = tuple(one.id for one in met)
    within = replace(turn, taken=replace(turn.taken, about=ids))
    said, conversation = answer_named(within, "exposure_advice")
    return answered(within, said, turn.before.last.topic, context=CONTACT, conversation=conversation)


def stayed(turn: Turn) -> Outcome | None:
    """«Младшая не была рядом»: nothing urgent for her, while the advice for the others stands."""
    names = [number for number, told in turn.taken.told.items() if "contact" in told]
    people = [one for one in map(turn.conversation.person, names) if one is not None]
    is_met = any(one.contact == "yes" for one in turn.conversation.people)
    if turn.heard.is_button or turn.before.question is not None or not _goes_on(turn) or not is_met:
        return None
    away = [one for one in people if one.contact == "no"]
    new = [one for one in people if one.contact != "no" and not _had_met(turn, one)]
    if not away or new or any(one.kind != "child" for one in away) or asks(turn.heard.tokens):
        return None
    return answered(turn, [response(OTHERS_HOME)], "ask_exposure", context=CONTACT)


def what_to_do(turn: Turn) -> Outcome | None:
    """«Не істеу керек?» behind the advice after a contact, where nobody is ill: that advice, no steps of an illness."""
    is_bare = turn.heard.intent == "ask_first_steps" and len(turn.heard.words) <= _FEW_WORDS
    people = turn.conversation.people
    is_ill = any(shows_signs(one) for one in people if not one.confirmed)
    is_met = any(one.contact == "yes" for one in people)
    if turn.heard.is_button or turn.before.question is not None or not is_bare or is_ill or not is_met:
        return None
    if turn.before.last.context != CONTACT or turn.taken.all_told:
        return None
    said, conversation = answer_named(turn, "exposure_advice")
    return answered(turn, said, turn.before.last.topic, context=CONTACT, conversation=conversation)


def _had_met(turn: Turn, one: Person) -> bool:
    before = turn.before.person(one.id)
    return before is not None and before.contact == "yes"


def instead_of_calendar(turn: Turn) -> Outcome | None:
    """A dose asked for a baby, a pregnant or a weak person who met a patient, and whoever lives with one."""
    if turn.heard.is_button or turn.before.question is not None or _has_its_own_answer(turn):
        return None
    met = [one for one in turn.people if _is_met_lately(turn, one) and _is_at_risk(one)]
    if not met or not _goes_on(turn) or not _asks_for_her(turn):
        return _of_the_house(turn)
    ids = tuple(one.id for one in met)
    within = replace(turn, taken=replace(turn.taken, about=ids))
    said, conversation = answer_named(within, "exposure_advice")
    return answered(within, said, turn.before.last.topic, context=CONTACT, conversation=conversation)


def _asks_for_her(turn: Turn) -> bool:
    """Whether a dose is asked for, or what is to be done for a baby or a pregnant woman."""
    is_asked = asks(turn.heard.tokens) or _AND_WHAT in turn.heard.words
    if any(word.startswith(_MILK) for word in turn.heard.words) and not _asks_for_dose(turn):
        return False  # «молоко сцеживать или кормить?»
    if turn.heard.intent in _OF_RISK and is_asked:
        return True
    return turn.heard.intent in _BY_CALENDAR and _asks_for_dose(turn)


def _has_its_own_answer(turn: Turn) -> bool:
    """Whether a follow-up of the contact answers better: unknown doses, immunoglobulin, that no dose is given."""
    question = question_answered(turn, _SURE)
    if question is not None and intent_of(question) in _OF_THE_DOSE_ITSELF:
        return True
    found = found_in(turn)
    if found is None or found.confidence < _SURE:
        return False
    if found.context != CONTACT and (found.context, found.name) not in _OF_A_MOTHER:
        return False  # «кормящей прививку можно» is no answer to a pregnant woman who met a patient
    if found.name == _DOSES_UNKNOWN:
        return True
    answer = answer_of(turn, found)
    return answer not in {None, "exposure_advice", _DOSE_WORTH} or (answer == _DOSE_WORTH and not _are_infants(turn))


def _are_infants(turn: Turn) -> bool:
    return bool(turn.people) and all(_is_at_risk(one) for one in turn.people)


def _of_the_house(turn: Turn) -> Outcome | None:
    """«Үйде 7 айлық қалды, оған екпе сала ма?», where the elder one has measles: they have met."""
    conversation = turn.conversation
    if not any(one.confirmed for one in turn.before.people) or turn.heard.intent not in _OF_OTHERS:
        return None
    met = [one for one in turn.people if not one.confirmed and _lives_there(turn, one)]
    if not met or not (_asks_for_dose(turn) or asks(turn.heard.tokens)):
        return None
    said, conversation = met_said(turn, conversation, met)
    ids = tuple(one.id for one in met)
    return answered(turn, said, "ask_exposure", context=CONTACT, conversation=conversation, people=ids)


def _lives_there(turn: Turn, one: Person) -> bool:
    """A child of the family, or its pregnant mother, of whom no sign was told and no contact denied."""
    is_named = one.id in turn.taken.about and bool(turn.heard.reading.people)
    is_of_family = one.kind == "child" or one.risk == "pregnant"
    is_well = not shows_signs(one) and one.contact != "no"
    return is_named and is_of_family and is_well and one.kin not in {"acquaintance", "nephew"}


def _goes_on(turn: Turn) -> bool:
    """Whether the talk is about a contact."""
    episode = turn.before.episode
    return turn.before.last.context == CONTACT or (episode is not None and episode.kind == "contact")


def _is_redated(turn: Turn, now: Person) -> bool:
    """Whether the message changes since when the person has met the patient."""
    before = turn.before.person(now.id)
    is_told = any(
        getattr(part.facts, name) is not None
        for part in turn.heard.reading.parts
        for name in ("contact_again", "contact_days", "days_ago", "ill_days", "patient_rash_days")
    )
    if before is None or before.contact != "yes" or now.contact != "yes" or now.confirmed:
        return False
    is_sure = any(part.facts.contact_sure for part in turn.heard.reading.parts)
    return is_told and (
        is_sure or turn.only_tells or any(getattr(before, name) != getattr(now, name) for name in _DAYS)
    )


def _is_met_lately(turn: Turn, one: Person) -> bool:
    rules = knowledge().exposure
    days = first_day(exposure_of(one, turn.today), rules)
    return one.contact == "yes" and (days is None or days <= rules.watch_days)


def _is_at_risk(one: Person) -> bool:
    is_baby = one.age_band in {"under_3_months", "under_6_months", "under_1_year"}
    return is_baby or one.risk in {"pregnant", "weak_immunity"} or (one.age_months or _INFANT) < _INFANT


def _asks_for_dose(turn: Turn) -> bool:
    return any(word.startswith(_DOSE) for word in turn.heard.words) and asks(turn.heard.tokens)
