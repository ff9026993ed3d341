"""The emergency: 103 before anything else, and every message after it read in its light until it is over."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.answers import answer_named, response
from rasa_project.dialogue.consultations import is_emergency, said_triage
from rasa_project.dialogue.contexts import EMERGENCY, ILLNESS, TALK
from rasa_project.dialogue.conversation import Episode, Person, Question, Said
from rasa_project.dialogue.in_hospital import in_good_hands
from rasa_project.dialogue.people_facts import months_of
from rasa_project.dialogue.subjects import subject_response
from rasa_project.dialogue.topics import topic_said
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.danger_model import NEWBORN
from rasa_project.understanding.emergency_words import (
    asks_to_wake,
    asks_what_to_give,
    doctors_left,
    is_with_doctors,
    tells_ambulance_called,
    tells_call,
    tells_vomiting,
)
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.followups import followups
from rasa_project.understanding.parts import Mood
from rasa_project.understanding.ranking import FALLBACK

INTENT: Final = "report_emergency"
_DANGER: Final = "danger"
#: The intent whose subjects name an ambulance that does not answer.
_OF_NUMBERS: Final = "ask_hotline"
#: With these a call to 103 is told; another question is answered as asked.
_WHILE_CALLED: Final = frozenset(
    {"ask_first_steps", "ask_hotline", "ask_treatment", "inform", "nlu_fallback", "report_emergency", "report_symptoms"}
)
#: An emergency is over when nobody wrote for so long.
_LASTS_SECONDS: Final = 3 * 3600
#: Follow-ups that say that the ambulance was called.
_CALLED: Final = frozenset({"called", "how_long", "late", "until_they_come"})
#: A follow-up beside a danger sign that is told now has to be this sure.
_SURE_IN_DANGER: Final = 0.5
_PLAIN: Final = frozenset({"utter_report_emergency/still", "utter_report_emergency/until_they_come"})
#: Follow-ups behind which no emergency is left.
_ENDING: Final = frozenset({"not_now"})
#: Somebody who is this sure asks something else.
_OTHER_QUESTION: Final = 0.6
_SMALL: Final = frozenset(
    {"affirm", "deny", "greet", "inform", "nlu_fallback", "out_of_scope", "thank", "report_symptoms"}
)


def danger_now(turn: Turn) -> Outcome | None:
    """A danger sign is there now, or what was told asks for 103: 103 first, and nothing else."""
    heard = turn.heard
    if _lasts(turn) and is_with_doctors(heard.words):
        return None
    is_now = heard.danger is Danger.NOW and (not _lasts(turn) or _is_in_words(turn)) and not _is_known_older(turn)
    is_sleep = asks_to_wake(heard.words) and not _is_in_words(turn) and not _lasts(turn)
    is_told = ((heard.intent == INTENT or is_now) and not is_sleep) or _is_asked_for(turn)
    found = turn.followup(EMERGENCY) if _lasts(turn) else None
    if not is_told or (found is not None and (not is_now or found.confidence >= _SURE_IN_DANGER)):
        return None
    if not heard.is_button and _is_of_before(turn):
        return answered(turn, [response("report_emergency/before")], INTENT, context=turn.before.last.context)
    if _lasts(turn) and (_is_called(turn) or found is not None):  # «қайта тырысып жатыр», and help is on its way
        return answered(turn, [response("report_emergency/worse")], INTENT, context=EMERGENCY)
    people = tuple(one.id for one in turn.people)
    return begun(turn, people)


def perhaps(turn: Turn) -> Outcome | None:
    """A danger sign may be there: when to call 103, then one question on that very sign; the answer decides."""
    heard, question = turn.heard, turn.before.question
    is_asked = question is not None and question.name == _DANGER
    if heard.is_button or heard.danger is not Danger.MAYBE or is_asked or _lasts(turn) or _is_of_before(turn):
        return None
    if subject_response(_OF_NUMBERS, heard.words) is not None:
        return None  # «103 не отвечает»: its own answer, with 112
    person = next(iter(turn.people), None) or Person(turn.conversation.next_id())
    if _is_known_older(turn):
        return None
    episode = turn.conversation.episode or Episode(ILLNESS, (person.id,), turn.now)
    conversation = turn.conversation.with_person(replace(person, danger=None))
    conversation = replace(conversation, episode=episode, question=Question(_DANGER, person.id), about=person.id)
    said = [_question_on(heard.danger_sign)]
    return answered(turn, said, "report_symptoms", context=ILLNESS, conversation=conversation, people=(person.id,))


def _question_on(sign: str | None) -> Said:
    """The question on one sign; on all where it is open which."""
    signs = knowledge().signs.danger
    if sign not in signs:
        return Said("utter_ask_consultation_form_danger")
    asked = signs[sign].question
    return Said("utter_ask_danger_perhaps", {"question": (asked.kk, asked.ru)})


def _is_known_older(turn: Turn) -> bool:
    """Whether a new-born's fever is supposed of a child whose age is known: triage knows what a fever means at it."""
    people = list(turn.people)
    is_supposed = turn.heard.danger_sign == NEWBORN and not _is_in_words(turn)
    return is_supposed and bool(people) and all(months_of(one, turn.today) is not None for one in people)


def _is_in_words(turn: Turn) -> bool:
    """Whether the words of danger.yml tell of a sign that is there now; while an emergency lasts only these are new."""
    return turn.heard.findings is not None and turn.heard.findings.danger is Danger.NOW


