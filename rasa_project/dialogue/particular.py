"""Particular questions of a topic («ораза бұзыла ма?» of ``ask_myth``): each has an answer of its own.

Their names, titles and what is known stand in ``data/knowledge/questions.yml``, their examples in
``data/<theme>/questions.yml``, their answers in ``data/<theme>/question_answers.yml``.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.conversation import Person, Said
from rasa_project.dialogue.fixed_answers import metadata_of
from rasa_project.dialogue.nearest import payload_of
from rasa_project.dialogue.places_said import names_place_outside
from rasa_project.dialogue.subjects import subject_response
from rasa_project.dialogue.turn import Turn
from rasa_project.understanding.answers import asks
from rasa_project.understanding.phrases import phrases, stands

#: A particular question is answered from this probability on (docs/evaluation.md has the curve).
SURE: Final = 0.3
#: From here on one of another topic than the likeliest, where that is clear.
_OF_ANOTHER_TOPIC: Final = 0.45
#: Of a topic that is answered anyway a question that is nearly all of it is answered from here on.
_NEARLY_ALL: Final = 0.85
_SURE_OF_ITS_TOPIC: Final = 0.25
_UNCLEAR: Final = frozenset({"inform", "nlu_fallback", "out_of_scope"})
#: From here on it is offered as a button beside the general answer.
_NEAR: Final = 0.06
_OFFERED: Final = 3
#: «Қызылша» is beetroot too: what is cooked of it, and words of eating without which the disease is meant.
_OUT_OF_SCOPE: Final = "out_of_scope"
_FROM_BEETROOT: Final = "ask_disease/from_beetroot"
_NAMED_ALIKE: Final = ("кизилша", "свекл")
_BEETROOT: Final = phrases("борш", "винегрет", "салат", "свекл")
_EATEN: Final = phrases(
    "аси", "борш", "винегрет", "ел", "жеген", "жеди", "жеп", "жесе", "кокенис", "коконис", "овош", "поел", "салат",
    "свекл", "сорпа", "тагам", "тамак", "ширин",
)  # fmt: skip
#: What answers take for granted of somebody that the talk is about.
_TAKEN_FOR_GRANTED: Final[Mapping[str, Callable[[Person], bool]]] = {
    "ask_exposure/had_measles": lambda one: bool(one.had_measles),
    "ask_exposure/one_dose": lambda one: one.doses == 1,
    "ask_exposure/vaccinated_recently": lambda one: bool(one.doses or one.last_dose),
    "ask_exposure/vaccinated_twice": lambda one: one.doses == _BOTH,
    "ask_isolation/guests_event_after": lambda one: bool(one.had_measles or one.confirmed),
    "ask_pregnancy/check_immunity": lambda one: one.risk == "pregnant",
}
_BOTH: Final = 2
#: Answered with what is known of the place that is told.
_OF_A_PLACE: Final = frozenset({"find_clinic/nearest", "find_clinic/village", "find_clinic/where_vaccinate"})
#: Of those who met a patient and are not vaccinated.
_OF_WHO_MET: Final = frozenset({"ask_isolation/exclusion_days"})
#: That the vaccine's virus is not catching.
_OF_WHO_IS_VACCINATED: Final = frozenset(
    {"ask_aftercare/contact_infant", "ask_aftercare/contact_pregnant", "ask_pregnancy/household_child_vaccine",
     "ask_pregnancy/household_vaccine", "ask_side_effects/catching"}
)  # fmt: skip
#: Topics that are answered with what is due, where these facts of a person are told.
_PLANNED: Final = frozenset({"ask_infant", "ask_missed_dose", "ask_schedule"})
_OF_A_PLAN: Final = frozenset({"age_months", "born"})
#: Questions of these topics that no plan answers, whose age or doses ever are told.
_OF_NO_PLAN: Final = frozenset(
    {"ask_infant/infant_out", "ask_infant/milk_protects", "ask_infant/mother_antibodies", "ask_infant/visitors",
     "ask_infant/why_not_before_year"}
)  # fmt: skip


def question_found(turn: Turn, least: float = SURE) -> str | None:
    """The particular question that the message asks (``ask_myth/fasting``), or that its button names."""
    heard = turn.heard
    if heard.is_button:
        name = f"{heard.intent}/{heard.tapped.get('question')}"
        return name if name in knowledge().questions else None
    is_cooked = stands(heard.words, _BEETROOT) and any(word.startswith(_NAMED_ALIKE) for word in heard.words)
    if is_cooked and heard.intent != _OUT_OF_SCOPE:  # a recipe is none of ours
        return _FROM_BEETROOT
    name, confidence = heard.questions[0] if heard.questions else ("", 0.0)
    is_nearly_all = intent_of(name) == heard.intent and confidence >= _NEARLY_ALL * heard.confidence
    if least == SURE and is_nearly_all:  # whoever would hear the topic's general answer
        least = _SURE_OF_ITS_TOPIC
    if intent_of(name) != heard.intent and heard.intent not in _UNCLEAR:
        least = max(least, _OF_ANOTHER_TOPIC)
    if name == _FROM_BEETROOT and not stands(heard.words, _EATEN):
        return None
    return name if confidence >= least and name in knowledge().questions else None


def question_answered(turn: Turn, least: float = SURE) -> str | None:
    """The particular question that is answered: not where what was told makes another answer better."""
    question = question_found(turn, least)
    if question is None or turn.heard.is_button:
        return question
    is_answer = turn.begins_with_no and not asks(turn.heard.tokens)
    if is_answer or _has_better(turn, question) or not is_borne_out(turn, question):
        return None
    return question


def is_borne_out(turn: Turn, question: str) -> bool:
    """Whether what the answer takes for granted was told: after «екі екпесі бар» two doses, after no other."""
    if is_of_no_vaccine(turn, question):
        return False
    holds = _TAKEN_FOR_GRANTED.get(question)
    return holds is None or any(map(holds, (*turn.people, *turn.conversation.people)))


def is_of_no_vaccine(turn: Turn, question: str) -> bool:
    """Whether the vaccine's virus is not what is meant: while somebody is ill or met a patient, and it is not named."""
    return question in _OF_WHO_IS_VACCINATED and turn.before.episode is not None and not turn.heard.names_vaccine


