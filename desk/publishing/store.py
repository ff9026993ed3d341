"""Saving, publishing, withdrawing, taking back: one transaction each, nobody's work lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from desk.people.audit import note
from desk.publishing import files
from desk.publishing.faults import Shown, shown
from desk.publishing.kinds import Entries, Kind, Preview
from desk.publishing.models import Item


class ConflictError(Exception):
    """Somebody saved meanwhile.

    Attributes:
        item: as it is now.
    """

    def __init__(self, item: Item) -> None:
        super().__init__(str(item))
        self.item = item


class RefusedError(Exception):
    """What was to be published is wrong; parents go on hearing the old.

    Attributes:
        faults: each with its field.
    """

    def __init__(self, faults: list[Shown]) -> None:
        super().__init__("; ".join(one.reason for one in faults))
        self.faults = faults


@dataclass(frozen=True)
class Draft:
    """What somebody wants to save, and the version that they began with (0: a new entry)."""

    key: str
    entry: dict[str, Any]
    version: int


def save(kind: Kind, draft: Draft, member: Any) -> Item:
    """Keep a draft; the same once more (a doubled submit) changes nothing.

    Raises:
        ConflictError: the entry was saved by somebody else since.
    """
    try:
        with transaction.atomic():
            item = Item.objects.select_for_update().filter(kind=kind.name, key=draft.key).first()
            if item is not None and item.draft == draft.entry:
                return item
            if (item.version if item is not None else 0) != draft.version:
                raise ConflictError(item) if item is not None else IntegrityError
            item = item or Item(kind=kind.name, key=draft.key, version=0)
            item.draft, item.version, item.changed_by = draft.entry, draft.version + 1, member
            item.save()
            note(member, "drafted", str(item))
            return item
    except IntegrityError:
        raise ConflictError(Item.objects.get(kind=kind.name, key=draft.key)) from None


def faults_with(kind: Kind, item: Item, *, is_whole: bool) -> list[Shown]:
    """What would be wrong were the draft published: all that is told of this entry, else all else.

    Args:
        kind: its kind.
        item: with the draft.
        is_whole: whether everything is looked at (seconds), or the entry by itself.
    """
    text = files.text_of(kind.together({**_live(kind), item.key: item.draft}))
    with files.tried(kind.file, text) as folder:
        faults = kind.faults(folder) if is_whole else kind.looks(folder, item.key)
        found = [shown(one, text) if one.path.parent == folder else _of_other(one) for one in faults]
    own = [one for one in found if one.key == item.key]
    return own or found


def preview(kind: Kind, item: Item) -> list[Preview]:
    """The draft as parents would read it; empty where it is wrong."""
    text = files.text_of(kind.together({**_live(kind), item.key: item.draft}))
    with files.tried(kind.file, text) as folder:
        try:
            return kind.preview(folder, item.key)
        except (KeyError, ValueError):
            return []


def publish(kind: Kind, item: Item, version: int, member: Any) -> None:
    """Let parents hear the draft.

    Raises:
        ConflictError: another draft was saved than the one that was looked at.
        RefusedError: it is wrong.
        OSError: the folder can't be written to.
    """
    with files.alone(), transaction.atomic():
        item = Item.objects.select_for_update().get(pk=item.pk)
        if item.version != version:
            raise ConflictError(item)
        faults = faults_with(kind, item, is_whole=True)
        if faults:
            raise RefusedError(faults)
        item.live, item.published_by, item.published_at = item.draft, member, timezone.now()
        item.save()
        note(member, "published", str(item))
        files.put(kind.file, files.text_of(kind.together(_live(kind))))


def withdraw(kind: Kind, item: Item, member: Any) -> None:
    """Let parents hear it no more; the draft stays.

    Raises:
        RefusedError: something else that is published needs it.
        OSError: the folder can't be written to.
    """
    with files.alone(), transaction.atomic():
        item = Item.objects.select_for_update().get(pk=item.pk)
        rest = {name: entry for name, entry in _live(kind).items() if name != item.key}
        text = files.text_of(kind.together(rest))
        with files.tried(kind.file, text) as folder:
            faults = kind.faults(folder)
        if faults:
            raise RefusedError([shown(one, text) if one.path.name == kind.file else _of_other(one) for one in faults])
        item.live, item.published_by, item.published_at = None, None, None
        item.save()
        note(member, "withdrew", str(item))
        files.put(kind.file, text)


def restore(item: Item, history_id: int, member: Any) -> Item:
    """Make an earlier version the draft.

    Raises:
        LookupError: there is none of that number.
    """
    with transaction.atomic():
        earlier = item.history.filter(history_id=history_id).first()
        if earlier is None:
            raise LookupError(history_id)
        item = Item.objects.select_for_update().get(pk=item.pk)
        item.draft, item.version, item.changed_by = earlier.draft, item.version + 1, member
        item.save()
        note(member, "restored", str(item))
        return item


def _live(kind: Kind) -> Entries:
    """All that parents hear of a kind: the desk's, and what somebody wrote into the file by hand."""
    ours = {item.key: item for item in Item.objects.filter(kind=kind.name)}
    by_hand = {name: entry for name, entry in kind.apart(files.read(kind.file)).items() if name not in ours}
    return by_hand | {name: item.live for name, item in ours.items() if item.live is not None}


def _of_other(fault: Any) -> Shown:
    return Shown("", "", f"{fault.path.name}: {fault.reason}")
