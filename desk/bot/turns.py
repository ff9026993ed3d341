"""A parent's message and its answer, as the numbers need it; made of stored events. No text of a parent in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from desk.bot.store import Row
from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.feedback import subject_of

#: Answers to what was not understood.
NOT_UNDERSTOOD: Final = frozenset({"utter_not_understood", "utter_not_understood_again"})
#: Families of answers that are no topic a parent asks for.
_CONSULTATIONS: Final = {"triage": "report_symptoms", "exposure": "ask_exposure", "schedule": "ask_schedule"}
_TALK: Final = "talk"


@dataclass(frozen=True)
class Turn:
    """One message and what became of it.

    Attributes:
        conversation, created_at, position: where it is stored; together they are never used again.
        at: when the message came, seconds since 1970.
        channel: where it came in.
        language: of the answer, ``kk`` or ``ru``.
        topic: one of ``topics.yml``, or ``talk``.
        question: the particular question that was answered, or empty.
        village: a settlement of ``places.yml`` that the talk is about, or empty.
        intent: as understood, with the nearest of its rivals: for the list of what was not.
        is_first: whether the conversation began with it.
        has_fever_rash, has_contact: told in this message, of anybody.
        has_words: whether the message is stored with its words.
        refuses_text: whether the parent refuses that.
    """

    conversation: int
    created_at: float
    position: int
    at: float
    channel: str
    language: str
    topic: str
    question: str
    village: str
    guess: str
    is_first: bool
    is_emergency: bool
    is_not_understood: bool
    has_fever_rash: bool
    has_contact: bool
    has_words: bool = True
    refuses_text: bool = False


@dataclass
class _Read:
    """Events of one turn while they are read."""

    row: Row
    user: Mapping[str, Any]
    bots: list[Mapping[str, Any]] = field(default_factory=list)
    talk: Mapping[str, Any] = field(default_factory=dict)


def turns_in(rows: Iterable[Row], start: float, end: float) -> Iterator[Turn]:
    """The turns whose message came at ``start`` or later and before ``end``.

    Args:
        rows: events, conversation by conversation, each in order; may begin amid a turn.
        start: seconds since 1970.
        end: the same.
    """
    read: _Read | None = None
    for row in rows:
        if read is not None and (row.kind == "user" or row.conversation != read.row.conversation):
            yield from _turn(read, start, end)
            read = None
        if row.kind == "user":
            read = _Read(row, json.loads(row.data))
        elif read is not None:
            _add(read, row)
    if read is not None:
        yield from _turn(read, start, end)


def _add(read: _Read, row: Row) -> None:
    if row.kind == "bot":
        read.bots.append(json.loads(row.data).get("metadata") or {})
    elif '"name":"conversation"' in row.data:
        told = json.loads(row.data)
        if told.get("name") == "conversation":
            read.talk = told.get("value") or {}


def _turn(read: _Read, start: float, end: float) -> Iterator[Turn]:
    if not start <= read.row.timestamp < end:
        return
    parsed = read.user.get("parse_data") or {}
    answers = [str(one.get("utter_action") or "") for one in read.bots]
    intent = str((parsed.get("intent") or {}).get("name") or "")
    people = read.talk.get("people") or []
    now = read.talk.get("at")
    yield Turn(
        conversation=read.row.conversation,
        created_at=read.row.created_at,
        position=read.row.position,
        at=read.row.timestamp,
        channel=str(read.user.get("input_channel") or "other")[:32],
        language=_language(read, parsed),
        topic=topic_of(answers, intent),
        question=question_of(answers),
        village=_village(parsed, read.talk),
        guess=_guess(parsed, intent),
        is_first=read.row.position <= _MOST_BEFORE_FIRST,
        is_emergency=any((one.get("metadata") or {}).get("level") == "emergency" for one in read.bots),
        is_not_understood=not NOT_UNDERSTOOD.isdisjoint(answers),
        has_fever_rash=any(_told_fever_rash(one, now) for one in people),
        has_contact=any(_told_contact(one, now) for one in people),
        has_words=bool(read.user.get("text")),
        refuses_text=bool(read.talk.get("refuses_text")),
    )


#: Before the first message of a conversation stand Rasa's three events of its beginning.
_MOST_BEFORE_FIRST: Final = 3


def question_of(answers: Iterable[str]) -> str:
    """The first particular question among answers; empty where there is none."""
    names = (name.removeprefix("utter_") for name in answers)
    return next((name for name in names if name in knowledge().questions), "")


def topic_of(answers: list[str], intent: str) -> str:
    """What a turn was about: the topic of its first answer, else of what was asked, else ``talk``."""
    topics = knowledge().topics
    named = [_subject(name.removeprefix("utter_")) for name in answers]
    if "emergency" in named or intent == "report_emergency":
        return "report_emergency"
    return next((one for one in (*named, intent) if one in topics), _TALK)


@lru_cache(maxsize=2000)
def _subject(answer: str) -> str:
    """The topic of an answer; a consultation's is what it began with. Each name is looked up once."""
    subject = subject_of(answer)
    return _CONSULTATIONS.get(subject, subject)


def _language(read: _Read, parsed: Mapping[str, Any]) -> str:
    told = next((one.get("language") for one in reversed(read.bots) if one.get("language")), None)
    language = told or parsed.get("language")
    return language if language in {"kk", "ru"} else "kk"


def _village(parsed: Mapping[str, Any], talk: Mapping[str, Any]) -> str:
    """The settlement of this message, else of the talk; only one that ``places.yml`` knows."""
    named = [one.get("value") for one in parsed.get("entities") or [] if one.get("entity") == "settlement"]
    known = village_names()
    return next((str(one) for one in (*named, talk.get("place")) if one in known), "")


def village_names() -> frozenset[str]:
    """Kazakh names of all settlements."""
    return _names_of(knowledge().places)


def _names_of(places: Any) -> frozenset[str]:
    """Looked up once an edition of the bot's files."""
    if _NAMES.get("of") is not places:
        _NAMES.update(of=places, names=frozenset(one.kk for one in places.settlements))
    names: frozenset[str] = _NAMES["names"]
    return names


_NAMES: Final[dict[str, Any]] = {}


def _guess(parsed: Mapping[str, Any], intent: str) -> str:
    """The nearest particular question, else the nearest topic that is no fallback."""
    questions = [str(one.get("name") or "") for one in parsed.get("questions") or []]
    ranked = [str(one.get("name") or "") for one in parsed.get("intent_ranking") or []]
    known = knowledge()
    named = (*questions, *ranked, intent)
    return next((name for name in named if name in known.questions or name in known.topics), "")


def _told_fever_rash(person: Mapping[str, Any], now: Any) -> bool:
    """Fever and rash of one person, one of them told in this message."""
    if person.get("fever") != "yes" or person.get("rash") != "yes":
        return False
    return _told_now(person, now, ("fever", "rash", "signs"))


def _told_contact(person: Mapping[str, Any], now: Any) -> bool:
    return person.get("contact") == "yes" and _told_now(person, now, ("contact",))


def _told_now(person: Mapping[str, Any], now: Any, facts: tuple[str, ...]) -> bool:
    told = person.get("told_at") or {}
    return now is not None and any(told.get(fact) == now for fact in facts)
