"""The project's own promises: pins, telemetry, no workplace, no registry, small files."""

from __future__ import annotations

import re
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest


def tracked(root: Path) -> list[Path]:
    names = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout
    return [root / name for name in names.splitlines() if (root / name).is_file()]


@pytest.mark.parametrize(
    ("package", "pinned"),
    [("rasa", "3.6.21"), ("jsonschema", "3.2.0")],  # 4.x costs 30 ms an action; see docs/decisions
)
def test_pins(package: str, pinned: str) -> None:
    assert version(package) == pinned


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("requirements.lock", 100),
        ("requirements-dev.lock", 130),
        ("benchmarks/requirements.lock", 150),
        ("packages/kazakh/locks/oldest.txt", 30),
        ("packages/kazakh/locks/newest.txt", 30),
    ],
)
def test_the_lock_file_has_hashes_and_no_address(root: Path, name: str, least: int) -> None:
    lock = (root / name).read_text(encoding="utf-8")
    assert "://" not in lock
    assert "index-url" not in lock
    pins = re.findall(r"^[a-z0-9._-]+(?:\[.*\])?==", lock, re.M | re.I)
    assert len(pins) > least
    assert lock.count("--hash=sha256:") >= len(pins)


def test_tensorflow_stands_in_the_lock_of_the_measurements_alone(root: Path) -> None:
    for name, has_it in (
        ("requirements.lock", False),
        ("requirements-dev.lock", False),
        ("benchmarks/requirements.lock", True),
    ):
        assert (re.search(r"^tensorflow==", (root / name).read_text(encoding="utf-8"), re.M) is not None) is has_it


def test_what_develops_has_the_versions_of_what_runs(root: Path) -> None:
    names = ("requirements.lock", "requirements-desk.lock", "requirements-dev.lock", "benchmarks/requirements.lock")
    runs, desk, develops, measures = (
        set(re.findall(r"^[a-z0-9._-]+==[^ ]+", (root / name).read_text(encoding="utf-8"), re.M | re.I))
        for name in names
    )
    assert runs | desk < develops
    only_of_desk = {pin for pin in develops - measures if not pin.startswith("pytest-django==")}
    assert only_of_desk == desk - measures != set()


def test_every_way_of_starting_switches_telemetry_off(root: Path) -> None:
    assert "export RASA_TELEMETRY_ENABLED := false" in (root / "Makefile").read_text(encoding="utf-8")
    assert 'os.environ["RASA_TELEMETRY_ENABLED"] = "false"' in (root / "rasa_project/cli.py").read_text()
    assert "no_telemetry.pth" in (root / "scripts/install.sh").read_text(encoding="utf-8")


def test_the_project_stands_alone(root: Path) -> None:
    for path in tracked(root):
        if path.suffix in {".py", ".yml", ".md", ".toml", ".sh", ".lock", ""} and path.name != "test_project.py":
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert "../shared" not in text, path
            assert "/work/" not in text, path


def test_code_files_are_short(root: Path) -> None:
    for path in tracked(root):
        if path.suffix == ".py":
            assert len(path.read_text(encoding="utf-8").splitlines()) <= 320, path


def test_no_tensorflow_model_in_the_pipeline(root: Path) -> None:
    config = (root / "config.yml").read_text(encoding="utf-8")
    for name in ("DIET", "ResponseSelector", "TED", "UnexpecTED"):
        assert name not in re.sub(r"#.*", "", config)
