"""Symptoms and danger signs that somebody has; a sign that is denied does not count."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from rasa_project.advice.signs_table import Signs
from rasa_project.understanding.concepts import ConceptMatcher, ConceptSpan
from rasa_project.understanding.denial import is_danger_denied, is_plain_denied
from rasa_project.understanding.phrases import phrases, stands

#: So many words may stand between the two phrases of a pair.
_APART: Final = 3
_CLAUSE_ENDS: Final = frozenset({",", ".", ";", "!", "?", "бирак", "но", "а", "ал", "зато"})
#: So many words before or behind a sign may tell that it is something else.
_NEAR: Final = 6
#: What limits a word that says that all is well.
_BARELY: Final = phrases(
    "азер", "арен", "вяло", "гана", "едва", "еле", "зорга", "нашар", "не сразу", "плохо", "слабо", "тек", "толко",
    "трудом",
)  # fmt: skip


class _Parts:
    """What is told in several places: lists of phrases, each by a key of its own, and whether they must stand near."""

    def __init__(self, sign: str, number: int, lists: Sequence[Sequence[str]], is_near: bool) -> None:
        self.sign, self.is_near = sign, is_near
        self.lists = {f"{number} {place}": phrases for place, phrases in enumerate(lists)}


class _Told(NamedTuple):
    """What is said of signs, by what it says: that they are named, told in parts, something else, or the opposite."""

    named: list[ConceptSpan]
    parts: list[ConceptSpan]
    unless: list[ConceptSpan]
    well: list[ConceptSpan]


@dataclass(frozen=True)
class SignsTold:
    """The signs of a message.

    Attributes:
        named: every sign that is named, denied ones included.
        present: those that somebody has, in order.
        says_well: whether the opposite of a danger sign is said: breathes freely, drinks.
    """

    named: Sequence[ConceptSpan]
    present: Sequence[ConceptSpan]
    says_well: bool


class SymptomFinder:
    """Finds the signs of ``symptoms.yml`` and ``danger.yml`` in folded words."""

    def __init__(self, signs: Signs) -> None:
        """Prepare for these signs."""
        danger = signs.danger
        self.danger_ids = frozenset(danger)
        told = [(name, lists, False) for name, sign in danger.items() for lists in sign.together]
        told += [(name, lists, True) for name, sign in danger.items() for lists in sign.near]
        self._together = [_Parts(name, number, lists, near) for number, (name, lists, near) in enumerate(told)]
        kinds: list[Mapping[str, Sequence[str]]] = [
            {**signs.plain, **{name: sign.words for name, sign in danger.items()}},
            {key: phrases for parts in self._together for key, phrases in parts.lists.items()},
            {name: sign.unless for name, sign in danger.items()},
            {name: sign.well for name, sign in danger.items()},
        ]
        every = {f"{kind}:{key}": some for kind, spec in enumerate(kinds) for key, some in spec.items()}
        self._matcher = _matcher(every)

    def read(self, words: Sequence[str]) -> SignsTold:
        """What is said of signs in folded words."""
        told = self._told(words)
        named = self._named(words, told)
        says_well = any(_is_well(words, span) for span in told.well)
        return SignsTold(named, self._present(words, named, told.unless), says_well)

    def _told(self, words: Sequence[str]) -> _Told:
        told = _Told([], [], [], [])
        for span in self._matcher.find_spans(words):
            kind, _, key = span.concept.partition(":")
            told[int(kind)].append(ConceptSpan(key, span.first, span.after, span.stems))
        return told

    def _named(self, words: Sequence[str], told: _Told) -> list[ConceptSpan]:
        found = list(told.named)
        spans: dict[str, list[ConceptSpan]] = defaultdict(list)
        for span in told.parts:
            if not is_danger_denied(words, span, frozenset()):
                spans[span.concept].append(span)
        for parts in self._together if len(spans) > 1 else ():
            if all(key in spans for key in parts.lists):
                places = [spans[key] for key in parts.lists]
                found.extend(_pairs(words, parts.sign, places) if parts.is_near else [_first(parts.sign, places)])
        return found

    def _present(
        self, words: Sequence[str], named: Sequence[ConceptSpan], unless: Sequence[ConceptSpan]
    ) -> list[ConceptSpan]:
        """Of the signs named in ``words`` those that somebody has, in order.

        A plain sign stands once. A danger sign stands as often as it is told: of two places one may tell of the past.
        """
        places = frozenset(place for span in named for place in range(span.first, span.after))
        around, others = _Near(named), _Near(unless)
        spans: list[ConceptSpan] = []
        plain: set[str] = set()
        for span in sorted(named, key=lambda span: span.first):
            if span.concept in plain:
                continue
            is_danger = span.concept in self.danger_ids
            longer = [other for other in around.of(span, 0) if _lies_within(span, other)]
            if any(is_danger or other.concept not in self.danger_ids for other in longer):
                continue
            if self._is_denied(words, span, places) or any(o.concept == span.concept for o in others.of(span, _NEAR)):
                continue
            spans.append(span)
            plain |= set() if is_danger else {span.concept}
        return spans

    def _is_denied(self, words: Sequence[str], span: ConceptSpan, places: Collection[int]) -> bool:
        if span.concept in self.danger_ids:
            return is_danger_denied(words, span, places)
        return is_plain_denied(words, span)


def _is_well(words: Sequence[str], span: ConceptSpan) -> bool:
    """Whether the opposite of a danger sign is said without a limit: «еле отзывается», «реагирует только на боль»."""
    around = (*words[max(0, span.first - 3) : span.first], *words[span.after : span.after + 3])
    return not stands(around, _BARELY) and not is_danger_denied(words, span, frozenset())


class _Near:
    """Spans by their place, so that those around another are found without going through all."""

    def __init__(self, spans: Iterable[ConceptSpan]) -> None:
        self._spans = sorted(spans, key=lambda span: span.first)
        self._firsts = [span.first for span in self._spans]
        self._longest = max((span.after - span.first for span in self._spans), default=0)

    def of(self, span: ConceptSpan, reach: int) -> Iterator[ConceptSpan]:
        """Spans that overlap ``span``, or end or begin less than ``reach`` words from it."""
        begin = bisect_left(self._firsts, span.first - reach - self._longest)
        end = bisect_left(self._firsts, span.after + reach)
        return (other for other in self._spans[begin:end] if other.after > span.first - reach)


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
    one, two = told
    near = _Near(two)
    for span in one:
        for other in near.of(span, _APART + 1):
            left, right = sorted((span, other), key=lambda span: span.first)
            between = words[left.after : right.first]
            if left.after <= right.first and len(between) <= _APART and _CLAUSE_ENDS.isdisjoint(between):
                return [ConceptSpan(sign, left.first, right.after, (*left.stems, *right.stems))]
    return []


def _lies_within(span: ConceptSpan, other: ConceptSpan) -> bool:
    """Whether ``other`` is a longer phrase around ``span`` («белые пятнышки» around «пятнышки»)."""
    longer = other.after - other.first > span.after - span.first
    return longer and other.first <= span.first and span.after <= other.after
