"""Saying what a message asks: once, by whoever is first."""

from __future__ import annotations

import re
from typing import Any, Final

from django.db import transaction

from desk.people.audit import note
from desk.unanswered.messages import Shown
from desk.unanswered.models import Label, Pointer, What
from rasa_project.advice.knowledge import knowledge
from rasa_project.errors import BotError

#: A text is kept on one line: an example of the training data is one.
_GAPS: Final = re.compile(r"\s+")
#: Whose text is kept: what becomes an example, and what the makers read as a new question.
_KEPT: Final = frozenset({What.QUESTION, What.OUT_OF_FIELD, What.NEW})


class LabelError(BotError, ValueError):
    """What was said of a message can't be: no such question."""


def label(member: Any, shown: Shown, what: str, question: str) -> tuple[Label, bool]:
    """Keep what a member says of a message.

    Returns:
        the label, and whether it is the one that was said now: of two people at once the first is kept.

    Raises:
        LabelError: ``what`` or ``question`` is none.
    """
    if what not in dict(What.choices):
        raise LabelError(f"{what!r} is nothing that can be said of a message.")
    if what == What.QUESTION and question not in knowledge().questions and question not in knowledge().topics:
        raise LabelError(f"{question[:80]!r} is no question of the bot.")
    with transaction.atomic():
        pointer = Pointer.objects.select_for_update().get(pk=shown.pointer.pk)
        made, is_new = Label.objects.get_or_create(
            pointer=pointer,
            defaults={
                "what": what,
                "question": question if what == What.QUESTION else "",
                "text": _GAPS.sub(" ", shown.text).strip() if what in _KEPT else "",
                "language": pointer.language,
                "by": member,
            },
        )
        if is_new:
            Pointer.objects.filter(pk=pointer.pk).update(is_done=True)
            note(member, "labelled", f"{pointer.pk}: {made.question or made.what}")
    return made, is_new


def take_back(member: Any, made: Label) -> bool:
    """Take a label back that was not exported; the message stands in the list again."""
    with transaction.atomic():
        if not Label.objects.filter(pk=made.pk, exported_at=None).delete()[0]:
            return False
        Pointer.objects.filter(pk=made.pointer_id).update(is_done=False)
        note(member, "unlabelled", str(made.pointer_id))
    return True
