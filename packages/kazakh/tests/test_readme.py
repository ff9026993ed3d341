"""What the README shows is what comes out."""

from __future__ import annotations

import doctest
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
MODULES = Path(__file__).parents[1] / "src" / "kazakh"


def test_the_examples_of_the_readme() -> None:
    result = doctest.testfile(str(README), module_relative=False, optionflags=doctest.REPORT_NDIFF)
    assert result.attempted > 30
    assert result.failed == 0


def test_the_readme_names_every_module_that_is_of_use_to_others() -> None:
    inner = {"__init__", "alphabet", "beginnings", "language_words", "memory", "month_days", "unit_words"}
    modules = {path.stem for path in MODULES.glob("*.py")} - inner
    text = README.read_text(encoding="utf-8")
    assert {module for module in modules if f"`kazakh.{module}" not in text} == set()
