"""The house's rules: which room may know which, one tree of errors, one room for what knows Rasa's insides."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import rasa_project
from rasa_project.errors import BotError

#: Single files that every room may know.
BELOW = {"clock", "edition", "errors", "yaml_files"}
#: Rooms that outlive Rasa, and what of the house each may know.
FREE: dict[str, set[str]] = {
    "advice": {"advice", "kazakh", *BELOW},
    "understanding": {"understanding", "advice", "kazakh", *BELOW},
    "dialogue": {"dialogue", "understanding", "advice", "kazakh", *BELOW},
    "content": {"content", "dialogue", "understanding", "advice", "kazakh", "channels", "observability", *BELOW},
    "storage": {
        "storage",
        "errors",
        "settings",
        "settings_together",
        "setting_values",
        "private_files",
        "observability",
        "privacy",
        "jobs",
        "clock",
    },
}
FRAMEWORKS = {"rasa", "rasa_sdk", "sanic"}
#: What the office's desk may know of the bot: what is stored, what is said, which settings there are.
DESK_KNOWS = {
    "advice", "clock", "content", "dialogue", "errors", "outreach", "private_files", "sealed", "secret_files",
    "service_manager",
    "setting_values", "settings", "storage", "yaml_files",
}  # fmt: skip
#: Answers to a caller, not errors of the bot.
ANSWERS = {"Refusal", "Refused", "_TurnFailed"}


def imports(path: Path) -> Iterator[str]:
    """Modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "rasa_project":
                yield from (f"rasa_project.{alias.name}" for alias in node.names)
            else:
                yield node.module


@pytest.mark.parametrize("room", sorted(FREE))
def test_a_room_knows_only_what_stands_below_it(root: Path, room: str) -> None:
    for path in sorted((root / "rasa_project" / room).rglob("*.py")):
        for module in imports(path):
            first, *rest = module.split(".")
            assert first not in FRAMEWORKS | {"actions"}, f"{path} imports {module}"
            if first == "rasa_project":
                assert rest[0] in FREE[room], f"{path} imports {module}"
            elif first == "kazakh":
                assert "kazakh" in FREE[room], f"{path} imports {module}"


def test_the_desk_reads_the_bot_and_the_bot_knows_no_desk(root: Path) -> None:
    """Each runs without the other: what the desk imports of the bot imports no framework, the bot imports no Django."""
    files = sorted((root / "desk").rglob("*.py"))
    assert len(files) > 30
    for path in files:
        for module in imports(path):
            first, *rest = module.split(".")
            assert first not in FRAMEWORKS | {"actions", "kazakh"}, f"{path} imports {module}"
            assert first != "rasa_project" or rest[0] in DESK_KNOWS, f"{path} imports {module}"
    for folder in ("rasa_project", "actions", "packages"):
        for path in sorted((root / folder).rglob("*.py")):
            assert {one.split(".")[0] for one in imports(path)}.isdisjoint({"desk", "django"}), path


def test_texts_are_checked_without_rasa(root: Path) -> None:
    """``make check-content`` is quick because nothing that it imports imports a framework."""
    known = "import sys, rasa_project.content.__main__; print(*{name.split('.')[0] for name in sys.modules})"
    told = subprocess.run([sys.executable, "-c", known], cwd=root, capture_output=True, text=True, check=True)
    assert {"rasa", "rasa_sdk", "sanic", "spacy", "sklearn"}.isdisjoint(told.stdout.split())


def test_the_package_of_the_language_knows_nothing_of_ours(root: Path) -> None:
    """Itself by relative imports, the standard library, spaCy; so do its tests, beside pytest and Hypothesis."""
    package = root / "packages/kazakh"
    files = sorted(package.rglob("*.py"))
    assert len(files) > 20
    for path in files:
        inside = path.is_relative_to(package / "src")
        known = sys.stdlib_module_names | {"spacy"} | (set() if inside else {"kazakh", "pytest", "hypothesis"})
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level:
                assert node.level == 1, f"{path} imports from above itself"
                continue
            modules = [node.module] if isinstance(node, ast.ImportFrom) else []
            modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for module in modules:
                assert str(module).split(".")[0] in known, f"{path} imports {module}"


def test_the_readme_of_the_engine_lists_all_its_files(root: Path) -> None:
    listed = re.findall(r"^\| `(\w+\.py)`", (root / "rasa_project/engine/README.md").read_text(encoding="utf-8"), re.M)
    files = [path.name for path in (root / "rasa_project/engine").glob("*.py") if path.name != "__init__.py"]
    assert sorted(listed) == sorted(files)


@pytest.mark.parametrize(
    "room",
    [
        "advice",
        "channels",
        "content",
        "dialogue",
        "observability",
        "privacy",
        "security",
        "serving",
        "storage",
        "understanding",
    ],
)  # fmt: skip
def test_private_members_of_rasa_are_touched_in_the_engine_only(root: Path, room: str) -> None:
    """A class of Rasa's is subclassed outside of the engine only where it is a channel."""
    for path in sorted((root / "rasa_project" / room).rglob("*.py")):
        for module in imports(path):
            if module.split(".")[0] == "rasa":
                assert module == "rasa.core.channels.channel", f"{path} imports {module}"


def test_every_error_is_in_the_tree() -> None:
    drawn = importlib.import_module("rasa_project.errors").__doc__ or ""
    for found in pkgutil.walk_packages(rasa_project.__path__, "rasa_project."):
        if ".migrations" in found.name or found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            if isinstance(value, type) and issubclass(value, Exception) and value.__module__ == module.__name__:
                assert name in ANSWERS or name == "BotError" or (issubclass(value, BotError) and name in drawn), name


def test_python_311_takes_the_defaults_of_our_dataclasses() -> None:
    """It refuses a default that can't be hashed, where Python 3.10 looked for list, dict and set alone."""
    seen = 0
    for found in pkgutil.walk_packages(rasa_project.__path__, "rasa_project."):
        if ".migrations" in found.name or found.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(found.name)).items():
            if isinstance(value, type) and value.__module__ == found.name and is_dataclass(value):
                seen += 1
                for one in fields(value):
                    assert type(one.default).__hash__ is not None, (
                        f"{found.name}.{name}.{one.name}: use default_factory"
                    )
    assert seen > 100
