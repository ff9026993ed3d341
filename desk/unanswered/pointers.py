"""Keeping where messages stand that were not understood, or whose answer did not help."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

from desk import variables
from desk.bot.store import FeedbackRow
from desk.bot.turns import Turn
from desk.today.tally import day_of
from desk.unanswered.models import Kind, Label, Pointer

_CHUNK: Final = 400


def keep_not_understood(turns: Iterable[Turn]) -> None:
    """A pointer to each; none where messages are not to be shown (``RETAIN_TEXT=off``), or are stored without words."""
    _keep(
        Pointer(
            kind=Kind.NOT_UNDERSTOOD, conversation=turn.conversation, created_at=turn.created_at,
            position=turn.position, day=day_of(turn.at), language=turn.language, guess=turn.guess,
        )
        for turn in turns
        if turn.has_words
    )  # fmt: skip


def forget_refused(conversations: Collection[tuple[int, float]]) -> None:
    """Take away what stands of people who refuse that their messages are kept; what was exported bears no name.

    Args:
        conversations: their numbers, with the time of their beginning.
    """
    for conversation, created_at in conversations:
        theirs = Pointer.objects.filter(conversation=conversation, created_at=created_at)
        Label.objects.filter(pointer__in=theirs, exported_at=None).delete()
        theirs.filter(label=None).delete()


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
