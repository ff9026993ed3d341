"""docs/attack.md names, for each finding, tests that are there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "attack.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w./]+\.py)::(\w+)`", PAGE)))
ROWS = [line for line in PAGE.splitlines() if line.startswith("|") and not re.match(r"\|[-| ]+\||\| what fell", line)]


@cache
def functions_of(path: str) -> frozenset[str]:
    """Names of the functions of a file, those of its classes too."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, kinds))


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_test_that_is_named_is_there(path: str, name: str) -> None:
    assert name.startswith("test_")
    assert name in functions_of(path)


def test_every_finding_names_a_test() -> None:
    assert len(ROWS) > 35
    assert [row for row in ROWS if not re.search(r"`[\w./]+\.py::test_\w+`", row)] == []


def test_what_stands_in_backticks_and_looks_like_a_test_is_read_as_one() -> None:
    """A slip in the form of a name would leave it out of the check."""
    assert PAGE.count("::") == len(re.findall(r"`[\w./]+\.py::\w+`", PAGE))


def test_files_that_security_md_names_are_there() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:tests|packages)/[\w./]+)`", text)
    assert len(named) > 20
    assert [one for one in named if not (ROOT / one).exists()] == []
