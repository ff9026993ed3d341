"""Entities against labelled lines: ``{"text": ..., "expects": {"doses": 1, "symptoms": [...]}}``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kazakh.analysis import Analyzer
from rasa_project.understanding.extraction import Entity, default_finder


def score_entities(path: Path) -> tuple[int, int]:
    """Lines of which everything was read rightly, and all lines."""
    analyzer, finder = Analyzer(), default_finder()
    right = total = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        got = as_expected(finder.read(analyzer.analyse(row["text"])).entities)
        wanted = {"symptoms": [], **row["expects"]}
        wanted["symptoms"] = sorted(wanted["symptoms"])
        right += got == wanted
        total += 1
    return right, total


def as_expected(entities: Sequence[Entity]) -> dict[str, Any]:
    """Entities in the form of the labelled lines: symptoms together, the others by name."""
    symptoms = sorted(str(entity.value) for entity in entities if entity.name == "symptom")
    others = {entity.name: entity.value for entity in entities if entity.name != "symptom"}
    return {**others, "symptoms": symptoms}
