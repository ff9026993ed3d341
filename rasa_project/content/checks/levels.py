"""How urgent each answer is (``level`` in its metadata) is what its text says: docs/decisions/0062."""

from __future__ import annotations

import re
from typing import Final

from rasa_project.advice.triage import Level
from rasa_project.content.faults import Faults, in_member, in_text
from rasa_project.dialogue.answer_files import Variation, all_variations
from rasa_project.observability.turns import level_of

#: Answers whose step stands under the condition that the parent's own words have met, or names the clinic as the one
#: to ask. Nothing else may have a level without a sentence that asks for it without a condition.
BY_THE_QUESTION: Final = {
    "utter_ask_first_steps": Level.DOCTOR_TODAY,  # "what to do if there are signs": they are there
    "utter_out_of_field_accident_and_signs": Level.DOCTOR_TODAY,  # the signs were told
    "utter_ill_beside": Level.DOCTOR_TODAY,  # fever and rash of one, told beside another who is asked about
    "utter_guilt": Level.DOCTOR_TODAY,  # the child is ill and was not vaccinated
    "utter_ask_consultation_form_danger": Level.CALL_CLINIC,  # with the listed signs 103, without them the clinic
    "utter_ask_consultation_form_danger_again": Level.CALL_CLINIC,
    "utter_ask_consultation_form_danger_anew": Level.CALL_CLINIC,
    "utter_ask_consultation_form_danger_today": Level.DOCTOR_TODAY,  # with the listed signs 103
    "utter_ask_consultation_form_own_danger": Level.CALL_CLINIC,
    "utter_ask_consultation_form_own_danger_today": Level.DOCTOR_TODAY,
    "utter_ask_consultation_form_when": Level.CALL_CLINIC,  # after a contact
    "utter_ask_consultation_form_when_home": Level.DOCTOR_TODAY,  # whoever at home is at risk
    "utter_exposure_begin": Level.CALL_CLINIC,
    "utter_report_emergency/others_at_home": Level.DOCTOR_TODAY,  # whoever lives with the patient
    "utter_report_emergency/over": Level.DOCTOR_TODAY,  # there was a sign of danger today
    "utter_consultation_stopped": Level.CALL_CLINIC,  # signs or a contact were told
    "utter_exposure_at_risk_late": Level.CALL_CLINIC,
    "utter_exposure_late": Level.CALL_CLINIC,
    "utter_ask_vaccination_status": Level.CALL_CLINIC,
    "utter_ask_infant": Level.CALL_CLINIC,
    "utter_ask_adult": Level.CALL_CLINIC,
    "utter_ask_unvaccinated_rules": Level.CALL_CLINIC,
    "utter_schedule_adult": Level.CALL_CLINIC,
    "utter_vaccine_storage": Level.CALL_CLINIC,
    "utter_find_clinic_which": Level.CALL_CLINIC,
    "utter_request_human": Level.CALL_CLINIC,
    "utter_not_understood_again": Level.CALL_CLINIC,
}
#: Said of an emergency that was none or is over, and to who is talking to the dispatcher already.
NO_EMERGENCY: Final = frozenset({
    "utter_report_emergency/after_visit",
    "utter_report_emergency/before",
    "utter_report_emergency/drinks_again",
    "utter_report_emergency/go_with_them",
    "utter_report_emergency/if_measles",
    "utter_report_emergency/no_rubbing",
    "utter_report_emergency/not_now",
    "utter_report_emergency/others_at_home",
    "utter_report_emergency/over",
    "utter_report_emergency/recall",
    "utter_report_emergency/released",
    "utter_report_emergency/stay_with",
    "utter_report_emergency/with_doctors",
})  # fmt: skip
ON_THE_LINE: Final = frozenset({"utter_report_emergency/age"})
#: Answers to particular questions in which an emergency is told. The spots may be harmless: a doctor has yet to say so.
ASKED_IN_ONE: Final = frozenset({
    "utter_ask_first_steps/ambulance_late",
    "utter_ask_hotline/no_answer_103",
    "utter_ask_side_effects/bleeding_spots",
})  # fmt: skip
#: All that is said while an emergency lasts, but for NO_EMERGENCY, begins with this name.
_LASTING: Final = "utter_report_emergency/"
_TOLD: Final = frozenset({
    "utter_ambulance_silent",
    "utter_distress_now",
    "utter_out_of_field_rescue",
    "utter_report_emergency",
    "utter_triage_emergency",
})  # fmt: skip

