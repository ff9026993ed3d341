"""Every word that a message is compared with is written as messages are: folded. Else it never meets one."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from kazakh.script import fold_normalised
from rasa_project import understanding

#: Tables of letters, not of words.
_LETTERS = {"KAZAKH_LETTERS"}
_WORD = re.compile(r"[а-яёәғқңөұүһі ]{2,}")


def _modules() -> list[str]:
    return [one.name for one in pkgutil.walk_packages(understanding.__path__, f"{understanding.__name__}.")]


def _words(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    elif isinstance(table, tuple | frozenset | dict):
        for one in table:
            yield from _words(one)


def _unfolded(module: ModuleType) -> Iterator[str]:
    for name, table in vars(module).items():
        if name.lstrip("_").isupper() and name not in _LETTERS and not isinstance(table, str):
            yield from (
                f"{name}: {word}" for word in _words(table) if _WORD.fullmatch(word) and fold_normalised(word) != word
            )


@pytest.mark.parametrize("name", _modules())
def test_words_are_folded(name: str) -> None:
    assert not list(_unfolded(importlib.import_module(name)))


def test_an_unfolded_word_is_seen() -> None:
    module = ModuleType("some")
    vars(module)["_WORDS"] = ("толко", "только")
    assert list(_unfolded(module)) == ["_WORDS: только"]
