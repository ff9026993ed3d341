"""Content written as people write it here, and changes of the office as a patch of ``data/`` that can be committed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from rasa_project.dialogue.answer_files import PATTERN, read_answers
from rasa_project.edition import DATA

#: Wordings of an answer as they stand in a file, Kazakh first.
Wordings = list[dict[str, Any]]

_NAME: Final = re.compile(r"  (utter_[\w/]+):\s*$")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_WIDE: Final = 10_000


class _Dumper(yaml.SafeDumper):
    """Texts of several lines below ``|-``, days in quotes, lists of short words in one line."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else '"' if _DAY.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _list(dumper: yaml.SafeDumper, some: list[Any]) -> yaml.Node:
    is_plain = all(isinstance(one, str) and len(one) < 20 for one in some)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", some, flow_style=is_plain)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)


def as_yaml(content: Any) -> str:
    """A file's text."""
    return str(yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDE))


def patch_of(answers: Mapping[str, Wordings], data: Path = DATA) -> str:
    """A patch, for ``git apply``, that puts these wordings into the files of ``data/`` where each answer stands.

    Raises:
        KeyError: no file has an answer of that name.
    """
    where = {one.response: path for path in sorted(data.glob(PATTERN)) for one in read_answers(path)}
    by_file: dict[Path, list[str]] = {}
    for name in answers:
        by_file.setdefault(where[name], []).append(name)
    parts: list[str] = []
    for path, names in sorted(by_file.items()):
        before = path.read_text(encoding="utf-8").splitlines(keepends=True)
        after = before
        for name in names:
            after = _with_answer(after, name, answers[name])
        shown = f"data/{path.relative_to(data)}"
        parts += difflib.unified_diff(before, after, f"a/{shown}", f"b/{shown}")
    return "".join(parts)


def _with_answer(lines: list[str], name: str, wordings: Wordings) -> list[str]:
    begins = next(number for number, line in enumerate(lines) if (m := _NAME.match(line)) and m[1] == name)
    ends = next((number for number, line in enumerate(lines) if number > begins and _NAME.match(line)), len(lines))
    while ends > begins and not lines[ends - 1].strip():
        ends -= 1
    while ends > begins and lines[ends - 1].lstrip().startswith("#"):  # a remark above the next answer
        ends -= 1
    while ends > begins and not lines[ends - 1].strip():
        ends -= 1
    block = as_yaml(wordings).splitlines(keepends=True)
    return [*lines[: begins + 1], *(f"  {line}" if line.strip() else line for line in block), *lines[ends:]]
