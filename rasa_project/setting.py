"""What a setting is: one environment variable, read and checked; ``settings.py`` has them all."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from rasa_project.errors import BotError

T = TypeVar("T")


class SettingsError(BotError, ValueError):
    """A setting can't be used; the text names the variable and says what to write."""


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One environment variable.

    Attributes:
        name: of the variable.
        parse: makes the value of its text; raises ``ValueError`` with what is wrong and what to write.
        group: heading in docs/settings.md.
        help: what it sets.
        default: text that stands where it is not set.
        without: what holds where it is not set, for the reader, if ``default`` does not say it.
        is_secret: whether its text is never shown.
        is_refused_empty: whether ``NAME=`` is an error; an empty variable counts as not set otherwise.
    """

    name: str
    parse: Callable[[str], T]
    group: str
    help: str
    default: str = ""
    without: str = ""
    is_secret: bool = False
    is_refused_empty: bool = False

    def read(self, environment: Mapping[str, str] | None = None) -> T:
        """The value in ``environment``, by default the process's own.

        Raises:
            SettingsError: it can't be used.
        """
        told = (os.environ if environment is None else environment).get(self.name)
        if told is not None and not told.strip() and self.is_refused_empty:
            raise SettingsError(f"{self.name} is empty. Write a value, or leave the variable out.")
        return self.value_of((told or "").strip() or self.default)

    def is_told(self, environment: Mapping[str, str] | None = None) -> bool:
        """Whether ``environment`` says something, whatever it is."""
        return bool((os.environ if environment is None else environment).get(self.name, "").strip())

    def value_of(self, text: str) -> T:
        """The value that ``text`` stands for.

        Raises:
            SettingsError: it can't be used.
        """
        try:
            return self.parse(text)
        except ValueError as error:
            says_it = self.is_secret or str(error).startswith("holds ")
            raise SettingsError(f"{self.name}{'' if says_it else f'={text[:80]}'} {error}") from None
