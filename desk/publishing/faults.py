"""A fault of a file, as the desk shows it: at the field that it is of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import yaml

from desk.publishing.reasons import in_the_pages_language
from rasa_project.content.faults import Fault

_RUSSIAN: Final = "ru"


@dataclass(frozen=True)
class Shown:
    """A reason at a field; ``member`` is empty where it is of the whole entry."""

    key: str
    member: str
    reason: str


def shown(fault: Fault, text: str) -> Shown:
    """Which entry and member of a file's text a fault is of."""
    key, member = _place(yaml.compose(text), fault.line)
    return Shown(key, member, in_the_pages_language(fault.reason.removeprefix(f"{key}: ")))


def _place(root: yaml.Node | None, line: int) -> tuple[str, str]:
    if isinstance(root, yaml.SequenceNode):
        entry = _last(list(root.value), line)
        return (_of(entry, "id"), _member(entry, line)) if entry is not None else ("", "")
    if isinstance(root, yaml.MappingNode):
        answers = next((value for name, value in root.value if name.value == "responses"), None)
        pairs = list(answers.value) if isinstance(answers, yaml.MappingNode) else []
        names = [name for name, _ in pairs]
        name = _last(names, line)
        some = next((value for one, value in pairs if one is name), None)
        wording = _last(list(some.value), line) if isinstance(some, yaml.SequenceNode) else None
        language = _RUSSIAN if wording is not None and _of(wording, "condition") else "kk"
        return (str(name.value), f"{language}_{_member(wording, line) or 'text'}") if name is not None else ("", "")
    return "", ""


def _last(nodes: list[yaml.Node], line: int) -> yaml.Node | None:
    """The last node that begins at or above a line."""
    return next((one for one in reversed(nodes) if one.start_mark.line + 1 <= line), nodes[0] if nodes else None)


def _member(entry: yaml.Node | None, line: int) -> str:
    if not isinstance(entry, yaml.MappingNode):
        return ""
    key = _last([name for name, _ in entry.value], line)
    return str(key.value) if key is not None else ""


def _of(entry: yaml.Node, member: str) -> str:
    if not isinstance(entry, yaml.MappingNode):
        return ""
    found = next((value for name, value in entry.value if name.value == member), None)
    return str(found.value) if found is not None else ""
