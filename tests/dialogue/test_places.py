"""Where to go: by name, by button, by point, outside, and with contacts that somebody checked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.places import Nearby, place_of_code
from rasa_project.advice.places_table import Contact, Organisation
from rasa_project.dialogue import places_said
from rasa_project.dialogue.conversation import Conversation
from rasa_project.dialogue.wording_of_places import contacts, nearby, organisations, title
from tests.dialogue.hearing import Talk, parsed, tapped

PLACES = knowledge().places
POINT = {"lat": 45.763, "lon": 62.108}


def asked(text: str, intent: str = "find_clinic", metadata: Any = None, **known: str) -> Talk:
    """A talk behind this message, where a place may be known before."""
    talk = Talk(Conversation(**known))  # type: ignore[arg-type]
    assert len(talk.hears(parsed(text, intent), metadata=metadata)) == 1
    return talk


def response(talk: Talk) -> str:
    return talk.outcome.plan.said[0].response.removeprefix("utter_")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("қайда барамыз", "find_clinic"),
        ("Бозкөлде қайда барамыз", "find_clinic_centre"),
        ("Шиліде қайда барамыз", "find_clinic_place"),
        ("Әйтеке биде қайда барамыз", "find_clinic_centre"),
        ("Қазалы қаласында қайда барамыз", "find_clinic_centre"),
        ("Қазалыда қайда барамыз", "find_clinic_which"),
        ("Бірлікте тұрамыз, қайда барамыз", "find_clinic_which"),
        ("Алматыда қайда барамыз", "find_clinic_outside"),
        ("Қызылорда облысы Қазалы қаласында", "find_clinic_centre"),
    ],
)
def test_by_name(text: str, name: str) -> None:
    assert response(asked(text)) == name


def test_a_place_that_is_only_named_is_answered_too() -> None:
    assert response(asked("Бозкөлденбіз", "inform")) == "find_clinic_centre"


def test_the_organisations_are_named_with_what_they_are_for() -> None:
    gaps = asked("Новоказалинскте қайда барамыз").gaps
    assert gaps["place"][0] == "Әйтеке би"
    assert "орталық ауруханасы: жатып емделу" in gaps["organisations"][0]
    assert "теміржол ауруханасы" in gaps["organisations"][0]


def test_two_places_of_one_name_are_asked_back_and_chosen_by_a_button() -> None:
    talk = asked("Бірлікте тұрамыз")
    buttons = talk.outcome.plan.said[0].buttons
    assert [kk for kk, _, _ in buttons] == ["Бірлік (Бірлік)", "Бірлік (Майлыбас)"]
    assert all(len(payload.encode()) <= 64 for _, _, payload in buttons)
    code = buttons[1][2].split('"')[3]
    assert talk.hears(tapped("inform", place_code=code)) == ["find_clinic_place"]
    assert talk.conversation.place_code == "434449380"
    assert talk.hears(parsed("қайда барамыз", "find_clinic"))[-1] == "find_clinic_place"


@pytest.mark.parametrize("intent", ["inform", "nlu_fallback"])
def test_which_of_two_places_can_be_said_in_words(intent: str) -> None:
    talk = asked("станса жағындамыз", intent, place="Қазалы")
    assert response(talk) == "find_clinic_centre"
    assert talk.conversation.place_code == "kazaly_station"


def test_the_town_and_the_station_in_russian() -> None:
    buttons = asked("куда идти в Казалы").outcome.plan.said[0].buttons
    assert [ru for _, ru, _ in buttons] == ["город Казалы", "станция Казалы"]


def test_a_place_told_before_is_used_but_not_for_a_place_outside() -> None:
    assert asked("қайда барамыз", place="Жанкент").gaps["place"][0] == "Жанкент"
    assert response(asked("ал Шымкентте ше", place="Жанкент")) == "find_clinic_outside"


def test_who_has_moved_here_is_no_stranger() -> None:
    assert response(asked("Ақтөбеден көшіп келдік, қайда барамыз")) == "find_clinic"


@pytest.mark.parametrize(
    ("metadata", "name"),
    [
        (POINT, "find_clinic_near"),
        ({"lat": 42.0, "lon": 51.0}, "find_clinic_outside"),
        ({"lat": "45.7", "lon": "62.1"}, "find_clinic_no_point"),
        ({"lat": None, "lon": None}, "find_clinic_no_point"),
        ({"lat": 999, "lon": 1e300}, "find_clinic_no_point"),
        ({"lat": float("nan"), "lon": 62.1}, "find_clinic_no_point"),
        ({"lat": 45.763}, "find_clinic_no_point"),
        ({}, "find_clinic"),
        (None, "find_clinic"),
    ],
)
def test_by_point(metadata: dict[str, Any] | None, name: str) -> None:
    assert response(asked("қайда барамыз", metadata=metadata)) == name


def test_a_point_gives_the_nearest_places_with_their_distance() -> None:
    gaps = asked("қайда барамыз", metadata=POINT).gaps
    assert gaps["nearest"][0] == "Қазалы қаласы – 1 км-ден жақын, Әйтеке би кенті – шамамен 10 км"
    assert "Шипагер" in gaps["organisations"][0]


@pytest.mark.parametrize("intent", ["inform", "nlu_fallback"])
def test_a_point_needs_no_words(intent: str) -> None:
    assert response(asked("", intent, metadata=POINT)) == "find_clinic_near"


def with_phone(one: Organisation) -> Organisation:
    phone = Contact(text="тел. 0-00-00", verified_on=date(2026, 11, 20), source="S13")
    return one.copy(update={"phone": phone})


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A knowledge base in which somebody has checked one phone."""
    some = [with_phone(one) if one.id == "shipager" else one for one in PLACES.organisations]
    monkeypatch.setattr(places_said, "places_on", lambda day: PLACES.copy(update={"organisations": some}))


@pytest.mark.usefixtures("checked")
def test_a_checked_contact_is_said_with_its_day() -> None:
    talk = asked("Қазалы қаласында қайда барамыз")
    assert response(talk) == "find_clinic_contacts"
    assert talk.gaps["contacts"][0].endswith("тел. 0-00-00 (20.11.2026 күні тексерілген)")
    assert response(asked("нөмірі қандай", "ask_hotline")) == "ask_hotline_clinics"


def test_without_checked_contacts_none_is_said() -> None:
    assert not any(one.contacts for one in PLACES.organisations)
    assert response(asked("нөмірі қандай", "ask_hotline")) == "ask_hotline"


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
    assert asked("куда идти", place="Алтай разъезі").gaps["place"][1] == "Разъезд Алтай"
