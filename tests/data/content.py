"""The data files as tests see them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kazakh.script import fold
from rasa_project.yaml_files import read_yaml

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
#: Folders with examples and rules; all with answers, those of follow-ups among them.
ASKED_THEMES = ("smalltalk", "disease", "vaccine", "guidance", "places", "service")
FOLLOWED_THEMES = (
    "after_dose", "contact", "emergency", "group_care", "illness", "motherhood", "plan", "talk", "topics",
)  # fmt: skip
THEMES = (*ASKED_THEMES, "consultation", *FOLLOWED_THEMES)


@dataclass(frozen=True)
class Variation:
    """One wording of an answer in one language."""

    response: str
    language: str
    text: str
    buttons: tuple[tuple[str, str], ...]
    metadata: dict[str, Any]

    @property
    def id(self) -> str:
        return f"{self.response}-{self.language}"


@cache
def read(path: Path) -> Any:
    """A file of ours, read once; whoever changes what it gives changes it for all."""
    return read_yaml(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def domain() -> dict[str, Any]:
    return dict(read(ROOT / "domain.yml"))


@lru_cache(maxsize=1)
def variations() -> tuple[Variation, ...]:
    found = []
    for theme in THEMES:
        for path in sorted((DATA / theme).glob("*answers.yml")):
            for name, some in read(path)["responses"].items():
                found += [_variation(name, one) for one in some]
    return tuple(found)


def _variation(name: str, one: dict[str, Any]) -> Variation:
    condition = one.get("condition")
    buttons = tuple((b["title"], sent(b["payload"])) for b in one.get("buttons", []))
    language = condition[0]["value"] if condition else "kk"
    return Variation(name, language, one["text"], buttons, one.get("metadata") or {})


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
