"""A consultation over several turns: it begins, takes answers in any words, answers side questions, ends with advice.

The questions and their order are the advice's (``advice/triage.py``, ``advice/exposure.py``); at most six are put, one
that stays without an answer twice, or was put three times (``putting.py``), is left: then the worse case is assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from rasa_project.advice.freshness import SIGNS_SECONDS
from rasa_project.dialogue import turning
from rasa_project.dialogue.answers import is_at_risk, plan_said, response
from rasa_project.dialogue.answers_taken import answer_in, with_answer
from rasa_project.dialogue.asides import IN_VAIN, SURE_ASIDE, asides_said, asked_with_it, others_said
from rasa_project.dialogue.beside_patient import living_with, of_the_ill_beside, own_first, without_the_ill
from rasa_project.dialogue.contexts import BEGINS, CONTACT, GROUP_CARE, ILLNESS, PLAN
from rasa_project.dialogue.conversation import Conversation, Episode, Person, Question, Said
from rasa_project.dialogue.emergency import begun as emergency_begun
from rasa_project.dialogue.going_on import MOST_TRIES, go_on
from rasa_project.dialogue.meaning import Plan
from rasa_project.dialogue.none_after_all import denies_danger, without_danger
from rasa_project.dialogue.outings import OUT, out_said
from rasa_project.dialogue.particular import intent_of, question_answered, question_said
from rasa_project.dialogue.people_facts import shows_signs
from rasa_project.dialogue.putting import DANGER
from rasa_project.dialogue.remedies import illness_beside
from rasa_project.dialogue.reported import CONTACT_BESIDE, OF_A_PERSON, reported_kind, told_ill
from rasa_project.dialogue.subjects import subject_response
from rasa_project.dialogue.topics import impossible_said, topic_said
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.answers import asks
from rasa_project.understanding.circumstances import wants_to_stop
from rasa_project.understanding.dose_asked import tells_doses_unknown
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.plain_words import names_only_a_person

#: A particular question beside a contact that is told has to be this sure.
_SURE_QUESTION: Final = 0.6
#: In front of a question that is put again because the message told something else.
NOTED: Final = "utter_help/noted"
_DOSES: Final = "doses"
#: Questions that a sign of somebody else answers for nobody.
_OF_SIGNS: Final = frozenset({DANGER, "fever", "rash", "signs"})
_STOPPING: Final = frozenset({"goodbye", "forget_me", "stop_reminder"})
#: General answers on those at home: nothing beside the advice of their own.
_OF_THE_HOUSE: Final = frozenset(
    {"utter_ask_exposure/others_home", "utter_ask_exposure/sibling_home", "utter_ask_exposure/siblings",
     "utter_ask_pregnancy", "utter_ask_pregnancy/contact_pregnant", "utter_ask_pregnancy/pregnant_home"}
)  # fmt: skip
#: Beside these a contact that is told is meant, where nothing is asked.
_MERE_REPORT: Final = frozenset({"ask_outbreak", "ask_transmission", "nlu_fallback"})
#: Kindergarten and school, where somebody who was ill goes back to.
_GROUP: Final = ("садик", "садк", "садиг", "бакша", "балабакша", "детсад", "мектеп", "школ")
#: Signs that no vaccine makes.
_NOT_OF_A_DOSE: Final = frozenset({"cough", "red_eyes", "runny_nose", "white_spots"})
#: What a consultation keeps of a person; signs of before are asked anew.
_ANEW: Final[Mapping[str, Any]] = {"danger": None, "unanswered": frozenset()}
_SIGNS: Final[Mapping[str, Any]] = {
    "signs": frozenset(), "fever": None, "rash": None, "temperature": None, "fever_since": None, "rash_since": None,
}  # fmt: skip


def begins(turn: Turn) -> Outcome | None:
    """Signs of somebody, or a contact, are told: the first advice and the first question."""
    kind = BEGINS.get(turn.heard.intent) or _told_contact(turn) or told_ill(turn)
    kind = kind or _ill_after_a_dose(turn) or illness_beside(turn)
    return None if kind is None else begun(turn, kind)


def begun(turn: Turn, kind: str) -> Outcome | None:
    """The consultation of that kind, begun by what the message tells; ``None`` where nobody's is to begin."""
    conversation = turn.conversation
    if kind == CONTACT and "had_measles" in turn.taken.all_told and "contact" not in turn.taken.all_told:
        if any(word.startswith(_GROUP) for word in turn.heard.words):  # «қызылшадан жазылды, бақшаға қашан?»
            return answered(turn, [response("ask_isolation/back_when")], "ask_isolation", context=ILLNESS)
        return answered(turn, plan_said(turn, "ask_vaccine/if_had_it"), "ask_recurrence", context=PLAN)
    if kind == CONTACT and _is_for_group(turn):
        return None
    if kind == CONTACT and _is_only_the_ill_child(turn):
        kind = ILLNESS  # «қызым қызылшамен ауырып жатыр»: nobody else is told of
    people = [one for one in turn.people if not (kind == CONTACT and one.confirmed)]  # whom they met is ill already
    if kind == CONTACT and people and all(map(_is_surely_ill, people)):
        kind = ILLNESS  # «қызуы бар, тобында корь шығыпты»: the contact is a fact of who is ill
    # «у внука кашель, невестка беременна»: who is well is asked nothing of an illness
    ill = [one for one in people if shows_signs(one)] or people
    people = living_with(turn, without_the_ill(turn, people)) if kind == CONTACT else ill
    beside = of_the_ill_beside(turn, people) if kind == CONTACT else []
    subject = subject_response(turn.heard.intent, turn.heard.words)
    if subject is not None and not people and turn.people:
        return answered(turn, [Said(subject)], "report_symptoms", context=ILLNESS)
    if not people:  # «күйеуім қызылшамен ауырып жатыр»: the children met him
        people = [one for one in conversation.people if one.kind == "child" and not one.confirmed]
    if not people:
        person = Person(conversation.next_id())
        people = [person]
        conversation = conversation.with_person(person)
    for person in people:
        conversation = conversation.with_person(_fresh(person, turn))
    numbers = tuple(one.id for one in people)
    episode = Episode("contact" if kind == CONTACT else "illness", numbers, turn.now)
    before = conversation.episode
    is_new = before is None or before.kind != episode.kind or before.people != numbers
    conversation = replace(conversation, episode=episode, about=numbers[0], question=None)
    first = [Said(subject)] if subject is not None else []
    own, conversation = own_first(turn, conversation, people) if kind == CONTACT else ([], conversation)
    some = [one for one in map(conversation.person, numbers) if one is not None]
    out = out_said(turn, some, ()) if kind == ILLNESS else out_said(turn, (), some)
    asked = [] if out else asked_with_it(turn, kind)
    outcome = go_on(turn, conversation, said=[*out, *beside, *first, *own, *asked], is_new=is_new)
    question = question_answered(turn, _SURE_QUESTION)
    is_asked = outcome.conversation.question is not None and asks(turn.heard.tokens)
    is_open = is_asked and subject is None and not any(map(is_at_risk, people))
    if out or question is None or kind != CONTACT or not is_open or intent_of(question) != "ask_exposure":
        return outcome
    return go_on(turn, conversation, said=[question_said(question)], is_new=False)


