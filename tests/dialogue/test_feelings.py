"""A feeling beside a question: one human sentence, then what was asked; 103 before both."""

from __future__ import annotations

import pytest

from tests.data.content import variations
from tests.dialogue.hearing import Talk, parsed


@pytest.mark.parametrize(
    ("text", "intent", "feeling", "first"),
    [
        ("не понимаешь что ли, можно ли купать после прививки", "ask_aftercare", "anger", "anger_first"),
        ("қорқып отырмын, бір жаста екпе салу ерте емес пе", "ask_vaccine_safety", "fear", "fear_first"),
        ("моя вина, что заболел, а младшему когда прививку", "ask_schedule", "guilt", "guilt_first"),
        ("үлкенімізді жерледік, енді кішісіне екпе қашан саламыз", "ask_schedule", "grief", "grief_first"),
    ],
)
def test_the_human_sentence_stands_first_and_the_question_is_answered(
    text: str, intent: str, feeling: str, first: str
) -> None:
    said = Talk().hears(parsed(text, intent, ("talk", feeling)))
    assert said[0] == first
    assert said[1] == intent


@pytest.mark.parametrize(
    "text",
    ["мама умерла вчера, а нам в понедельник на прививку, можно ли идти",
     "әжем қайтыс болды, енді балама екпе салдырсам бола ма", "внучка умерла от кори, а сыну прививку когда"],
)  # fmt: skip
def test_a_loss_that_a_clause_tells_is_heard_whatever_is_asked(text: str) -> None:
    assert Talk().hears(parsed(text, "ask_schedule"))[0] == "grief_first"


@pytest.mark.parametrize(
    "text", ["говорят, ребёнок умер от кори, когда прививать", "көршінің баласы қайтыс болды дейді, екпе қашан"]
)
def test_hearsay_is_no_loss(text: str) -> None:
    assert Talk().hears(parsed(text, "ask_schedule"))[0] != "grief_first"


def test_a_feeling_alone_has_its_own_answer() -> None:
    assert Talk().hears(parsed("ақымақ бот", "nlu_fallback", ("talk", "anger"))) == ["help/anger"]


def test_who_grieves_is_not_told_how_dangerous_it_is() -> None:
    text = "баламыз қызылшадан кетті, неге өйтіп өлді екен, қалай"
    assert Talk().hears(parsed(text, "ask_complications", ("talk", "grief"))) == ["grief_first", "bereaved_why"]


def test_danger_goes_before_every_feeling() -> None:
    text = "не понимаешь что ли, ребёнок не дышит, что делать"
    said = Talk().hears(parsed(text, "report_emergency", ("talk", "anger")))
    assert said[0] == "report_emergency"


@pytest.mark.parametrize("name", ["anger_first", "fear_first", "grief_first", "guilt_first"])
def test_each_sentence_is_there_in_both_languages(name: str) -> None:
    assert sum(one.response == f"utter_{name}" for one in variations()) == 2
