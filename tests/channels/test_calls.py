"""What a reply says of itself: how urgent it is, and whom it names."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import pytest

from rasa_project.advice.dialling import with_dialled
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.places_table import Contact
from rasa_project.advice.triage import Level
from rasa_project.channels import calls
from rasa_project.channels.calls import calls_of
from rasa_project.channels.rest.answers import WholeAnswers, urgency
from rasa_project.observability.turns import Turn, begin, note_answer

AMBULANCE = {"number": "103", "label": "Скорая помощь"}


def test_each_line_stands_once_with_its_name_in_the_replys_language() -> None:
    named = ["Звоните 112 или 103!", "1414 знает. 103 бесплатный."]
    numbers = {language: [one["number"] for one in calls_of(named, language)] for language in ("kk", "ru")}  # type: ignore[arg-type]
    assert numbers == {"kk": ["103", "112", "1414"], "ru": ["103", "112", "1414"]}
    assert calls_of(named, "ru")[0] == AMBULANCE
    assert calls_of(["103-разъезд"], "kk") == calls_of([], "kk") == []


def test_a_clinics_checked_number_is_named_behind_the_helplines(monkeypatch: pytest.MonkeyPatch) -> None:
    phone = Contact(text="8 (72438) 2-10-30", verified_on=date(2026, 11, 1), source="local")
    known = knowledge()
    first = known.places.organisations[0].copy(update={"phone": phone})
    places = known.places.copy(update={"organisations": [first, *known.places.organisations[1:]]})
    monkeypatch.setattr(calls, "places_on", lambda day: places)
    text = "• Больница: 8 (72438) 2-10-30 (проверено 01.11.2026). Если тяжело, 103."
    assert calls_of([text], "ru") == [AMBULANCE, {"number": phone.text, "label": first.ru}]
    assert calls_of(["8 (72438) 2-10-301"], "ru") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Емхана: +7 (72438) 2-11-03, 8:00-ден.", "Емхана: +77243821103, 8:00-ден."),
        ("Звоните 8 701 123 45 67 или 103", "Звоните +77011234567 или 103"),
        ("8(72438)2-11-03; +77243821103", "+77243821103; +77243821103"),
        ("103, 112, 12.03.2026, 87 (72) 1", "103, 112, 12.03.2026, 87 (72) 1"),
    ],
)
def test_in_a_messenger_a_whole_number_stands_as_it_is_dialled(text: str, said: str) -> None:
    assert with_dialled(text) == said


def reply(*answers: tuple[str, dict[str, Any] | None]) -> tuple[Turn, WholeAnswers]:
    turn, collected = Turn("rest", "c"), WholeAnswers()
    begin(turn)
    for text, metadata in answers:
        note_answer("utter_x", "ru", metadata, None)
        asyncio.run(collected.send_response("c", {"text": text, "language": "ru", "metadata": metadata}))
    return turn, collected


def test_the_level_of_a_reply_is_the_highest_of_its_answers() -> None:
    assert urgency(*reply(("Если плохо, 103.", None))) == {"level": "none", "emergency": False, "calls": [AMBULANCE]}
    doctor = ("Сегодня нужен врач.", {"level": "doctor_today", "sources": []})
    mixed = reply(("Наблюдайте.", {"level": "watch"}), doctor, ("Спрашивайте.", {}))
    assert urgency(*mixed) == {"level": "doctor_today", "emergency": False, "calls": []}
    assert urgency(*reply(doctor, ("103!", {"level": "emergency"})))["emergency"] is True
    assert mixed[0].level is Level.DOCTOR_TODAY


def test_what_is_no_level_counts_as_none() -> None:
    for metadata in ({"level": "EMERGENCY"}, {"level": 4}, {"level": ["emergency"]}, {"emergency": True}):
        assert urgency(*reply(("103!", metadata)))["level"] == "none"
