"""The words of the desk's pages as they stand in its templates and code, to hold the catalogues against."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_TRANSLATE = re.compile(r"""\{%\s*translate\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
_BLOCK = re.compile(r"\{%\s*blocktranslate\b[^%]*%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.S)
_PLURAL = re.compile(r"\{%\s*plural\s*%\}")
_GAP = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def words_of(folder: Path, rooms: Iterable[str] = ("",)) -> set[str | tuple[str, str]]:
    """All that is to be translated, perhaps of some rooms only; of what counts something both forms."""
    found: set[str | tuple[str, str]] = set()
    for path in _files(folder / "templates", rooms, "*.html"):
        found |= set(_of_template(path.read_text(encoding="utf-8")))
    for path in _files(folder, rooms, "*.py"):
        found |= set(_of_code(path.read_text(encoding="utf-8")))
    return found


def _files(folder: Path, rooms: Iterable[str], pattern: str) -> list[Path]:
    return sorted(path for room in rooms for path in (folder / room).rglob(pattern))


def _of_template(text: str) -> Iterator[str | tuple[str, str]]:
    for one, other in _TRANSLATE.findall(text):
        yield one or other
    for body in _BLOCK.findall(text):
        forms = [_GAP.sub(r"%(\1)s", form.replace("%", "%%")) for form in _PLURAL.split(body)]
        yield (forms[0], forms[1]) if len(forms) > 1 else forms[0]


def _of_code(text: str) -> Iterator[str]:
    """Strings in ``_(...)``."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            for given in node.args:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield given.value
