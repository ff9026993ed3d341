"""Our understanding without Rasa around it: features once, then trained as often as measured."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.data import ROOT, Message
from benchmarks.scores import Answer
from kazakh.analysis import Analysis, Analyzer
from rasa_project.understanding.concepts import read_concepts
from rasa_project.understanding.counted_features import BlockedFeatures
from rasa_project.understanding.extraction import Findings, default_finder
from rasa_project.understanding.features import features
from rasa_project.understanding.ranking import IntentRanker, Thresholds
from rasa_project.understanding.spelling import SpellingMender
from rasa_project.understanding.training import TrainingSettings, train, with_variants

CONCEPTS: Path = ROOT / "data" / "knowledge" / "concepts.yml"


class OwnUnderstanding:
    """Trains and answers as the component does; analyses are kept, so that folds cost only the fit."""

    def __init__(self) -> None:
        """Read the concept classes and the knowledge files."""
        self._analyzer = Analyzer()
        self._concepts = read_concepts(CONCEPTS)
        self._finder = default_finder()
        self._read: dict[str, tuple[Analysis, Findings]] = {}
        self._blocks: dict[str, BlockedFeatures] = {}

    def fit(self, messages: Sequence[Message], settings: TrainingSettings | None = None) -> IntentRanker:
        """A ranker trained on the messages: model, danger rule, spelling."""
        settings = settings or TrainingSettings()
        texts, labels = with_variants(
            [m.text for m in messages], [m.intent for m in messages], settings.variant_share, settings.seed
        )
        model = train([self._features(text) for text in texts], labels, settings)
        mender = SpellingMender({word for m in messages for word in self._analysis(m.text)[0].words})
        return IntentRanker(model, self._concepts, Thresholds(), mender)

    def answer(self, ranker: IntentRanker, messages: Sequence[Message]) -> list[Answer]:
        """What the ranker makes of each message, no threshold."""
        answers = []
        for message in messages:
            analysis, findings = self._analysis(message.text)
            started = time.perf_counter()
            ranking = ranker.rank_all(analysis, findings)
            took = (time.perf_counter() - started) * 1000
            if ranking:
                nearest = tuple(ranked.intent for ranked in ranking[:3])
                answers.append(Answer(ranking[0].intent, ranking[0].probability, took, nearest))
            else:
                answers.append(Answer("nlu_fallback", 0.0, took))
        return answers

    def understood_as(self, ranker: IntentRanker, text: str) -> str:
        """The intent that the bot acts on, thresholds and all; ``nlu_fallback`` where it understands none."""
        return ranker.rank(*self._analysis(text))[0].intent

    def features_of(self, text: str) -> BlockedFeatures:
        """What the models see of a text."""
        return self._features(text)

    def _analysis(self, text: str) -> tuple[Analysis, Findings]:
        if text not in self._read:
            analysis = self._analyzer.analyse(text)
            self._read[text] = analysis, self._finder.read(analysis)
        return self._read[text]

    def _features(self, text: str) -> BlockedFeatures:
        if text not in self._blocks:
            analysis, findings = self._analysis(text)
            self._blocks[text] = features(analysis.words, self._concepts, findings.entities)
        return self._blocks[text]