#: Sentences that send a parent to somebody, and what puts one under a condition.
SENDS: Final = {
    "kk": re.compile(
        r"хабарласыңыз|хабарласып|қоңырау шалыңыз|қоңырау шалып|дәрігер шақырыңыз|дәрігерге айтыңыз|барыңыз|апарыңыз|"
        r"жазылыңыз|келісіңіз",
        re.I,
    ),
    "ru": re.compile(
        r"(?<!не )\b(позвоните|свяжитесь|вызовите|обратитесь|обращайтесь|идите|приведите|запишитесь|договоритесь|"
        r"сообщите врачу|нужен врач)\b",
        re.I,
    ),
}
CONDITION: Final = {
    "kk": re.compile(r"\w(са|се)(ңыз|ңіз)?\b|келгенде|болсын|күні-ақ", re.I),
    "ru": re.compile(r"\bесли\b|\bпри |когда придёт|заметили|– сразу звоните|после (нового )?(контакта|встречи)", re.I),
}
AMBULANCE: Final = re.compile(r"(?<!\d)(103|112)(?!\d)")
#: Whom a level names.
_NAMED: Final = {
    Level.EMERGENCY: "103",
    Level.DOCTOR_TODAY: "дәрігер|емхана|врач|поликлиник",
    Level.CALL_CLINIC: "дәрігер|емхана|врач|поликлиник",
    Level.WATCH: "бақыла|наблюдать",
}
_TODAY: Final = re.compile("бүгін|сол күні|үйге дәрігер|сегодня|тот же день|врача на дом")


def sentences(text: str) -> list[str]:
    """Its sentences and lines."""
    return [one for one in re.split(r"(?<=[.!?;])\s+|\n", text) if one.strip()]


def says_to_call_103_now(one: Variation) -> bool:
    """Whether the first sentence names 103 or 112 and no condition before it."""
    before, *number = AMBULANCE.split(sentences(one.text)[0], maxsplit=1)
    return bool(number) and not CONDITION[one.language].search(f"{before}{number[0]} ") and "–" not in before


def emergencies() -> Faults:
    """103 first is an emergency and nothing else is: channels, counters and logs go by the mark."""
    for one in all_variations():
        is_marked = level_of(one.metadata) is Level.EMERGENCY
        if is_marked != says_to_call_103_now(one):
            reason = "begins with calling 103 now, so its level is emergency"
            yield in_member(one, "level", "an emergency begins with calling 103 now" if is_marked else reason)
        if is_marked != _should_be_marked(one.response):
            yield in_member(one, "level", "is no emergency" if is_marked else "is an emergency: level: emergency")
        if is_marked:
            yield from _first_of_all(one)


def _should_be_marked(name: str) -> bool:
    return name in _TOLD | ASKED_IN_ONE or (name.startswith(_LASTING) and name not in NO_EMERGENCY)


def _first_of_all(one: Variation) -> Faults:
    first = one.text.splitlines()[0]
    if "103" not in first or not ("112" in first or one.response in ON_THE_LINE):
        yield in_text(one, first, "in an emergency 103 and 112 stand in the first line")
    if one.buttons:
        yield in_member(one, "buttons", "in an emergency there are no buttons")


def asks_for_a_step(one: Variation) -> bool:
    """Whether a sentence sends to somebody else than 103, without a condition."""
    sends, condition = SENDS[one.language], CONDITION[one.language]
    return any(sends.search(s) and not condition.search(s) and "103" not in s for s in sentences(one.text))


def steps() -> Faults:
    """Who is sent somewhere has a level, and who is not has none."""
    for one in all_variations():
        level = level_of(one.metadata)
        if asks_for_a_step(one):
            if level is None:
                yield in_member(one, "text", "sends the parent to somebody, so it has a level: call_clinic or another")
        elif level in {Level.CALL_CLINIC, Level.DOCTOR_TODAY} and BY_THE_QUESTION.get(one.response) is not level:
            yield in_member(one, "level", "sends nobody anywhere without a condition, so it has no such level")


def named() -> Faults:
    """Whom a level names stands in the text."""
    for one in all_variations():
        level = level_of(one.metadata)
        if level is None:
            continue
        text = one.text.lower()
        if not re.search(_NAMED[level], text):
            yield in_member(one, "level", f"its text does not name whom the level {level.name.lower()} stands for")
        elif level is Level.DOCTOR_TODAY and not _TODAY.search(text):
            yield in_member(one, "level", "its text does not say that it is today")
        elif level is Level.WATCH and "103" not in text:
            yield in_member(one, "level", "its text does not name the signs to call 103 for")
