"""Where to go: by name, by button, by point, outside, and with contacts that somebody checked."""

from __future__ import annotations

from typing import Any

import pytest

from actions import clinics
from actions.clinics import AskHotline, FindClinic
from actions.fallback import NotUnderstood
from actions.inform import Inform
from actions.wording_of_places import contacts, nearby, organisations, title
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.places import Nearby, place_of_code
from rasa_project.advice.places_table import Contact, Organisation
from tests.actions.tracker import message, run, tracker_with

PLACES = knowledge().places


def asked(text: str, slots: dict[str, Any] | None = None, **more: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    said, events = run(FindClinic(), tracker_with(slots, [message(text, "find_clinic", **more)]))
    assert len(said) == 1
    return said[0], events


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("қайда барамыз", "utter_find_clinic"),
        ("Бозкөлде қайда барамыз", "utter_find_clinic_centre"),
        ("Шиліде қайда барамыз", "utter_find_clinic_place"),
        ("Әйтеке биде қайда барамыз", "utter_find_clinic_centre"),
        ("Қазалы қаласында қайда барамыз", "utter_find_clinic_centre"),
        ("Қазалыда қайда барамыз", "utter_find_clinic_which"),
        ("Бірлікте тұрамыз, қайда барамыз", "utter_find_clinic_which"),
        ("Алматыда қайда барамыз", "utter_find_clinic_outside"),
        ("Қызылорда облысы Қазалы қаласында", "utter_find_clinic_centre"),
    ],
)
def test_by_name(text: str, response: str) -> None:
    assert asked(text)[0]["response"] == response


def test_the_organisations_are_named_with_what_they_are_for() -> None:
    said, _ = asked("Новоказалинскте қайда барамыз")
    assert said["place_kk"] == "Әйтеке би"
    assert "орталық ауруханасы: жатып емделу" in said["organisations_kk"]
    assert "теміржол ауруханасы" in said["organisations_kk"]


def test_two_places_of_one_name_are_asked_back_and_chosen_by_a_button() -> None:
    said, _ = asked("Бірлікте тұрамыз")
    assert [one["title"] for one in said["buttons"]] == ["Бірлік (Бірлік)", "Бірлік (Майлыбас)"]
    assert all(len(one["payload"].encode()) <= 64 for one in said["buttons"])
    code = said["buttons"][1]["payload"].split('"')[3]
    tapped = message("/inform", entities=[{"entity": "place_code", "value": code}])
    replies, events = run(Inform(), tracker_with({"settlement": "Бірлік"}, [tapped]))
    assert replies[0]["response"] == "utter_find_clinic_place"
    assert events == {"place_code": "434449380"}
    again, _ = asked("қайда барамыз", {"settlement": "Бірлік", "place_code": "434449380"})
    assert again["response"] == "utter_find_clinic_place"


@pytest.mark.parametrize("action", [Inform(), NotUnderstood()])
def test_which_of_two_places_can_be_said_in_words(action: Any) -> None:
    tracker = tracker_with({"settlement": "Қазалы"}, [message("станса жағындамыз", "inform")])
    said, events = run(action, tracker)
    assert said[0]["response"] == "utter_find_clinic_centre"
    assert events == {"place_code": "kazaly_station"}


def test_the_town_and_the_station_in_russian() -> None:
    said, _ = run(FindClinic(), tracker_with(messages=[message("куда идти в Казалы", "find_clinic")]))
    assert [one["title"] for one in said[0]["buttons"]] == ["город Казалы", "станция Казалы"]


def test_a_place_told_before_is_used_but_not_for_a_place_outside() -> None:
    assert asked("қайда барамыз", {"settlement": "Жанкент"})[0]["place_kk"] == "Жанкент"
    assert asked("ал Шымкентте ше", {"settlement": "Жанкент"})[0]["response"] == "utter_find_clinic_outside"


