"""A danger that may be there: 103 in the first line, then one question on that very sign; its answer decides."""

from __future__ import annotations

from typing import Any

import pytest

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.conversation import Conversation
from rasa_project.dialogue.hearing import heard_from
from rasa_project.understanding.extraction import Danger
from tests.data.content import variations
from tests.dialogue.hearing import TODAY, Talk, parsed, tapped

ASKED = ["ask_danger_perhaps"]


def perhaps(
    text: str, intent: str = "report_symptoms", sign: str = "hard_breathing", maybe: float = 0.6
) -> dict[str, Any]:
    """Parse data of a message in which the model hears that danger may be there."""
    return {**parsed(text, intent), "danger": {"level": "maybe", "sign": sign, "now": 0.1, "maybe": maybe}}


def test_one_question_on_that_very_sign() -> None:
    talk = Talk()
    assert talk.hears(perhaps("тынысы жиілеп кетті ме деймін")) == ASKED
    question = knowledge().signs.danger["hard_breathing"].question
    assert talk.gaps["question"] == (question.kk, question.ru)


def test_where_it_is_open_which_sign_all_are_asked_about() -> None:
    assert Talk().hears(perhaps("бірдеңе болып жатыр", sign="newborn_fever")) == ["ask_consultation_form_danger"]
    unknown = perhaps("бірдеңе болып жатыр")
    unknown["danger"]["sign"] = None
    assert Talk().hears(unknown) == ["ask_consultation_form_danger"]


@pytest.mark.parametrize("answer", ["иә", "да, так и есть", "иа соны айтып турмын", "есть"])
def test_a_yes_is_an_emergency(answer: str) -> None:
    talk = Talk()
    talk.hears(perhaps("тынысы жиілеп кетті ме деймін"))
    assert talk.hears(parsed(answer, "affirm")) == ["report_emergency"]


@pytest.mark.parametrize("answer", [parsed("жоқ", "deny"), parsed("нет", "deny"), tapped("inform", danger="no")])
def test_a_no_goes_on_without_103(answer: dict[str, Any]) -> None:
    talk = Talk()
    talk.hears(perhaps("қызуы 38, тынысы жиілеп кетті ме деймін"))
    said = talk.hears(answer)
    assert "report_emergency" not in said
    assert "ask_consultation_form_danger" not in said
    assert talk.conversation.people[0].danger == "no"


def test_a_sign_told_in_answer_is_an_emergency() -> None:
    talk = Talk()
    talk.hears(perhaps("тынысы жиілеп кетті ме деймін"))
    assert talk.hears(parsed("қазір ерні көгеріп кетті", "report_emergency")) == ["report_emergency"]


@pytest.mark.parametrize(
    "before",
    [
        [("баламның қызуы бар", "report_symptoms"), ("жоқ", "deny")],
        [("кеше науқаспен бірге болды", "ask_exposure")],
        [("қызыма 5 жас, бір екпесі бар", "inform")],
        [("рахмет", "thank")],
        [("сәлем", "greet")],
    ],
)
def test_it_is_asked_in_the_middle_of_any_talk(before: list[tuple[str, str]]) -> None:
    talk = Talk()
    talk.all(*before)
    assert talk.hears(perhaps("бала тым солғын болып қалды", sign="lethargic")) == ASKED


def test_in_an_emergency_it_changes_nothing() -> None:
    talk = Talk()
    talk.hears(parsed("тырысып жатыр", "report_emergency"))
    assert talk.hears(perhaps("солғын болып қалды", "report_symptoms")) != ASKED


def test_what_is_told_of_the_past_asks_nothing() -> None:
    assert Talk().hears(perhaps("былтыр бір рет тырысып қалған еді", "ask_contraindications")) != ASKED


@pytest.mark.parametrize(
    ("ranking", "danger"),
    [
        ([("report_symptoms", 0.1), ("report_emergency", 0.85)], Danger.MAYBE),
        ([("report_symptoms", 0.4), ("report_emergency", 0.5)], Danger.NONE),
        ([("report_emergency", 0.99)], Danger.NONE),  # an emergency by its intent already
    ],
)
def test_an_emergency_that_the_intents_alone_hear_may_be_one(ranking: list[tuple[str, float]], danger: Danger) -> None:
    shown = [{"name": name, "confidence": p} for name, p in ranking]
    message = {**parsed("ой не істейміз", ranking[0][0]), "intent_ranking": shown}
    assert heard_from(message, Conversation(), TODAY).danger is danger


@pytest.mark.parametrize("text", ["2 жаста балам бір рет алды", "егу паспортын жоғалтып алдық"])
def test_what_is_clearly_of_doses_is_not_asked_about_a_mere_supposition(text: str) -> None:
    message = perhaps(text, "inform")
    message["intent_ranking"] = [{"name": "inform", "confidence": 0.8}]
    assert Talk().hears(message) != ASKED
    now = {**message, "danger": {"level": "now", "sign": "convulsions", "now": 0.6, "maybe": 0.1}}
    assert Talk().hears(now) == ["report_emergency"]


def test_each_sign_has_its_question_in_both_languages() -> None:
    for name, sign in knowledge().signs.danger.items():
        assert sign.question.kk.endswith("?"), name
        assert sign.question.ru.endswith("?"), name
        assert len(sign.question.kk) <= 90, name
        assert len(sign.question.ru) <= 90, name


def test_103_stands_in_the_first_line() -> None:
    some = [one for one in variations() if one.response == "utter_ask_danger_perhaps"]
    assert len(some) == 2
    assert all("103" in one.text.splitlines()[0] for one in some)
    assert all("{question}" in one.text for one in some)
