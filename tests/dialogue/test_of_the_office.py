"""What the office has published, as the bot says it: contacts by place, phones behind a result, announcements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from rasa_project import clock
from rasa_project.dialogue.conversation import Conversation, Said
from rasa_project.dialogue.conversation_json import from_json, to_json
from tests.content.office import KIOSK, NEWS, PHONE, SHIPAGER, TOUR, published
from tests.dialogue.hearing import TODAY, Talk, parsed, tapped

TOWN = "434423100"
BOZKOL = "434437100"
POINT = {"lat": 45.763, "lon": 62.108}


@pytest.fixture(scope="module", autouse=True)
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Two clinics with phones and two announcements."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: date(2026, 12, 1))
        folder = tmp_path_factory.mktemp("published")
        with published(folder, contacts=[SHIPAGER, KIOSK], announcements=[TOUR, NEWS]):
            yield


def one(talk: Talk, text: str, intent: str, **more: Any) -> Said:
    talk.hears(parsed(text, intent), **more)
    return talk.outcome.plan.said[0]


def at(place: str | None, code: str | None = None, today: date = TODAY) -> Talk:
    return Talk(Conversation(place=place, place_code=code), today)


def test_the_clinic_of_a_place_is_named_with_phone_hours_address_map_and_day_of_the_check() -> None:
    kk, ru = one(at("Қазалы", TOWN), "қайда барамыз", "find_clinic").values["contacts"]
    assert f"Шипагер» дәрігерлік амбулаториясы: {PHONE}; дүйсенбі–жұма 09:00–18:00, сенбі 09:00–13:00; " in kk
    assert "мекенжайы: Қазалы қаласы, Қорқыт ата көшесі, 5; картада: https://www.openstreetmap.org/?mlat=45.76300" in kk
    assert "(20.11.2026 күні тексерілген)" in kk
    assert "адрес: город Казалы, улица Коркыт ата, 5" in ru
    assert "проверено 20.11.2026" in ru


def test_who_serves_all_is_named_in_every_village_and_its_neighbours_clinic_is_not() -> None:
    kk, _ = one(at("Шилі"), "қайда барамыз", "find_clinic").values["contacts"]
    assert "8 (72438) 2-22-22" in kk
    assert PHONE not in kk


def test_the_nearest_to_a_point_has_its_contacts_below() -> None:
    said = one(at(None), "қайда барамыз", "find_clinic", metadata=POINT)
    assert said.response == "utter_find_clinic_near"
    assert said.tail is not None
    assert PHONE in said.tail[0]
    assert said.tail[1].startswith("Проверенные сведения:")


@pytest.mark.parametrize(("place", "first"), [("Қазалы", PHONE), (None, "8 (72438) 2-22-22")])
def test_the_phones_of_ones_own_place_come_first(place: str | None, first: str) -> None:
    said = one(at(place, TOWN if place else None), "нөмірі қандай", "ask_hotline")
    assert said.response == "utter_ask_hotline_clinics"
    lines = said.values["contacts"][0].splitlines()
    assert len(lines) == 2
    assert first in lines[0]


def consulted(talk: Talk, *, danger: str = "no") -> Said:
    """The result of a consultation on an illness."""
    talk.hears(parsed("Баламның қызуы 38, бөртпе шықты", "report_symptoms"))
    for _ in range(8):
        question = talk.conversation.question
        if question is None:
            break
        values = {"danger": danger, "age_months": 36, "doses": 0, "contact": "no", "risk": "none", "fever_days": 1}
        name = {"age": "child_age_months", "doses": "doses"}.get(question.name, question.name)
        talk.hears(tapped("inform", **{name: values.get(question.name, 36 if question.name == "age" else "no")}))
    return talk.outcome.plan.said[0]


def test_a_result_that_sends_to_a_doctor_has_the_phone_of_the_clinic_below() -> None:
    said = consulted(at("Қазалы", TOWN))
    assert said.response == "utter_triage_doctor_today"
    assert said.tail is not None
    assert said.tail[0].startswith("Тексерілген нөмірлер:\n• «Шипагер»")
    assert PHONE in said.tail[1]


def test_an_emergency_has_nothing_of_the_office() -> None:
    talk = at("Қазалы", TOWN)
    assert consulted(talk, danger="yes").response == "utter_report_emergency"
    assert all(said.tail is None for said in talk.outcome.plan.said)
    talk.hears(parsed("қайда барамыз", "find_clinic"))
    assert all(said.tail is None for said in talk.outcome.plan.said)


def test_who_wants_a_person_hears_the_phone() -> None:
    tail = one(at(None), "адаммен сөйлескім келеді", "request_human").tail
    assert tail == (
        "Емхананың тексерілген нөмірі:\n• Қазалы аудандық емханасы: 8 (72438) 2-22-22",
        "Проверенный номер поликлиники:\n• Казалинская районная поликлиника: 8 (72438) 2-22-22",
    )


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("ask_hotline/clinic_phone", [PHONE, "8 (72438) 2-22-22"]),
        ("find_clinic/hours_saturday", [PHONE]),
        ("ask_hotline/ses_phone", []),
    ],
)
def test_a_number_that_is_known_stands_in_place_of_the_answer_that_it_is_not(question: str, numbers: list[str]) -> None:
    talk = at("Қазалы", TOWN)
    message = parsed("телефон", question.partition("/")[0])
    talk.hears({**message, "questions": [{"name": question, "confidence": 0.9}]})
    said = talk.outcome.plan.said[0]
    assert said.response == ("utter_ask_hotline_known" if numbers else f"utter_{question}")
    told = said.values["contacts"][1].splitlines() if numbers else []
    assert len(told) == len(numbers)
    assert all(number in line for number, line in zip(numbers, told))


def test_an_answer_that_sends_nowhere_has_no_phone() -> None:
    assert one(at("Қазалы", TOWN), "қызылша деген не", "ask_disease").tail is None


def test_an_announcement_is_told_once_in_a_talk_to_whom_it_concerns() -> None:
    talk = at("Бозкөл", BOZKOL)
    tail = one(talk, "қайда барамыз", "find_clinic").tail
    assert tail is not None
    assert [part[:14] for part in tail[0].split("\n\n")] == ["Хабарландыру: ", "Хабарландыру: "]
    assert TOUR["ru"] in tail[1]
    assert talk.conversation.announced == ("tour", "hours_changed")
    assert one(talk, "екпе қашан салынады", "ask_schedule").tail is None
    assert one(talk, "екпе қашан салынады", "ask_schedule", after=13 * 3600).tail is not None


def test_of_a_village_that_is_not_known_nothing_is_told_of_another() -> None:
    assert one(at(None), "екпе қашан салынады", "ask_schedule").tail is None
    tail = one(at(None), "сәлем", "greet").tail
    assert tail == (f"Хабарландыру: {NEWS['kk']}", f"Объявление: {NEWS['ru']}")


def test_thanks_behind_a_topic_has_no_announcement() -> None:
    talk = Talk(Conversation())
    talk.hears(parsed("қазір қызылша бар ма", "ask_outbreak"))
    talk.conversation = from_json({**to_json(talk.conversation), "announced": []})
    talk.hears(parsed("рақмет", "thank"))
    assert all(said.tail is None for said in talk.outcome.plan.said)


def test_no_announcement_beside_a_danger_or_a_question() -> None:
    talk = Talk(Conversation())
    talk.hears(parsed("балам есінен танып қалды", "report_emergency"))
    talk.hears(parsed("сәлем", "greet"))
    assert all(said.tail is None for said in talk.outcome.plan.said)


def test_what_was_announced_outlives_a_restart_and_a_broken_list_starts_afresh() -> None:
    told = Conversation(announced=("tour",))
    assert from_json(to_json(told)) == told
    assert from_json({**to_json(told), "announced": "tour"}) == Conversation()
