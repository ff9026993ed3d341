"""What a message itself denies, put right before any rule: a contact that was none, a pregnancy that is none.

The consultation after a contact ends, and the message is answered as the question that it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.contexts import AFTER_DOSE, CONTACT, ILLNESS, MOTHERHOOD, PLAN
from rasa_project.dialogue.conversation import Conversation, Person
from rasa_project.dialogue.meaning import Heard
from rasa_project.understanding.contact_words import denies_contact, is_away, speaks_of_patient
from rasa_project.understanding.days_ahead import guests_to_come, journey_to_come
from rasa_project.understanding.mentions import Kind, Mention
from rasa_project.understanding.ranking import FALLBACK

_CONTACT_INTENT: Final = "ask_exposure"
#: What is said where nothing else is asked.
_NO_CONTACT: Final = "ask_exposure/none"
#: What to do with signs, contact or not.
_SIGNS_ARE_THERE: Final = "ask_first_steps"
#: And to who is not at home yet, where somebody is ill.
_NOT_YET: Final = "ask_exposure/not_yet"
#: Guests, and a journey, that are still to come.
GUESTS: Final = "ask_prevention/guests_coming"
JOURNEY: Final = "ask_schedule/travel"
_PREGNANCY: Final = "ask_pregnancy"
_ASKS_NOTHING: Final = frozenset({"affirm", "deny", "inform", "nlu_fallback", "out_of_scope", "report_symptoms"})
_SCHEDULE: Final = "ask_schedule"
#: What «забудьте племянника» is taken for.
_TAKEN_FOR: Final = frozenset({"deny", "forget_me", "out_of_scope"})
#: A question of the ranking that stands behind the contact is meant from this probability on.
_BEHIND: Final = 0.05


def without_denied(heard: Heard, before: Conversation) -> tuple[Heard, Conversation]:
    """The message and the conversation without what the message denies; both unchanged where it denies nothing."""
    if heard.is_button:
        return heard, before
    if heard.reading.denied:
        heard, before = _without_people(heard, before)
    if heard.intent == _PREGNANCY and _denies_pregnancy(heard):
        return _not_pregnant(heard), before
    if (ahead := _ahead(heard, before)) is not None:
        return _with_intent(_without_patient(_not_met(heard)), ahead), before
    if is_away(heard.words) and _tells_contact(heard):
        return _with_intent(_not_met(heard), _NOT_YET), _ended(before)
    was_told = any(one.contact == "yes" for one in before.people)
    is_denied = denies_contact(heard.words, was_told=was_told) or _all_deny(heard, before)
    if is_denied and not (was_told and _is_of_one(heard, before)):
        return _asked_instead(heard, before), _ended(before)
    if heard.intent == _CONTACT_INTENT and heard.names_vaccine and not _tells_contact(heard):
        if before.episode is None or before.episode.kind != CONTACT:
            return _with_intent(heard, _SCHEDULE), before
    return heard, before


def _without_people(heard: Heard, before: Conversation) -> tuple[Heard, Conversation]:
    """«Забудьте племянника, я про сына»: nothing is to be deleted, and who is not meant is asked no more."""
    if heard.intent in _TAKEN_FOR:
        heard = _with_intent(heard, FALLBACK)
    gone = {one.id for who in heard.reading.denied for one in before.people if _is_named_so(one, who)}
    episode, question = before.episode, before.question
    if episode is not None and gone & set(episode.people):
        left = tuple(one for one in episode.people if one not in gone)
        episode = replace(episode, people=left or episode.people)
    if question is not None and question.person in gone:
        question = None
    about = None if before.about in gone else before.about
    return heard, replace(before, episode=episode, question=question, about=about)


def _is_named_so(one: Person, who: Mention) -> bool:
    told = [(name, getattr(who, name)) for name in ("order", "kin", "sex") if getattr(who, name) is not None]
    return one.kind == who.kind.value and bool(told) and all(getattr(one, name) == value for name, value in told)


def _ahead(heard: Heard, before: Conversation) -> str | None:
    """What is said of guests or a journey to come, where nobody is ill and nobody was met: they are no contact."""
    if before.episode is not None or before.last.context in {AFTER_DOSE, CONTACT, ILLNESS}:
        return None
    if guests_to_come(heard.words):
        return GUESTS
    return JOURNEY if journey_to_come(heard.words) else None


def _is_of_one(heard: Heard, before: Conversation) -> bool:
    """Whether it is denied of one of several, or of one told apart from those who met the patient: «сын там не был»."""
    denied = [part.who for part in heard.reading.parts if part.facts.contact is False and part.who is not None]
    if not denied:
        return False
    if all(_has_not_met(who, before) for who in denied):
        return True
    asked = before.episode.people if before.episode is not None and before.episode.kind == CONTACT else ()
    met = [one for one in before.people if one.contact == "yes" or (one.id in asked and one.contact is None)]
    return any(not any(_may_mean(who, one) for who in denied) for one in met)


def _may_mean(who: Mention, one: Person) -> bool:
    """Whether the mention may be of that person; «братья», «остальные» leave the one of before."""
    if who.kind is Kind.GROUP and who.order is not None:
        return False
    kinds = {Kind.CHILD: {"child", "group"}, Kind.GROUP: {"child", "group"}}.get(who.kind, {who.kind.value})
    told = [(getattr(one, name), getattr(who, name)) for name in ("order", "kin", "sex")]
    return one.kind in kinds and all(known is None or name is None or known == name for known, name in told)


def _all_deny(heard: Heard, before: Conversation) -> bool:
    """Whether the writer, who alone met the patient, takes it back: «жоқ, мен топта болған жоқпын»."""
    met = [one for one in before.people if one.contact == "yes"]
    denied = [part.who for part in heard.reading.parts if part.facts.contact is False and part.who is not None]
    is_contact = before.episode is not None and before.episode.kind == CONTACT
    is_hers = bool(met) and all(one.kind == "writer" for one in met)
    return is_contact and is_hers and any(who.kind is Kind.WRITER for who in denied)


def _has_not_met(who: Mention, before: Conversation) -> bool:
    """Whether nobody of whom a contact was told is the one who is named."""
    if who.kind is Kind.CHILD:
        known = {one.order for one in before.people} | {one.kin for one in before.people}
        return not {who.order, who.kin} & (known - {None})
    met = [one for one in before.people if one.contact == "yes" and one.kind == who.kind.value]
    return who.kind in {Kind.WRITER, Kind.GROWN_UP} and not any(one.kin == who.kin for one in met)


def _without_patient(heard: Heard) -> Heard:
    """The message without a patient of the house: «у них там корь» is said of where the guests come from."""
    parts = tuple(replace(part, facts=replace(part.facts, confirmed=None)) for part in heard.reading.parts)
    return replace(heard, reading=replace(heard.reading, parts=parts))


def _not_met(heard: Heard) -> Heard:
    """The message without a contact: whoever is far away has met nobody."""
    parts = tuple(
        replace(
            part,
            facts=replace(
                part.facts, contact=None, contact_days=None, contact_again=None, days_ago=None, lives_with=None
            ),
        )
        for part in heard.reading.parts
    )
    return replace(heard, reading=replace(heard.reading, parts=parts))


def _denies_pregnancy(heard: Heard) -> bool:
    risks = {part.facts.risk for part in heard.reading.parts}
    return "none" in risks and "pregnant" not in risks


def _not_pregnant(heard: Heard) -> Heard:
    """«Әйелім 28-де, жүкті емес, ол ше?»: a grown-up's question, or the next one of the ranking."""
    behind = [name for name, p in heard.ranking if name.startswith("ask_") and name != _PREGNANCY and p >= _BEHIND]
    instead = _with_intent(heard, behind[0] if behind else "ask_adult")
    kept = (one for one in instead.followups if one.context != MOTHERHOOD and one.name != "pregnant")
    return replace(instead, followups=tuple(kept))