def _has_better(turn: Turn, question: str) -> bool:
    """Whether a subject is named that has its answer, a place, or facts of a person that a plan is worked out from."""
    heard = turn.heard
    intent = intent_of(question)
    subject = subject_response(heard.intent, heard.words)
    if subject is not None and not _is_of_topic(subject, intent):
        return True
    if question in _OF_WHO_MET and any(one.confirmed for one in turn.people):
        return True  # of the patient himself: how long he is catching
    if question in _OF_A_PLACE:
        return bool(heard.settlement or turn.conversation.place or names_place_outside(heard.words))
    told = turn.taken.all_told & _OF_A_PLAN
    return intent in _PLANNED and question not in _OF_NO_PLAN and (bool(told) or len(turn.taken.about) > 1)


def _is_of_topic(subject: str, intent: str) -> bool:
    """Whether a subject is answered as a particular question of the intent: then the surer of the two stands."""
    return subject.startswith(f"utter_{intent}/")


def subject_said(response: str) -> Said:
    """The answer of a subject; as that of the particular question where it is one."""
    question = response.removeprefix("utter_")
    return question_said(question) if question in knowledge().questions else Said(response)


def intent_of(question: str) -> str:
    """The intent that a particular question belongs to: ``ask_myth`` of ``ask_myth/fasting``."""
    return question.partition("/")[0]


def question_said(question: str) -> Said:
    """Its answer, with one button: more about the topic; none where it sends to 103."""
    intent, response = intent_of(question), f"utter_{question}"
    topic = knowledge().topics.get(intent)
    is_emergency = metadata_of(response).get("level") == "emergency"
    buttons = ((topic.kk, topic.ru, f"/{intent}"),) if topic is not None and not is_emergency else ()
    return Said(response, buttons=buttons)


def near_questions(turn: Turn, intent: str | None = None) -> tuple[tuple[str, str, str], ...]:
    """Buttons of the nearest particular questions, of one topic or of any; none where none is near."""
    return nearest(turn.heard.questions, intent)


def nearest(
    guesses: Iterable[tuple[str, float]], intent: str | None = None, without: Container[str] = ()
) -> tuple[tuple[str, str, str], ...]:
    """Buttons of the nearest of some guesses: titles in Kazakh and Russian, payload.

    Args:
        guesses: questions with their probabilities, the best first.
        intent: of one topic only.
        without: questions that are not offered.
    """
    known = knowledge().questions
    some = [name for name, p in guesses if p >= _NEAR and name in known and name not in without]
    near = [name for name in some if intent in {None, intent_of(name)}]
    return tuple((known[name].kk, known[name].ru, payload_of(name)) for name in near[:_OFFERED])
