"""The knowledge files as typed, checked objects: calendar, places, phone lines, topics, subjects, signs, sources.

Loaded once. A wrong file raises :class:`KnowledgeError` with the file, the line and the reason, so that
the server does not start on half a knowledge base.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import yaml
from pydantic import Field, ValidationError, constr, parse_obj_as

from rasa_project.advice.calendar_table import Calendar
from rasa_project.advice.exposure import ExposureRules
from rasa_project.advice.places_table import Places
from rasa_project.advice.records import Record
from rasa_project.advice.reminders_table import ReminderRules
from rasa_project.advice.signs_table import DangerSigns, PlainSigns, Signs
from rasa_project.advice.triage_table import TriageTable, When
from rasa_project.edition import DATA, edition, of_edition
from rasa_project.errors import ContentError
from rasa_project.yaml_files import LOADER, read_yaml

#: Folder of the knowledge files: ``data/knowledge`` beside the package.
KNOWLEDGE_DIR: Final = DATA / "knowledge"

_T = TypeVar("_T")
#: Faults of one file that are told at once.
_MOST_TOLD: Final = 3


class KnowledgeError(ContentError, ValueError):
    """A knowledge file is missing or wrong; the text says which, where and why."""


class Helpline(Record):
    """A phone number that answers may hold."""

    number: constr(regex=r"^\d{3,4}$")  # type: ignore[valid-type]
    name_kk: str
    name_ru: str
    sources: list[str] = Field(min_items=1)


class Topic(Record):
    """A topic's name on a button, per language."""

    kk: constr(min_length=3, max_length=24)  # type: ignore[valid-type]
    ru: constr(min_length=3, max_length=24)  # type: ignore[valid-type]


class Question(Record):
    """A particular question of a topic: its short form on a button, and whether the facts hold its answer.

    Attributes:
        kk: title in Kazakh.
        ru: title in Russian.
        known: ``fact``, ``part`` of it, or ``none``: then the answer says that it is not known, and who knows.
        begins: a contact or an illness is told with it, so that a consultation begins beside its answer.
        yes_no: asked so that a yes or no answers («бола ма», «можно ли»); how the answer opens: ``openings.yml``.
    """

    kk: constr(min_length=3, max_length=24)  # type: ignore[valid-type]
    ru: constr(min_length=3, max_length=24)  # type: ignore[valid-type]
    known: Literal["fact", "part", "none"]
    begins: bool = False
    yes_no: bool = False


class OpeningsOfALanguage(Record):
    """First words of an answer to a question of yes or no, by what they say."""

    affirms: list[str] = Field(min_items=1)
    denies: list[str] = Field(min_items=1)
    thing: list[str] = Field(min_items=1)
    decided_by: list[str] = Field(min_items=1)
    not_known: list[str] = Field(min_items=1)

    def kind_of(self, sentence: str) -> str | None:
        """Which of these a sentence begins with; ``None`` where with none."""
        kinds = self.dict().items()
        return next((kind for kind, some in kinds if sentence.startswith(tuple(_ended(some)))), None)


def _ended(words: list[str]) -> list[str]:
    """Openings with what may stand right behind them, so that «Да» is not the beginning of «Даже»."""
    return [word + mark for word in words for mark in (" ", ",", ".", ":")]


class Openings(Record):
    """``openings.yml``.

    Attributes:
        kk, ru: how an answer opens.
        inverse: stems that ask for the opposite of what the yes of an answer affirms, by the answer's name.
        answers: answers whose yes or no says so, by what is asked after (``may``, ``need``, ``harm``, …).
        of_the_unvaccinated: answers whose yes or no is of who is not vaccinated.
        unclear: stems that ask for something else than the yes or no of an answer says, by the answer's name.
    """

    kk: OpeningsOfALanguage
    ru: OpeningsOfALanguage
    inverse: dict[str, list[str]]
    answers: dict[Literal["may", "need", "harm", "stay", "enough", "time", "help", "right"], list[str]]
    of_the_unvaccinated: list[str]
    unclear: dict[str, list[str]]


class Subject(Record):
    """What is said instead of an intent's general answer where a message is about this subject.

    Attributes:
        response: the name of the answer.
        intents: whose messages are looked at.
        words: groups of stems; a message is about the subject where it holds one of each group.
        unless: stems with which it is about something else.
    """

    response: constr(regex=r"^utter_\w+(/\w+)?$")  # type: ignore[valid-type]
    intents: list[str] = Field(min_items=1)
    words: list[list[str]] = Field(min_items=1)
    unless: list[str] = []


class OutOfField(Record):
    """What parents ask that the bot does not know: another disease, vaccine, test, an accident.

    Attributes:
        kind: how it is declined (``utter_out_of_field_<kind>``).
        kk: its name before «туралы».
        ru: its name behind «о».
        words: stems that name it, as in concepts.yml.
        common: they stand in questions on measles too.
    """

    kind: Literal["accident", "disease", "rescue", "test", "vaccine"]
    kk: constr(min_length=2)  # type: ignore[valid-type]
    ru: constr(min_length=2)  # type: ignore[valid-type]
    words: list[str] = Field(min_items=1)
    common: bool = False


class Source(Record):
    """Where facts come from; ``url`` is empty where no complete address is known."""

    title: constr(min_length=3)  # type: ignore[valid-type]
    url: constr(regex=r"^https?://\S+$") | None  # type: ignore[valid-type]
    kind: Literal["district", "law", "ministry", "government", "press", "who", "reference"]
    date: str | None = None
    note: str | None = None


class Knowledge(Record):
    """All knowledge files together."""

    calendar: Calendar
    exposure: ExposureRules
    places: Places
    reminders: ReminderRules
    helplines: list[Helpline]
    topics: dict[str, Topic]
    sources: dict[str, Source]
    subjects: dict[str, Subject]
    questions: dict[str, Question]
    openings: Openings
    out_of_field: dict[str, OutOfField]
    triage: TriageTable
    signs: Signs


