"""What a turn of a consultation tells: from Rasa's tracker to plain facts and back to slots."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.child import CHILD_ENTITIES, age_before, said_words, turns_to_another
from actions.child import Told as ToldOfChild
from actions.consultation_answers import Reply, answer_to
from actions.consultation_case import GIRL_FROM
from actions.consultation_questions import QUESTION_OF
from actions.conversation import asked_in
from rasa_project import clock
from rasa_project.advice.ages import MAX_MONTHS
from rasa_project.advice.freshness import FRESH_SECONDS, SIGNS_SECONDS
from rasa_project.kazakh.analysis import default_analyzer
from rasa_project.understanding.amounts import first_age
from rasa_project.understanding.answers import CHILD_QUESTIONS, Answered, read_answer
from rasa_project.understanding.button_titles import tapped_payload
from rasa_project.understanding.circumstances import (
    names_grown_up_patient,
    risk_of,
    speaks_of_adult,
    tells_of_contact,
    wants_to_stop,
)
from rasa_project.understanding.events import Event
from rasa_project.understanding.extraction import NEWBORN_MONTHS, OLDEST_CHILD_MONTHS, Danger, Findings, default_finder
from rasa_project.understanding.people_words import is_child
from rasa_project.understanding.quantities import Kind, Quantity
from rasa_project.understanding.speaker import speaks_of_self

#: Slots that a consultation keeps; Rasa's own mappings fill the child's age, birth date and doses.
SLOTS: Final = (
    "consultation", "consultation_at", "danger", "fever", "rash", "contact", "risk", "age_band", "fever_days",
    "rash_days", "exposure_days", "symptoms", "unanswered", "questions_asked", "tries", "doses", "own",
)  # fmt: skip
#: What belongs to one child and is forgotten when the talk turns to another.
_OF_ONE_CHILD: Final = (
    "danger", "fever", "rash", "contact", "risk", "age_band", "fever_days", "rash_days", "exposure_days", "symptoms",
    "unanswered", "own",
)  # fmt: skip
_BANDS_FROM: Final = {"adult": 30 * 12}
_FEVER_FROM: Final = 37.5
#: Of these what does not pass like a sign; it ages as the age and the doses do.
_LASTING: Final = frozenset({"risk", "age_band"})
#: What a person's own signs fill.
_SIGNS_OF_ONE: Final = frozenset({"fever", "rash", "symptoms", "fever_days", "rash_days"})
#: Signs of the writer: «денеме бөртпе шықты», «у меня температура».
_OWN_SIGNS: Final = ("басим", "денем", "жотелим", "кизуим", "тамагим")
_ILL: Final = ("ауир", "боле", "забол")
_SEPARATE: Final = frozenset({"fever", "rash"})


@dataclass(frozen=True)
class Turn:
    """One message in a consultation.

    Attributes:
        words: folded words of the text; none for a tapped button. Where a question stands, those behind a «жоқ» or
            «нет» in front: it answers the question and denies nothing of what follows.
        tokens: the same with punctuation.
        intent: as classified.
        findings: entities, danger and denied signs.
        answered: how the text answers the question, read with all its words.
        tapped: values of a button, by slot.
        is_other: whether it is about another person than the turns before.
        knew_age: whether an age was known before: another one corrects it.
        requested: the question that was put before, or ``None``.
        stops: whether the parent wants no more questions.
    """

    words: tuple[str, ...]
    tokens: tuple[str, ...]
    intent: str
    findings: Findings
    answered: Answered
    tapped: dict[str, Any]
    is_other: bool
    knew_age: bool
    requested: str | None
    stops: bool


def read_turn(tracker: Tracker) -> Turn:
    """The last message of a tracker."""
    message = tracker.latest_message or {}
    is_button = tapped_payload(message) is not None
    analysis = default_analyzer().analyse("" if is_button else str(message.get("text") or ""))
    entities = {entity["entity"]: entity["value"] for entity in message.get("entities") or []}
    requested = None if _begins(tracker) else tracker.get_slot("requested_slot")
    stops, answered = wants_to_stop(analysis.words), Answered()
    if requested is not None:
        answered = read_answer(analysis.tokens)
        if answered.answer == "no" and answered.rest:
            analysis = default_analyzer().analyse(" ".join(answered.rest))
    return Turn(
        words=tuple(analysis.words),
        tokens=tuple(analysis.tokens),
        intent=(message.get("intent") or {}).get("name") or "",
        findings=default_finder().read(analysis, asked=None if requested is None else asked_in(tracker)),
        answered=answered,
        tapped=entities if is_button else {},
        is_other=turns_to_another(tracker, clock.today()),
        knew_age=age_before(tracker, clock.today()) is not None,
        requested=QUESTION_OF.get(requested, requested) if requested else None,
        stops=stops,
    )


def state_of(tracker: Tracker, told_of_child: ToldOfChild, begins: bool, now: float) -> dict[str, Any]:
    """What is known so far, by slot.

    At the beginning of a consultation the topic is set, counters are empty, danger is asked anew, and what was
    told too long ago is left (advice/freshness.py). ``now`` is in seconds (``time.time()``).
    """
    state = {name: tracker.get_slot(name) for name in SLOTS}
    child = told_of_child.child
    state["age_months"], state["doses"] = child.age_on(clock.day_at(now)), child.doses
    state["child"] = child
    if state["risk"] == "pregnant" and _is_girl(state["age_months"]):
        state["risk"] = None  # told of another person
    if begins:
        is_contact = (tracker.latest_message.get("intent") or {}).get("name") == "ask_exposure"
        state |= {"consultation": "exposure" if is_contact else "triage", "questions_asked": None, "tries": None}
        state |= {"danger": None, "unanswered": None}
        age = now - float(state["consultation_at"] or now)
        if age > SIGNS_SECONDS:
            state |= {name: None for name in _OF_ONE_CHILD if name not in _LASTING or age > FRESH_SECONDS}
    if speaks_of_self(said_words(tracker)):
        state["own"] = "yes"
    return {**state, "consultation_at": now}


def told(turn: Turn, state: dict[str, Any]) -> dict[str, Any]:
    """What the turn says, by slot; empty where it says nothing that a consultation asks for."""
    if turn.tapped:
        return _tapped(turn, state)
    said: dict[str, Any] = _signs(turn, state)
    if turn.is_other:
        own = "yes" if speaks_of_self(turn.words) else None
        said = {**dict.fromkeys(_OF_ONE_CHILD), "questions_asked": None, "own": own, **said}
    entities = {entity.name for entity in turn.findings.entities}
    if turn.answered.is_of_a_list and turn.requested not in CHILD_QUESTIONS:
        entities -= set(CHILD_ENTITIES)  # «екеуі де бар»: signs, not doses
    if entities & set(CHILD_ENTITIES):
        said |= {"age_band": None} if "doses" not in entities else {}
        said["told_of_child"] = True
    is_pregnant = any(one.kind is Kind.PREGNANCY for one in turn.findings.amounts)
    risk, contact = risk_of(turn.words) or ("pregnant" if is_pregnant else None), tells_of_contact(turn.words)
    if risk:
        said["risk"] = risk
    if risk == "pregnant" and _tells_of_an_ill_child(turn.words):
        said = {name: value for name, value in said.items() if name not in _SIGNS_OF_ONE}
    is_patient = state["consultation"] == "exposure" and names_grown_up_patient(turn.words)
    if (
        turn.requested not in {"contact", "when"}
        and speaks_of_adult(turn.words)
        and not is_patient
        and not entities & {"child_age_months", "birth_date"}
        and state["age_months"] is None
    ):
        said["age_band"] = "young_adult"
    grown_up = first_age(turn.findings.amounts)
    if grown_up is not None and OLDEST_CHILD_MONTHS < grown_up.number <= MAX_MONTHS and not is_patient:
        said["age_band"] = "adult" if grown_up.number >= _BANDS_FROM["adult"] else "young_adult"
    if contact is not None or turn.intent == "ask_exposure":
        said["contact"] = "no" if contact is False else "yes"
    return said | _answer(turn, said, state)


def is_still_open(turn: Turn, question: str | None) -> bool:
    """Whether the question that the turn should have answered has to be put again."""
    return turn.requested is not None and question == turn.requested


def missed(turn: Turn, state: dict[str, Any], most_tries: int) -> dict[str, Any]:
    """A turn without an answer: counted, and after ``most_tries`` the question is left."""
    tries = int(state["tries"] or 0) + 1
    if turn.requested and tries >= most_tries:
        return {"unanswered": sorted({*(state["unanswered"] or ()), turn.requested}), "tries": 0}
    return {"tries": tries}


def updated(state: dict[str, Any], news: dict[str, Any]) -> dict[str, Any]:
    """The state with what was told; signs add up, and signs after a contact make it a triage."""
    new = {name: value for name, value in news.items() if name not in {"symptoms", "told_of_child"}}
    merged = {**state, **new}
    if "symptoms" in news:
        merged["symptoms"] = sorted({*(state["symptoms"] or ()), *(news["symptoms"] or ())}) or None
    has_signs = merged["symptoms"] or merged["fever"] == "yes" or merged["rash"] == "yes"
    if merged["consultation"] == "exposure" and has_signs:
        merged |= {"consultation": "triage", "contact": "yes"}
    return merged


def events_of(state: dict[str, Any], tracker: Tracker) -> list[EventType]:
    """What of the state differs from the slots: every event is stored, and read again with each message."""
    return [SlotSet(name, state[name]) for name in SLOTS if name in state and tracker.get_slot(name) != state[name]]


def _is_girl(age_months: int | None) -> bool:
    """Whether the age is told and too low for a pregnancy."""
    return age_months is not None and age_months < GIRL_FROM


def _begins(tracker: Tracker) -> bool:
    """Whether the last message opened the form; a question left from an old session does not count then."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "active_loop" and event.get("name"):
            return True
    return False


