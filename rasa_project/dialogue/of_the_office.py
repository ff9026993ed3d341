"""What the office has published beside an answer: whom to call of the parent's own clinic, and its announcements.

An answer that a number is not known gives way to the number. Contacts and announcements stand below the text, never
before 103 and never in an emergency. Of an announcement each talk is told once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project import clock
from rasa_project.advice.office import announced, places_on
from rasa_project.advice.office_table import Announcement
from rasa_project.dialogue.call_back import BUTTON, offers_call
from rasa_project.dialogue.contexts import EMERGENCY
from rasa_project.dialogue.conversation import Conversation, Said
from rasa_project.dialogue.distress import ANSWERS, LISTENING, NOW
from rasa_project.dialogue.fixed_answers import metadata_of
from rasa_project.dialogue.meaning import Plan
from rasa_project.dialogue.places_said import organisations_of, place_of
from rasa_project.dialogue.turn import Outcome, Turn
from rasa_project.dialogue.wording_of_places import phones
from rasa_project.understanding.extraction import Danger

#: Results of a consultation, and the wish for a person: behind these a parent calls the clinic.
_CALLING: Final = ("utter_triage_", "utter_exposure_", "utter_consultation_stopped", "utter_request_human")
#: Answers behind which a parent calls the clinic as well, whatever their level.
_CALLING_TOO: Final = frozenset({
    "utter_ask_availability/hours_book", "utter_ask_availability/which_days", "utter_ask_hotline/clinic_silent",
    "utter_find_clinic", "utter_find_clinic/room_floor",
})  # fmt: skip
#: Answers that a number is not known; and whose number is asked for.
_NOT_KNOWN: Final = {
    "utter_ask_hotline/clinic_phone": frozenset({"ambulatory", "polyclinic", "hospital"}),
    "utter_ask_hotline/ses_phone": frozenset({"office"}),
}
#: An answer that opening hours are not known.
_HOURS: Final = "utter_find_clinic/hours_saturday"
_LEVELS: Final = frozenset({"doctor_today", "call_clinic"})
_CLINICS: Final = frozenset({"ambulatory", "polyclinic"})
_MOST_CLINICS: Final = 2
_MOST_NUMBERS: Final = 5
#: So many announcements at most are told at once.
MOST_ANNOUNCEMENTS: Final = 3
#: Beside these nothing of the office has a place.
_GRAVE: Final = frozenset({*ANSWERS.values(), LISTENING, NOW, "utter_danger_if_now"})
_CALL: Final = ("Емхананың тексерілген нөмірі:\n{}", "Проверенный номер поликлиники:\n{}")
_CALLS: Final = ("Тексерілген нөмірлер:\n{}", "Проверенные номера:\n{}")
_WHERE: Final = "find_clinic"
_ANNOUNCED: Final = ("Хабарландыру: {}", "Объявление: {}")


def with_office(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome with the phone of the clinic and the announcements that belong to it."""
    if not outcome.plan.said or _is_grave(turn, outcome):
        return outcome
    said = tuple(_known(one, outcome.conversation) for one in outcome.plan.said)
    return _with_announcements(turn, _with_call(_with_phones(replace(outcome, plan=Plan(said)))))


def _is_grave(turn: Turn, outcome: Outcome) -> bool:
    episode = outcome.conversation.episode
    is_emergency = episode is not None and episode.kind == EMERGENCY
    is_said = any(
        one.response in _GRAVE or metadata_of(one.response).get("level") == "emergency" for one in outcome.plan.said
    )
    return is_emergency or is_said or (not turn.heard.is_button and turn.heard.danger is not Danger.NONE)