def _is_surely_ill(person: Person) -> bool:
    """Whether signs are told; a rash alone, told where one lives with a patient, may be that patient's."""
    return shows_signs(person) and not (person.lives_with and person.signs <= {"rash"})


def _is_only_the_ill_child(turn: Turn) -> bool:
    people = turn.conversation.people
    are_children = all(one.kind in {"child", "group"} and one.confirmed for one in people)
    return bool(people) and are_children and "contact" not in turn.taken.all_told


def _is_for_group(turn: Turn) -> bool:
    """Whether a teacher or a manager asks for her group: no child of hers is meant."""
    found = [one for one in turn.heard.followups if one.context == GROUP_CARE and one.confidence >= SURE_ASIDE]
    return turn.conversation.is_for_group and bool(found) and "age_months" not in turn.taken.all_told


def _ill_after_a_dose(turn: Turn) -> str | None:
    """A fever with a cough, a cold or red eyes is no mere trace of the vaccine, whatever was asked."""
    if turn.heard.intent != "ask_side_effects":
        return None
    people = [one for one in turn.people if "signs" in turn.taken.told.get(one.id, ())]
    is_ill = any(one.signs & _NOT_OF_A_DOSE and (one.fever == "yes" or "fever" in one.signs) for one in people)
    return ILLNESS if is_ill else None


