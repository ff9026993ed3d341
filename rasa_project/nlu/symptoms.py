"""Symptoms and danger signs that somebody has; a sign that is denied does not count."""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rasa_project.advice.signs_table import Signs
from rasa_project.nlu.concepts import ConceptMatcher, ConceptSpan
from rasa_project.nlu.denial import is_danger_denied, is_plain_denied

#: So many words may stand between the two phrases of a pair.
_APART: Final = 3
_CLAUSE_ENDS: Final = frozenset({",", ".", ";", "!", "?", "бирак", "но", "а", "ал", "зато"})
#: So many words before or behind a sign may tell that it is something else.
_NEAR: Final = 6


class _Parts:
    """What is told in several places: lists of phrases, each by a key of its own, and whether they must stand near."""

    def __init__(self, sign: str, number: int, lists: Sequence[Sequence[str]], is_near: bool) -> None:
        self.sign, self.is_near = sign, is_near
        self.lists = {f"{number} {place}": phrases for place, phrases in enumerate(lists)}


class SymptomFinder:
    """Finds the signs of ``symptoms.yml`` and ``danger.yml`` in folded words."""

    def __init__(self, signs: Signs) -> None:
        """Prepare for these signs."""
        danger = signs.danger
        self.danger_ids = frozenset(danger)
        self._words = _matcher({**signs.plain, **{name: sign.words for name, sign in danger.items()}})
        self._unless = _matcher({name: sign.unless for name, sign in danger.items()})
        self._well = _matcher({name: sign.well for name, sign in danger.items()})
        told = [(name, lists, False) for name, sign in danger.items() for lists in sign.together]
        told += [(name, lists, True) for name, sign in danger.items() for lists in sign.near]
        self._together = [_Parts(name, number, lists, near) for number, (name, lists, near) in enumerate(told)]
        self._parts = _matcher({key: list_ for parts in self._together for key, list_ in parts.lists.items()})

    def named(self, words: Sequence[str]) -> list[ConceptSpan]:
        """Every sign that is named, denied ones included."""
        found = self._words.find_spans(words)
        spans: dict[str, list[ConceptSpan]] = defaultdict(list)
        for span in self._parts.find_spans(words):
            if not is_danger_denied(words, span, ()):
                spans[span.concept].append(span)
        for parts in self._together if len(spans) > 1 else ():
            if all(key in spans for key in parts.lists):
                places = [spans[key] for key in parts.lists]
                found.extend(_pairs(words, parts.sign, places) if parts.is_near else [_first(parts.sign, places)])
        return found

    def present(self, words: Sequence[str], named: Sequence[ConceptSpan]) -> list[ConceptSpan]:
        """Of the signs named in ``words`` those that somebody has, in order.

        A plain sign stands once. A danger sign stands as often as it is told: of two places one may tell of the past.
        """
        others = self._unless.find_spans(words)
        spans: list[ConceptSpan] = []
        for span in sorted(named, key=lambda span: span.first):
            is_danger = span.concept in self.danger_ids
            if any(
                _lies_within(span, other) and (is_danger or other.concept not in self.danger_ids) for other in named
            ):
                continue
            if not is_danger and any(span.concept == known.concept for known in spans):
                continue
            if self._is_denied(words, span, named) or _is_near(span, others):
                continue
            spans.append(span)
        return spans

    def says_well(self, words: Sequence[str]) -> bool:
        """Whether the opposite of a danger sign is said: breathes freely, drinks."""
        return any(not is_danger_denied(words, span, ()) for span in self._well.find_spans(words))

    def _is_denied(self, words: Sequence[str], span: ConceptSpan, named: Sequence[ConceptSpan]) -> bool:
        if span.concept in self.danger_ids:
            return is_danger_denied(words, span, named)
        return is_plain_denied(words, span)


def _matcher(spec: Mapping[str, Sequence[str]]) -> ConceptMatcher:
    """Phrases as written, and with the ё that stands for ө where a keyboard has none (``кёгерип``)."""
    return ConceptMatcher(
        {name: [*phrases, *(one.replace("ө", "ё") for one in phrases if "ө" in one)] for name, phrases in spec.items()}
    )


def _first(sign: str, told: Sequence[Sequence[ConceptSpan]]) -> ConceptSpan:
    """The sign at the place of the first list's phrase; the others stand anywhere in the message."""
    return dataclasses.replace(told[0][0], concept=sign)


def _pairs(words: Sequence[str], sign: str, told: Sequence[Sequence[ConceptSpan]]) -> list[ConceptSpan]:
    """Where a phrase of each list stands in one clause, few words apart: from the first word to the last."""
    for pair in itertools.product(*told):
        left, right = sorted(pair, key=lambda span: span.first)
        between = words[left.after : right.first]
        if left.after <= right.first and len(between) <= _APART and _CLAUSE_ENDS.isdisjoint(between):
            return [ConceptSpan(sign, left.first, right.after, (*left.stems, *right.stems))]
    return []


def _lies_within(span: ConceptSpan, other: ConceptSpan) -> bool:
    """Whether ``other`` is a longer phrase around ``span`` («белые пятнышки» around «пятнышки»)."""
    longer = other.after - other.first > span.after - span.first
    return longer and other.first <= span.first and span.after <= other.after


def _is_near(span: ConceptSpan, others: Iterable[ConceptSpan]) -> bool:
    """Whether one of the phrases that make the sign something else stands near it."""
    return any(
        other.concept == span.concept and other.after > span.first - _NEAR and other.first < span.after + _NEAR
        for other in others
    )
