"""Questions that stand by themselves: an intent's answer, a subject's, or the plan of the people that are meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.answers import plan_said, response
from rasa_project.dialogue.contexts import CONTACT, TOPICS, context_opened_by
from rasa_project.dialogue.conversation import Conversation, Said
from rasa_project.dialogue.grown_ups import means_herself
from rasa_project.dialogue.particular import (
    intent_of,
    near_questions,
    question_answered,
    question_said,
    subject_said,
)
from rasa_project.dialogue.places_said import (
    has_point,
    names_place_outside,
    said_hotline,
    said_where,
    tells_namesake_apart,
)
from rasa_project.dialogue.remedies import illness_beside
from rasa_project.dialogue.subjects import subject_response
from rasa_project.dialogue.turn import CLEAR, Outcome, Turn, answered
from rasa_project.understanding.answers import asks
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.impossible import find_impossible
from rasa_project.understanding.phrases import stands
from rasa_project.understanding.ranking import FALLBACK

LINE: Final = "utter_danger_if_now"
#: A short message that was not understood is a particular question of the talk's context from this probability on.
_NEAR_IN_CONTEXT: Final = 0.1
_OFFERED: Final = 3
#: So many of them at most are particular questions.
_PARTICULAR: Final = 2
#: Offered where the ranking holds no topic (emoji, another script).
_USUAL: Final = ("ask_symptoms", "ask_schedule", "find_clinic")
#: Their answer is the plan of those whose age or doses the message tells, or who are meant.
_OF_PLAN: Final = frozenset({"ask_schedule", "ask_missed_dose", "ask_infant", "ask_adult"})
_PERSONAL: Final = frozenset({"age_months", "born", "doses", "last_dose", "first_dose_months"})
#: A danger word in these makes the answer begin with 103.
_WITH_LINE: Final = frozenset({"find_clinic", "inform", "out_of_scope", "request_human", FALLBACK})
#: An emergency this likely is no emergency yet, but too likely to say nothing of 103.
_SUSPECTED: Final = 0.1
#: A place that is only far away: «далеко же до Айтеке би».
_FAR: Final = (("далеко",), ("алис",))
#: Answers that name places.
_OF_PLACES: Final = frozenset({"ask_availability", "find_clinic"})
#: To a further miss, in turn.
_AGAIN: Final = ("help/not_helped", "not_understood_again")
#: A message of so few words that tells an age tells nothing else.
_FEW: Final = 5


def another_place(turn: Turn) -> Outcome | None:
    """«Ал Шәкенде ше?» behind an answer that named places: the same for that place."""
    heard = turn.heard
    names_one = heard.settlement is not None or names_place_outside(heard.words)
    is_far = stands(heard.words, _FAR)
    if heard.is_button or not names_one or is_far or not turn.is_short or turn.before.last.topic not in _OF_PLACES:
        return None
    if heard.confidence >= CLEAR and heard.intent not in {"find_clinic", "inform", "thank", "greet", FALLBACK}:
        return None
    said, conversation = _where(turn)
    return answered(turn, said, "find_clinic", conversation=conversation)


def particular(turn: Turn) -> Outcome | None:
    """A particular question has its own answer; where an illness or a contact is told with it, that goes before."""
    question = question_answered(turn)
    if question is None or turn.heard.intent == "report_symptoms":
        return None
    told = turn.taken.all_told
    is_patient = "confirmed" in told and not asks(turn.heard.tokens)  # «корь у мужа»
    is_told = ("contact" in told or is_patient) and intent_of(question) != "ask_exposure"
    is_worked_out = turn.only_tells_facts and turn.before.last.context == CONTACT
    if knowledge().questions[question].begins or is_told or is_worked_out or illness_beside(turn):
        return None  # «екпе алмаған» behind the advice after a contact: the advice anew
    return answered(turn, [question_said(question)], intent_of(question))


def topic(turn: Turn) -> Outcome | None:
    """The answer of the message's intent; where an age is told and nothing asked, what is due at it."""
    ages = {"age_months", "born"}
    told = bool(ages & turn.taken.all_told)
    intent = "inform" if told and (turn.only_tells or means_herself(turn)) else turn.heard.intent
    said, conversation = topic_said(turn, intent)
    return answered(turn, said, intent, conversation=conversation)


def impossible(turn: Turn) -> Outcome | None:
    """An age, a birth date or a number of doses that cannot be is asked back, whatever goes on."""
    said = (
        impossible_said(turn)
        if turn.heard.intent in _OF_PLAN | {"ask_availability", "inform", "nlu_fallback"}
        else None
    )
    return None if said is None else answered(turn, [said], turn.heard.intent)


def impossible_said(turn: Turn) -> Said | None:
    """What a value that cannot be is asked back with, or ``None``."""
    wrong = None if turn.heard.is_button else find_impossible(turn.heard.tokens, turn.today)
    return None if wrong is None else response(f"correct_{wrong}")


def topic_said(turn: Turn, intent: str) -> tuple[list[Said], Conversation]:
    """What an intent is answered with, and the conversation behind it."""
    line = [Said(LINE)] if intent in _WITH_LINE and _speaks_of_danger(turn, intent) else []
    said, conversation = _said(turn, intent)
    return [*line, *said], conversation


