"""Where to go, as responses: the organisation that serves a place, the nearest places to a point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from rasa_project import clock
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.office import places_on
from rasa_project.advice.places import (
    ALL,
    Point,
    nearest,
    place_of_code,
    places_named,
    serving,
    standing_in,
    told_apart,
)
from rasa_project.advice.places_table import Organisation, Settlement
from rasa_project.dialogue.conversation import Conversation, Said
from rasa_project.dialogue.plans import Gaps
from rasa_project.dialogue.wording_of_places import contacts, nearby, organisations, phones, title
from rasa_project.edition import of_edition
from rasa_project.understanding.places import PlaceFinder

#: A longer list of phones nobody reads.
_MOST_PHONES: Final = 5
_MOVED: Final = ("кошип", "коштик", "кошкен", "переех", "приехали из")


def has_point(metadata: Mapping[str, Any]) -> bool:
    """Whether a message came with coordinates (``lat`` and ``lon`` in its metadata), good or bad."""
    return bool({"lat", "lon"} & set(metadata))


def said_where(
    conversation: Conversation, named: str | None, code: str | None, words: Sequence[str], metadata: Mapping[str, Any]
) -> tuple[Said, Conversation]:
    """Where to go, and the conversation that knows the place.

    Args:
        conversation: knows a place told before.
        named: a settlement that the message names.
        code: of a button that tells namesakes apart.
        words: folded words of the message.
        metadata: of the message; may hold coordinates.
    """
    if has_point(metadata):
        return _near(metadata), conversation
    if named is None and code is None and names_place_outside(words):
        return Said("utter_find_clinic_outside"), conversation
    candidates = _candidates(conversation, named, code)
    kept = replace(conversation, place=named or conversation.place)
    place = candidates[0] if len(candidates) == 1 else told_apart(candidates, words) or _chosen(kept, candidates)
    if place is not None:
        return _for(place), replace(kept, place_code=place.code)
    if candidates:
        return _which(candidates), kept
    return Said("utter_find_clinic"), kept


def tells_namesake_apart(conversation: Conversation, words: Sequence[str]) -> bool:
    """Whether the words answer which of two places of one name was meant (``станса жағында``)."""
    candidates = _candidates(conversation, None, None)
    return len(candidates) > 1 and told_apart(candidates, words) is not None


def names_place_outside(words: Sequence[str]) -> bool:
    """Whether the folded words name a town or a district outside Kazaly district."""
    if any(word.startswith(_MOVED) for word in words):  # «Ақтөбеден көшіп келдік»
        return False
    return _elsewhere().find(words) is not None


def said_hotline(conversation: Conversation) -> Said:
    """The lines that work, and checked numbers of clinics where there are any, those of the parent's place first."""
    with_phone = [one for one in places_on(clock.today()).organisations if one.phone]
    if not with_phone:
        return Said("utter_ask_hotline")
    own = [one.id for one in organisations_of(conversation)]
    with_phone.sort(key=lambda one: (own.index(one.id) if one.id in own else len(own), ALL not in one.serves))
    kk, ru = phones(with_phone[:_MOST_PHONES])
    return Said("utter_ask_hotline_clinics", {"contacts": (kk, ru)})


def place_of(conversation: Conversation) -> Settlement | None:
    """The settlement that the parent lives in, as far as one is known for certain."""
    candidates = _candidates(conversation, None, conversation.place_code)
    return candidates[0] if len(candidates) == 1 else _chosen(conversation, candidates)


def organisations_of(conversation: Conversation) -> list[Organisation]:
    """The organisations where the parent goes: those of the place; where none is known, those that serve all."""
    place = place_of(conversation)
    if place is not None:
        return _known_in(place)
    return [one for one in places_on(clock.today()).organisations if ALL in one.serves]


def _near(metadata: Mapping[str, Any]) -> Said:
    point = Point.parse(metadata.get("lat"), metadata.get("lon"))
    if point is None:
        return Said("utter_find_clinic_no_point")
    found = nearest(point, knowledge().places)
    if not found:
        return Said("utter_find_clinic_outside")
    there = _known_in(found[0].settlement)
    kk, ru = (contacts(there)[f"contacts_{language}"] for language in ("kk", "ru"))
    tail = (f"Тексерілген мәлімет:\n{kk}", f"Проверенные сведения:\n{ru}") if kk else None
    return Said("utter_find_clinic_near", _paired({**nearby(found), **organisations(there)}), tail=tail)


def _for(place: Settlement) -> Said:
    known = _known_in(place)
    begins = place.ru[:1].upper() + place.ru[1:]  # «разъезд Алтай» begins the sentence
    gaps = {"place_kk": place.kk, "place_ru": begins, **organisations(known)}
    if any(one.contacts for one in known):
        return Said("utter_find_clinic_contacts", _paired({**gaps, **contacts(known)}))
    return Said(f"utter_find_clinic_{'centre' if known else 'place'}", _paired(gaps))


def _which(candidates: Sequence[Settlement]) -> Said:
    first = candidates[0]
    buttons = tuple(
        (title(place, "kk"), title(place, "ru"), f'/inform{{"place_code":"{place.code}"}}') for place in candidates
    )
    return Said("utter_find_clinic_which", {"place": (first.kk, first.ru)}, buttons)


def _known_in(place: Settlement) -> list[Organisation]:
    """Organisations that serve a place or stand in it, each once."""
    places = places_on(clock.today())
    return list({one.id: one for one in [*serving(place, places), *standing_in(place, places)]}.values())


def _candidates(conversation: Conversation, named: str | None, code: str | None) -> list[Settlement]:
    """The settlements that the told name or the tapped button can mean."""
    chosen = place_of_code(code, knowledge().places) if code else None
    if chosen:
        return [chosen]
    name = named or conversation.place
    return places_named(name, knowledge().places) if name else []


def _chosen(conversation: Conversation, candidates: Sequence[Settlement]) -> Settlement | None:
    """The namesake that the parent chose earlier."""
    return next((place for place in candidates if place.code == conversation.place_code), None)


def _paired(gaps: Mapping[str, str]) -> Gaps:
    """``{"x_kk": ..., "x_ru": ...}`` as ``{"x": (kk, ru)}``."""
    names = {name[:-3] for name in gaps}
    return {name: (gaps[f"{name}_kk"], gaps[f"{name}_ru"]) for name in sorted(names)}


@of_edition
def _elsewhere() -> PlaceFinder:
    return PlaceFinder.elsewhere(knowledge().places)
