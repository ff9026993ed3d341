"""A baby or a pregnant woman of the house, named beside who has measles or may have: what helps after a contact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.answers import answer_named, is_at_risk, response
from rasa_project.dialogue.consultations import next_question
from rasa_project.dialogue.contexts import AFTER_DOSE, BEGINS, CONTACT, ILLNESS
from rasa_project.dialogue.conversation import Conversation, Episode, Person, Said
from rasa_project.dialogue.particular import intent_of, question_answered, question_said
from rasa_project.dialogue.people_facts import shows_signs
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.dialogue.who import lead_of
from rasa_project.understanding.answers import asks
from rasa_project.understanding.contact_words import asks_of_catching
from rasa_project.understanding.extraction import Danger

_ILL_BESIDE: Final = "utter_ill_beside"
_UNTIL_WHEN: Final = "ask_isolation"
_SUPPOSED: Final = "report_emergency/if_measles"
#: What is asked beside it has to be this sure, and about something else than the contact.
_SURE: Final = 0.75
_OF_CONTACT: Final = ("ask_exposure", "ask_infant", "ask_transmission", "ask_isolation", "ask_first_steps")
#: Intents of which the contact is no part.
_ELSE: Final = frozenset({"ask_treatment", "ask_hotline", "find_clinic", "forget_me", "change_language", "goodbye"})
_FULLY: Final = 2
#: Who lives in one house with the writer unless it is said otherwise.
_OWN_CHILD: Final = frozenset({None, "child", "son", "daughter"})
_SPOUSE: Final = frozenset({"husband", "wife"})
#: Who lives in another house: met there, and no patient of this one.
_OF_ANOTHER_HOUSE: Final = frozenset(
    {"acquaintance", "aunt_or_uncle", "brother", "elder_woman", "in_law", "nephew", "sister"}
)


def beside_patient(turn: Turn) -> Outcome | None:
    """The own answer of a baby or a pregnant woman who is named for the first time while somebody is ill at home."""
    if turn.heard.is_button or turn.before.question is not None or turn.heard.danger is Danger.NOW:
        return None
    if BEGINS.get(turn.heard.intent) == CONTACT:
        return None  # a consultation begins with the same answer
    ill = [one for one in patients(turn) if one.confirmed or turn.before.person(one.id) is not None]
    met = at_risk_beside(turn, ill) or siblings_beside(turn, ill)
    if not met or (turn.heard.intent in _ELSE and not asks_of_catching(turn.heard.words)):
        return None
    others = [one for one in turn.people if one not in met and is_well_beside(one, ill)]
    said, conversation = said_beside(turn, turn.conversation, [*met, *others], ill)
    question = question_answered(turn, _SURE)
    is_of_contact = question is None or intent_of(question) in _OF_CONTACT or knowledge().questions[question].begins
    if question is not None and not is_of_contact and not intent_of(question).startswith("report"):
        said = [*said, replace(question_said(question), is_aside=True)]
    ids = tuple(one.id for one in (*met, *others))
    conversation = replace(conversation, episode=Episode(CONTACT, ids, turn.now, advised=ids))
    return answered(turn, said, "ask_exposure", context=CONTACT, conversation=conversation, people=ids)


def own_first(turn: Turn, conversation: Conversation, people: Sequence[Person]) -> tuple[list[Said], Conversation]:
    """The own answer of a baby or a pregnant woman who lives with the patient, before a day is asked for."""
    ill, episode = [one for one in patients(turn) if one.confirmed], conversation.episode
    risky = [one for one in people if is_at_risk(one) and is_well_beside(one, ill)] if ill else []
    for one in risky if not any(one.contact_on for one in people) else ():
        conversation = conversation.with_person(one.living_with(ill[0]))
    now = [one for one in map(conversation.person, (one.id for one in risky)) if one is not None]
    open_still = [one for one in now if episode is not None and next_question(episode, one, turn.today) is not None]
    return said_beside(turn, conversation, open_still, ill) if open_still else ([], conversation)


def living_with(turn: Turn, people: Sequence[Person]) -> list[Person]:
    """The people; those of the patient's own house have met him day by day: a child's brother, a husband's wife."""
    ill = [one for one in turn.conversation.people if one.confirmed and one not in people and _is_of_the_house(one)]
    return [one.living_with(ill[0]) if _may_be_with(one) else one for one in people] if ill else list(people)


def _is_of_the_house(patient: Person) -> bool:
    is_own_child = patient.kind == "child" and patient.kin in _OWN_CHILD
    return bool(patient.lives_with) or is_own_child or patient.kin in _SPOUSE


def _may_be_with(one: Person) -> bool:
    is_own = one.kind == "writer" or (one.kind in {"child", "group"} and one.kin in _OWN_CHILD) or one.kin in _SPOUSE
    return is_own and one.contact != "no" and one.lives_with is None


def of_the_ill_beside(turn: Turn, people: Sequence[Person]) -> list[Said]:
    """A doctor today for whoever is ill now with fever and rash, where the advice is for those beside him."""
    ill = [one for one in turn.conversation.people if one not in people and one.id in turn.taken.told]
    ill = [one for one in ill if not one.confirmed and one.fever == "yes" and one.rash == "yes"]
    numbers = {one.id for one in people}
    return [Said(_ILL_BESIDE, lead=lead_of(one, turn.today)) for one in ill if one.id not in numbers]


