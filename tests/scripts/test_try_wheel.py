"""The trial of the language's wheel: which Pythons, which spaCy, what is said."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts import try_wheel
from scripts.try_wheel import Trial, candidate_pythons, claimed_versions, find_pythons, plan_trials

CLAIMED = [(3, 10), (3, 11), (3, 12), (3, 13)]
HERE = (sys.version_info[0], sys.version_info[1])


@pytest.fixture
def python_310(tmp_path: Path) -> Path:
    return script(tmp_path / "bin" / "python3.10", "echo 3 10")


def script(path: Path, line: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_package_claims_what_its_requirement_says(root: Path) -> None:
    pyproject = (root / "packages/kazakh/pyproject.toml").read_text(encoding="utf-8")
    claimed = claimed_versions(pyproject)
    assert f'requires-python = ">=3.{claimed[0][1]}"' in pyproject
    assert claimed == sorted(set(claimed))
    assert HERE in claimed


def test_pythons_that_make_no_environment_are_passed_over(tmp_path: Path, python_310: Path) -> None:
    shim = script(tmp_path / "shims" / "python3.11", "echo 'pyenv: python3.11: command not found' >&2; exit 127")
    broken = tmp_path / "nothing"
    unclaimed = script(tmp_path / "new" / "python3", "echo 3 99")
    later = script(tmp_path / "later" / "python3.10", "echo 3 10")
    found = find_pythons(CLAIMED, [shim, broken, unclaimed, python_310, later])
    assert found == {(3, 10): python_310}


def test_pythons_of_the_path_and_of_pyenv_are_candidates(tmp_path: Path, python_310: Path) -> None:
    own = script(tmp_path / "pyenv" / "versions" / "3.13.0" / "bin" / "python3.13", "echo 3 13")
    environment = {"PATH": f"{python_310.parent}:{tmp_path / 'none'}:", "PYENV_ROOT": str(tmp_path / "pyenv")}
    assert list(candidate_pythons(CLAIMED, environment))[1:] == [python_310, own]


def test_this_python_is_found() -> None:
    assert HERE in find_pythons([HERE], candidate_pythons([HERE], {"PATH": ""}))


@pytest.mark.parametrize(
    ("found", "planned"),
    [
        ([(3, 10)], [((3, 10), "oldest"), ((3, 10), "newest")]),
        ([(3, 11)], [((3, 11), "newest")]),
        ([(3, 10), (3, 11), (3, 13)], [((3, 10), "oldest"), ((3, 10), "newest"), ((3, 13), "newest")]),
        ([], []),
    ],
)
def test_the_ends_are_tried(found: list[tuple[int, int]], planned: list[tuple[tuple[int, int], str]]) -> None:
    trials = plan_trials(CLAIMED, {version: Path("python") for version in found})
    assert [(trial.version, trial.lock) for trial in trials] == planned


def test_every_python_that_is_there_can_be_tried() -> None:
    trials = plan_trials(CLAIMED, {version: Path("python") for version in CLAIMED}, every=True)
    assert [(trial.version, trial.lock) for trial in trials] == [
        ((3, 10), "oldest"),
        *((version, "newest") for version in CLAIMED),
    ]


def test_a_trial_that_fails_says_which_and_why(tmp_path: Path) -> None:
    python = script(tmp_path / "python3.10", "echo no room left; exit 1")
    outcome = try_wheel.try_wheel(Trial((3, 10), python, "newest"), tmp_path / "a.whl", tmp_path)
    assert not outcome.is_well
    assert outcome.said.splitlines() == ["Python 3.10, newest spaCy: FAILED", "no room left"]


def test_what_is_not_there_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    tried: list[str] = []

    def fake(trial: Trial, *_: Path) -> try_wheel.Outcome:
        tried.append(str(trial))
        return try_wheel.Outcome(trial.lock == "oldest", f"{trial}: seen")

    monkeypatch.setattr(try_wheel, "find_pythons", lambda claimed, _: {claimed[0]: Path(sys.executable)})
    monkeypatch.setattr(try_wheel, "build_wheel", lambda folder: folder / "a.whl")
    monkeypatch.setattr(try_wheel, "try_wheel", fake)
    assert try_wheel.main([]) == 1
    said = capsys.readouterr().out
    assert "Not on this machine, so not tried: Python 3.11, 3.12, 3.13." in said
    assert sorted(tried) == ["Python 3.10, newest spaCy", "Python 3.10, oldest spaCy"]


@pytest.mark.slow
def test_the_wheel_has_all_that_is_needed_and_nothing_else(tmp_path: Path) -> None:
    wheel = try_wheel.build_wheel(tmp_path)
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
        (entry_points,) = (name for name in names if name.endswith("entry_points.txt"))
        assert "kk = kazakh.lang_kk:Kazakh" in opened.read(entry_points).decode()
    assert {"kazakh/given_names.txt", "kazakh/py.typed", "kazakh/lang_kk/__init__.py"} <= set(names)
    assert any(name.endswith("LICENSE") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"kazakh", "kazakh_text"}
    tracked = subprocess.run(
        ["git", "ls-files", "packages/kazakh/src"],
        capture_output=True,
        text=True,
        check=True,
        cwd=try_wheel.PACKAGE.parents[1],
    ).stdout.split()
    assert {name for name in names if name.startswith("kazakh/")} == {
        name.removeprefix("packages/kazakh/src/") for name in tracked
    }
