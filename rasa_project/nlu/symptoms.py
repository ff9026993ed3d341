"""Symptoms and danger signs that somebody has; a sign that is denied does not count."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import yaml

from rasa_project.nlu.concepts import ConceptMatcher, ConceptSpan

#: The spec's ids of danger signs.
DANGER_SIGNS: Final = frozenset(
    {"hard_breathing", "convulsions", "unconscious", "cannot_drink", "stiff_neck", "blue_lips"}
)

#: Right behind a sign these deny it: ``қызуы жоқ``, ``температуры нет``.
_DENIALS_BEHIND: Final = ("жок", "емес", "нет", "небил", "пропал", "калмад", "калмаи", "прош")
#: Behind a fever also these: it fell, or is as it should be.
_FEVER_GONE: Final = ("тусти", "тусип", "басил", "калипт", "дурис", "спал", "сбил", "нормал", "36")
_RUSSIAN_VERBS: Final = ("бил", "наблюд", "появ", "подним", "виш", "заме", "вид", "беспоко")
_NOT_BEFORE: Final = ("без", "нет", "не", "ни")
#: Folded negative past and present endings: ``шықпады``, ``көтерілмеді``, ``тырыспайды``.
_NEGATIVE: Final = (
    "мади", "меди", "пади", "педи", "бади", "беди", "маган", "меген", "паган", "пеген", "баган", "беген",
    "маиди", "меиди", "паиди", "пеиди", "баиди", "беиди", "маи", "меи", "паи", "пеи", "баи", "беи",
)  # fmt: skip
#: How far behind a sign a denial may stand, in words.
_REACH: Final = 3
_CLAUSE_ENDS: Final = frozenset({",", ".", ";", "!", "?", "бирак", "но", "а", "ал", "зато"})
_TOO: Final = frozenset({"да", "де", "та", "те"})


class SymptomFinder:
    """Finds the signs named in ``symptoms.yml``."""

    def __init__(self, signs: ConceptMatcher) -> None:
        """Prepare for these signs."""
        self._signs = signs

    def named(self, words: Sequence[str]) -> list[ConceptSpan]:
        """Every sign that is named, denied ones included."""
        return self._signs.find_spans(words)


def present(words: Sequence[str], named: Sequence[ConceptSpan]) -> list[ConceptSpan]:
    """Of the signs named in ``words`` those that somebody has, each once, in order."""
    spans: dict[str, ConceptSpan] = {}
    for span in named:
        if any(_lies_within(span, other) for other in named):
            continue
        if span.concept not in spans and not is_denied(words, span):
            spans[span.concept] = span
    return list(spans.values())


def _lies_within(span: ConceptSpan, other: ConceptSpan) -> bool:
    """Whether ``other`` is a longer phrase around ``span`` («белые пятнышки» around «пятнышки»)."""
    longer = other.after - other.first > span.after - span.first
    return longer and other.first <= span.first and span.after <= other.after


def is_denied(words: Sequence[str], span: ConceptSpan) -> bool:
    """Whether the sign at ``span`` is said not to be there."""
    if words[span.after - 1].endswith(_NEGATIVE) and not _names_what_is_missing(span):
        return True
    before = words[max(0, span.first - 2) : span.first]
    if before and before[-1] in _NOT_BEFORE:
        return True
    if len(before) == 2 and before[0] in {"без", "нет", "ни"} and before[1] not in _CLAUSE_ENDS:
        return True
    return _denied_behind(words, span)


def _names_what_is_missing(span: ConceptSpan) -> bool:
    """Whether the sign itself is that something is not done: ``дем алмай``, ``есін білмейді``."""
    if span.concept in {"unconscious", "cannot_drink", "stiff_neck"}:
        return True
    if span.concept == "hard_breathing" and len(span.stems) > 1:
        return True
    return span.stems[-1].endswith(("маи", "меи", "баи", "беи", "паи", "пеи", "кои", "токта"))


def _denied_behind(words: Sequence[str], span: ConceptSpan) -> bool:
    if _denied_together(words, span.after):
        return True
    for place, word in enumerate(words[span.after : span.after + _REACH], span.after):
        if word in _CLAUSE_ENDS:
            return False
        if word.startswith(_DENIALS_BEHIND):
            return True
        following = words[place + 1] if place + 1 < len(words) else ""
        if word == "не" and following.startswith(_RUSSIAN_VERBS):  # Kazakh «не» is "what"
            return True
        if span.concept == "fever" and word.startswith(_FEVER_GONE):
            return True
        if word.endswith(_NEGATIVE[:18]) and len(word) > _REACH + 2:
            return True
    return False


def _denied_together(words: Sequence[str], after: int) -> bool:
    """``жөтелі де, қызуы да жоқ``: one denial for several signs."""
    if after >= len(words) or words[after] not in _TOO:
        return False
    rest = list(words[after + 1 : after + 9])
    return any(one in _TOO and two.startswith("жок") for one, two in itertools.pairwise(rest))


def read_symptoms(path: Path) -> ConceptMatcher:
    """Read ``symptoms.yml``: two groups, each a mapping of sign id to entries.

    Raises:
        ValueError: the file has another form.
    """
    groups = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(groups, dict) or set(groups) != {"plain", "danger"}:
        raise ValueError(f"{path}: must hold the groups plain and danger")
    return ConceptMatcher({**groups["plain"], **groups["danger"]})
