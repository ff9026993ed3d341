"""Symptoms and danger signs that somebody has; a sign that is denied does not count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rasa_project.advice.signs_table import Signs
from rasa_project.nlu.concepts import ConceptMatcher, ConceptSpan
from rasa_project.nlu.denial import is_danger_denied, is_plain_denied

#: So many words before or behind a sign may tell that it is something else.
_NEAR = 6


class SymptomFinder:
    """Finds the signs of ``symptoms.yml`` and ``danger.yml`` in folded words."""

    def __init__(self, signs: Signs) -> None:
        """Prepare for these signs."""
        danger = signs.danger
        self.danger_ids = frozenset(danger)
        self._words = _matcher({**signs.plain, **{name: sign.words for name, sign in danger.items()}})
        self._unless = _matcher({name: sign.unless for name, sign in danger.items()})
        self._well = _matcher({name: sign.well for name, sign in danger.items()})
        self._together = [
            [_matcher({name: phrases}) for phrases in lists] for name, sign in danger.items() for lists in sign.together
        ]

    def named(self, words: Sequence[str]) -> list[ConceptSpan]:
        """Every sign that is named, denied ones included."""
        found = self._words.find_spans(words)
        for lists in self._together:
            found.extend(_told_together(words, lists))
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
        return bool(self._well.find_spans(words))

    def _is_denied(self, words: Sequence[str], span: ConceptSpan, named: Sequence[ConceptSpan]) -> bool:
        if span.concept in self.danger_ids:
            return is_danger_denied(words, span, named)
        return is_plain_denied(words, span)


def _matcher(spec: Mapping[str, Sequence[str]]) -> ConceptMatcher:
    """Phrases as written, and with the ё that stands for ө where a keyboard has none (``кёгерип``)."""
    return ConceptMatcher(
        {name: [*phrases, *(one.replace("ө", "ё") for one in phrases if "ө" in one)] for name, phrases in spec.items()}
    )


def _told_together(words: Sequence[str], lists: Iterable[ConceptMatcher]) -> list[ConceptSpan]:
    """The place of the first list's phrase where every list has a phrase that is not denied."""
    first: ConceptSpan | None = None
    for matcher in lists:
        told = next((span for span in matcher.find_spans(words) if not is_danger_denied(words, span, ())), None)
        if told is None:
            return []
        first = first or told
    return [first] if first else []


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
