"""The files of answers (``data/<theme>/*answers.yml``): each wording with its file and line, checked for its form.

What a wording says is checked in ``rasa_project/content/``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from rasa_project.advice.office import ANSWERS, office_files
from rasa_project.edition import DATA, edition, of_edition
from rasa_project.errors import ContentError
from rasa_project.yaml_files import LOADER

PATTERN: Final = "*/*answers.yml"
_MEMBERS: Final = {"condition", "text", "buttons", "metadata"}


class AnswersError(ContentError):
    """A file of answers has not the form of one; the text says where and why."""


@dataclass(frozen=True)
class Variation:
    """One wording of an answer in one language.

    Attributes:
        response: its name, with ``utter_``.
        language: ``kk`` or ``ru``.
        text: with gaps.
        buttons: title and payload, as it is sent.
        metadata: facts, sources, review, level.
        path: the file.
        line: where it begins.
        lines: where its members begin, by name; those of the metadata too.
        rasa: as Rasa's text generator takes it.
        of_theme: the theme, where the office has published the wording in place of that theme's own.
    """

    response: str
    language: str
    text: str
    buttons: tuple[tuple[str, str], ...]
    metadata: Mapping[str, Any]
    path: Path
    line: int
    lines: Mapping[str, int]
    rasa: Mapping[str, Any]
    of_theme: str = ""

    @property
    def id(self) -> str:
        """Name and language, for people."""
        return f"{self.response}-{self.language}"

    @property
    def theme(self) -> str:
        """Its folder's name."""
        return self.of_theme or self.path.parent.name

    def line_of(self, member: str) -> int:
        """Where a member begins; else the metadata for what belongs there, or the wording."""
        return self.lines.get(member, self.line if member in _MEMBERS else self.lines["metadata"])

    def line_of_text(self, part: str) -> int:
        """The line of the file that holds a part of the text, or its beginning."""
        found = self.text.find(part)
        is_below = self.lines.get("text ends", 0) > self.line_of("text")  # «|-», and the text from the next line on
        return self.line_of("text") + is_below + self.text[: max(0, found)].count("\n")


@of_edition
def all_variations() -> tuple[Variation, ...]:
    """Every wording of every answer, in the order of the files.

    Raises:
        AnswersError: a file has not the form of one.
    """
    paths = sorted(edition().data.glob(PATTERN))
    if not paths:
        raise AnswersError(edition().at(DATA), 1, "holds no <theme>/answers.yml; restore them from the repository")
    return _with_published(tuple(one for path in paths for one in _read(path, _bytes_of(path))))


def _with_published(some: tuple[Variation, ...]) -> tuple[Variation, ...]:
    """The wordings, with those of the office in place of all wordings of the same answer."""
    paths = [path for path in office_files(edition().office) if path.name == ANSWERS]
    new = [one for path in paths for one in _read(path, _bytes_of(path))]
    if not new:
        return some
    themes = {one.response: one.theme for one in some}
    replaced = {one.response for one in new}
    own = (replace(one, of_theme=themes.get(one.response, "")) for one in new)
    return (*(one for one in some if one.response not in replaced), *own)