@pytest.mark.parametrize(
    ("metadata", "response"),
    [
        ({"lat": 45.763, "lon": 62.108}, "utter_find_clinic_near"),
        ({"lat": 42.0, "lon": 51.0}, "utter_find_clinic_outside"),
        ({"lat": "45.7", "lon": "62.1"}, "utter_find_clinic_no_point"),
        ({"lat": None, "lon": None}, "utter_find_clinic_no_point"),
        ({"lat": 999, "lon": 1e300}, "utter_find_clinic_no_point"),
        ({"lat": 45.763}, "utter_find_clinic_no_point"),
        ({}, "utter_find_clinic"),
        (None, "utter_find_clinic"),
        ("45.7, 62.1", "utter_find_clinic"),
    ],
)
def test_by_point(metadata: object, response: str) -> None:
    assert asked("қайда барамыз", metadata=metadata)[0]["response"] == response


def test_a_point_gives_the_nearest_places_with_their_distance() -> None:
    said, _ = asked("қайда барамыз", metadata={"lat": 45.763, "lon": 62.108})
    assert said["nearest_kk"] == "Қазалы қаласы – 1 км-ден жақын, Әйтеке би кенті – шамамен 10 км"
    assert "Шипагер" in said["organisations_kk"]


@pytest.mark.parametrize("action", [Inform(), NotUnderstood()])
def test_a_point_needs_no_words(action: Any) -> None:
    said, _ = run(action, tracker_with(messages=[message("", "nlu_fallback", metadata={"lat": 45.8, "lon": 62.1})]))
    assert said[0]["response"] == "utter_find_clinic_near"


def with_phone(one: Organisation) -> Organisation:
    phone = Contact(text="тел. 0-00-00", verified_on="2026-11-20", source="S13")
    return one.copy(update={"phone": phone})


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A knowledge base in which somebody has checked one phone."""
    some = [with_phone(one) if one.id == "shipager" else one for one in PLACES.organisations]
    known = knowledge().copy(update={"places": PLACES.copy(update={"organisations": some})})
    monkeypatch.setattr(clinics, "knowledge", lambda: known)


@pytest.mark.usefixtures("checked")
def test_a_checked_contact_is_said_with_its_day() -> None:
    said, _ = asked("Қазалы қаласында қайда барамыз")
    assert said["response"] == "utter_find_clinic_contacts"
    assert said["contacts_kk"].endswith("тел. 0-00-00 (20.11.2026 күні тексерілген)")
    replies, _ = run(AskHotline(), tracker_with(messages=[message("нөмірі қандай", "ask_hotline")]))
    assert replies[0]["response"] == "utter_ask_hotline_clinics"


def test_without_checked_contacts_none_is_said() -> None:
    assert not any(one.contacts for one in PLACES.organisations)
    replies, _ = run(AskHotline(), tracker_with(messages=[message("нөмірі қандай", "ask_hotline")]))
    assert replies[0]["response"] == "utter_ask_hotline"


@pytest.mark.parametrize(
    ("code", "kazakh", "russian"),
    [
        ("434423100", "Қазалы қаласы", "город Казалы"),
        ("434430100", "Әйтеке би кенті", "посёлок Айтеке би"),
        ("434449380", "Бірлік (Майлыбас)", "Бирлик (Майлыбас)"),
    ],
)
def test_titles(code: str, kazakh: str, russian: str) -> None:
    place = place_of_code(code, PLACES)
    assert place is not None
    assert (title(place, "kk"), title(place, "ru")) == (kazakh, russian)


def test_words_for_nothing_known() -> None:
    assert organisations([]) == {"organisations_kk": "", "organisations_ru": ""}
    assert contacts([]) == {"contacts_kk": "", "contacts_ru": ""}
    assert nearby([Nearby(PLACES.settlements[0], 0.4)])["nearest_ru"] == "посёлок Айтеке би – ближе 1 км"


def test_a_siding_begins_the_sentence_with_a_capital() -> None:
    assert asked("куда идти", {"settlement": "Алтай разъезі"})[0]["place_ru"] == "Разъезд Алтай"