def _said(turn: Turn, intent: str) -> tuple[list[Said], Conversation]:
    now = turn.conversation
    own = _own_answer(turn, intent)
    if own is not None:
        return [own], now
    if intent in _OF_PLAN:
        return _planned(turn, intent), now
    if intent == "ask_hotline":
        return [said_hotline(now)], now
    if intent == "inform":
        return _informed(turn)
    if intent == "find_clinic" or has_point(turn.metadata):
        return _where(turn)
    if intent == FALLBACK:
        return _not_understood(turn)
    return [replace(response(intent), buttons=near_questions(turn, intent))], now


def _own_answer(turn: Turn, intent: str) -> Said | None:
    """What goes before the general answer of an intent: a subject, a value that cannot be, a particular question."""
    subject = subject_response(intent, turn.heard.words)
    question = question_answered(turn)
    is_asked = question is not None and intent_of(question) == intent
    if subject is not None and not is_asked:
        return subject_said(subject)
    wrong = impossible_said(turn) if intent in _OF_PLAN | {"inform", "nlu_fallback"} else None
    return question_said(question) if wrong is None and question is not None and is_asked else wrong


def _planned(turn: Turn, intent: str) -> list[Said]:
    is_personal = bool(turn.taken.all_told & _PERSONAL) or bool(turn.taken.about)
    if intent == "ask_schedule" or is_personal:
        return plan_said(turn, intent)
    return [response(intent)]


def _informed(turn: Turn) -> tuple[list[Said], Conversation]:
    """A message that only tells something: what the new fact makes possible."""
    if turn.taken.all_told & _PERSONAL:
        return plan_said(turn, "ask_schedule"), turn.conversation
    if turn.heard.settlement or "place_code" in turn.heard.tapped or _names_place(turn):
        return _where(turn)
    return [response("inform_what")], turn.conversation


def _names_place(turn: Turn) -> bool:
    words = turn.heard.words
    return has_point(turn.metadata) or names_place_outside(words) or tells_namesake_apart(turn.before, words)


def _where(turn: Turn) -> tuple[list[Said], Conversation]:
    code = turn.heard.tapped.get("place_code")
    said, now = said_where(
        turn.conversation, turn.heard.settlement, str(code) if code else None, turn.heard.words, turn.metadata
    )
    return [said], now


def _not_understood(turn: Turn) -> tuple[list[Said], Conversation]:
    """Say so and offer the nearest topics; after a second miss also whom to ask."""
    if has_point(turn.metadata) or tells_namesake_apart(turn.before, turn.heard.words):
        return _where(turn)
    if _asks_of_a_dose(turn):
        return plan_said(turn, "ask_schedule"), turn.conversation
    question = _nearest_in_context(turn)
    if question is not None:
        return [question_said(question)], turn.conversation
    misses = turn.before.last.misses
    name = "not_understood" if not misses else _AGAIN[misses % len(_AGAIN)]
    return [replace(response(name), buttons=topic_buttons(turn))], turn.conversation


def _nearest_in_context(turn: Turn) -> str | None:
    """The nearest particular question of what the talk is about: «йодом помазать?» behind «сделали прививку»."""
    context = turn.before.last.context
    if not turn.is_short or turn.heard.is_button or context in {None, TOPICS}:
        return None
    near = (
        (name, p) for name, p in turn.heard.questions[:1] if p >= _NEAR_IN_CONTEXT and name in knowledge().questions
    )
    return next((name for name, _ in near if context_opened_by(intent_of(name), None) == context), None)


def _asks_of_a_dose(turn: Turn) -> bool:
    """Whether an age is told, with the vaccine or alone, and no sign of illness: what is due answers best."""
    told = turn.taken.all_told
    words = turn.heard.words
    names_vaccine = turn.heard.names_vaccine or "doses" in told or len(words) <= _FEW
    names_vaccine |= bool(turn.people) and all(one.kind == "writer" for one in turn.people)  # «вопрос про меня, мне 31»
    is_told = bool(told & {"age_months", "born", "had_measles"})
    return is_told and names_vaccine and not told & {"signs", "fever", "rash"}


def topic_buttons(turn: Turn) -> tuple[tuple[str, str, str], ...]:
    """Buttons of the nearest particular questions and topics."""
    topics = knowledge().topics
    names = [name for name, _ in turn.heard.ranking if name in topics]
    names += [name for name in _USUAL if name not in names]
    of_topics = [(topics[name].kk, topics[name].ru, f"/{name}") for name in names]
    return (*near_questions(turn)[:_PARTICULAR], *of_topics)[:_OFFERED]


def _speaks_of_danger(turn: Turn, intent: str) -> bool:
    if turn.heard.is_button:
        return False
    danger = turn.heard.danger
    if intent in {FALLBACK, "out_of_scope"}:
        suspected = any(name == "report_emergency" and p >= _SUSPECTED for name, p in turn.heard.ranking)
        return danger is not Danger.NONE or suspected
    return danger in {Danger.NOW, Danger.SPOKEN_OF}