@of_edition
def responses() -> Mapping[str, list[Mapping[str, Any]]]:
    """The wordings of each answer, as Rasa's text generator takes them."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for one in all_variations():
        found.setdefault(one.response, []).append(one.rasa)
    return found


def read_answers(path: Path) -> Iterator[Variation]:
    """The wordings of a file.

    Raises:
        AnswersError: it is not YAML, or has not the form of a file of answers.
    """
    yield from _wordings(path, _bytes_of(path))


@lru_cache(maxsize=64)
def _read(path: Path, content: bytes) -> tuple[Variation, ...]:
    """Editions share the files that are the same in them."""
    return tuple(_wordings(path, content))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise AnswersError(path, 1, f"can't be read ({error.strerror})") from error


def _wordings(path: Path, content: bytes) -> Iterator[Variation]:
    node = _composed(path, content)
    top = dict(_pairs(path, node, "the file"))
    if "responses" not in top:
        raise AnswersError(path, 1, "has no 'responses:'")
    for name, some in _pairs(path, top["responses"], "responses"):
        if not name.startswith("utter_"):
            raise AnswersError(path, _line(some), f"{name!r} is no name of an answer: it begins with utter_")
        if not isinstance(some, yaml.SequenceNode):
            raise AnswersError(path, _line(some), f"{name}: write its wordings as a list, each begins with '- '")
        for item in some.value:
            yield _variation(path, name, item)


def _composed(path: Path, content: bytes) -> yaml.Node:
    try:
        node = yaml.compose(content.decode("utf-8"), Loader=LOADER)
    except UnicodeDecodeError as error:
        raise AnswersError(path, 1, "is not written in UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise AnswersError(path, line, f"not valid YAML ({error.problem})") from error
    except yaml.YAMLError as error:
        raise AnswersError(path, 1, f"not valid YAML ({error})") from error
    if node is None:
        raise AnswersError(path, 1, "is empty")
    return node


def _pairs(path: Path, node: yaml.Node, what: str) -> Iterator[tuple[str, yaml.Node]]:
    """Keys and values of a mapping; a key twice is an error, where YAML would take the last one."""
    if not isinstance(node, yaml.MappingNode):
        raise AnswersError(path, _line(node), f"{what}: must be 'name: value' lines")
    seen = set()
    for key, value in node.value:
        if key.value in seen:
            raise AnswersError(path, _line(key), f"{key.value!r} stands twice")
        seen.add(key.value)
        yield str(key.value), value


def _variation(path: Path, name: str, item: yaml.Node) -> Variation:
    nodes = dict(_pairs(path, item, name))
    for member, node in nodes.items():
        if member not in _MEMBERS:
            known = ", ".join(sorted(_MEMBERS))
            raise AnswersError(path, _line(node), f"{name}: {member!r} is not known here, only {known}")
    rasa = _plain(path, item)
    line = _line(item)
    text = rasa.get("text")
    if not isinstance(text, str) or not text.strip():
        raise AnswersError(path, _line(nodes.get("text", item)), f"{name}: has no text")
    metadata = rasa.get("metadata")
    if not isinstance(metadata, dict):
        raise AnswersError(path, line, f"{name}: has no metadata (facts, sources, reviewed)")
    about = dict(_pairs(path, nodes["metadata"], name))
    lines = {member: _line(node) for member, node in (about | nodes).items()}
    lines["text ends"] = int(nodes["text"].end_mark.line) + 1
    return Variation(
        response=name,
        language=_language(path, name, line, rasa.get("condition")),
        text=text,
        buttons=_buttons(path, name, lines.get("buttons", line), rasa.get("buttons", [])),
        metadata=metadata,
        path=path,
        line=line,
        lines=lines,
        rasa=rasa,
    )


def _language(path: Path, name: str, line: int, condition: Any) -> str:
    if condition is None:
        return "kk"
    wanted = [{"type": "slot", "name": "language", "value": "ru"}]
    if condition != wanted:
        raise AnswersError(path, line, f"{name}: the condition must be slot, language, ru (Kazakh has none)")
    return "ru"


def _buttons(path: Path, name: str, line: int, buttons: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(buttons, list):
        raise AnswersError(path, line, f"{name}: write the buttons as a list, each begins with '- title:'")
    found = []
    for one in buttons:
        if not isinstance(one, dict) or set(one) != {"title", "payload"} or not all(map(_is_text, one.values())):
            raise AnswersError(path, line, f"{name}: a button has a title and a payload, both in words: {one!r}")
        found.append((one["title"], one["payload"].replace("{{", "{").replace("}}", "}")))
    return tuple(found)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _plain(path: Path, node: yaml.Node) -> dict[str, Any]:
    loader = LOADER("")
    try:
        plain: dict[str, Any] = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        raise AnswersError(path, _line(node), f"not valid YAML ({error.problem})") from error
    finally:
        loader.dispose()
    return plain


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
