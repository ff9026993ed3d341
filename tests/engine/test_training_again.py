"""A second training fits only what the change concerns: Rasa's cache, and what our components tell it."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rasa

from rasa_project.engine.danger_classifier import DangerClassifier
from rasa_project.engine.distress_classifier import DistressClassifier
from rasa_project.engine.followup_classifier import FollowUpClassifier
from rasa_project.engine.question_classifier import QuestionClassifier
from rasa_project.engine.reading_component import ReadingComponent
from rasa_project.understanding import followups

FILES = {
    "config.yml": """
recipe: default.v1
assistant_id: small
language: kk
importers: [{name: rasa_project.engine.importer.Importer}]
pipeline:
  - name: rasa_project.engine.tokenizer.KazakhTokenizer
  - name: rasa_project.engine.entity_extractor.KazakhEntityExtractor
  - {name: rasa_project.engine.intent_classifier.KazakhIntentClassifier}
  - {name: rasa_project.engine.question_classifier.QuestionClassifier, penalty: 0.5}
policies: [{name: rasa_project.engine.policy.IndexedRulePolicy}]
""",
    "domain.yml": 'version: "3.1"\nintents: [greet, ask_myth]\nactions: [action_reply]\n',
    "data/talk/nlu.yml": """
version: "3.1"

nlu:
- intent: greet
  examples: |
    - сәлем
    - сәлеметсіз бе
- intent: ask_myth
  examples: |
    - осы рас па
    - өсек пе
""",
    "data/talk/questions.yml": """
version: "3.1"

nlu:
- intent: ask_myth/halal
  examples: |
    - халал ма
    - харам емес пе
""",
    "data/talk/rules.yml": """
version: "3.1"
rules:
- rule: greet
  steps: [{intent: greet}, {action: action_reply}]
""",
    "data/talk/answers.yml": "responses:\n  utter_greet:\n  - text: Сәлем\n    metadata: {facts: []}\n",
}


def told(name: str, fit: Callable[..., object], fitted: list[str]) -> Callable[..., object]:
    """A fit that says that it was begun."""

    def told_fit(*given: object) -> object:
        fitted.append(name)
        return fit(*given)

    return told_fit


@pytest.fixture
def trained(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Trains the small project in the working folder and tells what was fitted."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "data/knowledge").mkdir()
    shutil.copy(root / "data/knowledge/concepts.yml", tmp_path / "data/knowledge")
    monkeypatch.chdir(tmp_path)
    fitted: list[str] = []
    for name, fit in (("questions", "question_training.train_questions"), ("intents", "training.train")):
        module, _, function = f"rasa_project.understanding.{fit}".rpartition(".")
        real = getattr(importlib.import_module(module), function)
        monkeypatch.setattr(f"{module}.{function}", told(name, real, fitted))

    def train_now() -> list[str]:
        fitted.clear()
        assert rasa.train("domain.yml", "config.yml", ["data"], output=str(tmp_path / "models")).code == 0
        return sorted(fitted)

    return train_now


def changed(name: str, old: str, new: str) -> None:
    path = Path(name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.slow
def test_only_what_depends_on_a_change_is_fitted_anew(trained: Callable[[], list[str]]) -> None:
    both = ["intents", "questions"]
    assert trained() == both
    assert trained() == []
    changed("data/talk/answers.yml", "Сәлем", "Сәлеметсіз бе")
    assert trained() == [], "a changed sentence is no part of a model"
    changed("data/talk/rules.yml", "rule: greet", "rule: a greeting")
    assert trained() == [], "what is understood does not hang on the rules"
    changed("data/talk/nlu.yml", "осы рас па", "сол рас па")
    assert trained() == both
    changed("config.yml", "penalty: 0.5", "penalty: 0.4")
    assert trained() == ["questions"]


def test_lines_of_its_own_concern_only_who_learns_from_them(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = tmp_path / "data"
    for path in (root / "data").glob(followups.FILES):
        (lines / path.parent.name).mkdir(parents=True)
        shutil.copy(path, lines / path.parent.name)
    for module in ("danger_classifier", "followup_classifier"):
        monkeypatch.setattr(f"rasa_project.engine.{module}.DATA", lines)
    kinds: list[type[ReadingComponent[Any]]]
    kinds = [DangerClassifier, DistressClassifier, FollowUpClassifier, QuestionClassifier]
    before = [kind.fingerprint_addon(kind.get_default_config()) for kind in kinds]
    one = next(lines.glob(followups.FILES))
    one.write_text(one.read_text(encoding="utf-8") + "\n# another line\n", encoding="utf-8")
    after = [kind.fingerprint_addon(kind.get_default_config()) for kind in kinds]
    assert [old != new for old, new in zip(before, after, strict=True)] == [True, False, True, False]
