"""Where to go: the organisation that serves a place, the nearest places to a point, the phone lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.child import said_words
from actions.conversation import language_of, said_now
from actions.danger_line import say_when_to_call
from actions.subjects import says_subject
from actions.wording_of_places import contacts, nearby, organisations, title
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.places import (
    Point,
    nearest,
    place_of_code,
    places_named,
    serving,
    standing_in,
    told_apart,
)
from rasa_project.advice.places_table import Organisation, Settlement
from rasa_project.understanding.places import PlaceFinder

SETTLEMENT: Final = "settlement"
PLACE_CODE: Final = "place_code"


class FindClinic(Action):
    """Answers ``find_clinic``: for the point or the settlement that was told, or asks which one."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_find_clinic"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say where to go."""
        say_when_to_call(dispatcher, tracker)
        return say_where(dispatcher, tracker)


class AskHotline(Action):
    """Answers ``ask_hotline``: the lines that work, and checked numbers of clinics where there are any."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_ask_hotline"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say the numbers, or what to do where 103 doesn't answer."""
        if says_subject(dispatcher, tracker):
            return []
        with_phone = [one for one in knowledge().places.organisations if one.phone]
        if with_phone:
            dispatcher.utter_message(response="utter_ask_hotline_clinics", **contacts(with_phone))
        else:
            dispatcher.utter_message(response="utter_ask_hotline")
        return []


def say_where(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Dispatch where to go; gives the slots that the message settles."""
    if has_point(tracker):
        _say_near(dispatcher, tracker)
        return []
    words = said_words(tracker)
    if said_now(tracker, SETTLEMENT) is None and names_place_outside(words):
        dispatcher.utter_message(response="utter_find_clinic_outside")
        return []
    candidates = _candidates(tracker)
    place = candidates[0] if len(candidates) == 1 else told_apart(candidates, words) or _chosen(tracker, candidates)
    if place is not None:
        _say_for(dispatcher, place)
        return [SlotSet(PLACE_CODE, place.code)]
    if candidates:
        _ask_which(dispatcher, candidates, tracker)
    else:
        dispatcher.utter_message(response="utter_find_clinic")
    return []


def tells_namesake_apart(tracker: Tracker, words: Sequence[str]) -> bool:
    """Whether the words answer which of two places of one name was meant (``станса жағында``)."""
    candidates = _candidates(tracker)
    return len(candidates) > 1 and told_apart(candidates, words) is not None


def has_point(tracker: Tracker) -> bool:
    """Whether the message came with coordinates (``lat`` and ``lon`` in its metadata), good or bad."""
    return bool({"lat", "lon"} & set(_metadata(tracker)))


def _metadata(tracker: Tracker) -> dict[str, Any]:
    metadata = (tracker.latest_message or {}).get("metadata")
    return metadata if isinstance(metadata, dict) else {}


def _say_near(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    told = _metadata(tracker)
    point = Point.parse(told.get("lat"), told.get("lon"))
    if point is None:
        dispatcher.utter_message(response="utter_find_clinic_no_point")
        return
    found = nearest(point, knowledge().places)
    if not found:
        dispatcher.utter_message(response="utter_find_clinic_outside")
        return
    there = _known_in(found[0].settlement)
    dispatcher.utter_message(response="utter_find_clinic_near", **nearby(found), **organisations(there))


def _say_for(dispatcher: CollectingDispatcher, place: Settlement) -> None:
    known = _known_in(place)
    begins = place.ru[:1].upper() + place.ru[1:]  # «разъезд Алтай» begins the sentence
    gaps = {"place_kk": place.kk, "place_ru": begins, **organisations(known)}
    if any(one.contacts for one in known):
        dispatcher.utter_message(response="utter_find_clinic_contacts", **gaps, **contacts(known))
    else:
        dispatcher.utter_message(response=f"utter_find_clinic_{'centre' if known else 'place'}", **gaps)


def _known_in(place: Settlement) -> list[Organisation]:
    """Organisations that serve a place or stand in it, each once."""
    places = knowledge().places
    return list({one.id: one for one in [*serving(place, places), *standing_in(place, places)]}.values())


def _candidates(tracker: Tracker) -> list[Settlement]:
    """The settlements that the told name or the tapped button can mean."""
    code = said_now(tracker, PLACE_CODE)
    chosen = place_of_code(str(code), knowledge().places) if code else None
    if chosen:
        return [chosen]
    name = said_now(tracker, SETTLEMENT) or tracker.get_slot(SETTLEMENT)
    return places_named(str(name), knowledge().places) if name else []


def _chosen(tracker: Tracker, candidates: Sequence[Settlement]) -> Settlement | None:
    """The namesake that the parent chose earlier."""
    return next((place for place in candidates if place.code == tracker.get_slot(PLACE_CODE)), None)


def _ask_which(dispatcher: CollectingDispatcher, candidates: Sequence[Settlement], tracker: Tracker) -> None:
    language = language_of(tracker)
    buttons = [
        {"title": title(place, language), "payload": f'/inform{{"{PLACE_CODE}":"{place.code}"}}'}
        for place in candidates
    ]
    first = candidates[0]
    dispatcher.utter_message(response="utter_find_clinic_which", place_kk=first.kk, place_ru=first.ru, buttons=buttons)


def names_place_outside(words: Sequence[str]) -> bool:
    """Whether the folded words name a town or a district outside Kazaly district."""
    return _elsewhere().find(words) is not None


@lru_cache(maxsize=1)
def _elsewhere() -> PlaceFinder:
    return PlaceFinder.elsewhere(knowledge().places)