def _told_contact(turn: Turn) -> str | None:
    """A contact that is told beside a question of another kind, of somebody who is known a little."""
    if turn.heard.intent not in CONTACT_BESIDE | {"ask_disease"}:
        return None
    if "contact" in turn.taken.all_told and turn.heard.intent in _MERE_REPORT and not asks(turn.heard.tokens):
        return CONTACT  # «у нас в садике корь»
    for number, names in turn.taken.told.items():
        person = turn.conversation.person(number)
        if person is None:
            continue
        if person.contact == "yes" and "contact" in names and names & OF_A_PERSON:
            return CONTACT
        if person.kind == "grown_up" and person.confirmed and "confirmed" in names and not asks(turn.heard.tokens):
            return CONTACT  # «корь у мужа»
        others = len(turn.conversation.people) > 1
        is_of_house = person.kind == "grown_up" or _tells_of_others(turn, number)
        if person.confirmed and "confirmed" in names and others and is_of_house:
            return CONTACT
    return None


def reports(turn: Turn) -> Outcome | None:
    """What is told is meant, whatever question its words look like: the consultation that it begins."""
    kind = reported_kind(turn)
    return None if kind is None else begun(turn, kind)


def _tells_of_others(turn: Turn, patient: int) -> bool:
    """Whether facts of somebody else of the house are told beside the patient: «внучка болеет корью, мне 67»."""
    return any(number != patient and names & OF_A_PERSON for number, names in turn.taken.told.items())


def _fresh(person: Person, turn: Turn) -> Person:
    """The person without what a new consultation asks anew; what this message tells stays."""
    told = turn.taken.told.get(person.id, frozenset())
    old = {name for name in _SIGNS if turn.now - person.told_at.get(name, turn.now) > SIGNS_SECONDS}
    changes = {name: value for name, value in {**_ANEW, **{n: _SIGNS[n] for n in old}}.items() if name not in told}
    person = replace(person, **changes)
    is_unknown = person.doses is None and tells_doses_unknown(turn.heard.words)
    return replace(person, unanswered=person.unanswered | {_DOSES}) if is_unknown else person


def stops(turn: Turn) -> Outcome | None:
    """The parent wants no more questions."""
    question = turn.before.question
    if question is None:
        return None
    if (
        wants_to_stop(turn.heard.words)
        and "?" not in turn.heard.tokens
        and not turn.heard.is_button
        and not turn.taken.all_told
    ):
        conversation = replace(turn.conversation, question=None)
        return answered(turn, [Said("utter_consultation_stopped")], None, conversation=conversation)
    if turn.heard.intent in _STOPPING and not turn.taken.all_told:
        conversation = replace(turn.conversation, question=None)
        said, conversation = topic_said(turn.with_conversation(conversation), turn.heard.intent)
        return answered(turn, said, turn.heard.intent, conversation=conversation)
    return None


