"""A parent in any messenger: writes, taps what is shown, reads the answers; what is a messenger's own is a subclass."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Protocol


class Served(Protocol):
    """A stand-in for a messenger's server."""

    def wait_sent(self, chat: Any, count: int, seconds: float = 10.0) -> Any: ...

    def sent(self, chat: Any) -> Sequence[dict[str, Any]]: ...


class MessengerParent:
    """Somebody with a phone. Each step waits until the bot has answered."""

    def __init__(self, served: Served, chat: Any, seconds: float = 30) -> None:
        self._served = served
        self._seconds = seconds
        self._read = 0
        self.chat = chat
        self.answers: list[dict[str, Any]] = []

    def arrives(self, message: dict[str, Any]) -> None:
        """Hand it to the bot."""
        raise NotImplementedError

    def written(self, words: str) -> dict[str, Any]:
        """What somebody writes, as the messenger has it."""
        raise NotImplementedError

    def tap_on(self, title: str) -> dict[str, Any] | None:
        """A tap on the newest thing of that title; ``None`` where none is shown."""
        raise NotImplementedError

    def words_of(self, message: dict[str, Any]) -> str:
        """What is read of a message."""
        raise NotImplementedError

    def titles_of(self, message: dict[str, Any]) -> list[str]:
        """What can be tapped below a message."""
        raise NotImplementedError

    def says(self, words: str, messages: int = 1) -> str:
        """Write; returns the words of the answer, which is so many ``messages``."""
        return self.does(self.written(words), messages)

    def taps(self, title: str, messages: int = 1) -> str:
        """Tap the newest thing of that title that is shown."""
        tap = self.tap_on(title)
        assert tap is not None, f"no button {title!r} is shown, but {self.buttons}"
        return self.does(tap, messages)

    def does(self, message: dict[str, Any], messages: int = 1) -> str:
        """Send a place, a voice, ..."""
        self.arrives(message)
        self._served.wait_sent(self.chat, self._read + messages, self._seconds)
        found = list(self._served.sent(self.chat))
        self.answers = found[self._read :]
        self._read = len(found)
        assert len(self.answers) == messages, re.sub(r"\s+", " ", self.text)
        return self.text

    @property
    def text(self) -> str:
        """The words of the last answer."""
        return "\n".join(map(self.words_of, self.answers))

    @property
    def buttons(self) -> list[str]:
        """Titles under the last answer."""
        return [title for one in self.answers for title in self.titles_of(one)]