def without_the_ill(turn: Turn, people: list[Person]) -> list[Person]:
    """Who has a rash is the patient of the house, where a pregnant mother or a well child asks of herself."""
    ill = [one for one in people if one.rash == "yes" or "rash" in one.signs]
    well = [one for one in people if one not in ill]
    mothers = [one for one in turn.conversation.people if one.risk == "pregnant" and one not in people]
    met = [*well, *mothers]
    return [one.living_with(ill[0]) for one in met] if ill and met else people


def patients(turn: Turn) -> list[Person]:
    """Those of the family who have measles, or, while an illness is talked of, a rash or a fever that may be it.

    Who had it lately counts where it is asked whether it is catching.
    """
    people = turn.conversation.people
    found = [one for one in people if one.confirmed and (one.kin not in _OF_ANOTHER_HOUSE or one.lives_with)]
    if found:
        return found
    episode = turn.before.episode
    is_illness = turn.before.last.context == ILLNESS or (episode is not None and episode.kind == ILLNESS)
    if turn.before.last.context == AFTER_DOSE:
        return []  # a rash behind a dose is none that others catch
    ill = [one for one in people if one.rash == "yes" or "rash" in one.signs or (is_illness and one.fever == "yes")]
    if ill or not asks_of_catching(turn.heard.words):
        return ill
    return [one for one in people if one.had_measles and _was_lately(one, turn)]


def _was_lately(one: Person, turn: Turn) -> bool:
    """Whether who had measles was ill within the last weeks, so that the house has met it now."""
    if turn.before.person(one.id) is None or one.ill_since is None:
        return False
    return (turn.today - date.fromisoformat(one.ill_since)).days <= knowledge().exposure.watch_days


def long_over(turn: Turn) -> Outcome | None:
    """Whether who had measles long ago is catching still: until when a patient is, and no contact."""
    had = [one for one in turn.conversation.people if one.had_measles and turn.before.person(one.id) is not None]
    if turn.heard.is_button or turn.before.question is not None or not asks_of_catching(turn.heard.words):
        return None
    is_ill = any(one.confirmed or shows_signs(one) for one in turn.conversation.people)
    is_met = any(one.contact == "yes" for one in turn.conversation.people)
    if not had or is_ill or is_met or patients(turn) or turn.heard.danger is Danger.NOW:
        return None
    return answered(turn, [response(_UNTIL_WHEN)], "ask_isolation", context=ILLNESS)


def at_risk_beside(turn: Turn, ill: Sequence[Person]) -> list[Person]:
    """Babies and pregnant women whom the message names, and of whom no contact was told before."""
    if not ill or not turn.heard.reading.people:
        return []
    before = {one.id for one in turn.before.people if one.contact is not None}
    named = [one for one in turn.people if is_at_risk(one) and one.risk != "weak_immunity"]
    return [one for one in named if one.id not in before and is_well_beside(one, ill)]


def siblings_beside(turn: Turn, ill: Sequence[Person]) -> list[Person]:
    """Children of the house without both doses, asked about beside who has measles, or fever and rash."""
    are_clear = any(one.confirmed or one.fever == one.rash == "yes" for one in ill)
    if not are_clear or not turn.heard.reading.people or not (asks(turn.heard.tokens) or "ше" in turn.heard.words):
        return []
    before = {one.id for one in turn.before.people if one.contact is not None}
    named = [one for one in turn.people if one.kind == "child" and (one.doses or 0) < _FULLY]
    return [one for one in named if one.id not in before and is_well_beside(one, ill)]


def is_well_beside(person: Person, ill: Iterable[Person]) -> bool:
    """Whether the person lives with the patients and is none."""
    is_ill = person.confirmed or shows_signs(person)
    is_patient = person.id in {one.id for one in ill}
    is_elsewhere = person.kin in _OF_ANOTHER_HOUSE and not is_small_sibling(person)
    return not is_ill and not is_patient and person.contact != "no" and not is_elsewhere


def is_small_sibling(person: Person) -> bool:
    """Whether it is the patient's own brother or sister, and no relative of the writer's."""
    return person.kind == "child" and person.kin in {"brother", "sister"}


def said_beside(
    turn: Turn, conversation: Conversation, met: Sequence[Person], ill: Sequence[Person]
) -> tuple[list[Said], Conversation]:
    """The advice for who lives with a patient; a line before it where it is not known yet to be measles."""
    for one in met:
        conversation = conversation.with_person(one.living_with(ill[0]))
    ids = tuple(one.id for one in met)
    within = replace(turn.taken, about=ids, conversation=conversation)
    said, conversation = answer_named(replace(turn, taken=within), "exposure_advice", conversation)
    is_known = any(one.confirmed or one.had_measles for one in ill)
    supposed = [] if is_known else [replace(response(_SUPPOSED), is_aside=True)]
    return [*supposed, *said], conversation
