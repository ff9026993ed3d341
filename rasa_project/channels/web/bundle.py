"""The widget's parts (``widget/src/``) put together into the one script that offices paste; done at each start.

The parts are modules as browsers know them, kept to what can be put one behind the other: imports by name on one line,
names of the top level that stand in one part only. A style sheet is imported by one name and comes as a text. So no
bundler, no Node and no made file is needed (docs/decisions/0090).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rasa_project.channels.web.compact import compact_script, compact_style
from rasa_project.errors import BotError

_IMPORT: Final = re.compile(r'^import (?:\{ (?P<names>\w+(?:, \w+)*) \}|(?P<sheet>\w+)) from "(?P<path>\./[\w./]+)";$')
_DECLARED: Final = re.compile(r"^(?P<export>export )?(?:async )?(?:const|let|class|function) (?P<name>\w+)")


class BundleError(BotError, ValueError):
    """The widget's parts can't be put together; the text names the file and says why."""


def bundle(main: Path) -> str:
    """The script that ``main`` and all that it imports make, each part before those that need it.

    What only readers need is left out (``compact.py``).

    Raises:
        BundleError: a part is missing, imports in another form or in a circle, imports what is not exported, or holds a
            name that another holds.
    """
    parts = _Parts()
    parts.take(main, ())
    return "\n".join(parts.texts) + "\n"


class _Parts:
    """The parts so far, in their order.

    Attributes:
        texts: what they come to.
        owners: each name of the top level, and the file where it stands.
        exported: what each file exports.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.owners: dict[str, Path] = {}
        self.exported: dict[Path, set[str]] = {}

    def take(self, path: Path, users: tuple[Path, ...]) -> None:
        """Take a part with all that it imports, once."""
        if path in users:
            raise BundleError(f"{path}: imports itself by way of {users[-1].name}")
        if path in self.exported:
            return
        lines = []
        for line in _read(path).splitlines():
            if line.count("`") % 2:
                raise BundleError(f"{path}: a text in ` ` goes over several lines, keep it on one: {line.strip()}")
            if line.startswith("import "):
                self._import(path, line, users)
            else:
                lines.append(line)
        self.exported[path] = set()
        for name, is_exported in _declared(lines):
            self._own(name, path)
            if is_exported:
                self.exported[path].add(name)
        self.texts.append(compact_script("\n".join(line.removeprefix("export ") for line in lines)))

    def _import(self, path: Path, line: str, users: tuple[Path, ...]) -> None:
        found = _IMPORT.fullmatch(line)
        if found is None:
            raise BundleError(f'{path}: write «import {{ a, b }} from "./part.js";» on one line, not: {line}')
        other = (path.parent / found["path"]).resolve()
        if found["sheet"]:
            self._own(found["sheet"], other)
            self.texts.append(f"const {found['sheet']}=`{_style(other)}`;")
            return
        self.take(other, (*users, path))
        missing = set(found["names"].split(", ")) - self.exported[other]
        if missing:
            raise BundleError(f"{path}: {other.name} does not export {', '.join(sorted(missing))}")

    def _own(self, name: str, path: Path) -> None:
        if name in self.owners:
            raise BundleError(f"{path}: the name {name} stands in {self.owners[name].name} too; parts share one room")
        self.owners[name] = path


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BundleError(f"{path}: {error.strerror}") from error


def _declared(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """The names of a part's top level, and whether each is exported."""
    for line in lines:
        found = _DECLARED.match(line)
        if found:
            yield found["name"], bool(found["export"])


def _style(path: Path) -> str:
    """A style sheet as it stands between back quotes."""
    text = compact_style(_read(path))
    if set("`\\") & set(text) or "${" in text:
        raise BundleError(f"{path}: a style sheet holds a back quote, a backslash or ${{, which scripts read otherwise")
    return text
