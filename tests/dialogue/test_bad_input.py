"""What no parent writes, or one who is in a hurry: nothing raises, everything is answered, the slot stays small."""

from __future__ import annotations

import itertools
import json
import sys
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazakh.analysis import default_analyzer
from rasa_project.dialogue.contexts import contexts_opened
from rasa_project.dialogue.conversation import CONVERSATION_SLOT, MOST_PEOPLE, Conversation
from rasa_project.dialogue.conversation_json import from_json, to_json
from tests.dialogue.hearing import NOW, Talk, parsed, people, tapped

MOST_BYTES = 20_000
INTENTS = ("inform", "nlu_fallback", "report_symptoms", "ask_exposure", "ask_schedule")
TEXTS = {
    "empty": "",
    "space": "  \n ",
    "emoji": "😀😭",
    "marks": "?!…",
    "one letter": "а" * 3000,
    "twelve children": ", ".join(f"{age} жаста" for age in range(1, 13)),
    "twelve sons": ", ".join(f"{age}-ұлым {age} жаста" for age in range(1, 13)),
    "sixty clauses": ", ".join(["балам 3 жаста", "қызым 8 айлық", "күйеуім ауырып жатыр"] * 20),
    "sixty denials": ", ".join(["қызуы жоқ", "бөртпе жоқ", "жөтелі жоқ"] * 20),
    "three, five of them": "үш бала, бесеуі де екпе алмаған",
    "two, four of them": "екі балам бар, төртеуі де ауырып жатыр",
    "had and not had": "екпе алған екпе алмаған, екеуі де алды, бірде алмаған",
    "three ages": "балам 3 жаста жоқ 5 жаста жоқ 7 жаста",
    "ill and well": "қызуы бар қызуы жоқ",
    "numbers": "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
    "great numbers": "балам 99999999999999999999 жаста, 10000000000 күн бұрын",
    "braces": '{"people": []} {who} {{x}} %s',
    "a button's payload": '/inform{"doses": ',
    "hieroglyphs": "孩子发烧了",
    "arabic": "بالا ئاۋىرىپ قالدى",
    "zeros": "0 0 0",
    "dates": "31.02.2020 туған, 00.00.0000, 29.02.2023",
    "a day of nought": "00.00.2026 күні екпе салынды",
    "born on nought": "балам 00.00.2020 туған, екіншісі 12.00.2021",
    "dates of nought": "2020-00-00 контакт, 00 00 2020, 2020.05.00, 00.00.00, 01.01.0001",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_strange_text_is_answered(name: str) -> None:
    for intent in INTENTS:
        talk = Talk()
        assert talk.hears(parsed(TEXTS[name], intent)), intent
        assert len(talk.conversation.people) <= MOST_PEOPLE
        assert from_json(json.loads(json.dumps(to_json(talk.conversation)))) == talk.conversation


NUMERALS = [sign for sign in map(chr, range(sys.maxunicode)) if unicodedata.category(sign) in {"Nd", "Nl", "No"}]


@pytest.mark.parametrize("first", range(0, len(NUMERALS), 100))
def test_a_numeral_of_any_script_is_answered(first: int) -> None:
    """Signs like 𑁘 are digits to Python's ``isdigit``, and none to ``int``."""
    for sign in NUMERALS[first : first + 100]:
        talk = Talk()
        for text in (
            f"у меня {sign} детей, {sign} лет, {sign} балам бар, {sign} жаста",
            f"{sign} күн бұрын, 38 и {sign}",
        ):
            words = default_analyzer().analyse(text).words
            contexts_opened("inform", talk.conversation, words)
            assert talk.hears(parsed(text, "inform"))


@pytest.mark.parametrize("name", TEXTS)
def test_in_the_middle_of_a_consultation_too(name: str) -> None:
    talk = Talk()
    talk.all(("ұлым 3 жаста, қызым 8 айлық, қызуы бар", "report_symptoms"))
    for intent in INTENTS:
        assert talk.hears(parsed(TEXTS[name], intent)), intent


#: Numbers in rows and dates, with a word that makes them a date, an age, a time, an answer.
NUMBERS = "0 00 0000 0001 1 01 12 13 31 32 99 1919 1920 2020 2026 2027 9999 10000 ٣ ² ½ ０１ 1e5 007".split()
ROWS = st.lists(st.tuples(st.sampled_from(NUMBERS), st.sampled_from([".", "-", " ", ":", ",", "–", ".."])), min_size=1)
DATES = st.tuples(*map(st.sampled_from, (NUMBERS[:9], ["."], NUMBERS[:9], [".", "-"], ["2020", "20", "0001", "2026"])))
UNITS = ["", " күні екпе салынды ", " туған ", " мамыр ", " жылы ", " числа ", " жаста ", " күн бұрын "]
PIECES = st.tuples(
    st.one_of(DATES.map("".join), ROWS.map(lambda row: "".join(map("".join, row)))), st.sampled_from(UNITS)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=3), min_size=2, max_size=3), st.sampled_from(INTENTS))
