"""What a follow-up or a topic is answered with: a response, or advice worked out for the people meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from rasa_project.dialogue.consultations import days_of_contact, said_exposure, said_triage
from rasa_project.dialogue.contexts import AFTER_DOSE
from rasa_project.dialogue.conversation import Conversation, Episode, Person, Said
from rasa_project.dialogue.grown_ups import plan_of
from rasa_project.dialogue.people_facts import has_it_now, is_grown_up, shows_signs
from rasa_project.dialogue.places_said import said_hotline, said_where
from rasa_project.dialogue.plans import said_plan
from rasa_project.dialogue.turn import Turn
from rasa_project.dialogue.who import lead_of

#: Younger children, in months, have their own advice after a contact.
_RISKY_UNTIL: Final = 12
#: Behind the name of an answer whose days are not known.
UNDATED: Final = "_undated"
#: These speak to the writer in the second person: nobody asks whose they are.
_OWN: Final = "utter_ask_adult/own"
#: To who stayed away from the patient.
OTHERS_HOME: Final = "ask_exposure/others_home"
#: What is said of a dose for who is ill now.
NO_DOSE_NOW: Final = "ask_recurrence/vaccine_again"
#: Answers that name a day of the contact, and which.
DATED: Final = {
    "ask_exposure/act_until": "act_until",
    "ask_exposure/closed_now": "act_until",
    "ask_exposure/done": "watch_until",
    "ask_exposure/no_dose": "act_until",
    "ask_exposure/put_off": "act_until",
    "ask_exposure/watch_until": "watch_until",
}


def response(name: str) -> Said:
    """``utter_`` and the name."""
    return Said(f"utter_{name}")


def answer_named(turn: Turn, answer: str, conversation: Conversation | None = None) -> tuple[list[Said], Conversation]:
    """What is said for an ``answer`` of ``followups.yml``, and the conversation behind it."""
    now = conversation if conversation is not None else turn.conversation
    if answer == "where":
        said, now = said_where(now, turn.heard.settlement, None, turn.heard.words, turn.metadata)
        return [said], now
    if answer in COMPUTED:
        return COMPUTED[answer](turn), now
    return [_filled(turn, answer)], now


def met_said(turn: Turn, conversation: Conversation, met: Sequence[Person]) -> tuple[list[Said], Conversation]:
    """The advice after a contact for people who live with a patient, and the conversation that knows they met one."""
    patient = next((one for one in conversation.people if one.confirmed), None)
    for one in (one for one in met if one.contact != "no"):
        conversation = conversation.with_person(
            replace(one, contact="yes") if patient is None else one.living_with(patient)
        )
    within = replace(turn.taken, about=tuple(one.id for one in met), conversation=conversation)
    return answer_named(replace(turn, taken=within), "exposure_advice", conversation)


def is_at_risk(person: Person) -> bool:
    """Whether general answers on a contact may be wrong for the person, and hours count: a baby, a pregnant woman."""
    risk = None if person.risk == "none" else person.risk
    is_baby = person.age_months is not None and person.age_months < _RISKY_UNTIL
    return risk is not None or person.age_band == "under_1_year" or is_baby


def met_at_home(conversation: Conversation, people: Iterable[Person]) -> list[Person]:
    """Those of ``people`` who are well and live with somebody who has measles."""
    ill = {one.id for one in conversation.people if one.confirmed}
    well = [one for one in people if not one.confirmed and not shows_signs(one)]
    return [one for one in well if ill - {one.id} and one.kin != "acquaintance"]


def for_each(
    people: Iterable[Person],
    say: Callable[[Person], Said | None],
    turn: Turn,
    *,
    is_one_of_several: bool = False,
) -> list[Said]:
    """The same advice for each person, in short where there are several; each then says whose it is."""
    some = list(people)
    said: list[Said] = []
    for person in some:
        one = say(person)
        if one is None:
            continue
        named = is_one_of_several or len(some) > 1 or _is_named(turn, person)
        needs_lead = named and "age" not in one.values  # with an age the text itself says whose it is
        said.append(replace(one, lead=lead_of(person, turn.today) if needs_lead else None, is_short=len(some) > 1))
    return said


def plan_said(turn: Turn, general: str) -> list[Said]:
    """What is due for each person that is meant, or the general answer; who is pregnant is never sent for a dose."""
    people = turn.people
    if people and all(one.risk == "pregnant" for one in people):
        return [response("ask_pregnancy")]

    def say(person: Person) -> Said | None:
        if has_it_now(person) and (person.confirmed or turn.before.last.context != AFTER_DOSE):
            return response(NO_DOSE_NOW)
        if is_grown_up(person, turn.today):
            return plan_of(person, turn.today)
        return response("ask_vaccine/if_had_it") if person.had_measles else said_plan(person, turn.today)

    said = for_each([one for one in people if one.risk != "pregnant"], say, turn)
    said = [replace(one, lead=None) if one.response.startswith(_OWN) else one for one in said]
    return said or [response(general)]


def _exposure(turn: Turn) -> list[Said]:
    """What helps after the contact; who is ill himself has the advice on his illness, and no dose, before it."""
    meant = _people_of(turn, "contact")
    if not turn.heard.reading.people and all(map(has_it_now, meant)):  # «не істейміз енді» behind the ill brother
        meant += [one for one in turn.conversation.people if one.contact == "yes" and one not in meant]
    people = _without_patients(turn, meant)
    first = [one for one in meant if has_it_now(one)]
    well = [one for one in people if not has_it_now(one)]

    def say(person: Person) -> Said:
        if has_it_now(person):
            return said_triage(person, turn.today)
        if person.contact == "no":  # «муж не ездил»
            return response(OTHERS_HOME)
        return said_exposure(_with_contact(person, turn), turn.today)

    return for_each([*first, *well], say, turn) or [response("exposure_begin")]


def _without_patients(turn: Turn, people: list[Person]) -> list[Person]:
    """Who met the patient; where a child with a rash is named, the others, and its pregnant mother."""
    ill = [one for one in people if one.rash == "yes" or "rash" in one.signs or one.confirmed]
    well = [one for one in people if one not in ill]
    mothers = [one for one in turn.conversation.people if one.risk == "pregnant" and one not in people]
    met = [*well, *(mothers if ill else [])]
    return [one.living_with(ill[0]) if one.contact != "no" else one for one in met] if ill and met else people


def _triage(turn: Turn) -> list[Said]:
    """The advice for the ill; for who is named and lives with a patient, what helps after a contact."""
    people = _people_of(turn, "illness")
    are_met = bool(people) and all(one.contact == "yes" and not shows_signs(one) for one in people)
    if are_met or (people and len(met_at_home(turn.conversation, people)) == len(people)):
        return _exposure(turn)
    if _are_well_beside_ill(turn, people):
        return [replace(response("report_emergency/if_measles"), is_aside=True), *_exposure(turn)]
    said = for_each(people, lambda one: said_triage(one, turn.today), turn)
    return said or [response("ask_first_steps")]


def _are_well_beside_ill(turn: Turn, people: Sequence[Person]) -> bool:
    """Whether grown-ups who show no sign ask for themselves beside somebody with a rash: they may have met measles."""
    numbers = {one.id for one in people}
    ill = [one for one in turn.conversation.people if one.rash == "yes" and one.id not in numbers]
    are_well = all(one.kind in {"grown_up", "writer"} and not shows_signs(one) for one in people)
    return bool(people) and bool(ill) and are_well


def _people_of(turn: Turn, kind: str) -> list[Person]:
    """Whom the message names; else those of the episode."""
    episode = turn.conversation.episode
    numbers = episode.people if isinstance(episode, Episode) and episode.kind == kind else ()
    is_named = any(part.who is not None for part in turn.heard.reading.parts)
    if turn.taken.about and (is_named or (turn.taken.told and set(numbers) - set(turn.taken.told))):
        return list(turn.people)  # «ему 8 мес»: of who was named last
    if not turn.taken.about and set(turn.before.last.people) - set(numbers):
        numbers = turn.before.last.people  # «и что теперь»: of whom the last answer was
    found = [one for one in map(turn.conversation.person, numbers) if one is not None]
    return found or list(turn.people)


def _with_contact(person: Person, turn: Turn) -> Person:
    """With the day of the contact of the others of the family, where none of its own is known."""
    if person.contact_on is not None or person.contact_days is not None:
        return person
    days = [one.contact_on for one in turn.conversation.people if one.contact_on is not None]
    return replace(person, contact_on=max(days)) if days else person


def _is_named(turn: Turn, person: Person) -> bool:
    """Whether the message turns to this person among several."""
    several = sum(_is_talked_of(one) or one.id == person.id for one in turn.conversation.people) > 1
    return several and bool(turn.heard.reading.people) and person.id in turn.taken.about


def _is_talked_of(person: Person) -> bool:
    """Whether advice may be meant for this person; who writes is only where it is of her."""
    return person.kind != "writer" or person.risk == "pregnant" or person.contact == "yes"


def _filled(turn: Turn, name: str) -> Said:
    people = _people_of(turn, "contact")
    people = [one for one in people if one.contact == "yes"] or people
    gaps = days_of_contact(_with_contact(people[0], turn), turn.today) if people else {}
    is_undated = name in DATED and DATED[name] not in gaps
    return Said(f"utter_{name}{UNDATED if is_undated else ''}", gaps)


#: Answers that are worked out; ``where`` is too, and changes the conversation.
COMPUTED: Final[dict[str, Callable[[Turn], list[Said]]]] = {
    "emergency": lambda turn: [response("report_emergency")],
    "exposure_advice": _exposure,
    "hotline": lambda turn: [said_hotline(turn.conversation)],
    "human": lambda turn: [response("request_human")],
    "plan": lambda turn: plan_said(turn, "ask_schedule"),
    "triage_advice": _triage,
}
