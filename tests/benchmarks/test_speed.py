"""The arithmetic of `make bench`, and the projects that it compares."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks import speed_projects
from benchmarks.speed_load import Times, cpu_seconds_of, memory_of
from benchmarks.speed_projects import _default_project, _plain_questions
from benchmarks.speed_report import (
    DEFAULT,
    FLOOR,
    OURS,
    Figures,
    Memory,
    Shared,
    Target,
    table,
    targets,
    worker_table,
    write_report,
)
from rasa_project.yaml_files import read_yaml


def figures(speed: float, memory: float, grown: float = 0.0) -> Figures:
    times = Times(speed, 2 * speed, 3 * speed)
    loads = {1: 1 / speed, 32: 2 / speed}
    places = {5: times, 500: Times(1.2 * speed, 2 * speed, 3 * speed)}
    return Figures(times, places, loads, 10.0, Memory(memory, memory, memory + grown), 60.0, 5.0, 0.5)


WORKERS = {1: Shared(50.0, 8.0, 2.0), 2: Shared(90.0, 9.0, 1.0)}
MEASURED = {OURS: figures(4, 300, grown=6), DEFAULT: figures(40, 1000), FLOOR: figures(2, 250)}


def test_percentiles() -> None:
    assert Times.of([n / 1000 for n in range(1, 101)]) == Times(51.0, 96.0, 100.0)
    assert Times.of([0.007]) == Times(7.0, 7.0, 7.0)


def test_ratios() -> None:
    found = [round(target.value, 3) for target in targets(MEASURED, WORKERS)]
    assert found == [10.0, 1.2, 2.0, 10.0, 0.306, 2.0, 1.8]


@pytest.mark.parametrize(
    ("value", "more_is_better", "verdict"),
    [(12, True, "beyond"), (6, True, "reached"), (5.9, True, "missed"), (1.1, False, "beyond"), (7, False, "missed")],
)
def test_verdicts(value: float, more_is_better: bool, verdict: str) -> None:
    reach, beyond = (6, 12) if more_is_better else (1.5, 1.1)
    assert Target("", value, reach, beyond, more_is_better).verdict == verdict


def test_the_table_has_a_column_for_each_bot_and_the_ratio() -> None:
    lines = table(MEASURED, (5, 500)).splitlines()
    assert {line.count("|") for line in lines} == {6}
    p50 = next(line for line in lines if "new conversation, p50" in line)
    assert re.findall(r"[\d.]+", p50.split("ms")[1]) == ["4.0", "40.0", "2.0", "0.10"]


@pytest.mark.slow
def test_the_report_names_the_machine_and_the_day(tmp_path: Path) -> None:
    write_report(MEASURED, WORKERS, (5, 500), False, tmp_path)
    page = (tmp_path / "benchmarks.md").read_text(encoding="utf-8")
    assert os.uname().nodename in page
    assert re.search(r"on 20\d\d-\d\d-\d\d", page)
    for picture in re.findall(r"\((images/.*?)\)", page):
        assert (tmp_path / picture).stat().st_size > 1000


@pytest.mark.slow
def test_the_default_project_has_our_intents_rules_and_a_sample(tmp_path: Path) -> None:
    folder = _default_project(tmp_path, 7, 2)
    config = read_yaml((folder / "config.yml").read_text(encoding="utf-8"))
    assert {"DIETClassifier", "ResponseSelector"} <= {part["name"] for part in config["pipeline"]}
    assert {"TEDPolicy", "UnexpecTEDIntentPolicy", "RulePolicy"} <= {policy["name"] for policy in config["policies"]}
    assert {part["epochs"] for part in [*config["pipeline"], *config["policies"]] if "epochs" in part} == {2}
    nlu = read_yaml((folder / "data/nlu.yml").read_text(encoding="utf-8"))["nlu"]
    domain = read_yaml((folder / "domain.yml").read_text(encoding="utf-8"))
    told = read_yaml((folder / "data/stories.yml").read_text(encoding="utf-8"))
    assert len(nlu) > 30
    assert all(len(entry["examples"].splitlines()) <= 7 for entry in nlu)
    assert domain["intents"] == [entry["intent"] for entry in nlu]
    assert len(told["rules"]) == len(told["stories"]) == len(nlu)
    assert all(rule["steps"][1]["action"] in domain["responses"] for rule in told["rules"])


@pytest.mark.slow
def test_the_default_project_is_trained_once_for_the_same_examples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained: list[Path] = []

    def train(python: str, project: Path, output: Path, _arguments: tuple[str, ...]) -> tuple[Path, float]:
        assert python == "peers"
        trained.append(project)
        output.mkdir(exist_ok=True)
        (output / "model.tar.gz").write_bytes(b"model")
        return output / "model.tar.gz", 60.0 * len(trained)

    monkeypatch.setattr(speed_projects, "_train", train)
    monkeypatch.setenv("PEERS_PYTHON", "peers")
    project, output = _default_project(tmp_path / "project", 7, 2), tmp_path / "model"
    assert speed_projects._train_once(project, output) == (output / "model.tar.gz", 60.0)
    assert speed_projects._train_once(project, output) == (output / "model.tar.gz", 60.0)
    _default_project(tmp_path / "project", 8, 2)
    assert speed_projects._train_once(project, output) == (output / "model.tar.gz", 120.0)


def test_rasas_default_needs_its_own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PEERS_PYTHON", raising=False)
    with pytest.raises(RuntimeError, match="make bench"):
        speed_projects._peers_python()


def test_questions_are_many_and_short() -> None:
    questions = _plain_questions()
    assert len(set(questions)) > 50
    assert max(map(len, questions)) < 100


def test_memory_of_this_process_is_plausible() -> None:
    assert 20 < memory_of(os.getpid()) < 8000


def test_processor_time_of_this_process_and_its_children_grows() -> None:
    before = cpu_seconds_of(os.getpid())
    with subprocess.Popen([sys.executable, "-c", "sum(range(10**7)); input()"], stdin=subprocess.PIPE) as child:
        until = time.monotonic() + 20
        while cpu_seconds_of(os.getpid()) - before < 0.1 and time.monotonic() < until:
            time.sleep(0.05)
        grown = cpu_seconds_of(os.getpid()) - before
        child.communicate(b"\n")
    assert grown >= 0.1


def test_the_table_of_workers_tells_what_the_cores_could_give(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert [line.split("|")[-2].strip() for line in worker_table(WORKERS).splitlines()[2:]] == ["200", "200"]
