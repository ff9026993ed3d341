"""Answers that must be there when the dialogue engine is not: read straight from ``answers.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.yaml_files import read_yaml

TURN_FAILED: Final = "utter_turn_failed"
TURN_LATE: Final = "utter_turn_late"
ACTION_FAILED: Final = "utter_action_failed"
ACTION_FAILED_SYMPTOMS: Final = "utter_action_failed_symptoms"

_DATA: Final = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True)
class FixedAnswer:
    """A response in one language; ``buttons`` are Rasa's: ``{"title", "payload"}``."""

    text: str
    buttons: list[dict[str, str]]


def fixed_text(name: str, language: ReplyLanguage) -> str:
    """The text of a response of the service theme.

    Raises:
        KeyError: the file has no response of that name in that language.
    """
    return fixed_answer("service", name, language).text


@lru_cache(maxsize=32)
def fixed_answer(theme: str, name: str, language: ReplyLanguage) -> FixedAnswer:
    """A response of a theme, as Rasa would send it.

    Raises:
        KeyError: the theme has no response of that name in that language.
    """
    for variation in _responses(_DATA / theme / "answers.yml")[name]:
        spoken = variation["condition"][0]["value"] if "condition" in variation else "kk"
        if spoken == language:
            return FixedAnswer(str(variation["text"]), [_sent(one) for one in variation.get("buttons", [])])
    raise KeyError(f"{_DATA / theme}/answers.yml: {name} has no text in {language!r}")


def buttons_of_answers() -> Iterator[dict[str, str]]:
    """The buttons of all answers of all themes, as Rasa sends them; one that stands in many comes as often."""
    for path in sorted(_DATA.glob("*/*answers.yml")):
        for variations in _responses(path).values():
            for variation in variations:
                yield from map(_sent, variation.get("buttons", []))


@lru_cache(maxsize=64)
def _responses(path: Path) -> dict[str, list[dict[str, Any]]]:
    read: dict[str, list[dict[str, Any]]] = read_yaml(path.read_text(encoding="utf-8"))["responses"]
    return read


def _sent(button: dict[str, str]) -> dict[str, str]:
    """A button as it is sent: braces of a payload are doubled in the file, for Rasa's gaps."""
    return {"title": button["title"], "payload": button["payload"].replace("{{", "{").replace("}}", "}")}


@lru_cache(maxsize=1)
def _metadata() -> dict[str, dict[str, Any]]:
    """The metadata of the first variation of each response, by its name."""
    read = (_responses(path) for path in sorted(_DATA.glob("*/*answers.yml")))
    return {name: (some[0].get("metadata") or {}) for responses in read for name, some in responses.items()}


def sentences_of(name: str) -> int:
    """How many sentences the first variation of a response has; 0 where there is none of that name."""
    return _sentences().get(name, 0)


@lru_cache(maxsize=1)
def _sentences() -> dict[str, int]:
    read = (_responses(path) for path in sorted(_DATA.glob("*/*answers.yml")))
    texts = {name: str(some[0].get("text") or "") for responses in read for name, some in responses.items()}
    return {name: len(re.findall(r"[.!?…](?=\s|$)", text)) for name, text in texts.items()}


def metadata_of(name: str) -> dict[str, Any]:
    """The metadata of a response; empty where there is none of that name."""
    return _metadata().get(name, {})
