"""An edition: all that was read from the content files at one time, and what was worked out from it.

A running bot takes up changed texts (``rasa_project/content/``): a new edition is read and checked aside, then
published in one step. A turn keeps the edition that it began with (:func:`within`): no answer is put together of two.
"""

from __future__ import annotations

import contextlib
import functools
import time
from collections.abc import Callable, Hashable, Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

#: The project's content files.
DATA: Final = Path(__file__).resolve().parents[1] / "data"

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Edition:
    """The content files of one folder, as they were when they were read.

    Attributes:
        data: the folder; a copy of the project's ``data/`` or that itself.
        office: the folder with what the office has published over it (``advice/office_table.py``); ``None`` for none.
        name: a short name made from the files' bytes, for logs and health; empty where nobody read them all.
        made: what was read or worked out, by the function that did it and its arguments.
        again: how to do each anew, by the same.
    """

    def __init__(self, data: Path = DATA, name: str = "", office: Path | None = None) -> None:
        """Nothing is read yet."""
        self.data = data
        self.office = office
        self.name = name
        self.made: dict[Hashable, Any] = {}
        self.again: dict[Hashable, Callable[[], Any]] = {}

    def at(self, path: Path) -> Path:
        """Where this edition has a file of the project's ``data/``; another path is left as it is."""
        return self.data / path.relative_to(DATA) if path.is_relative_to(DATA) else path


class _Published:
    """Which edition the process serves."""

    edition = Edition()


_own: ContextVar[Edition | None] = ContextVar("edition", default=None)


def edition() -> Edition:
    """The edition of this turn or check; elsewhere the published one."""
    return _own.get() or _Published.edition


def published() -> Edition:
    """The edition that new turns begin with."""
    return _Published.edition


def publish(new: Edition) -> None:
    """Let new turns begin with another edition, which somebody has checked."""
    _Published.edition = new


@contextlib.contextmanager
def within(one: Edition) -> Iterator[None]:
    """Let all that runs inside, its awaits and tasks too, read one edition."""
    token = _own.set(one)
    try:
        yield
    finally:
        _own.reset(token)


def work_out(like: Edition | None, pause_seconds: float = 0.002) -> None:
    """Work out of the edition of this turn or check what was worked out of another one, with the same arguments.

    Between two of them other threads have the interpreter for a moment.
    """
    for again in list(like.again.values()) if like else ():
        with contextlib.suppress(KeyError):  # what it was of is gone
            again()
        time.sleep(pause_seconds)


def of_edition(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """A function that reads content, or works something out from it: done once for each edition and its arguments."""

    @functools.wraps(function)
    def kept(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        one = edition()
        key = (function, args, tuple(kwargs.items())) if args or kwargs else function
        try:
            result: _T = one.made[key]
        except KeyError:
            result = one.made.setdefault(key, function(*args, **kwargs))
            one.again[key] = functools.partial(kept, *args, **kwargs)
        return result

    return kept
