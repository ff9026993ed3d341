"""Three ways of understanding on the same messages: ours in Rasa, Rasa's default, plain scikit-learn."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from benchmarks.data import ROOT, Message
from benchmarks.scores import Answer
from rasa_project.yaml_files import read_yaml

#: Rasa's default pipeline (``rasa init``), without the fallback, which only hides the first guess.
DEFAULT_PIPELINE: Final[list[dict[str, Any]]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
    {"name": "EntitySynonymMapper"},
]


@dataclass(frozen=True)
class PeerResult:
    """How one way of understanding did."""

    name: str
    training_seconds: float
    answers: list[Answer]


def with_rasa(
    name: str, pipeline: list[dict[str, Any]], seen: Sequence[Message], asked: Sequence[Message]
) -> PeerResult:
    """Train a Rasa NLU model on ``seen`` and let it parse ``asked``, one after the other."""
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    with tempfile.TemporaryDirectory() as folder:
        config, data = Path(folder) / "config.yml", Path(folder) / "nlu.yml"
        config.write_text(yaml.safe_dump({"recipe": "default.v1", "language": "kk", "pipeline": pipeline}))
        data.write_text(_as_training_data(seen), encoding="utf-8")
        started = time.perf_counter()
        model = train_nlu(str(config), str(data), folder)
        seconds = time.perf_counter() - started
        agent = Agent.load(model)
        return PeerResult(name, seconds, asyncio.run(_parse_all(agent, asked)))


def own_pipeline() -> list[dict[str, Any]]:
    """Our pipeline from config.yml, answering always (no threshold)."""
    config = read_yaml((ROOT / "config.yml").read_text(encoding="utf-8"))
    pipeline: list[dict[str, Any]] = config["pipeline"]
    return [
        {**part, "threshold": 0.0, "margin": -1.0} if part["name"].endswith("IntentClassifier") else part
        for part in pipeline
    ]


def default_pipeline(epochs: int) -> list[dict[str, Any]]:
    """Rasa's default with that many epochs of DIET."""
    return [{**part, "epochs": epochs} if part["name"] == "DIETClassifier" else part for part in DEFAULT_PIPELINE]


def plain_scikit_learn(seen: Sequence[Message], asked: Sequence[Message]) -> PeerResult:
    """TF-IDF of words and character n-grams with logistic regression, as anybody would write it."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union

    words = TfidfVectorizer(sublinear_tf=True)
    chars = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    machine = make_pipeline(make_union(words, chars), LogisticRegression(C=10, solver="liblinear"))
    started = time.perf_counter()
    machine.fit([m.text for m in seen], [m.intent for m in seen])
    seconds = time.perf_counter() - started
    answers = []
    for message in asked:
        begun = time.perf_counter()
        scores = machine.predict_proba([message.text])[0]
        took = (time.perf_counter() - begun) * 1000
        answers.append(Answer(machine.classes_[scores.argmax()], float(scores.max()), took))
    return PeerResult("TF-IDF + logistic regression (scikit-learn)", seconds, answers)


def _as_training_data(messages: Sequence[Message]) -> str:
    by_intent: dict[str, list[str]] = {}
    for message in messages:
        by_intent.setdefault(message.intent, []).append(message.text)
    nlu = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)} for intent, texts in by_intent.items()
    ]
    return yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True)


async def _parse_all(agent: Any, messages: Sequence[Message]) -> list[Answer]:
    await agent.parse_message("сәлем")
    answers = []
    for message in messages:
        started = time.perf_counter()
        parsed = await agent.parse_message(message.text)
        took = (time.perf_counter() - started) * 1000
        intent = parsed["intent"]
        answers.append(Answer(intent["name"] or "nlu_fallback", float(intent["confidence"]), took))
    return answers
