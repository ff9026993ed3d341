"""The kinds of what is published: which file, which form, how entries stand in the file, how they are checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from desk.publishing.forms import EntryForm
from rasa_project.content.faults import Fault

#: Entries by their names.
Entries = Mapping[str, Any]


@dataclass(frozen=True)
class Preview:
    """What parents read: a text and the titles of its buttons."""

    language: str
    text: str
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One kind.

    Attributes:
        name: in addresses and in the table.
        file: that the bot reads.
        form: in which an entry is written.
        title: of the page; ``one``: of one entry, translated when they are shown.
        together: the content of the file, of its entries.
        apart: its entries, of the content of the file.
        faults: what is wrong with a folder, as far as this kind goes; asked before something is published.
        looks: what is wrong with one entry of a folder, quickly, for its page.
        preview: an entry of a folder as parents read it, in each language.
        help: in a sentence, translated when it is shown.
        can_be_new: whether the desk names new ones.
        template: of an entry's page.
    """

    name: str
    file: str
    form: type[EntryForm]
    title: Any
    one: Any
    together: Callable[[Entries], Any]
    apart: Callable[[Any], dict[str, Any]]
    faults: Callable[[Path], list[Fault]]
    looks: Callable[[Path, str], list[Fault]]
    preview: Callable[[Path, str], list[Preview]]
    help: Any
    can_be_new: bool = True
    template: str = "publishing/entry.html"


_KINDS: Final[dict[str, Kind]] = {}


def register(kind: Kind) -> None:
    """Make a kind known; its app does so when Django is ready."""
    _KINDS[kind.name] = kind


def kind_of(name: str) -> Kind:
    """The kind of that name.

    Raises:
        KeyError: there is none.
    """
    return _KINDS[name]


def listed(entries: Entries) -> list[Any]:
    """Entries one below the other, by name."""
    return [entries[name] for name in sorted(entries)]


def of_list(content: Any) -> dict[str, Any]:
    """Entries of a list, by their ``id``."""
    some = content if isinstance(content, list) else []
    return {str(one["id"]): one for one in some if isinstance(one, dict) and "id" in one}