def _known(one: Said, conversation: Conversation) -> Said:
    """What is published of a phone or an hour that an answer says is not known, or that answer."""
    kinds = _NOT_KNOWN.get(one.response, _CLINICS if one.response == _HOURS else frozenset())
    if not kinds:
        return one
    known = [place for place in organisations_of(conversation) if place.phone and place.kind in kinds]
    known = known or [place for place in places_on(clock.today()).organisations if place.phone and place.kind in kinds]
    if one.response == _HOURS:
        known = [place for place in known if place.hours]
    if not known:
        return one
    kk, ru = phones(known[:_MOST_NUMBERS])
    return replace(one, response="utter_ask_hotline_known", values={"contacts": (kk, ru)}, buttons=(), is_short=False)


def _with_phones(outcome: Outcome) -> Outcome:
    said = outcome.plan.said
    sends = [place for place, one in enumerate(said) if _sends_to_clinic(one)]
    if not sends or outcome.conversation.question is not None:
        return outcome
    lines = contact_lines(outcome.conversation)
    return outcome if lines is None else _below(outcome, sends[-1], lines)


def contact_lines(conversation: Conversation) -> tuple[str, str] | None:
    """The published numbers of the parent's own clinics, Kazakh and Russian; ``None`` where there is none."""
    clinics = [one for one in organisations_of(conversation) if one.phone and one.kind in _CLINICS]
    if not clinics:
        return None
    kk, ru = phones(clinics[:_MOST_CLINICS])
    words = _CALL if len(clinics) == 1 else _CALLS
    return words[0].format(kk), words[1].format(ru)


def _with_call(outcome: Outcome) -> Outcome:
    """The button "call me" below the wish for a person and a result that sends to a doctor today."""
    said = list(outcome.plan.said)
    offered = [place for place, one in enumerate(said) if _may_be_called(one)]
    if not offered or outcome.conversation.question is not None or not offers_call(outcome.conversation):
        return outcome
    one = said[offered[-1]]
    said[offered[-1]] = replace(one, buttons=(*one.buttons, BUTTON))  # behind those of the text
    return replace(outcome, plan=Plan(tuple(said)))


def _may_be_called(one: Said) -> bool:
    is_today = one.response.startswith("utter_triage_") and metadata_of(one.response).get("level") == "doctor_today"
    return (one.response == "utter_request_human" or is_today) and not one.is_aside


def _sends_to_clinic(one: Said) -> bool:
    if one.response in _CALLING_TOO:
        return True
    return one.response.startswith(_CALLING) and metadata_of(one.response).get("level") in _LEVELS


def _with_announcements(turn: Turn, outcome: Outcome) -> Outcome:
    conversation = outcome.conversation
    place = place_of(conversation)
    topics = _answered(turn, outcome)
    if conversation.question is not None or not topics:
        return outcome
    found = announced(turn.today, topics, place.code if place is not None else None)
    new = [one for one in found if one.id not in conversation.announced][:MOST_ANNOUNCEMENTS]
    if not new:
        return outcome
    told = replace(conversation, announced=(*conversation.announced, *(one.id for one in new)))
    return _below(replace(outcome, conversation=told), 0, announcement_words(new))


def _answered(turn: Turn, outcome: Outcome) -> set[str]:
    """The topics that this turn answered, by its question and by what is said: a place that is told is answered too."""
    names = {one.response.removeprefix("utter_").partition("/")[0] for one in outcome.plan.said}
    return {turn.heard.intent, *(_WHERE if name.startswith(_WHERE) else name for name in names)}


def announcement_words(some: list[Announcement]) -> tuple[str, str]:
    """Announcements as they stand below an answer, a paragraph each, Kazakh and Russian."""
    return (
        "\n\n".join(_ANNOUNCED[0].format(one.kk) for one in some),
        "\n\n".join(_ANNOUNCED[1].format(one.ru) for one in some),
    )


def _below(outcome: Outcome, place: int, words: tuple[str, str]) -> Outcome:
    said = list(outcome.plan.said)
    before = said[place].tail
    kk, ru = (f"{old}\n\n{new}" for old, new in zip(before, words)) if before else words
    said[place] = replace(said[place], tail=(kk, ru))
    return replace(outcome, plan=Plan(tuple(said)))
