"""The three bots that are compared: ours, Rasa's default project over the same data, and the floor."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from benchmarks.bot_servers import Bot, RestServer
from benchmarks.data import ROOT, SEED
from benchmarks.peers import DEFAULT_PIPELINE
from rasa_project.yaml_files import read_yaml

FLOOR_MESSAGE: Final = "/greet"

#: What `rasa init` adds behind the parts that understand.
_PIPELINE: Final[list[dict[str, Any]]] = [
    *DEFAULT_PIPELINE,
    {"name": "ResponseSelector", "epochs": 100, "constrain_similarities": True},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]
_POLICIES: Final[list[dict[str, Any]]] = [
    {"name": "MemoizationPolicy"},
    {"name": "RulePolicy"},
    {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": 100},
    {"name": "TEDPolicy", "max_history": 5, "epochs": 100, "constrain_similarities": True},
]


@dataclass(frozen=True)
class Project:
    """A trained bot.

    Attributes:
        name: as the table shows it.
        model: its file.
        training_seconds: of the whole training command.
        messages: what is said to it, each with an answer of its own.
    """

    name: str
    model: Path
    training_seconds: float
    messages: list[str]

    @property
    def slug(self) -> str:
        """The name of a folder for it."""
        return "".join(letter for letter in self.name if letter.isalpha())

    def server(self, folder: Path, **environment: str) -> RestServer:
        """A server that keeps conversations in an SQLite file in ``folder``; not started yet."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.name == "ours":
            settings = {"DATABASE_URL": f"sqlite:///{folder}/conversations.db", **environment}
            return OwnServer(folder, self.model, settings)
        return RasaServer(folder, self.model)


class OwnServer(Bot):
    """Our bot with a model of its own."""

    def __init__(self, folder: Path, model: Path, settings: dict[str, str]) -> None:
        """Not started yet."""
        super().__init__(folder, **settings)
        self._model = model

    def command(self) -> list[str]:
        """As `make run`, with another model file."""
        return [*super().command(), "--model", str(self._model)]


