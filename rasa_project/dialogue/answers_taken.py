"""What a message or a button answers to the question of a consultation, put to its person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from rasa_project.dialogue.consultation_answers import Reply, answer_to
from rasa_project.dialogue.consultations import SHARED
from rasa_project.dialogue.conversation import Conversation, Person, Question
from rasa_project.dialogue.turn import Turn
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.state_words import tells_passing_water, tells_waking

#: The question on one sign that may be there.
PERHAPS: Final = "utter_ask_danger_perhaps"
#: Told of a person; no answer to a question on another, or on all of them, takes them back. Words do: «жүкті емеспін».
_KNOWN_RISKS: Final = frozenset({"pregnant", "weak_immunity"})
_SINCE: Final = {"fever_days": "fever_since", "rash_days": "rash_since"}
_FIELDS: Final = frozenset(
    {
        "danger",
        "fever",
        "rash",
        "contact",
        "risk",
        "fever_days",
        "exposure_days",
        "age_band",
        "doses",
        "unanswered",
        "unknown",
    }
)


def answer_in(turn: Turn, question: Question) -> dict[str, Any]:
    """What answers the question, by the names of the consultation."""
    heard = turn.heard
    if heard.tapped:
        return {name: value for name, value in heard.tapped.items() if name in _FIELDS}
    if heard.is_button or heard.findings is None or _is_of_others(turn, question):
        return {}
    person = turn.conversation.person(question.person)
    told = turn.taken.told.get(question.person, frozenset())
    said: dict[str, Any] = {
        name: getattr(person, name) for name in ("fever", "rash", "contact", "risk") if name in told
    }
    if told & {"age_months", "born", "doses"}:
        said["told_of_child"] = True
    knew = turn.before.person(question.person)
    reply = Reply(
        heard.tokens, heard.words, heard.answered, heard.findings, knew is not None and knew.age_months is not None
    )
    given = answer_to(question.name, reply, said)
    if not given and question.name == "danger" and _wakes(turn):
        given = {"danger": "no"}
    return {name: value for name, value in given.items() if name not in said}


def _is_of_others(turn: Turn, question: Question) -> bool:
    """Whether the message tells of others alone («сама я не болела, прививок не помню»)."""
    told = set(turn.taken.told)
    return (
        question.name not in SHARED and bool(told) and question.person not in told and bool(turn.heard.reading.people)
    )


def _wakes(turn: Turn) -> bool:
    """Whether one sign alone was asked about, and the patient is told of as awake and well: «просыпается, узнаёт»."""
    findings = turn.heard.findings
    is_asked = any(one.response == PERHAPS for one in turn.before.last.said)
    if not is_asked or findings is None or findings.danger not in {Danger.DENIED, Danger.NONE}:
        return False
    words = turn.heard.words
    return findings.danger is Danger.DENIED or tells_waking(words) or tells_passing_water(words)


def with_answer(turn: Turn, question: Question, found: Mapping[str, Any]) -> Conversation:
    """The conversation with the answer put to its person, and what holds for all to all."""
    conversation = turn.conversation
    episode = conversation.episode
    for number in episode.people if episode is not None and question.name in SHARED else (question.person,):
        person = conversation.person(number)
        if person is not None and found:
            conversation = conversation.with_person(_with_answer(person, found, turn))
    return conversation


def _with_answer(person: Person, found: Mapping[str, Any], turn: Turn) -> Person:
    changes: dict[str, Any] = {}
    for name, value in found.items():
        if name in {"unanswered", "unknown"}:
            changes["unanswered"] = person.unanswered | {str(value)}
        elif name == "exposure_days":
            changes |= _of_patient(float(value), turn) if person.lives_with else _contact(float(value), turn)
        elif name in _SINCE:
            changes[_SINCE[name]] = (turn.today - timedelta(days=min(int(float(value)), 60))).isoformat()
        elif name == "doses":
            changes["doses"] = int(value)
        elif name == "risk" and person.risk in _KNOWN_RISKS:
            continue  # a "no" to the question on the husband is none of the pregnant writer's
        else:
            changes[name] = value
    return person.with_told(changes, turn.now)


def _of_patient(days: float, turn: Turn) -> dict[str, Any]:
    """The day on which the rash of the patient of the house came out; of a range the latest day."""
    return {"patient_rash": (turn.today - timedelta(days=min(int(days), 366))).isoformat(), "contact": "yes"}


def _contact(days: float, turn: Turn) -> dict[str, Any]:
    if days > 1 and not days.is_integer():
        return {"contact_days": days, "contact_on": None, "contact": "yes"}
    day = turn.today - timedelta(days=min(int(days), 366))
    return {"contact_on": day.isoformat(), "contact_days": None, "contact": "yes"}


def only_answers(turn: Turn) -> bool:
    """Whether a message is a bare answer, or tells a fact and asks nothing («слабого иммунитета нет»)."""
    answered_it = turn.heard.answered
    return turn.only_tells or (answered_it.answer is not None and not answered_it.rest)
