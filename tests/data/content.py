"""The data files as tests see them."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kazakh.script import fold
from rasa_project.dialogue.answer_files import Variation, all_variations
from rasa_project.yaml_files import read_yaml

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
#: Folders with examples and rules; all with answers, those of follow-ups among them.
ASKED_THEMES = ("smalltalk", "disease", "vaccine", "guidance", "places", "service")
FOLLOWED_THEMES = (
    "after_dose", "contact", "emergency", "group_care", "illness", "motherhood", "plan", "talk", "topics",
)  # fmt: skip
THEMES = (*ASKED_THEMES, "announcements", "consultation", "reminders", *FOLLOWED_THEMES)


@cache
def read(path: Path) -> Any:
    """A file of ours, read once; whoever changes what it gives changes it for all."""
    return read_yaml(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def domain() -> dict[str, Any]:
    return dict(read(ROOT / "domain.yml"))


def variations() -> tuple[Variation, ...]:
    """Every wording of every answer."""
    return all_variations()


@lru_cache(maxsize=1)
def examples() -> dict[str, list[str]]:
    found = {}
    for theme in ASKED_THEMES:
        for entry in read(DATA / theme / "nlu.yml")["nlu"]:
            found[entry["intent"]] = [line[2:] for line in entry["examples"].splitlines()]
    return found


@lru_cache(maxsize=1)
def folded_examples() -> dict[str, list[str]]:
    return {intent: [fold(text) for text in some] for intent, some in examples().items()}


def sent(payload: str) -> str:
    """A payload as it is sent: Rasa writes doubled braces once."""
    return payload.replace("{{", "{").replace("}}", "}")
