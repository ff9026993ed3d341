"""What of the API is deprecated and until when it stays, from ``data/channels/deprecations.yml``; as headers.

``Deprecation`` (RFC 9745), ``Sunset`` (RFC 8594), and ``Link`` to what to read and to what to use instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Final

from pydantic import constr, root_validator

from rasa_project.advice.knowledge import read_checked
from rasa_project.advice.records import Record
from rasa_project.edition import DATA, edition, of_edition

DEPRECATIONS_FILE: Final = DATA / "channels" / "deprecations.yml"
#: What integrators are promised between the two days (docs/api-versions.md).
LEAST_DAYS: Final = 180


class Deprecated(Record):
    """An address, or all under it where it ends with ``/``.

    Attributes:
        path: of the address.
        since: from which day it is deprecated; may lie ahead.
        sunset: from which day on it may be gone; ``None`` while that is not decided.
        read: where an integrator reads about it.
        instead: what to use instead, where there is something.
    """

    path: constr(regex=r"^/(api|webhooks/rest)/\S*$")  # type: ignore[valid-type]
    since: date
    sunset: date | None
    read: constr(regex=r"^(/|https://)\S+$")  # type: ignore[valid-type]
    instead: constr(regex=r"^/\S+$") | None  # type: ignore[valid-type]

    @root_validator(skip_on_failure=True)
    def _leaves_time(cls, values: dict[str, Any]) -> dict[str, Any]:
        sunset = values["sunset"]
        if sunset is not None and sunset < values["since"] + timedelta(days=LEAST_DAYS):
            raise ValueError(f"sunset must come {LEAST_DAYS} days after since, or later: integrators are promised that")
        return values

    def is_for(self, path: str) -> bool:
        """Whether an address is this one, or lies under it."""
        return path.startswith(self.path) if self.path.endswith("/") else path.rstrip("/") == self.path

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of its answers."""
        links = [f'<{self.read}>; rel="deprecation"; type="text/html"']
        found = {"Deprecation": f"@{int(_begin(self.since).timestamp())}"}
        if self.sunset is not None:
            found["Sunset"] = format_datetime(_begin(self.sunset), usegmt=True)
            links.append(f'<{self.read}>; rel="sunset"; type="text/html"')
        if self.instead is not None:
            links.append(f'<{self.instead}>; rel="successor-version"')
        return {**found, "Link": ", ".join(links)}


@of_edition
def deprecations(path: Path = DEPRECATIONS_FILE) -> list[Deprecated]:
    """The file, checked.

    Raises:
        KnowledgeError: the file is missing or wrong; the text says where.
    """
    return read_checked(edition().at(path), list[Deprecated])


def deprecation_of(path: str) -> Deprecated | None:
    """What is said of an address; the most particular entry, ``None`` where there is none."""
    return max((one for one in deprecations() if one.is_for(path)), key=lambda one: len(one.path), default=None)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.utc)
