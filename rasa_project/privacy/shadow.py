"""A message that is searched for identifiers: each finder covers what it found, so that the next does not see it.

Finders look at a *view* of the message, letter for letter as long as it: foreign digits are ASCII ones, letters that
stand for digits (O for 0) are digits, and what was found or must stay is covered. Every finder takes time linear in the
length of the message: its patterns repeat nothing without a bound.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

#: Covers what becomes a mark, dates, and other things that must stay. Characters of nobody's alphabet.
FOUND: Final = "\ue000"
DATE: Final = "\ue001"
KEPT: Final = "\ue002"
_COVERS: Final = re.compile(f"[{FOUND}{DATE}{KEPT}]")
#: Digits of other scripts, among letters that are neither ours nor Latin: those cost nothing.
_FOREIGN_DIGIT: Final = re.compile(r"[^\W0-9_a-zA-Zа-яА-ЯёЁәғқңөұүһіӘҒҚҢӨҰҮҺІ]")
#: Signs on a digit: combining marks, variation selectors, the frame of a keycap.
_ON_A_DIGIT: Final = re.compile(
    "(?<=[0-9])[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe2f]+"
)
_DIGITS_OF_LETTERS: Final = str.maketrans("OoОоlIІіЗз|", "00001111331")
_LETTERS_AS_DIGITS: Final = re.compile(
    r"(?<=\d)[OoОоlIІіЗз|]{1,6}(?![^\W\d_])|(?<![^\W\d_])[OoОоlIІіЗз|]{1,2}(?=\d\d)|(?<=\d)[OoОоlI]{1,3}(?=\d)"
)


class Shadow:
    """A message and what was found in it."""

    def __init__(self, text: str) -> None:
        """Take the message."""
        self.text = text
        self._marks: list[tuple[int, int, str]] = []
        plain = text if text.isascii() else _without_signs(text)
        self.view = _LETTERS_AS_DIGITS.sub(lambda match: match[0].translate(_DIGITS_OF_LETTERS), plain)
        self.low = lowered(self.view)

    def take(
        self,
        pattern: re.Pattern[str],
        mark: str,
        test: Callable[[re.Match[str]], bool] | None = None,
        *,
        cased: bool = False,
        only_with: tuple[str, ...] = (),
    ) -> None:
        """Put ``mark`` in place of each match (of its group ``it`` where it has one) that passes ``test``.

        Args:
            pattern: searched in the view in small letters, with ``cased`` in the view itself.
            mark: what is shown.
            test: refuses matches.
            cased: whether capitals matter.
            only_with: the pattern can match only where one of these (in small letters) stands.
        """
        if only_with and not any(one in self.low for one in only_with):
            return
        group = "it" if "it" in pattern.groupindex else 0
        view = self.view if cased else self.low
        found = [match.span(group) for match in pattern.finditer(view) if test is None or test(match)]
        self.take_spans(found, mark)

    def take_spans(self, spans: list[tuple[int, int]], mark: str) -> None:
        """Put ``mark`` in place of each span; those that overlap one before are left out."""
        taken = self.cover(spans, FOUND)
        self._marks += [(start, stop, mark) for start, stop in taken]

    def keep(
        self, pattern: re.Pattern[str], cover: str = KEPT, test: Callable[[re.Match[str]], bool] | None = None
    ) -> None:
        """Cover what must stay."""
        self.cover([match.span() for match in pattern.finditer(self.view) if test is None or test(match)], cover)

    def cover(self, spans: list[tuple[int, int]], cover: str) -> list[tuple[int, int]]:
        """Cover spans in the view; returns those that overlap none before."""
        pieces: list[str] = []
        taken: list[tuple[int, int]] = []
        end = 0
        for start, stop in sorted(spans):
            if start < end or start == stop:
                continue
            pieces += [self.view[end:start], cover * (stop - start)]
            taken.append((start, stop))
            end = stop
        if taken:
            self.view = "".join([*pieces, self.view[end:]])
            self.low = lowered(self.view)
        return taken

    def is_covered(self, start: int, stop: int) -> bool:
        """Whether something of a span was found or put aside before."""
        return _COVERS.search(self.view, start, stop) is not None

    def result(self) -> str:
        """The message with marks."""
        kept: list[str] = []
        end = 0
        for start, stop, mark in sorted(self._marks):
            kept += [self.text[end:start], mark]
            end = stop
        return "".join([*kept, self.text[end:]])


def lowered(text: str) -> str:
    """Small letters, as many as there were: «İ» is the only letter that would become two."""
    return text.replace("İ", "I").lower()


def _without_signs(text: str) -> str:
    """A text of the same length with ASCII digits, and with nothing on them that is seen."""
    plain = _FOREIGN_DIGIT.sub(_ascii_digit, _COVERS.sub(" ", text))
    return _ON_A_DIGIT.sub(lambda match: "\u200b" * len(match[0]), plain)


def _ascii_digit(match: re.Match[str]) -> str:
    digit = unicodedata.digit(match[0], None)
    return match[0] if digit is None else str(digit)