def answers(turn: Turn) -> Outcome | None:
    """A question stands: what answers it is taken, a side question is answered, and the consultation goes on."""
    question, episode = turn.before.question, turn.conversation.episode
    if question is None or episode is None or episode.kind not in {CONTACT, ILLNESS}:
        return None
    if turn.conversation.question is not None:  # «балаларым» were told one by one: it is put to the first of them
        question = replace(question, person=turn.conversation.question.person)
    if turn.conversation.person(question.person) is None:
        return None
    is_another = turning.to_another_matter(turn, episode)
    if is_another or turning.to_ill_grown_up(turn, episode) or turning.to_who_has_it(turn, episode):
        return begins(turn) if is_another else begun(turn, CONTACT)
    found = {} if _is_of_another(turn, question) else answer_in(turn, question) or _no_more_signs(turn, question)
    is_none = question.name != DANGER and denies_danger(turn, turn.conversation.person(question.person))
    conversation = with_answer(turn, question, {} if is_none else found)
    person = conversation.person(question.person)
    if is_none and person is not None:
        conversation = without_danger(conversation, person, turn.now)
        return _noted(go_on(turn, conversation, said=[], is_new=False))
    if person is not None and person.danger == "yes":
        return emergency_begun(turn.with_conversation(conversation), (person.id,))
    is_named = names_only_a_person(turn.heard.tokens)  # «қызымда»: whose it is, heard and no answer yet
    others, conversation = ([], conversation) if is_named else others_said(turn, conversation, question)
    aside, conversation = (
        ([], conversation)
        if is_named
        else asides_said(turn, conversation, answers_it=bool(found or turn.taken.all_told or others))
    )
    if others and any(one.response in _OF_THE_HOUSE for one in aside):
        aside = []  # their own advice is said
    if any(one.response in OUT for one in aside):  # whether he may go there was asked: that answer goes before
        aside = [*aside, *(replace(one, is_short=True) for one in others)]
    else:
        aside = [*others, *aside]
    if not found and not aside and (wrong := impossible_said(turn)) is not None:
        aside = [wrong]
    conversation = _in_vain(turn, conversation, question)
    tries = question.tries
    told = turn.taken.all_told - (
        _SIGNS.keys() if question.name == DANGER else set()
    )  # «кашель есть» says of no danger
    is_missed = not (found or told or aside or is_named)
    if not found and not told and not is_named:
        tries += 1
        if is_missed and tries >= MOST_TRIES and person is not None:
            missed = person.unanswered | {question.name}
            conversation = conversation.with_person(replace(person, unanswered=missed))
    conversation = replace(conversation, question=replace(question, tries=tries))
    outcome = go_on(turn, conversation, said=aside, is_new=False, may_leave=bool(told) or not aside)
    is_noted = (bool(told) or is_named) and not found and not aside and not turn.heard.is_button
    return _noted(outcome) if is_noted and _puts_again(outcome, question) else outcome


def _is_of_another(turn: Turn, question: Question) -> bool:
    """Whether a sign is told of somebody else alone, by name: «бабушка говорит, у неё тоже сыпь»."""
    if question.name not in _OF_SIGNS or turn.heard.answered.answer is not None:
        return False
    told = {number for number, names in turn.taken.told.items() if names & _SIGNS.keys()}
    return bool(told) and question.person not in told and bool(turn.heard.reading.people)


def _puts_again(outcome: Outcome, question: Question) -> bool:
    """Whether the same question stands behind a message that told something else."""
    standing = outcome.conversation.question
    return standing is not None and (standing.name, standing.person) == (question.name, question.person)


def _noted(outcome: Outcome) -> Outcome:
    """The outcome with a word of having heard in front of its question."""
    return replace(outcome, plan=Plan((Said(NOTED, is_aside=True), *outcome.plan.said)))


def _no_more_signs(turn: Turn, question: Question) -> dict[str, Any]:
    """«Дұрыс дем алып жатыр, жоқ дедім ғой», said to the question of danger signs: there are none."""
    found = turn.followup(ILLNESS)
    is_none = found is not None and found.name == "nothing_new" and found.confidence >= SURE_ASIDE
    if question.name != DANGER or not is_none or turn.heard.danger in {Danger.NOW, Danger.SPOKEN_OF}:
        return {}
    return {"danger": "no"}


def _in_vain(turn: Turn, conversation: Conversation, question: Question) -> Conversation:
    """The conversation in which a question that the parent can't or won't answer is not put again."""
    found = turn.followup()
    person = conversation.person(question.person)
    if found is None or person is None or (found.context, found.name) not in IN_VAIN:
        return conversation
    if "contact_on" in turn.taken.all_told and (found.context, found.name) == (CONTACT, "days_count"):
        return conversation
    name = IN_VAIN[found.context, found.name] or question.name
    return conversation.with_person(replace(person, unanswered=person.unanswered | {name}))
