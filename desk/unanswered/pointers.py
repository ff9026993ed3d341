"""Keeping where messages stand that were not understood, or whose answer did not help."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from desk import variables
from desk.bot.store import FeedbackRow
from desk.bot.turns import Turn
from desk.today.tally import day_of
from desk.unanswered.models import Kind, Pointer

_CHUNK: Final = 400


def keep_not_understood(turns: Iterable[Turn]) -> None:
    """A pointer to each; none where messages are not to be shown (``RETAIN_TEXT=off``)."""
    _keep(
        Pointer(
            kind=Kind.NOT_UNDERSTOOD, conversation=turn.conversation, created_at=turn.created_at,
            position=turn.position, day=day_of(turn.at), language=turn.language, guess=turn.guess,
        )
        for turn in turns
    )  # fmt: skip


def keep_not_helped(said: Iterable[FeedbackRow]) -> None:
    """The same for answers that did not help; seen again the next day, each is kept once."""
    _keep(
        Pointer(
            kind=Kind.NOT_HELPED, conversation=one.conversation, created_at=one.created_at, position=one.position,
            day=date.fromisoformat(one.day), language=one.language, guess=one.topic[:80], reason=one.reason or "",
        )
        for one in said
        if one.verdict == "not_helped"
    )  # fmt: skip


def _keep(pointers: Iterable[Pointer]) -> None:
    if variables.RETAIN_TEXT.read():
        Pointer.objects.bulk_create(pointers, batch_size=_CHUNK, ignore_conflicts=True)
