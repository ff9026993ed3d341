"""Which places a name can mean, who serves a place, and what is nearest to a point. Pure functions over ``Places``."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rasa_project.advice.places_table import Organisation, Places, Settlement

#: In ``serves``: the people of every place.
ALL: Final = "all"
_EARTH_KM: Final = 6371.0
#: Farther than this from both places whose coordinates are known, a point is taken to be outside the district.
#: Our choice, on the generous side: the remote villages lie far from the centre and nobody has their coordinates.
_OUTSIDE_KM: Final = 250.0


@dataclass(frozen=True)
class Nearby:
    """A settlement and its distance in a straight line, in kilometres."""

    settlement: Settlement
    km: float


@dataclass(frozen=True)
class Point:
    """A checked point: degrees north and east."""

    lat: float
    lon: float

    @classmethod
    def parse(cls, lat: object, lon: object) -> Point | None:
        """From two numbers of degrees; ``None`` for anything that is no point on the globe."""
        numbers = [value for value in (lat, lon) if isinstance(value, (int, float)) and not isinstance(value, bool)]
        if len(numbers) < 2 or not (abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180):
            return None  # also for what is no number (nan) or too large for one
        return cls(float(numbers[0]), float(numbers[1]))


def places_named(name: str, places: Places) -> list[Settlement]:
    """The settlements that a Kazakh name can mean; several where places share it."""
    return [place for place in places.settlements if name in (place.kk, place.namesake_of)]


def place_of_code(code: str, places: Places) -> Settlement | None:
    """The settlement that a button named."""
    return next((place for place in places.settlements if place.code == code), None)


def told_apart(candidates: Sequence[Settlement], words: Sequence[str]) -> Settlement | None:
    """The one of several namesakes that the folded words mean, or ``None`` where they leave it open."""
    meant = [place for place in candidates if any(word.startswith(tuple(place.told_by)) for word in words)]
    return meant[0] if len(meant) == 1 else None


def serving(place: Settlement, places: Places) -> list[Organisation]:
    """The organisations known to serve a place, the nearest care first as the file lists them."""
    names = {place.kk, place.within, place.code, ALL} - {None}
    return [one for one in places.organisations if names & {*one.serves}]


def standing_in(place: Settlement, places: Places) -> list[Organisation]:
    """The organisations that stand in a place."""
    return [one for one in places.organisations if one.place in (place.kk, place.within, place.code) and one.place]


def nearest(point: Point, places: Places, count: int = 2) -> list[Nearby]:
    """The nearest settlements with known coordinates; empty for a point that is far from the district."""
    located = [
        Nearby(place, distance_km(point, Point(place.coordinates.lat, place.coordinates.lon)))
        for place in places.settlements
        if place.coordinates
    ]
    located.sort(key=lambda one: one.km)
    return located[:count] if located and located[0].km <= _OUTSIDE_KM else []


def distance_km(one: Point, other: Point) -> float:
    """Great-circle distance in kilometres (haversine; the earth as a ball, wrong by at most 0.6 %)."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half_lat, half_lon = (lat2 - lat1) / 2, math.radians(other.lon - one.lon) / 2
    square = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, square)))
