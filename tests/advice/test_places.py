"""Places: what a name can mean, who serves it, what is nearest, and what a wrong file says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kazakh.script import fold
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.places import (
    Point,
    distance_km,
    nearest,
    place_of_code,
    places_named,
    serving,
    standing_in,
    told_apart,
)

PLACES = knowledge().places
COORDINATES = st.floats(allow_nan=True, allow_infinity=True)


def test_the_district_is_whole() -> None:
    kinds = [place.kind for place in PLACES.settlements]
    assert len(PLACES.districts) == 19
    assert (kinds.count("town"), kinds.count("settlement")) == (1, 1)
    assert kinds.count("village") == 35
    assert {place.district for place in PLACES.settlements} - {None} == {one.kk for one in PLACES.districts}


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Бозкөл", ["434437100"]),
        ("Бірлік", ["434439100", "434449380"]),
        ("Қазалы", ["434423100", "kazaly_station"]),
        ("Алматы", []),
        ("", []),
    ],
)
def test_what_a_name_can_mean(name: str, codes: list[str]) -> None:
    assert [place.code for place in places_named(name, PLACES)] == codes


def test_every_place_is_found_by_its_code() -> None:
    for place in PLACES.settlements:
        assert place_of_code(place.code, PLACES) is place
    assert place_of_code("nowhere", PLACES) is None


@pytest.mark.parametrize(
    ("name", "message", "code"),
    [
        ("Қазалы", "Қазалы қаласында тұрамыз", "434423100"),
        ("Қазалы", "город Казалинск", "434423100"),
        ("Қазалы", "Қазалы стансасында", "kazaly_station"),
        ("Қазалы", "вокзал жақта Қазалыда", "kazaly_station"),
        ("Қазалы", "Қазалыда тұрамыз", None),
        ("Бірлік", "Майлыбас жақтағы Бірлік", "434449380"),
        ("Бірлік", "Бірлікте", None),
    ],
)
def test_namesakes_are_told_apart_by_words_beside_them(name: str, message: str, code: str | None) -> None:
    found = told_apart(places_named(name, PLACES), fold(message).split())
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("code", "served_by", "standing"),
    [
        ("434423100", ["shipager"], ["shipager"]),
        ("434451100", ["zhankent"], ["zhankent"]),
        ("434437100", ["bozkol"], ["bozkol"]),
        ("434430100", ["central_hospital"], ["central_hospital", "railway_hospital"]),
        ("kazaly_station", ["central_hospital"], ["central_hospital", "railway_hospital"]),
        ("434465400", [], []),
    ],
)
def test_who_serves_a_place(code: str, served_by: list[str], standing: list[str]) -> None:
    place = place_of_code(code, PLACES)
    assert place is not None
    assert [one.id for one in serving(place, PLACES)] == served_by
    assert [one.id for one in standing_in(place, PLACES)] == standing


@pytest.mark.parametrize(
    ("lat", "lon", "names"),
    [
        (45.763, 62.108, ["Қазалы", "Әйтеке би"]),
        (45.85, 62.15, ["Әйтеке би", "Қазалы"]),
        (46.8, 61.66, ["Әйтеке би", "Қазалы"]),  # Aral, some 110 km off
        (43.24, 76.95, []),  # Almaty
        (42.0, 51.0, []),  # in the Caspian Sea
        (0.0, 0.0, []),
        (-90, 180, []),
    ],
)
def test_the_nearest_places(lat: float, lon: float, names: list[str]) -> None:
    point = Point.parse(lat, lon)
    assert point is not None
    assert [one.settlement.kk for one in nearest(point, PLACES)] == names


def test_distances() -> None:
    kazaly, aiteke_bi = Point(45.76278, 62.1075), Point(45.84607, 62.15264)
    assert distance_km(kazaly, aiteke_bi) == pytest.approx(9.9, abs=0.3)
    assert distance_km(kazaly, kazaly) == 0
    assert distance_km(Point(0, 0), Point(0, 180)) == pytest.approx(20015, abs=5)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        (None, None),
        ("45.7", "62.1"),
        (91, 0),
        (0, 181),
        (float("nan"), 62.0),
        (float("inf"), 62.0),
        (True, False),
        ([45], {}),
        pytest.param(10**400, 1, id="huge"),
        (45.7, None),
    ],
)
def test_what_is_no_point(lat: object, lon: object) -> None:
    assert Point.parse(lat, lon) is None


@given(COORDINATES, COORDINATES)
def test_any_two_numbers_are_a_point_on_the_globe_or_none(lat: float, lon: float) -> None:
    point = Point.parse(lat, lon)
    if point is not None:
        found = nearest(point, PLACES)
        assert [one.km for one in found] == sorted(one.km for one in found)


def parts(**changes: Any) -> dict[str, Any]:
    whole = {
        "sources": ["S1"],
        "settlements": [{"kk": "Аранды", "ru": "Аранды", "kato": "434433200", "kind": "village", "district": "Аранды"}],
        "districts": [{"kk": "Аранды", "ru": "Арандинский", "kato": "434433000"}],
        "organisations": [
            {
                "id": "clinic",
                "kk": "Амбулатория",
                "ru": "амбулатория",
                "kind": "ambulatory",
                "place": "Аранды",
                "purpose": {"kk": "дәрігер", "ru": "врач"},
                "confidence": "low",
                "sources": ["S1"],
            }
        ],
        "elsewhere": [],
    }
    return {**whole, **changes}


def test_a_contact_needs_its_day_and_its_source() -> None:
    good = {**parts()["organisations"][0], "phone": {"text": "103", "verified_on": "2026-11-01", "source": "S1"}}
    assert type(PLACES).parse_obj(parts(organisations=[good])).organisations[0].contacts[0].text == "103"
    for missing in ("verified_on", "source"):
        bad = {**good, "phone": {k: v for k, v in good["phone"].items() if k != missing}}
        with pytest.raises(ValidationError, match=missing):
            type(PLACES).parse_obj(parts(organisations=[bad]))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"districts": parts()["districts"] + [{"kk": "Бос", "ru": "Бос", "kato": "434400001"}]},
            "without a settlement",
        ),
        ({"settlements": parts()["settlements"] * 2}, "one code"),
        ({"settlements": [{"kk": "Аранды", "ru": "Аранды", "kind": "village"}]}, "without kato"),
        ({"organisations": [{**parts()["organisations"][0], "place": "Жоқ"}]}, "unknown settlements: Жоқ"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        type(PLACES).parse_obj(parts(**changes))


def test_no_contact_stands_without_a_day_that_has_come() -> None:
    for one in PLACES.organisations:
        for contact in one.contacts:
            assert contact.verified_on <= date.today()
