"""From a message's analysis to its ranked intents: features, model, danger first, thresholds.

Free of Rasa; the component in classifier.py only carries it in and out of the graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from rasa_project.kazakh.analysis import Analysis
from rasa_project.nlu.concepts import ConceptMatcher
from rasa_project.nlu.extraction import Danger, Findings
from rasa_project.nlu.features import features
from rasa_project.nlu.linear_model import LinearModel
from rasa_project.nlu.spelling import SpellingMender

#: Danger first: this intent stands whatever the classifier says (emergency.py).
EMERGENCY: Final = "report_emergency"
FALLBACK: Final = "nlu_fallback"
#: A short message in which every word is part of a value that the bot asks for.
INFORM: Final = "inform"
_VALUES: Final = frozenset({"birth_date", "child_age_months", "doses", "settlement"})
_MOST_WORDS: Final = 4
#: A bare yes or no before a value corrects another: ``жоқ, 7 жаста``.
_YES_NO: Final = frozenset({"жок", "иа", "ия", "нет", "да"})


@dataclass(frozen=True)
class Thresholds:
    """When to answer. Chosen on examples set aside; docs/evaluation.md has the curve.

    Attributes:
        answer: below this probability the bot says that it did not understand and offers topics.
        margin: so much must lie between the best and the second.
        sure_of_emergency: above this the classifier may call an emergency that the rule holds for mere
            talk of one.
    """

    answer: float = 0.3
    margin: float = 0.03
    sure_of_emergency: float = 0.98


class Ranked(NamedTuple):
    """An intent and its probability; a tuple, since each message makes one for each intent."""

    intent: str
    probability: float


class IntentRanker:
    """Ranks the intents of a message."""

    def __init__(
        self,
        model: LinearModel,
        concepts: ConceptMatcher,
        thresholds: Thresholds,
        mender: SpellingMender,
    ) -> None:
        """Put the parts together."""
        self._model = model
        self._mender = mender
        self._concepts = concepts
        self._thresholds = thresholds

    def rank(self, analysis: Analysis, findings: Findings) -> list[Ranked]:
        """Intents, the one to act on first: it may be ``nlu_fallback``, followed by the nearest."""
        ranking = self.rank_all(analysis, findings)
        if not ranking:  # emoji, another script: nothing that was ever seen
            return [Ranked(FALLBACK, 1.0)]
        best, second = ranking[0], ranking[1]
        close = best.probability - second.probability < self._thresholds.margin
        # An emergency may be close to what comes second, but a mere suspicion of one is no answer either.
        if best.probability < self._thresholds.answer or (close and best.intent != EMERGENCY):
            return [Ranked(FALLBACK, 1.0 - best.probability), *ranking]
        return ranking

    def rank_all(self, analysis: Analysis, findings: Findings) -> list[Ranked]:
        """Intents by probability with danger put in its place, no threshold; empty where nothing is known."""
        blocks = features([self._mended(word) for word in analysis.words], self._concepts, findings.entities)
        only_values = tells_only_values(analysis, findings)
        if not (only_values or self._model.knows(blocks["words"])):
            return []
        ranking = list(map(Ranked._make, self._model.probabilities(blocks)))
        if only_values:
            ranking = [Ranked(INFORM, 1.0), *(ranked for ranked in ranking if ranked.intent != INFORM)]
        return self._danger_in_its_place(ranking, findings.danger)

    def _mended(self, word: str) -> str:
        """The word without a slip of typing; words that a concept knows by their stem stay."""
        return word if self._concepts.knows(word) else self._mender.mend(word)

    def _danger_in_its_place(self, ranking: list[Ranked], danger: Danger) -> list[Ranked]:
        """The emergency first where a sign is happening now, behind where it is only spoken of."""
        others = [ranked for ranked in ranking if ranked.intent != EMERGENCY]
        if danger is Danger.NOW:
            return [Ranked(EMERGENCY, 1.0), *others]
        top = ranking[0]
        sure = top.probability >= self._thresholds.sure_of_emergency
        if danger is Danger.SPOKEN_OF and top.intent == EMERGENCY and not sure:
            return [others[0], top, *others[1:]]
        return ranking


def tells_only_values(analysis: Analysis, findings: Findings) -> bool:
    """Whether a short message holds nothing but an age, a birth date, a number of doses or a place.

    A bare yes or no in front does not count: ``жоқ, 7 жаста`` is a correction.
    """
    words = [token for token in analysis.doc if any(map(str.isalnum, token.text))]
    if words and words[0].norm_ in _YES_NO:
        words = words[1:]
    spans = [(entity.start, entity.end) for entity in findings.entities if entity.name in _VALUES]
    if not spans or not words or len(words) > _MOST_WORDS or "?" in analysis.text:
        return False
    return all(any(start <= word.idx < end for start, end in spans) for word in words)
