"""Talk about the talk, several questions in one message, and what is not understood."""

from __future__ import annotations

from typing import Any

import pytest

from rasa_project.dialogue.talk import MOVES
from rasa_project.understanding.followups import followups
from tests.dialogue.hearing import Talk, parsed, said, tapped

ASKED = ("қызылша деген не", "ask_disease")
NAMED = [one for one in followups()["talk"].values() if one.answer not in {*MOVES, "human"}]


def answered() -> Talk:
    talk = Talk()
    talk.all(ASKED)
    return talk


def moves(text: str, name: str, intent: str = "nlu_fallback", sure: float = 0.95) -> dict[str, Any]:
    return parsed(text, intent, ("talk", name), sure)


@pytest.mark.parametrize(
    ("name", "responses", "is_short"),
    [
        ("repeat", ["ask_disease"], False),
        ("shorter", ["ask_disease"], True),
        ("simpler", ["ask_disease"], True),
        ("go_back", ["ask_disease"], False),
        ("not_what_i_asked", ["not_understood"], False),
        ("second_question", ["not_understood"], False),
        ("agree", ["affirm"], False),
        ("want_human", ["request_human"], False),
    ],
)
def test_a_move(name: str, responses: list[str], is_short: bool) -> None:
    talk = answered()
    assert talk.hears(moves("жаңағыны айтшы", name)) == responses
    assert [one.is_short for one in talk.outcome.plan.said] == [is_short]
    assert talk.conversation.last.topic == "ask_disease"


@pytest.mark.parametrize("one", NAMED, ids=[one.name for one in NAMED])
def test_every_other_move_has_its_text(one: Any) -> None:
    assert answered().hears(moves("солай", one.name)) == [one.answer]


@pytest.mark.parametrize("name", ["repeat", "shorter", "simpler", "go_back"])
def test_with_nothing_said_before_it_is_not_understood(name: str) -> None:
    assert Talk().hears(moves("қайталаңызшы", name)) == ["not_understood"]


def test_what_was_not_understood_is_not_repeated() -> None:
    talk = answered()
    talk.hears(parsed("мәссаған", "nlu_fallback"))
    assert talk.hears(moves("қайталаңызшы", "repeat")) == ["ask_disease"]


def test_repeated_twice_it_is_the_same() -> None:
    talk = answered()
    assert [talk.hears(moves("қайталаңызшы", "repeat")) for _ in range(3)] == [["ask_disease"]] * 3


def test_in_a_consultation_agreement_puts_the_question_again() -> None:
    talk = Talk()
    talk.all(("балам 3 жаста, қызуы бар", "report_symptoms"))
    assert talk.hears(moves("түсінікті", "agree"))[-1].startswith("ask_consultation_form_danger")


def test_in_a_consultation_the_question_can_be_heard_again() -> None:
    talk = Talk()
    talk.all(("балам 3 жаста, қызуы бар", "report_symptoms"))
    assert talk.hears(moves("қайталаңызшы", "repeat"))[-1].startswith("ask_consultation_form_danger")


def test_a_clear_question_is_no_talk_about_the_talk() -> None:
    message = moves("қайталап айтыңызшы, қызылша қалай жұғады", "repeat", "ask_transmission")
    message["intent_ranking"] = [{"name": "ask_transmission", "confidence": 0.95}]
    assert answered().hears(message) == ["ask_transmission"]


def several(*intents: str) -> dict[str, Any]:
    message = parsed("қызылша деген не? екпе қашан? қайда барамыз? тағы бірдеңе?", intents[0])
    message["asked"] = [{"name": name, "confidence": 0.9, "words": ["бул", "калаи", "болади"]} for name in intents]
    return message


@pytest.mark.parametrize(
    ("intents", "responses"),
    [
        (("ask_disease", "ask_schedule"), ["ask_disease", "ask_schedule"]),
        (("ask_disease", "ask_schedule", "find_clinic"), ["ask_disease", "ask_schedule", "find_clinic"]),
        (("ask_disease", "ask_schedule", "find_clinic", "ask_myth"), ["ask_disease", "ask_schedule", "find_clinic"]),
        (("ask_disease", "ask_disease"), ["ask_disease"]),
        (("ask_disease", "greet"), ["ask_disease"]),
        (("ask_disease",), ["ask_disease"]),
    ],
)
def test_several_questions_are_each_answered_in_short(intents: tuple[str, ...], responses: list[str]) -> None:
    talk = Talk()
    assert talk.hears(several(*intents)) == responses
    is_several = len({name for name in intents if name.startswith(("ask_", "find_"))}) > 1
    assert all(one.is_short is is_several for one in talk.outcome.plan.said)


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("біріншісін айтшы", "ask_disease"),
        ("екіншісі ше", "ask_schedule"),
        ("второй вопрос?", "ask_schedule"),
        ("үшінші сұрағым ше", "find_clinic"),
    ],
)
def test_one_of_them_can_be_asked_for(text: str, response: str) -> None:
    talk = Talk()
    talk.hears(several("ask_disease", "ask_schedule", "find_clinic"))
    assert talk.hears(moves(text, "second_question")) == [response]


@pytest.mark.parametrize(
    ("ranking", "offered"),
    [
        (["nlu_fallback", "greet", "ask_myth", "ask_adult", "ask_infant", "help"],
         ["/ask_myth", "/ask_adult", "/ask_infant"]),
        ([], ["/ask_symptoms", "/ask_schedule", "/find_clinic"]),
        (["ask_schedule"], ["/ask_schedule", "/ask_symptoms", "/find_clinic"]),
    ],
)  # fmt: skip
def test_the_nearest_topics_are_offered_where_nothing_was_understood(ranking: list[str], offered: list[str]) -> None:
    message = parsed("мәссаған", "nlu_fallback")
    message["intent_ranking"] = [{"name": name, "confidence": 0.1} for name in ranking]
    talk = Talk()
    assert talk.hears(message)[-1] == "not_understood"
    assert [payload for _, _, payload in talk.outcome.plan.said[-1].buttons] == offered


MISS = ("мәссаған", "nlu_fallback")


@pytest.mark.parametrize(
    ("turns", "response"),
    [
        ([MISS], "not_understood"),
        ([MISS, MISS], "not_understood_again"),
        ([MISS, MISS, MISS], "help/not_helped"),
        ([MISS, MISS, MISS, MISS], "not_understood_again"),
        ([MISS, ("сәлем", "greet"), MISS], "not_understood"),
    ],
)
def test_a_second_miss_in_a_row_says_whom_to_ask(turns: list[tuple[str, str]], response: str) -> None:
    assert Talk().all(*turns)[-1] == [response]


def test_an_age_alone_is_answered_with_what_is_due() -> None:
    assert Talk().hears(parsed("8 айлық", "nlu_fallback")) == ["schedule_before_first_extra"]


@pytest.mark.parametrize("intent", ["greet", "thank", "goodbye", "help", "bot_challenge", "affirm", "deny"])
def test_small_talk_has_its_answer_and_leaves_the_context(intent: str) -> None:
    talk = Talk()
    talk.all(("балам 8 айлық, екпе қашан", "ask_schedule"), tapped(intent))
    assert said(talk.outcome) == [intent]
    assert talk.conversation.last.context == "plan"
