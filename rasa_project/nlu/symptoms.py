"""Symptoms and danger signs that somebody has; a sign that is denied does not count."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import yaml

from rasa_project.nlu.concepts import ConceptMatcher, ConceptSpan

#: The spec's ids of danger signs.
DANGER_SIGNS: Final = frozenset(
    {"hard_breathing", "convulsions", "unconscious", "cannot_drink", "stiff_neck", "blue_lips"}
)

#: Right behind a sign these deny it: ``қызуы жоқ``, ``бөртпе шықпады``, ``температуры нет``.
_DENIALS_BEHIND: Final = ("жок", "емес", "нет", "небил", "пропал", "пропала", "басилд", "басилип", "тусти", "тусип", "калмад", "кайтти")
_NOT_BEFORE: Final = ("без", "нет", "не", "ни")
#: Folded negative past and present endings: ``шықпады``, ``көтерілмеді``, ``тырыспайды``.
_NEGATIVE: Final = (
    "мади", "меди", "пади", "педи", "бади", "беди", "маган", "меген", "паган", "пеген", "баган", "беген",
    "маиди", "меиди", "паиди", "пеиди", "баиди", "беиди", "маи", "меи", "паи", "пеи", "баи", "беи",
)  # fmt: skip
#: Words that may stand between a sign and its denial.
_BETWEEN: Final = frozenset({"ешкандаи", "еш", "да", "де", "та", "те", "ати", "=", "-", "ол", "ал", "ешкандаида", "шикк", "аси", "ешнарсе"})


class SymptomFinder:
    """Finds the signs named in ``symptoms.yml``."""

    def __init__(self, signs: ConceptMatcher) -> None:
        """Prepare for these signs."""
        self._signs = signs

    def find(self, words: Sequence[str]) -> list[ConceptSpan]:
        """Signs that somebody has, each once, in order."""
        spans: dict[str, ConceptSpan] = {}
        for span in self._signs.find_spans(words):
            if span.concept not in spans and not is_denied(words, span):
                spans[span.concept] = span
        return list(spans.values())


def is_denied(words: Sequence[str], span: ConceptSpan) -> bool:
    """Whether the sign at ``span`` is said not to be there."""
    last = words[span.after - 1]
    if span.concept not in DANGER_SIGNS and last.endswith(_NEGATIVE) and not last.startswith("калмаи"):
        return True
    if span.concept in {"convulsions", "stiff_neck", "blue_lips"} and last.endswith(_NEGATIVE[:18]):
        return True
    before = words[max(0, span.first - 2) : span.first]
    if before and (before[-1] in _NOT_BEFORE or before[0] in {"без", "нет", "ни"}):
        return True
    for word in words[span.after : span.after + 3]:
        if word in {",", ".", ";", "!", "?", "бирак", "но", "а", "и", "ал"}:
            return False
        if word.startswith(_DENIALS_BEHIND) or word in {"не", "нет"}:
            return True
        if word.endswith(_NEGATIVE[:18]) and len(word) > 5:
            return True
    return False


def read_symptoms(path: Path) -> ConceptMatcher:
    """Read ``symptoms.yml``: two groups, each a mapping of sign id to entries.

    Raises:
        ValueError: the file has another form.
    """
    groups = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(groups, dict) or set(groups) != {"plain", "danger"}:
        raise ValueError(f"{path}: must hold the groups plain and danger")
    return ConceptMatcher({**groups["plain"], **groups["danger"]})