def test_digits_of_every_shape_are_answered(messages: list[list[tuple[str, str]]], intent: str) -> None:
    talk = Talk()
    talk.all(("ұлым 3 жаста, кеше қызылшамен ауырған баламен бірге болды", "ask_exposure"))
    for pieces in messages:
        assert talk.hears(parsed("".join(map("".join, pieces)), intent))
    assert from_json(json.loads(json.dumps(to_json(talk.conversation)))) == talk.conversation


@pytest.mark.parametrize(
    "values",
    [{"doses": "many"}, {"doses": None}, {"doses": 10**9}, {"exposure_days": "x"}, {"exposure_days": -4},
     {"exposure_days": 1e300}, {"fever_days": "nan"}, {"risk": 7}, {"danger": "maybe"}, {"unknown": "nothing"},
     {"age_band": "giant"}, {"place_code": "0"}, {"same_child": []}, {"who": "me"}],
    ids=str,
)  # fmt: skip
def test_a_payload_that_no_button_has_is_answered(values: dict[str, Any]) -> None:
    """Anybody can post one."""
    for turns in (
        [],
        [("балам 3 жаста, қызуы бар", "report_symptoms")],
        [("ауру баламен бірге болды", "ask_exposure")],
    ):
        talk = Talk()
        talk.all(*turns)
        assert talk.hears(tapped("inform", **values))
        assert talk.hears(parsed("екпе қашан", "ask_schedule"))
        assert isinstance(from_json(json.loads(json.dumps(to_json(talk.conversation)))), Conversation)


@pytest.mark.parametrize(
    "message",
    [{}, {"text": None}, {"text": "сәлем"}, {"text": "сәлем", "intent": None}, {"intent": {"name": None}},
     {"text": "сәлем", "intent": {"name": "no_such_intent"}}, {"intent_ranking": None, "entities": None},
     {"text": "сәлем", "followups": [{"context": "no", "name": "no", "confidence": 1.0}]}],
    ids=str,
)  # fmt: skip
def test_parse_data_of_another_build_are_answered(message: dict[str, Any]) -> None:
    assert Talk().hears({"text": "", **message})


@pytest.mark.parametrize(
    "value",
    ["", 7, [], {"version": 1, "people": "x"}, {"version": 1, "people": [{"id": 1, "told_at": 3}]},
     {"version": 1, "question": {"name": "age", "person": 77}}, {"version": 1, "about": 5},
     {"version": 1, "episode": {"kind": "illness", "people": [9]}, "question": {"name": "danger", "person": 9}},
     {"version": 1, "people": [{"id": 1, "born": "soon", "age_band": "x", "risk": "x", "doses": -1}], "about": 1}],
    ids=str,
)  # fmt: skip
def test_a_broken_slot_is_answered(value: object) -> None:
    for message in (parsed("иә", "affirm"), parsed("балам 8 айлық, екпе қашан", "ask_schedule"), parsed("", "inform")):
        assert Talk(from_json(value)).hears(message)


def test_contradictions_take_the_last_word() -> None:
    talk = Talk()
    talk.all(("балам 3 жаста", "inform"), ("жоқ, 5 жаста", "inform"), ("жоқ, 7 жаста", "inform"))
    assert people(talk.conversation, "age_months") == [(84,)]


def test_four_of_three_children_are_those_that_are_known() -> None:
    talk = Talk()
    talk.all(("үш балам бар: 2 жаста, 5 жаста, 9 жаста", "inform"), ("төртеуі де екпе алмаған", "inform"))
    assert people(talk.conversation, "age_months") == [(24,), (60,), (108,)]


SCRIPT: list[dict[str, Any]] = [
    parsed("ұлым 3 жаста, қызым 8 айлық, екпе қашан", "ask_schedule"),
    parsed("Айша 7 жаста", "inform"),
    parsed("күйеуім ауырып жатыр", "report_symptoms"),
    tapped("inform", danger="no"),
    parsed("кеше қызылшамен ауырған баламен бірге болды", "ask_exposure"),
    parsed("мәссаған", "nlu_fallback"),
    parsed("қайталаңызшы", "nlu_fallback", ("talk", "repeat")),
    tapped("inform", doses=1),
    parsed("қайда барамыз", "find_clinic"),
    tapped("ask_symptoms"),
]


def test_the_slot_of_a_very_long_conversation_stays_small() -> None:
    """Ten thousand turns: the state is read and written by each of them, so it must not grow."""
    talk = Talk()
    largest = 0
    for number, message in enumerate(itertools.islice(itertools.cycle(SCRIPT), 10_000)):
        if number < 200:
            talk.hears(message)
        else:  # buttons are cheap to hear; what grows has grown
            talk.hears(tapped("inform", doses=number % 3) if number % 2 else tapped("ask_symptoms"), after=1)
        if number % 100 == 99:
            largest = max(largest, len(json.dumps(to_json(talk.conversation)).encode()))
    assert largest < MOST_BYTES
    assert talk.conversation.at > NOW
    assert CONVERSATION_SLOT == "conversation"