class RasaServer(RestServer):
    """Rasa's own server with Rasa's own SQL store."""

    def __init__(self, folder: Path, model: Path) -> None:
        """Write its settings; not started yet."""
        super().__init__(folder)
        self._model = model
        store = {"type": "SQL", "dialect": "sqlite", "db": str(folder / "rasa.db")}
        _write(folder / "endpoints.yml", {"tracker_store": store})
        _write(folder / "credentials.yml", {"rest": {}})

    def command(self) -> list[str]:
        """`rasa run` without its HTTP API."""
        files = ["--model", str(self._model), "--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
        return [_peers_python(), "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(self.port), *files]

    def options(self) -> dict[str, Any]:
        """In its own folder, without telemetry and remarks."""
        return {"cwd": self.folder, "env": _environment()}


def build_all(folder: Path, examples: int, epochs: int) -> list[Project]:
    """Train ours, the default project and the floor in ``folder``.

    Args:
        folder: where the models go; what was trained there before from the same examples and configuration is taken
            for the default project (it needs half an hour), with the time that it needed then.
        examples: at most so many an intent for the default project.
        epochs: of each of its neural networks; Rasa's default is 100.
    """
    messages = _plain_questions()
    own = ("--config", "config.yml", "--domain", "domain.yml", "--data", "data")
    trained = [Project("ours", *_train(sys.executable, ROOT, folder / "ours", own), messages)]
    default = _default_project(folder / "default-project", examples, epochs)
    trained.append(Project("Rasa's default", *_train_once(default, folder / f"default-{examples}-{epochs}"), messages))
    floor = _floor_project(folder / "floor-project")
    trained.append(Project("the floor", *_train(_peers_python(), floor, folder / "floor", ()), [FLOOR_MESSAGE]))
    return trained


def _train_once(project: Path, output: Path) -> tuple[Path, float]:
    """Train, or take the model that was trained from the same files (its texts of answers may be older)."""
    stamp, model = output / "trained.json", output / "model.tar.gz"
    parts = [(project / name).read_bytes() for name in ("config.yml", "data/nlu.yml", "data/stories.yml")]
    inputs = hashlib.sha256(b"\0".join(parts)).hexdigest()
    earlier = json.loads(stamp.read_text()) if stamp.is_file() and model.is_file() else {}
    if earlier.get("inputs") == inputs:
        return model, float(earlier["seconds"])
    _, seconds = _train(_peers_python(), project, output, ())
    stamp.write_text(json.dumps({"inputs": inputs, "seconds": seconds}), encoding="utf-8")
    return model, seconds


def _train(python: str, project: Path, output: Path, arguments: tuple[str, ...]) -> tuple[Path, float]:
    """Train anew with that Python, without Rasa's cache, so that the time is that of the whole training."""
    options = ["--force", "--out", str(output), "--fixed-model-name", "model", *arguments]
    command = [python, "-m", "rasa", "train", *options]
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=project, env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode != 0 or not (output / "model.tar.gz").is_file():
        raise RuntimeError(f"training in {project} failed: {done.stdout[-1500:]}{done.stderr[-1500:]}")
    return output / "model.tar.gz", time.perf_counter() - begun


def _peers_python() -> str:
    """The Python of the environment that has Rasa's own components, with TensorFlow: ``make bench`` names it.

    Raises:
        RuntimeError: it is not named.
    """
    python = os.environ.get("PEERS_PYTHON")
    if python is None:
        raise RuntimeError("PEERS_PYTHON is not set: start this with `make bench`, which makes that environment")
    return python


def _environment() -> dict[str, str]:
    quiet = {"PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
    return {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONPATH": str(ROOT), **quiet}


def _examples() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "data").glob("*/nlu.yml")):
        for entry in read_yaml(path.read_text(encoding="utf-8"))["nlu"]:
            if "intent" in entry:
                lines = entry["examples"].splitlines()
                found.setdefault(entry["intent"], []).extend(line.removeprefix("- ") for line in lines if line)
    return found


#: Their answers are worked out for a person, or open a consultation.
_WORKED_OUT: Final = frozenset(
    {"ask_adult", "ask_exposure", "ask_hotline", "ask_infant", "ask_missed_dose", "ask_schedule"}
)


def _plain_questions() -> list[str]:
    """Five short examples of each intent that a fixed answer follows: all three bots then do the same work."""
    examples = _examples()
    plain = sorted(set(_answers()) & set(examples) - _WORKED_OUT)
    return [text for intent in plain if intent.startswith("ask_") for text in sorted(examples[intent], key=len)[5:10]]


def _answers() -> dict[str, str]:
    """The response of each intent; a fixed one where our rule runs an action, which the default project has not."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "data").glob("*/rules.yml")):
        for rule in read_yaml(path.read_text(encoding="utf-8"))["rules"]:
            steps = rule["steps"]
            intent = next((step["intent"] for step in steps if "intent" in step), None)
            response = next(
                (step["action"] for step in steps if str(step.get("action", "")).startswith("utter_")), None
            )
            if intent:
                found.setdefault(intent, response or "utter_help")
    return found


def _default_project(folder: Path, examples: int, epochs: int) -> Path:
    answers, sample = _answers(), random.Random(SEED)
    nlu = [
        {
            "intent": intent,
            "examples": "".join(f"- {text}\n" for text in sample.sample(texts, min(examples, len(texts)))),
        }
        for intent, texts in sorted(_examples().items())
        if intent in answers
    ]
    intents = [entry["intent"] for entry in nlu]
    responses: dict[str, Any] = {}
    for path in sorted((ROOT / "data").glob("*/*answers.yml")):
        responses |= read_yaml(path.read_text(encoding="utf-8"))["responses"]
    responses["utter_default"] = [{"text": "Кешіріңіз, түсінбедім."}]  # as its fall-back action says it
    steps = {intent: [{"intent": intent}, {"action": answers[intent]}] for intent in intents}
    language = {"type": "categorical", "values": ["kk", "ru"], "influence_conversation": False}
    domain = {
        "intents": intents,
        "responses": responses,
        "slots": {"language": {**language, "mappings": [{"type": "custom"}]}},
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }
    policies = [{**policy, **({"epochs": epochs} if "epochs" in policy else {})} for policy in _POLICIES]
    pipeline = [{**part, **({"epochs": epochs} if "epochs" in part else {})} for part in _PIPELINE]
    config = {"recipe": "default.v1", "assistant_id": "default", "language": "kk", "pipeline": pipeline}
    _write(folder / "config.yml", {**config, "policies": policies})
    _write(folder / "domain.yml", {"version": "3.1", **domain})
    _write(folder / "data/nlu.yml", {"version": "3.1", "nlu": nlu})
    # TED and UnexpecTED learn from stories only: the rules once more as stories, as `rasa init` has both
    stories = [{"story": intent, "steps": steps[intent]} for intent in intents]
    rules = [{"rule": intent, "steps": steps[intent]} for intent in intents]
    _write(folder / "data/stories.yml", {"version": "3.1", "stories": stories, "rules": rules})
    return folder


def _floor_project(folder: Path) -> Path:
    config = {"recipe": "default.v1", "assistant_id": "floor", "language": "kk", "pipeline": []}
    _write(folder / "config.yml", {**config, "policies": [{"name": "RulePolicy"}]})
    responses = {"utter_greet": [{"text": "Сәлеметсіз бе!"}]}
    _write(folder / "domain.yml", {"version": "3.1", "intents": ["greet"], "responses": responses})
    rule = {"rule": "greet", "steps": [{"intent": "greet"}, {"action": "utter_greet"}]}
    _write(folder / "data/rules.yml", {"version": "3.1", "rules": [rule]})
    return folder


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
