"""What the office has published: its files read with the edition, and the places with the contacts of a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any, Final

from rasa_project.advice.knowledge import KnowledgeError, knowledge, line_of, read_checked
from rasa_project.advice.office_table import Announcement, CallBacks, OfficeContact
from rasa_project.advice.places import ALL
from rasa_project.advice.places_table import Contact, Coordinates, Organisation, Places
from rasa_project.advice.records import Record
from rasa_project.edition import edition, of_edition

CONTACTS: Final = "contacts.yml"
ANNOUNCEMENTS: Final = "announcements.yml"
ANSWERS: Final = "answers.yml"
CALL_BACKS: Final = "callbacks.yml"
#: All that is read of the folder; other files in it are nothing to the bot.
FILES: Final = (CONTACTS, ANNOUNCEMENTS, ANSWERS, CALL_BACKS)
#: So many days before a contact ends somebody is reminded.
REMIND_DAYS: Final = 14
_NEW: Final = ("kk", "ru", "kind", "purpose")
#: Source of all that the office publishes, for records that name one.
_SOURCE: Final = "local"


class Office(Record):
    """All of it; empty where nothing is published."""

    contacts: list[OfficeContact] = []
    announcements: list[Announcement] = []
    callbacks: list[CallBacks] = []


def office_files(folder: Path | None) -> list[Path]:
    """The files that are there."""
    return [path for name in FILES if folder is not None and (path := folder / name).is_file()]


@of_edition
def the_office() -> Office:
    """What the office has published, in this edition.

    Raises:
        KnowledgeError: a file is wrong; the text says where and why.
    """
    folder = edition().office
    there = {path.name: path for path in office_files(folder)}
    read: dict[str, Any] = {}
    if CONTACTS in there:
        read["contacts"] = read_checked(there[CONTACTS], list[OfficeContact])
        _check_contacts(there[CONTACTS], read["contacts"])
    if ANNOUNCEMENTS in there:
        read["announcements"] = read_checked(there[ANNOUNCEMENTS], list[Announcement])
        _check_announcements(there[ANNOUNCEMENTS], read["announcements"])
    if CALL_BACKS in there:
        read["callbacks"] = read_checked(there[CALL_BACKS], list[CallBacks])
        _check_twice(there[CALL_BACKS], [one.id for one in read["callbacks"]])
    return Office.construct(**read)


def calling_back() -> CallBacks | None:
    """When the office calls parents back; ``None`` where it does not."""
    return next((one for one in the_office().callbacks if one.is_on), None)


@of_edition
def places_on(day: date) -> Places:
    """The places with the contacts that parents are told of on a day."""
    places = knowledge().places
    shown = {one.id: one for one in the_office().contacts if one.is_shown(day)}
    if not shown:
        return places
    known = [_with_contact(one, shown.pop(one.id)) if one.id in shown else one for one in places.organisations]
    return places.copy(update={"organisations": [*known, *map(_new, shown.values())]})


def due(day: date) -> list[OfficeContact]:
    """The contacts that are no longer shown, or end within :data:`REMIND_DAYS`; the first to end first."""
    some = [one for one in the_office().contacts if (one.until - day).days < REMIND_DAYS]
    return sorted(some, key=lambda one: (one.until, one.id))


def announced(day: date, topics: Collection[str], place: str | None) -> list[Announcement]:
    """The announcements that are shown on a day with any of these topics to somebody of a place (its code)."""
    some = (one for one in the_office().announcements if one.is_shown(day) and not set(topics).isdisjoint(one.shown))
    return [one for one in some if not one.places or place in one.places]


def shown_with() -> set[str]:
    """What an announcement may be shown with: the greeting, and topics but for those of who is ill."""
    return {"greet", *knowledge().topics} - {"report_emergency", "report_symptoms"}


def _with_contact(one: Organisation, told: OfficeContact) -> Organisation:
    changes: dict[str, Any] = {name: contact for name, contact in _contacts(told).items() if contact is not None}
    changes |= {"place": told.place} if told.place else {}
    return one.copy(update={**changes, "serves": [*one.serves, *told.serves], "point": _point(told)})


def _new(told: OfficeContact) -> Organisation:
    return Organisation.parse_obj({
        "id": told.id, "kk": told.kk, "ru": told.ru, "kind": told.kind, "purpose": told.purpose,
        "place": told.place, "serves": told.serves, "point": _point(told),
        "confidence": "high", "sources": [_SOURCE], **_contacts(told),
    })  # fmt: skip


def _point(told: OfficeContact) -> Coordinates | None:
    return Coordinates(lat=told.point.lat, lon=told.point.lon, source=_SOURCE) if told.point else None


def _contacts(told: OfficeContact) -> dict[str, Contact | None]:
    def contact(kk: str, ru: str | None = None) -> Contact:
        return Contact(text=kk, ru=ru, verified_on=told.verified.on, source=_SOURCE)

    week, address = told.week, told.address
    return {
        "phone": contact(told.phone) if told.phone else None,
        "address": contact(address.kk, address.ru) if address else None,
        "hours": contact(week.words("kk"), week.words("ru")) if week else None,
    }


def _check_contacts(path: Path, contacts: list[OfficeContact]) -> None:
    organisations = {one.id for one in knowledge().places.organisations}
    for number, one in enumerate(contacts):
        missing = [name for name in _NEW if not getattr(one, name)] if one.id not in organisations else []
        if missing:
            raise _wrong(path, (number, "id"), f"{one.id} is not in places.yml; a new one needs {', '.join(missing)}")
        named = ([("place", one.place)] if one.place else []) + [("serves", code) for code in one.serves]
        _check_places(path, number, named)
    _check_twice(path, [one.id for one in contacts])


def _check_announcements(path: Path, announcements: list[Announcement]) -> None:
    shown = shown_with()
    for number, one in enumerate(announcements):
        for where in one.shown:
            if where not in shown:
                raise _wrong(path, (number, "shown"), f"{where!r} is no topic that announcements are shown with")
        _check_places(path, number, [("places", code) for code in one.places])
    _check_twice(path, [one.id for one in announcements])


def _check_places(path: Path, number: int, named: list[tuple[str, str]]) -> None:
    codes = {place.code for place in knowledge().places.settlements}
    for member, code in named:
        if code not in codes and not (member == "serves" and code == ALL):
            raise _wrong(path, (number, member), f"{code!r} is no code of a place of places.yml")


def _check_twice(path: Path, ids: list[str]) -> None:
    for number, one in enumerate(ids):
        if one in ids[:number]:
            raise _wrong(path, (number, "id"), f"{one!r} stands twice; one entry is enough")


def _wrong(path: Path, where: tuple[str | int, ...], reason: str) -> KnowledgeError:
    return KnowledgeError(path, line_of(path.read_text(encoding="utf-8"), where), reason)
