"""What parents say of an answer: under which answers they are asked, what was answered, which questions are near it.

Pure: a stored turn comes in as Rasa's plain events. A talk hears nothing of it (docs/decisions/0089).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.fixed_answers import metadata_of
from rasa_project.dialogue.particular import nearest
from rasa_project.dialogue.reply_language import DEFAULT, ReplyLanguage, as_reply_language

Verdict = Literal["helped", "not_helped"]
Reason = Literal["not_my_question", "unclear", "not_true", "other"]
VERDICTS: Final[tuple[Verdict, ...]] = ("helped", "not_helped")
#: Why an answer did not help, in the order of the buttons.
REASONS: Final[tuple[Reason, ...]] = ("not_my_question", "unclear", "not_true", "other")

_UTTER: Final = "utter_"
#: Advice: topics with their particular questions and follow-ups, the calendar, results of consultations, places.
_ADVICE: Final = (
    "ask_", "consultation_stopped", "exposure_", "find_clinic", "report_symptoms", "schedule_", "triage_",
    "vaccine_storage",
)  # fmt: skip
#: Named so, and no advice: questions of the bot, sorrow, and why the bot asks.
_NO_ADVICE: Final = (
    "ask_consultation_form_", "ask_danger_perhaps", "ask_exposure/why_ask", "ask_necessity/guilt",
    "ask_necessity/illness_guilt", "find_clinic_which", "report_symptoms/refuse_answer", "report_symptoms/why_ask",
    "schedule_doses_unknown", "schedule_which_month",
)  # fmt: skip
_EMERGENCY: Final = "emergency"
#: Families of answers whose names have no topic in front.
_FAMILIES: Final = ("exposure", "schedule", "triage")


@dataclass(frozen=True)
class Rated:
    """An answer that may be rated.

    Attributes:
        intent: of the message, as understood.
        topic: name of the first answer: ``ask_myth/fasting``, ``triage_watch``.
        language: of the answer.
        near: buttons of the nearest particular questions that were not answered: titles in Kazakh and Russian, payload.
    """

    intent: str
    topic: str
    language: ReplyLanguage
    near: tuple[tuple[str, str, str], ...] = ()


def is_advice(response: str) -> bool:
    """Whether a response (``utter_ask_myth/fasting``) is advice that can help or not."""
    name = response.removeprefix(_UTTER)
    is_urgent = metadata_of(response).get("level") == _EMERGENCY
    is_of_advice = name in knowledge().questions or name.startswith(_ADVICE)
    return is_of_advice and not name.startswith(_NO_ADVICE) and not is_urgent


def may_be_rated(responses: Sequence[str]) -> bool:
    """Whether a turn that said these responses is one whose answer may be rated: advice, and nothing but advice."""
    return bool(responses) and all(map(is_advice, responses))


def subject_of(topic: str) -> str:
    """What an answer is about, for counters: ``ask_myth`` of ``ask_myth/fasting``, ``triage`` of ``triage_watch``."""
    known = sorted((*knowledge().topics, *_FAMILIES), key=len, reverse=True)
    name = topic.partition("/")[0]
    return next((one for one in known if name == one or name.startswith(f"{one}_")), name)


def rated_turn(events: Sequence[Mapping[str, Any]]) -> Rated | None:
    """What was answered in a stored turn; ``None`` where it may not be rated.

    Args:
        events: as Rasa stores them: the parent's message first, then all up to the next message.
    """
    if not events or events[0].get("event") != "user":
        return None
    parsed = events[0].get("parse_data") or {}
    said = [one.get("metadata") or {} for one in events if one.get("event") == "bot"]
    responses = [str(one.get("utter_action") or "") for one in said]
    if not may_be_rated(responses):
        return None
    topics = [one.removeprefix(_UTTER) for one in responses]
    guesses = [(str(one["name"]), float(one["confidence"])) for one in parsed.get("questions") or []]
    return Rated(
        intent=str((parsed.get("intent") or {}).get("name") or ""),
        topic=topics[0],
        language=as_reply_language(said[-1].get("language")) or DEFAULT,
        near=nearest(guesses, without=topics),
    )
