"""The version stands once, in pyproject.toml, and is told wherever somebody asks for it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from measles_bot.releases import version_in
from rasa_project import version as told


def test_it_is_the_projects_and_the_newest_of_the_changelog(root: Path) -> None:
    version = version_in((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert told.version() == version
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    numbered = re.findall(
        r"^## \[(\d[^\]]*)\] - \d{4}-\d\d-\d\d$", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.M
    )
    assert numbered[0] == version


def test_the_changelog_of_each_number_says_what_an_operator_must_do(root: Path) -> None:
    parts = re.split(r"^## \[", (root / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.M)[1:]
    for part in parts:
        assert part.startswith("Unreleased]") or "### What an operator must do" in part


def test_the_openapi_document_has_it(root: Path) -> None:
    document = json.loads((root / "rasa_project/channels/rest/openapi.json").read_text(encoding="utf-8"))
    assert document["info"]["x-bot-version"] == told.version()


def test_it_stands_nowhere_else(root: Path) -> None:
    names = subprocess.run(
        ["git", "ls-files", "*.py"], cwd=root, capture_output=True, text=True, check=True
    ).stdout.split()
    for name in names:
        if not name.startswith("tests/"):
            assert f'"{told.version()}"' not in (root / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize("text", [None, "[project]\nname = 'x'\n"])
def test_without_the_projects_file_it_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None
) -> None:
    file = tmp_path / "pyproject.toml"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(told, "_PROJECT", file)
    told.version.cache_clear()
    assert told.version() == told.UNKNOWN
    told.version.cache_clear()