@of_edition
def knowledge() -> Knowledge:
    """The knowledge base of this installation, read and checked once for an edition of the content."""
    folder = edition().at(KNOWLEDGE_DIR)
    return _loaded(folder, tuple((path.name, path.read_bytes()) for path in sorted(folder.glob("*.yml"))))


@lru_cache(maxsize=2)
def _loaded(folder: Path, files: tuple[tuple[str, bytes], ...]) -> Knowledge:
    """Editions share the knowledge where its files are the same."""
    return load_knowledge(folder)


def load_knowledge(folder: Path) -> Knowledge:
    """Read and check the knowledge files in ``folder``.

    Raises:
        KnowledgeError: a file is missing, is not YAML, or breaks a rule.
    """
    loaded = Knowledge(
        calendar=read_checked(folder / "calendar.yml", Calendar),
        exposure=read_checked(folder / "exposure.yml", ExposureRules),
        places=read_checked(folder / "places.yml", Places),
        reminders=read_checked(folder / "reminders.yml", ReminderRules),
        helplines=read_checked(folder / "helplines.yml", list[Helpline]),
        topics=read_checked(folder / "topics.yml", dict[str, Topic]),
        sources=read_checked(folder / "sources.yml", dict[str, Source]),
        subjects=read_checked(folder / "subjects.yml", dict[str, Subject]),
        questions=read_checked(folder / "questions.yml", dict[str, Question]),
        openings=read_checked(folder / "openings.yml", Openings),
        out_of_field=read_checked(folder / "out_of_field.yml", dict[str, OutOfField]),
        triage=read_checked(folder / "triage.yml", TriageTable),
        signs=Signs(
            plain=read_checked(folder / "symptoms.yml", PlainSigns),
            danger=read_checked(folder / "danger.yml", DangerSigns),
        ),
    )
    _check_source_keys(folder, loaded)
    _check_signs(folder, loaded)
    return loaded


def read_checked(path: Path, kind: type[_T]) -> _T:
    """A YAML file as a checked object.

    Raises:
        KnowledgeError: it is missing, is not YAML, or breaks a rule; the text says where.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise KnowledgeError(path, 1, f"can't be read ({error.strerror}); restore it from the repository") from error
    try:
        content = read_yaml(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError(path, line, f"not valid YAML ({error.problem})") from error
    except yaml.YAMLError as error:
        raise KnowledgeError(path, 1, f"not valid YAML ({error})") from error
    try:
        return parse_obj_as(kind, content)
    except ValidationError as error:
        told = "; ".join(f"{_named(one)}: {one['msg']}" for one in error.errors()[:_MOST_TOLD])
        line = line_of(text, _where(min(error.errors(), key=_is_no_name)))
        raise KnowledgeError(path, line, told) from error


def _where(error: Mapping[str, Any]) -> tuple[str | int, ...]:
    return tuple(part for part in error["loc"] if part != "__root__")


def _named(error: Mapping[str, Any]) -> str:
    return ".".join(map(str, _where(error))) or "file"


def _is_no_name(error: Mapping[str, Any]) -> bool:
    """A misspelt name has a line in the file; that the right one is missing has none."""
    return bool(error["type"] != "value_error.extra")


def line_of(text: str, where: tuple[str | int, ...]) -> int:
    """Line number (from 1) of the node that ``where`` leads to, or of the last one on the way."""
    node = yaml.compose(text, Loader=LOADER)
    for part in where:
        if isinstance(node, yaml.MappingNode):
            found = [value for key, value in node.value if key.value == str(part)]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            found = [node.value[part]]
        else:
            found = []
        if not found:
            break
        node = found[0]
    return node.start_mark.line + 1 if node else 1


def _check_source_keys(folder: Path, loaded: Knowledge) -> None:
    used = {
        "calendar.yml": loaded.calendar.source_keys,
        "exposure.yml": loaded.exposure.source_keys,
        "places.yml": loaded.places.source_keys,
        "helplines.yml": [key for line in loaded.helplines for key in line.sources],
        "triage.yml": loaded.triage.source_keys,
        "danger.yml": loaded.signs.source_keys,
    }
    for name, keys in used.items():
        unknown = sorted(set(keys) - set(loaded.sources))
        if unknown:
            raise _wrong(folder / name, unknown[0], f"source {unknown[0]!r} is not in sources.yml; add it there")


def _check_signs(folder: Path, loaded: Knowledge) -> None:
    """A sign stands in one file and its words once; triage asks for plain signs that have no condition of their own."""
    for name, text, reason in loaded.signs.twice():
        raise _wrong(folder / ("danger.yml" if name in loaded.signs.danger else "symptoms.yml"), text, reason)
    known = set(loaded.signs.plain) - set(When.__fields__)
    for row in loaded.triage.rows:
        for sign in (*row.when.signs_any, *row.when.signs_all):
            if sign not in known:
                raise _wrong(folder / "triage.yml", sign, f"{row.id}: {sign!r} is no plain sign of symptoms.yml")


def _wrong(path: Path, text: str, reason: str) -> KnowledgeError:
    """An error at the last line that holds the text as a whole entry, or holds it at all."""
    rows = list(enumerate(path.read_text(encoding="utf-8").splitlines(), 1))
    entry = re.compile(rf"(?<![\w ]){re.escape(text)}(?![\w ])|(?<=[-,\[] ){re.escape(text)}(?![\w ])")
    lines = [i for i, row in rows if entry.search(row)] or [i for i, row in rows if text in row] or [1]
    return KnowledgeError(path, lines[-1], reason)