def _tapped(turn: Turn, state: dict[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {name: value for name, value in turn.tapped.items() if name in SLOTS}
    for name in ("fever_days", "exposure_days"):
        if name in said:
            said[name] = float(said[name])
    if "unknown" in turn.tapped:
        said["unanswered"] = sorted({*(state["unanswered"] or ()), str(turn.tapped["unknown"])})
    if set(turn.tapped) & set(CHILD_ENTITIES):
        said["told_of_child"] = True
    return said


def _signs(turn: Turn, state: dict[str, Any]) -> dict[str, Any]:
    """Signs that are there or denied, and how long."""
    said: dict[str, Any] = {}
    signs = turn.findings.signs
    for sign in _SEPARATE & turn.findings.denied:
        said[sign] = "no"
    for sign in _SEPARATE & signs:
        said[sign] = "yes"
    temperature = next((e.value for e in turn.findings.entities if e.name == "temperature_c"), None)
    if temperature is not None and float(temperature) >= _FEVER_FROM:
        said["fever"] = "yes"
    if signs - _SEPARATE:
        said["symptoms"] = sorted(signs - _SEPARATE)
    if turn.findings.danger is Danger.NOW:
        said["danger"] = "yes"
    if turn.findings.has_newborn_fever:
        said |= {"fever": "yes", "age_months": min(_age_told(turn), NEWBORN_MONTHS - 1)}
    return said | _times(turn, state)


def _tells_of_an_ill_child(words: Sequence[str]) -> bool:
    """Whether a pregnant woman tells of the signs of her child, not of her own: ``үйдегі балам қызылшамен ауырды``."""
    is_ill = any(word.startswith(_ILL) for word in words) and any(map(is_child, words))
    has_own = any(word.startswith(_OWN_SIGNS) for word in words) or ("у", "меня") in set(itertools.pairwise(words))
    return is_ill and not has_own


def _age_told(turn: Turn) -> int:
    age = first_age(turn.findings.amounts)
    return 0 if age is None else int(age.number)


def _times(turn: Turn, state: dict[str, Any]) -> dict[str, Any]:
    """Since when there is fever and rash, and when the last contact was.

    A time without an event belongs to what was asked, and at the beginning of a talk after a contact to the contact.
    """
    said: dict[str, Any] = {}
    for event, slot in ((Event.FEVER, "fever_days"), (Event.RASH, "rash_days")):
        times = turn.findings.since(event)
        if times:
            said[slot] = max(one.high or one.number for one in times)
    contacts = turn.findings.since(Event.CONTACT)
    if state["consultation"] == "exposure":  # «вчера заболел второй»: another contact, and a later one
        contacts = sorted([*contacts, *turn.findings.since(Event.ILLNESS)], key=lambda one: one.number)
    if not contacts and state["consultation"] == "exposure" and turn.requested != "fever_days":
        contacts = [one for one in turn.findings.since(None) if one.is_named or turn.requested is None]
    if contacts and (state["consultation"] == "exposure" or turn.requested == "when"):
        said["exposure_days"] = _days_of_contact(contacts[0])
    return said


def _days_of_contact(time: Quantity) -> float:
    """Days; a fraction above one day stands for a range, of which no date is made."""
    days = time.number if time.number < 1 else float(int(time.number))
    return days + 0.5 if time.high is not None and time.high > time.number >= 1 else days


def _answer(turn: Turn, said: dict[str, Any], state: dict[str, Any]) -> dict[str, Any]:
    """The answer to the question that was put, where the message is one."""
    if turn.requested is None:
        return {}
    found = answer_to(turn.requested, Reply(turn.tokens, turn.words, turn.answered, turn.findings, turn.knew_age), said)
    if "unanswered" in found:
        found["unanswered"] = sorted({*(state["unanswered"] or ()), found["unanswered"]})
    return found
