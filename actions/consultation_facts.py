"""What a turn of a consultation tells: from Rasa's tracker to plain facts and back to slots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.child import CHILD_ENTITIES, said_words
from actions.child import Told as ToldOfChild
from actions.consultation_questions import QUESTION_OF
from rasa_project.advice.calendar import counted_doses
from rasa_project.advice.exposure import Exposure
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.triage import Case, Told
from rasa_project.kazakh.analysis import default_analyzer
from rasa_project.kazakh.durations import DaysAgo, find_all_days_ago
from rasa_project.kazakh.numbers import find_numbers
from rasa_project.nlu.circumstances import (
    names_another_child,
    risk_of,
    short_answer,
    speaks_of_adult,
    tells_of_contact,
    wants_to_stop,
)
from rasa_project.nlu.extraction import Danger, Findings, default_finder
from rasa_project.nlu.speaker import speaks_of_self

#: Slots that a consultation keeps; Rasa's own mappings fill the child's age, birth date and doses.
SLOTS: Final = (
    "consultation", "consultation_at", "danger", "fever", "rash", "contact", "risk", "age_band", "fever_days",
    "rash_days", "exposure_days", "symptoms", "unanswered", "questions_asked", "tries", "own",
)  # fmt: skip
#: What belongs to one child and is forgotten when the talk turns to another.
_OF_ONE_CHILD: Final = (
    "danger", "fever", "rash", "contact", "risk", "age_band", "fever_days", "rash_days", "exposure_days", "symptoms",
    "unanswered", "own",
)  # fmt: skip
_YES_NO: Final = frozenset({"danger", "fever", "rash", "contact"})
_BANDS: Final = {
    "under_3_months": 1, "under_6_months": 4, "under_1_year": 9, "child": 72, "young_adult": 300, "adult": 400,
}  # fmt: skip
_FEVER_FROM: Final = 37.5
#: As long as a session lasts (domain.yml): signs told earlier may have passed.
_FRESH_SECONDS: Final = 20 * 60
ADULT_FROM: Final = 18 * 12
_GIRL_FROM: Final = 12 * 12
_SEPARATE: Final = frozenset({"fever", "rash"})


@dataclass(frozen=True)
class Turn:
    """One message in a consultation.

    Attributes:
        words: folded words of the text; none for a tapped button.
        tokens: the same with punctuation.
        intent: as classified.
        findings: entities, danger and denied signs.
        tapped: values of a button, by slot.
        requested: the question that was put before, or ``None``.
        stops: whether the parent wants no more questions.
    """

    words: tuple[str, ...]
    tokens: tuple[str, ...]
    intent: str
    findings: Findings
    tapped: dict[str, Any]
    requested: str | None
    stops: bool


def read_turn(tracker: Tracker) -> Turn:
    """The last message of a tracker."""
    message = tracker.latest_message or {}
    text = str(message.get("text") or "")
    is_button = text.startswith("/")
    analysis = default_analyzer().analyse("" if is_button else text)
    words = tuple(analysis.words)
    entities = {entity["entity"]: entity["value"] for entity in message.get("entities") or []}
    requested = tracker.get_slot("requested_slot")
    return Turn(
        words=words,
        tokens=tuple(analysis.tokens),
        intent=(message.get("intent") or {}).get("name") or "",
        findings=default_finder().read(analysis),
        tapped=entities if is_button else {},
        requested=None if _begins(tracker) else QUESTION_OF.get(requested, requested),
        stops=wants_to_stop(words),
    )


def state_of(tracker: Tracker, told_of_child: ToldOfChild, begins: bool, now: float) -> dict[str, Any]:
    """What is known so far, by slot.

    At the beginning of a consultation the topic is set, counters are empty, danger is asked anew, and signs
    told longer ago than a session lasts are left. ``now`` is in seconds (``time.time()``).
    """
    state = {name: tracker.get_slot(name) for name in SLOTS}
    child = told_of_child.child
    today = date.fromtimestamp(now)
    state["age_months"] = child.age_on(today)
    state["doses"] = counted_doses(child, knowledge().calendar, today)  # none before 12 months protects
    if begins:
        is_contact = (tracker.latest_message.get("intent") or {}).get("name") == "ask_exposure"
        state |= {"consultation": "exposure" if is_contact else "triage", "questions_asked": None, "tries": None}
        state |= {"danger": None, "unanswered": None}
        if now - float(state["consultation_at"] or now) > _FRESH_SECONDS:
            state |= {name: None for name in _OF_ONE_CHILD if name != "risk"}
    if speaks_of_self(said_words(tracker)):
        state["own"] = "yes"
    return {**state, "consultation_at": now}


def told(turn: Turn, state: dict[str, Any]) -> dict[str, Any]:
    """What the turn says, by slot; empty where it says nothing that a consultation asks for."""
    if turn.tapped:
        return _tapped(turn, state)
    said: dict[str, Any] = _signs(turn, state)
    if names_another_child(turn.words):
        said = {**dict.fromkeys(_OF_ONE_CHILD), "questions_asked": None, **said}
    entities = {entity.name for entity in turn.findings.entities}
    if entities & set(CHILD_ENTITIES):
        said |= {"age_band": None} if "doses" not in entities else {}
        said["told_of_child"] = True
    risk, contact = risk_of(turn.words), tells_of_contact(turn.words)
    if risk:
        said["risk"] = risk
    if (
        speaks_of_adult(turn.words)
        and not entities & {"child_age_months", "birth_date"}
        and state["age_months"] is None
    ):
        said["age_band"] = "young_adult"
    if contact is not None or turn.intent == "ask_exposure":
        said["contact"] = "no" if contact is False else "yes"
    return said | _answer(turn, said, state)


def is_own(state: dict[str, Any]) -> bool:
    """Whether the writer speaks of herself and is no small child: she is spoken to in the second person."""
    age = _age_of(state)
    return state["own"] == "yes" and (age is None or age >= _GIRL_FROM)


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


def _age_of(state: dict[str, Any]) -> int | None:
    """Completed months as told, or of the band that was tapped; who is pregnant is no small child."""
    age = state["age_months"]
    age = age if age is not None else _BANDS.get(state["age_band"] or "")
    if state["risk"] == "pregnant" and (age is None or age < _GIRL_FROM):
        return _BANDS["young_adult"]
    return None if age is None else int(age)


def case_of(state: dict[str, Any], today: date) -> Case:
    """The state as triage sees it."""
    return Case(
        age_months=_age_of(state),
        signs=frozenset(state["symptoms"] or ()) - _SEPARATE,
        danger=_as_told(state["danger"]),
        fever=_as_told(state["fever"]),
        rash=_as_told(state["rash"]),
        contact=_as_told(state["contact"]),
        risk=state["risk"],
        fever_days=state["fever_days"],
        rash_days=state["rash_days"],
        doses=state["doses"],
        unanswered=frozenset(state["unanswered"] or ()),
    )


def exposure_of(state: dict[str, Any], today: date) -> Exposure:
    """The state as the rules after a contact see it."""
    return Exposure(
        days_ago=state["exposure_days"],
        age_months=_age_of(state),
        risk=state["risk"],
        doses=state["doses"],
        unanswered=frozenset(state["unanswered"] or ()),
    )


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
    times = find_all_days_ago(turn.tokens)
    if times and turn.requested in {None, "fever_days", "when"}:
        said |= _times(turn, times, state)
    return said


def _times(turn: Turn, times: list[DaysAgo], state: dict[str, Any]) -> dict[str, Any]:
    """Since when there is fever and rash, or when the contact was.

    A time belongs to the sign that stands nearest to it, and where none is named to what was asked.
    """
    if turn.requested == "when" or (turn.requested is None and state["consultation"] == "exposure"):
        return {"exposure_days": float(times[0].days)}
    places = [(place, sign) for sign, place in turn.findings.places_of_signs if sign in _SEPARATE]
    longest: dict[str, float] = {}
    for time in times:
        sign = min((abs(place - time.first), sign) for place, sign in places)[1] if places else "fever"
        longest[sign] = max(longest.get(sign, 0.0), float(time.days))
    if not places and turn.requested != "fever_days":
        return {}
    return {f"{sign}_days": days for sign, days in longest.items()}


def _answer(turn: Turn, said: dict[str, Any], state: dict[str, Any]) -> dict[str, Any]:
    """The answer to the question that was put, where the message is one."""
    question = turn.requested
    if question is None:
        return {}
    answer = short_answer(turn.words)
    if "told_of_child" in said:  # «жоқ, 5 жаста» corrects the age, it denies nothing
        return {}
    if question in _YES_NO and answer and question not in said:
        return {question: answer}
    if question == "risk" and answer:
        return {"risk": {"no": "none", "unknown": "unknown", "yes": "weak_immunity"}[answer]}
    if question in {"fever_days", "when"} and len(turn.words) <= 2 and not said:
        number = next(iter(find_numbers(turn.words)), None)
        if number is not None:
            return {"fever_days" if question == "fever_days" else "exposure_days": number.value}
    if answer == "unknown":
        return {"unanswered": sorted({*(state["unanswered"] or ()), question})}
    return {}


def _as_told(value: object) -> Told | None:
    return Told(value) if value in {"yes", "no", "unknown"} else None
