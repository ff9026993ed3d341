"""What is wrong in a content file, and where: told to the office in one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rasa_project.dialogue.answer_files import Variation
from rasa_project.errors import ContentError


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        path: the file.
        line: of the file, from 1.
        reason: what is wrong, and what to do where that is not plain.
    """

    path: Path
    line: int
    reason: str

    def shown(self, data: Path) -> str:
        """``data/places/answers.yml:34: ...``; the file from the folder of the content on."""
        path = Path("data") / self.path.relative_to(data) if self.path.is_relative_to(data) else self.path
        return f"{path}:{self.line}: {self.reason}"


Faults = Iterator[Fault]


def in_text(one: Variation, part: str, reason: str) -> Fault:
    """A fault of a part of an answer's text."""
    return Fault(one.path, one.line_of_text(part), f"{one.response}: {reason}")


def in_member(one: Variation, member: str, reason: str) -> Fault:
    """A fault of the text, the buttons, or an entry of the metadata."""
    return Fault(one.path, one.line_of(member), f"{one.response}: {reason}")


def of_error(error: ContentError) -> Fault:
    """A file that can't be read."""
    return Fault(error.path, error.line, error.reason)


def line_with(path: Path, text: str) -> int:
    """The first line of a file that holds a text; 1 where none does."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)
