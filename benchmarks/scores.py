"""What is counted over answers: accuracy, macro F1, emergencies, what is answered at a threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Final

from benchmarks.data import Message

EMERGENCY: Final = "report_emergency"
GROUPS: Final = (
    ("kk", "clean"), ("mixed", "clean"), ("ru", "clean"), ("kk", "ru_keyboard"), ("kk", "latin_official"),
    ("kk", "latin_chat"), ("kk", "typo"),
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What was understood: intent, its confidence before any threshold, time, and the three nearest."""

    intent: str
    confidence: float
    milliseconds: float
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scores:
    """Figures of one group of messages."""

    count: int
    accuracy: float
    macro_f1: float


def score(messages: Sequence[Message], answers: Sequence[Answer]) -> Scores:
    """Accuracy and macro F1; a message with two right intents counts where either is found."""
    right = [message.is_right(answer.intent) for message, answer in zip(messages, answers)]
    f1 = []
    for label in sorted({message.intent for message in messages}):
        hits = sum(m.intent == label and ok for m, ok in zip(messages, right))
        support = sum(m.intent == label for m in messages)
        wrong = sum(a.intent == label and not ok for a, ok in zip(answers, right))
        f1.append(2 * hits / max(1, support + hits + wrong))
    return Scores(len(messages), mean(right) if right else 0.0, mean(f1) if f1 else 0.0)


def by_group(messages: Sequence[Message], answers: Sequence[Answer]) -> dict[str, Scores]:
    """Scores by language and variant, and over all."""
    found = {}
    pairs = list(zip(messages, answers))
    for language, variant in GROUPS:
        some = [(m, a) for m, a in pairs if (m.language, m.variant) == (language, variant)]
        if some:
            found[f"{language}, {variant}"] = score([m for m, _ in some], [a for _, a in some])
    found["all"] = score(messages, answers)
    return found


def emergencies(messages: Sequence[Message], answers: Sequence[Answer]) -> tuple[float, float]:
    """Recall of emergencies, and false alarms as a share of all other messages."""
    danger = [a for m, a in zip(messages, answers) if m.intent == EMERGENCY]
    calm = [a for m, a in zip(messages, answers) if EMERGENCY not in (m.intent, *m.also)]
    recall = sum(a.intent == EMERGENCY for a in danger) / max(1, len(danger))
    alarms = sum(a.intent == EMERGENCY for a in calm) / max(1, len(calm))
    return recall, alarms


def emergency_counts(messages: Sequence[Message]) -> tuple[int, int]:
    """How many messages are emergencies, and how many are surely none."""
    danger = sum(message.intent == EMERGENCY for message in messages)
    return danger, sum(EMERGENCY not in (message.intent, *message.also) for message in messages)


def selective(messages: Sequence[Message], answers: Sequence[Answer], threshold: float) -> tuple[float, float]:
    """Share answered at a threshold, and accuracy among the answered."""
    chosen = [m.is_right(a.intent) for m, a in zip(messages, answers) if a.confidence >= threshold]
    return len(chosen) / max(1, len(messages)), (mean(chosen) if chosen else 1.0)


def offered(messages: Sequence[Message], answers: Sequence[Answer], threshold: float) -> float:
    """Of the messages below the threshold: share whose right intent is among the three nearest."""
    below = [
        any(m.is_right(intent) for intent in a.nearest) for m, a in zip(messages, answers) if a.confidence < threshold
    ]
    return mean(below) if below else 1.0
