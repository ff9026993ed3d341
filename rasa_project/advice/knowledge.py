"""The knowledge files as typed, checked objects: calendar, places, phone lines, topics, sources.

Loaded once. A wrong file raises :class:`KnowledgeError` with the file, the line and the reason, so that
the server does not start on half a knowledge base.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import yaml
from pydantic import Field, ValidationError, conint, constr, parse_obj_as, root_validator

from rasa_project.advice.exposure import ExposureRules
from rasa_project.advice.records import Record
from rasa_project.advice.triage_table import TriageTable

#: Folder of the knowledge files: ``data/knowledge`` beside the package.
KNOWLEDGE_DIR: Final = Path(__file__).resolve().parents[2] / "data" / "knowledge"

_T = TypeVar("_T")


class KnowledgeError(ValueError):
    """A knowledge file is missing or wrong; the text says which, where and why."""


class Dose(Record):
    """One dose of the calendar; ages in months."""

    number: conint(ge=1, le=2)  # type: ignore[valid-type]
    due_months: conint(ge=0, le=216)  # type: ignore[valid-type]
    overdue_months: conint(ge=0, le=216)  # type: ignore[valid-type]


class Calendar(Record):
    """Kazakhstan's measles calendar (``calendar.yml``)."""

    sources: list[str]
    doses: list[Dose] = Field(min_items=2, max_items=2)
    earliest_counted_months: int
    minimum_interval_days: int
    catch_up_until_months: int

    @root_validator(skip_on_failure=True)
    def _in_order(cls, values: dict[str, Any]) -> dict[str, Any]:
        first, second = values["doses"]
        if (first.number, second.number) != (1, 2) or first.due_months >= second.due_months:
            raise ValueError("doses must be 1 and 2, in the order of their ages")
        return values


class Settlement(Record):
    """A town, kent, village or station; ``kk`` is the name that entities carry."""

    kk: constr(min_length=2)  # type: ignore[valid-type]
    ru: constr(min_length=2)  # type: ignore[valid-type]
    kato: constr(regex=r"^\d{9}$")  # type: ignore[valid-type]
    kind: Literal["settlement", "town", "village", "station"]
    district: str | None = None
    rebuilt: bool = False
    also: list[str] = []

    @property
    def names(self) -> list[str]:
        """Every name that people use for the place."""
        return [self.kk, self.ru, *self.also]


class RuralDistrict(Record):
    """A rural district (ауылдық округ) that is not named like one of its villages."""

    kk: str
    ru: str
    kato: constr(regex=r"^\d{9}$")  # type: ignore[valid-type]
    also: list[str] = []

    @property
    def names(self) -> list[str]:
        """Every name that people use for the district."""
        return [self.kk, self.ru, *self.also]


class Organisation(Record):
    """A medical organisation and the settlements that it stands in."""

    kk: str
    ru: str
    kind: Literal["hospital", "ambulatory", "polyclinic"]
    serves: list[str] = Field(min_items=1)
    sources: list[str] = Field(min_items=1)


class Places(Record):
    """``places.yml``."""

    settlements: list[Settlement]
    districts: list[RuralDistrict]
    organisations: list[Organisation]

    @root_validator(skip_on_failure=True)
    def _names_agree(cls, values: dict[str, Any]) -> dict[str, Any]:
        names = [place.kk for place in values["settlements"]]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise ValueError(f"settlements named twice: {', '.join(sorted(twice))}")
        served = {name for organisation in values["organisations"] for name in organisation.serves}
        if served - set(names):
            raise ValueError(f"organisations serve unknown settlements: {', '.join(sorted(served - set(names)))}")
        return values

    def settlement(self, kk: str) -> Settlement | None:
        """The settlement of that Kazakh name."""
        return next((place for place in self.settlements if place.kk == kk), None)

    def organisations_in(self, kk: str) -> list[Organisation]:
        """Known organisations in a settlement."""
        return [one for one in self.organisations if kk in one.serves]


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
    helplines: list[Helpline]
    topics: dict[str, Topic]
    sources: dict[str, Source]
    triage: TriageTable


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The knowledge base of this installation, read and checked once."""
    return load_knowledge(KNOWLEDGE_DIR)


def load_knowledge(folder: Path) -> Knowledge:
    """Read and check the knowledge files in ``folder``.

    Raises:
        KnowledgeError: a file is missing, is not YAML, or breaks a rule.
    """
    loaded = Knowledge(
        calendar=_read(folder / "calendar.yml", Calendar),
        exposure=_read(folder / "exposure.yml", ExposureRules),
        places=_read(folder / "places.yml", Places),
        helplines=_read(folder / "helplines.yml", list[Helpline]),
        topics=_read(folder / "topics.yml", dict[str, Topic]),
        sources=_read(folder / "sources.yml", dict[str, Source]),
        triage=_read(folder / "triage.yml", TriageTable),
    )
    _check_source_keys(folder, loaded)
    return loaded


def _read(path: Path, kind: type[_T]) -> _T:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise KnowledgeError(f"{path}: can't be read ({error.strerror}); restore it from the repository") from error
    try:
        content = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError(f"{path}, line {line}: not valid YAML ({error.problem})") from error
    try:
        return parse_obj_as(kind, content)
    except ValidationError as error:
        first = error.errors()[0]
        where = tuple(part for part in first["loc"] if part != "__root__")
        line = line_of(text, where)
        named = ".".join(str(part) for part in where) or "file"
        raise KnowledgeError(f"{path}, line {line}: {named}: {first['msg']}") from error


def line_of(text: str, where: tuple[str | int, ...]) -> int:
    """Line number (from 1) of the node that ``where`` leads to, or of the last one on the way."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
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
        "calendar.yml": loaded.calendar.sources,
        "exposure.yml": loaded.exposure.sources,
        "places.yml": [key for one in loaded.places.organisations for key in one.sources],
        "helplines.yml": [key for line in loaded.helplines for key in line.sources],
        "triage.yml": loaded.triage.source_keys,
    }
    for name, keys in used.items():
        unknown = sorted(set(keys) - set(loaded.sources))
        if unknown:
            text = (folder / name).read_text(encoding="utf-8").splitlines()
            line = next((i for i, row in enumerate(text, 1) if unknown[0] in row), 1)
            raise KnowledgeError(
                f"{folder / name}, line {line}: source {unknown[0]!r} is not in sources.yml; add it there"
            )
