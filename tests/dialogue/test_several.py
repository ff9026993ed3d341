"""Several questions in one message: each is answered as if it had come alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialogue.hearing import Talk, parsed


def asked(words: str, intent: str, question: str = "", followup: tuple[str, str] | None = None) -> dict[str, Any]:
    """One question of a message as the pipeline reads it."""
    return {
        "words": words.split(),
        "name": intent,
        "confidence": 0.9,
        "ranking": [{"name": intent, "confidence": 0.9}],
        "questions": [{"name": question, "confidence": 0.8}] if question else [],
        "followups": [{"context": followup[0], "name": followup[1], "confidence": 0.9, "is_near": False}]
        if followup
        else [],
    }


def message(text: str, intent: str, *questions: dict[str, Any]) -> dict[str, Any]:
    return {**parsed(text, intent), "asked": list(questions)}


FREE = asked("колко стоит прививка", "ask_availability", "ask_availability/free")
AGES = asked("в каком возрасте делают", "ask_schedule", "ask_schedule/ages")
BATH = asked("купать можно", "ask_aftercare", "ask_aftercare/bathing")
EAR = asked("ухо болит после кори что делать", "ask_complications", "ask_complications/ear_pain")


def test_each_is_answered_in_short() -> None:
    talk = Talk()
    said = talk.hears(message("сколько стоит прививка и в каком возрасте её делают", "ask_availability", FREE, AGES))
    assert said == ["ask_availability/free", "ask_schedule/ages"]
    assert all(one.is_short and one.is_aside for one in talk.outcome.plan.said)


def test_the_most_urgent_comes_first() -> None:
    said = Talk().hears(message("сколько стоит? ухо болит после кори, что делать?", "ask_availability", FREE, EAR))
    assert said == ["ask_complications/ear_pain", "ask_availability/free"]


def test_of_an_ill_child_its_consultation_stands_behind_the_answer() -> None:
    text = "у дочки 3 года температура 38, сыпь. купать можно?"
    first = Talk().hears(message(text, "ask_treatment", BATH))
    assert first[0] == "ask_treatment/bathing_ill"
    assert first[-1].startswith("ask_consultation_form_danger")


def test_beside_a_question_each_is_answered_and_the_question_stands_again() -> None:
    talk = Talk()
    talk.all(("дочке 3 года, температура 38", "report_symptoms"), ("нет", "deny"))
    said = talk.hears(message("купать можно? и сколько стоит прививка?", "ask_treatment", BATH, FREE))
    assert said[:2] == ["ask_treatment/bathing_ill", "ask_availability/free"]
    assert said[-1].startswith("ask_consultation_form_rash")


def test_behind_a_dose_that_is_told_they_are_of_the_dose() -> None:
    feast = asked("тоига барсак бола ма", "ask_isolation", "ask_isolation/guests_event_after")
    bath = asked("шомилдира береиин бе", "ask_aftercare", "ask_aftercare/bathing")
    said = Talk().hears(
        message("кеше екпе салдырдық. шомылдыра берейін бе, тойға барсақ бола ма?", "ask_aftercare", bath, feast)
    )
    assert said[-1] == "ask_aftercare/out_today"


@pytest.mark.parametrize("second", [asked("айтыңызшы енді маған", "nlu_fallback"), FREE])
def test_where_one_alone_is_understood_the_message_is_answered_whole(second: dict[str, Any]) -> None:
    talk = Talk()
    assert talk.hears(message("сколько стоит прививка? ну скажите", "ask_availability", FREE, second)) == [
        "ask_availability"
    ]


def test_the_general_text_answers_what_is_of_one_topic() -> None:
    stock = asked("вакцина бар ма бізде", "ask_availability")
    assert Talk().hears(message("вакцина бар ма, ақысы қанша?", "ask_availability", stock, FREE)) == [
        "ask_availability"
    ]


def test_two_stretches_of_one_known_question_are_one() -> None:
    parts = (
        asked("екпе қай жаста", "ask_schedule", "ask_schedule/ages"),
        asked("неше рет салынады", "ask_schedule", "ask_schedule/ages"),
    )
    whole = message("екпе қай жаста, неше рет салынады", "ask_schedule", *parts)
    whole["questions"] = [{"name": "ask_schedule/ages", "confidence": 0.99}]
    talk = Talk()
    assert talk.hears(whole) == ["ask_schedule/ages"]
    assert not talk.outcome.plan.said[0].is_short
