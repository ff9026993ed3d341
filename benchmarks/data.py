"""The project's own examples and messages from outside, as the measurements see them."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kazakh.languages import guess_language
from kazakh.variants import VARIANTS, make_variant
from rasa_project.yaml_files import read_yaml

ROOT: Final = Path(__file__).resolve().parents[1]
SEED: Final = 20261122
FOLDS: Final = 5


@dataclass(frozen=True)
class Message:
    """A labelled message.

    Attributes:
        text: as typed.
        intent: the right intent; ``also`` holds others that count as right.
        language: kk, ru or mixed.
        variant: clean, ru_keyboard, latin_official, latin_chat or typo.
        question: its particular question (``ask_myth/fasting``), where it is an example of one.
    """

    text: str
    intent: str
    language: str
    variant: str = "clean"
    also: frozenset[str] = field(default_factory=frozenset)
    question: str | None = None

    def is_right(self, got: str) -> bool:
        """Whether ``got`` counts as right; a fallback is right for what is out of scope."""
        accepted = {self.intent, *self.also}
        return got in accepted or ("out_of_scope" in accepted and got == "nlu_fallback")


def own_examples() -> list[Message]:
    """Every example of ``data/*/nlu.yml`` and, under its intent, of ``data/*/questions.yml``."""
    paths = sorted([*(ROOT / "data").glob("*/nlu.yml"), *(ROOT / "data").glob("*/questions.yml")])
    return [one for path in paths if path.parent.name != "knowledge" for one in read_nlu(path)]


def read_nlu(path: Path) -> list[Message]:
    """The examples of a file in the form of ``nlu.yml`` or ``questions.yml``."""
    found = []
    for entry in read_yaml(path.read_text(encoding="utf-8"))["nlu"]:
        intent, _slash, particular = entry["intent"].partition("/")
        question = entry["intent"] if particular else None
        for line in entry["examples"].splitlines():
            text = line.removeprefix("- ")
            found.append(Message(text, intent, guess_language(text).language or "kk", question=question))
    return found


def read_messages(path: Path) -> list[Message]:
    """Messages from a JSON-lines file: text, intent, and optionally also, lang, variant."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Message(
            row["text"],
            row["intent"],
            row.get("lang", "kk"),
            row.get("variant") or "clean",
            frozenset(row.get("also", [])),
        )
        for row in rows
    ]


def folds(messages: Sequence[Message]) -> list[int]:
    """A fold number (0 to 4) for each message, spread evenly over each intent, by the seed."""
    rng = random.Random(SEED)
    numbers = [0] * len(messages)
    by_intent: dict[str, list[int]] = {}
    for index, message in enumerate(messages):
        by_intent.setdefault(message.intent, []).append(index)
    for indices in by_intent.values():
        rng.shuffle(indices)
        for place, index in enumerate(indices):
            numbers[index] = place % FOLDS
    return numbers


def with_variants(messages: Sequence[Message]) -> list[Message]:
    """The messages, and each pure Kazakh one retyped in one of the four ways."""
    rng = random.Random(SEED)
    retyped = []
    for number, message in enumerate(m for m in messages if m.language == "kk"):
        kind = VARIANTS[number % len(VARIANTS)]
        text = make_variant(message.text, kind, rng)
        retyped.append(Message(text, message.intent, "kk", kind, message.also))
    return [*messages, *retyped]
