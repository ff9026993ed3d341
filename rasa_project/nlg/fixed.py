"""Answers that must be there when the dialogue engine is not: read straight from ``answers.yml``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

import yaml

from rasa_project.nlg.language import ReplyLanguage

TURN_FAILED: Final = "utter_turn_failed"
TURN_LATE: Final = "utter_turn_late"
ACTION_FAILED: Final = "utter_action_failed"
ACTION_FAILED_SYMPTOMS: Final = "utter_action_failed_symptoms"

_FILE: Final = Path(__file__).resolve().parents[2] / "data" / "service" / "answers.yml"


@lru_cache(maxsize=16)
def fixed_text(name: str, language: ReplyLanguage) -> str:
    """The text of a response of the service theme.

    Raises:
        KeyError: the file has no response of that name in that language.
    """
    variations = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["responses"][name]
    for variation in variations:
        spoken = variation["condition"][0]["value"] if "condition" in variation else "kk"
        if spoken == language:
            return str(variation["text"])
    raise KeyError(f"{_FILE}: {name} has no text in {language!r}")
