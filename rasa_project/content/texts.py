"""Every text of the content files that a parent can read, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from rasa_project.advice.knowledge import KNOWLEDGE_DIR
from rasa_project.advice.office import ANSWERS, office_files
from rasa_project.content.faults import Fault
from rasa_project.dialogue.answer_files import all_variations
from rasa_project.edition import DATA, edition, of_edition
from rasa_project.yaml_files import LOADER

LANGUAGES: Final = ("kk", "ru")
#: Knowledge files whose words answers are put together of; of the other two only names come, on buttons.
WORDED: Final = ("calendar", "danger", "exposure", "out_of_field", "triage")
NAMING: Final = ("questions", "topics")
#: Texts of the channels; what is said to programs is not for parents.
_CHANNELS: Final = ("feedback", "messengers", "refusals", "share", "widget")
_CALLERS: Final = {"callers", "webhooks"}


@dataclass(frozen=True)
class Text:
    """A text.

    Attributes:
        path: its file.
        line: where it begins.
        language: ``kk`` or ``ru``.
        words: the text itself.
        is_title: whether it stands on a button.
    """

    path: Path
    line: int
    language: str
    words: str
    is_title: bool = False

    def fault(self, reason: str) -> Fault:
        """Something that is wrong with it."""
        return Fault(self.path, self.line, reason)


@of_edition
def texts() -> tuple[Text, ...]:
    """All texts: answers, buttons, words of the knowledge files, what channels say by themselves."""
    return (*_answers(), *_of_knowledge(), *_of_channels(), *_of_the_office())


def of_answers() -> tuple[Text, ...]:
    """Those of the answers and their buttons alone."""
    return tuple(_answers())


def of_the_office() -> tuple[Text, ...]:
    """Those of contacts and announcements alone."""
    return tuple(_of_the_office())


def _answers() -> Iterator[Text]:
    for one in all_variations():
        for number, line in enumerate(one.text.splitlines()):
            if line:
                yield Text(one.path, one.line_of_text("") + number, one.language, line)
        for title, _ in one.buttons:
            yield Text(one.path, one.line_of("buttons"), one.language, title, is_title=True)


def _of_knowledge() -> Iterator[Text]:
    folder = edition().at(KNOWLEDGE_DIR)
    for name in (*WORDED, *NAMING):
        path = folder / f"{name}.yml"
        for language, node in _under_a_language(_root(path)):
            yield Text(path, node.start_mark.line + 1, language, str(node.value), is_title=name in NAMING)


def _of_channels() -> Iterator[Text]:
    for name in _CHANNELS:
        path = edition().at(DATA) / "channels" / f"{name}.yml"
        for language, node in _under_a_language(_root(path)):
            yield Text(path, node.start_mark.line + 1, language, str(node.value), is_title=name == "widget")


def _of_the_office() -> Iterator[Text]:
    """Announcements, and the names, addresses and purposes of contacts."""
    for path in office_files(edition().office):
        if path.name != ANSWERS:
            for language, node in _under_a_language(_root(path)):
                yield Text(path, node.start_mark.line + 1, language, str(node.value))


def _root(path: Path) -> yaml.Node | None:
    return yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)


def _under_a_language(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Every text that stands under ``kk`` or ``ru``, but for those of programs."""
    if isinstance(node, yaml.MappingNode):
        for key, inner in node.value:
            if key.value in LANGUAGES and isinstance(inner, yaml.ScalarNode):
                yield key.value, inner
            elif key.value not in _CALLERS:
                yield from _under_a_language(inner)
    elif isinstance(node, yaml.SequenceNode):
        for inner in node.value:
            yield from _under_a_language(inner)