def _asked_instead(heard: Heard, before: Conversation) -> Heard:
    knows_ages = any(one.age_months is not None or one.born is not None for one in before.people)
    tells_age = any(part.facts.age_months is not None or part.facts.birth for part in heard.reading.parts)
    if heard.names_vaccine and (knows_ages or tells_age):
        return _with_intent(heard, _SCHEDULE)
    if heard.intent != _CONTACT_INTENT:  # «контакта не было, я ошиблась» asks nothing of a contact any more
        was_contact = before.episode is not None and before.episode.kind == CONTACT
        return _with_intent(
            heard, _no_contact(before) if was_contact and heard.intent in _ASKS_NOTHING else heard.intent
        )
    behind = [name for name, p in heard.ranking[1:] if name.startswith(("ask_", "find_")) and p >= _BEHIND]
    return _with_intent(heard, behind[0] if behind else _no_contact(before))


def _no_contact(before: Conversation) -> str:
    """What is said to a denied contact: of somebody with a fever or a rash, what to do today all the same."""
    are_ill = any(one.fever == "yes" or one.rash == "yes" or one.signs & {"fever", "rash"} for one in before.people)
    return _SIGNS_ARE_THERE if are_ill else _NO_CONTACT


def _with_intent(heard: Heard, intent: str) -> Heard:
    ranking = ((intent, heard.confidence), *(one for one in heard.ranking if one[0] not in {intent, heard.intent}))
    kept = tuple(one for one in heard.followups if one.context != CONTACT)
    questions = tuple(one for one in heard.questions if not one[0].startswith(_CONTACT_INTENT))
    return replace(heard, intent=intent, ranking=ranking, followups=kept, questions=questions)


def _ended(before: Conversation) -> Conversation:
    people = tuple(_without(one) for one in before.people)
    if before.episode is None or before.episode.kind != CONTACT:
        return replace(before, people=people)
    last = replace(before.last, context=PLAN) if before.last.context == CONTACT else before.last
    return replace(before, people=people, episode=None, question=None, last=last)


def _without(person: Person) -> Person:
    return replace(
        person,
        contact=None,
        contact_on=None,
        contact_days=None,
        contact_last=None,
        lives_with=None,
        patient_rash=None,
        patient_ill=None,
    )


def _tells_contact(heard: Heard) -> bool:
    facts = [part.facts for part in heard.reading.parts]
    is_told = any(one.contact or one.contact_days is not None or one.confirmed for one in facts)
    return is_told or speaks_of_patient(heard.words)