def called(turn: Turn) -> Outcome | None:
    """The ambulance is called before a word was told of why: what to do until it comes."""
    heard = turn.heard
    if heard.is_button or _lasts(turn) or heard.intent not in _WHILE_CALLED or _is_of_before(turn):
        return None
    if not tells_ambulance_called(heard.words) or doctors_left(heard.words):
        return None
    people = tuple(one.id for one in turn.people)
    episode = Episode("emergency", people, turn.now, is_called=True)
    conversation = replace(turn.conversation, episode=episode, question=None)
    said = [response("report_emergency/until_they_come")]
    return answered(turn, said, INTENT, context=EMERGENCY, conversation=conversation, people=people)


def sleeping(turn: Turn) -> Outcome | None:
    """«Ояту керек пе?» of somebody who is ill and sleeps; the question that stands stays open."""
    if turn.heard.is_button or not asks_to_wake(turn.heard.words):
        return None
    return answered(turn, [response("report_symptoms/asleep")], "report_symptoms", context=ILLNESS)


def begun(turn: Turn, people: tuple[int, ...]) -> Outcome:
    """The answer with 103, and the episode that follows."""
    episode = Episode("emergency", people, turn.now)
    conversation = replace(turn.conversation, episode=episode, question=None)
    said = [_first(turn, people)]
    return answered(turn, said, INTENT, context=EMERGENCY, conversation=conversation, people=people)


def _first(turn: Turn, people: tuple[int, ...]) -> Said:
    """The answer with 103; with its reason where no sign but the age asks for it: a new-born's fever."""
    known = [one for one in map(turn.conversation.person, people) if one is not None]
    if _is_in_words(turn) or any(one.danger == "yes" for one in known):
        return response(INTENT)
    return next((said_triage(one, turn.today) for one in known if is_emergency(one, turn.today)), response(INTENT))


def in_emergency(turn: Turn) -> Outcome | None:
    """While it lasts, every message has an answer of the emergency; a clear other question comes behind 103."""
    if not _lasts(turn):
        return None
    if doctors_left(turn.heard.words):
        return _after_the_visit(turn)
    if is_with_doctors(turn.heard.words):
        return in_good_hands(turn, INTENT)
    if tells_vomiting(turn.heard.words):
        return answered(turn, [response("report_emergency/how_to_lay")], INTENT, context=EMERGENCY)
    found = turn.followup(EMERGENCY)
    talk = turn.followup(TALK)
    if found is not None and (talk is None or found.confidence >= talk.confidence):
        answer = followups()[EMERGENCY][found.name].answer or INTENT
        said, conversation = answer_named(turn, "report_emergency/age" if answer == "age" else answer)
        if found.name in _ENDING:
            conversation = replace(conversation, episode=None)
        elif conversation.episode is not None and (found.name in _CALLED or _is_called(turn)):
            conversation = replace(conversation, episode=replace(conversation.episode, is_called=True))
        return answered(turn, said, INTENT, context=EMERGENCY, conversation=conversation)
    if talk is not None or _is_said_twice(turn):
        return None
    if turn.heard.intent in _SMALL or turn.heard.confidence < _OTHER_QUESTION or turn.heard.is_button:
        return _still(turn)
    said, conversation = topic_said(turn, turn.heard.intent)
    return answered(turn, [Said("utter_danger_if_now"), *said], INTENT, context=EMERGENCY, conversation=conversation)


def _after_the_visit(turn: Turn) -> Outcome:
    """«103 келіп, укол салып кетті»: what to watch now, and what was asked with it; the emergency is over."""
    conversation = replace(turn.conversation, episode=None)
    said = [response("report_emergency/after_visit")]
    if turn.heard.intent == "ask_treatment" or asks_what_to_give(turn.heard.words):
        more, conversation = answer_named(turn, "ask_treatment/fever_medicine", conversation)
        said = [replace(one, is_aside=True) for one in [*said, *more]]
    return answered(turn, said, INTENT, context=ILLNESS, conversation=conversation)


def _is_said_twice(turn: Turn) -> bool:
    """Whether the plain answers of an emergency were given once: the same lines again help nobody."""
    said = {one.response for one in turn.before.last.said}
    return bool(said & _PLAIN) and turn.heard.intent not in _SMALL - {FALLBACK, "report_symptoms"}


def _still(turn: Turn) -> Outcome | None:
    if turn.heard.is_button and turn.heard.intent not in _SMALL:
        return None
    told = turn.taken.all_told & {"age_months", "born"} or turn.heard.settlement
    if turn.heard.intent == "thank" and not told:
        return None
    waits = "report_emergency/until_they_come" if _is_called(turn) else "report_emergency/still"
    return answered(turn, [response("report_emergency/age" if told else waits)], INTENT, context=EMERGENCY)


def _is_called(turn: Turn) -> bool:
    """Whether the ambulance was called: told before, or in words now."""
    episode = turn.before.episode
    return (episode is not None and episode.is_called) or tells_call(turn.heard.words)


def _lasts(turn: Turn) -> bool:
    episode = turn.before.episode
    return episode is not None and episode.kind == "emergency" and turn.now - turn.before.at <= _LASTS_SECONDS


def _is_of_before(turn: Turn) -> bool:
    """Whether everything is told of the past, and nothing of now."""
    parts = turn.heard.reading.parts
    return bool(parts) and all(part.mood is Mood.PAST for part in parts)


def _is_asked_for(turn: Turn) -> bool:
    """Whether facts of this message complete a case that triage calls an emergency: a fever under three months."""
    told = turn.taken.all_told
    if any(part.facts.newborn_fever and part.mood is Mood.TOLD for part in turn.heard.reading.parts):
        return True
    if not told & {"age_months", "born", "fever", "temperature", "signs", "danger", "age_band"}:
        return False
    people = [turn.conversation.person(number) for number in turn.taken.told]
    return any(one is not None and is_emergency(one, turn.today) for one in people)
