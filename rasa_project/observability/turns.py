"""What is noted of one turn while it runs: enough for an API's answer, a log line and the counters; no text."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.triage import Level
from rasa_project.dialogue.feedback import may_be_rated

#: The answer that says that everything of the person was deleted.
ERASED_ANSWER: Final = "utter_forget_me_done"
#: Answers to a person in distress; behind it stands the kind.
_DISTRESS: Final = "utter_distress_"
_LEVELS: Final = {level.name.lower(): level for level in Level}
_FALLBACK_ANSWERS: Final = frozenset({"utter_not_understood", "utter_not_understood_again"})


class Outcome(str, Enum):
    """How a turn ended."""

    ANSWERED = "answered"
    EMERGENCY = "emergency"
    NOT_UNDERSTOOD = "not_understood"
    SILENT = "silent"
    FAILED = "failed"


@dataclass
class Turn:
    """One message and its answers.

    Attributes:
        channel: where it came in.
        conversation: the sender's pseudonym.
        request_id: given to the caller, found again in the logs.
        intent: as understood; ``None`` where no answer was worded.
        confidence: of the intent, 0 to 1.
        language: of the reply.
        answers: names of the responses, in order.
        sources: keys of data/knowledge/sources.yml that the responses rest on, in order.
        sent: how many messages went out.
        level: how urgent what the responses ask for is, the highest of them; ``None`` where they send nobody anywhere.
        failed: whether handling it raised an error.
    """

    channel: str
    conversation: str
    request_id: str = field(default_factory=lambda: uuid.uuid4().hex)
    intent: str | None = None
    confidence: float | None = None
    language: str | None = None
    answers: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    sent: int = 0
    level: Level | None = None
    failed: bool = False

    @property
    def is_emergency(self) -> bool:
        """Whether a response says to call 103 now."""
        return self.level is Level.EMERGENCY

    @property
    def topic(self) -> str | None:
        """The particular question that was answered first (``ask_myth/fasting``); ``None`` where none was."""
        names = (name.removeprefix("utter_") for name in self.answers)
        return next((name for name in names if name in knowledge().questions), None)

    @property
    def distress(self) -> tuple[str, ...]:
        """The kinds of distress that were answered (``violence``, ``now``, ``listening``); mostly none."""
        return tuple(name.removeprefix(_DISTRESS) for name in self.answers if name.startswith(_DISTRESS))

    @property
    def is_erased(self) -> bool:
        """Whether everything of the person was deleted in this turn."""
        return ERASED_ANSWER in self.answers

    @property
    def may_be_rated(self) -> bool:
        """Whether the parent is asked if the answer helped: it is advice (docs/decisions/0089)."""
        return bool(self.sent) and not self.failed and may_be_rated(self.answers)

    @property
    def outcome(self) -> Outcome:
        """How it ended."""
        if self.failed:
            return Outcome.FAILED
        if self.is_emergency:
            return Outcome.EMERGENCY
        if not _FALLBACK_ANSWERS.isdisjoint(self.answers):
            return Outcome.NOT_UNDERSTOOD
        return Outcome.ANSWERED if self.sent else Outcome.SILENT


def level_of(metadata: object) -> Level | None:
    """How urgent what a response asks for is: the ``level`` of its metadata (``answers.yml``), the only mark of that.

    Returns:
        ``None`` where it sends nobody anywhere. docs/decisions/0062 says which answer has which level.
    """
    told = metadata.get("level") if isinstance(metadata, Mapping) else None
    return _LEVELS.get(told) if isinstance(told, str) else None


def is_emergency(metadata: object) -> bool:
    """Whether a response with this metadata says to call 103 now."""
    return level_of(metadata) is Level.EMERGENCY


def higher(one: Level | None, other: Level | None) -> Level | None:
    """The more urgent of two levels."""
    return max((level for level in (one, other) if level is not None), default=None)


_current: ContextVar[Turn | None] = ContextVar("turn", default=None)


def current_turn() -> Turn | None:
    """The turn that this code runs in; ``None`` outside a channel (the terminal, tests)."""
    return _current.get()


def begin(turn: Turn) -> None:
    """Make ``turn`` the current one of this task."""
    _current.set(turn)


def note_answer(name: str, language: str, metadata: dict[str, Any] | None, latest: Any) -> None:
    """Note a worded response; called by the text generator.

    Args:
        name: of the response.
        language: that it is in.
        metadata: of the response, with its ``sources`` and its ``level``.
        latest: Rasa's latest message, with its intent.
    """
    turn = _current.get()
    if turn is None:
        return
    turn.answers.append(name)
    turn.language = language
    turn.level = higher(turn.level, level_of(metadata))
    told = (metadata or {}).get("sources", [])
    turn.sources = list(dict.fromkeys([*turn.sources, *told]))
    intent = getattr(latest, "intent", None) or {}
    turn.intent = intent.get("name")
    turn.confidence = intent.get("confidence")
