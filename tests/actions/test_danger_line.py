"""No answer passes over a danger word: its first line says when to call 103."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk import Action
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import answer_aside, was_answered
from actions.clinics import FindClinic
from actions.danger_line import LINE, OutOfScope, RequestHuman
from actions.fallback import NotUnderstood
from actions.inform import Inform
from rasa_project.understanding.ranking import SMALL_TALK
from tests.actions.tracker import message, run, tracker_with
from tests.data.content import domain, variations

NOW, SPOKEN_OF, DENIED, NONE = "қызым тырысып жатыр", "былтыр тырысып қалған еді", "судорог нет", "қалайсыз"

#: What is decided for a message with a danger word that is not an emergency, by intent. Questions about it get their
#: answer; a report gets the danger question, which begins with 103; the phone lines begin with 103.
ANSWERED = {"report_symptoms", "report_emergency", "ask_hotline", "forget_me"}
LINE_FIRST = {"find_clinic", "inform", "out_of_scope", "request_human"}


def test_every_intent_is_decided() -> None:
    asked = {name for name in domain()["intents"] if name.startswith("ask_")}
    assert asked | ANSWERED | LINE_FIRST | SMALL_TALK == set(domain()["intents"])


def test_what_needs_no_line_begins_with_103() -> None:
    names = ("utter_report_emergency", "utter_ask_hotline", "utter_ask_hotline_clinics", LINE)
    for one in variations():
        if one.response in names:
            assert "103" in one.text.splitlines()[0]
            assert one.response == LINE or "utter_ask" in one.response or "112" in one.text.splitlines()[0]


@pytest.mark.parametrize("action", [OutOfScope(), NotUnderstood()], ids=["out of scope", "not understood"])
@pytest.mark.parametrize(
    ("text", "warns"), [(NOW, True), (SPOKEN_OF, True), (DENIED, True), (NONE, False), ("", False)]
)
def test_what_is_not_understood_begins_with_103(action: Action, text: str, warns: bool) -> None:
    said, _ = run(action, tracker_with({}, [message(text, "nlu_fallback")]))
    assert (said[0]["response"] == LINE) is warns
    assert said[-1]["response"] in {"utter_out_of_scope", "utter_not_understood"}


@pytest.mark.parametrize("action", [FindClinic(), Inform(), RequestHuman()], ids=["place", "inform", "person"])
@pytest.mark.parametrize(("text", "warns"), [(SPOKEN_OF, True), (DENIED, False), (NONE, False), ("/help", False)])
def test_what_passes_over_a_sign_begins_with_103(action: Action, text: str, warns: bool) -> None:
    said, _ = run(action, tracker_with({}, [message(text)]))
    assert [one["response"] == LINE for one in said] == [True, False] if warns else [False]


@pytest.mark.parametrize(("confidence", "warns"), [(0.3, True), (0.05, False)])
def test_a_suspicion_of_the_classifier_counts(confidence: float, warns: bool) -> None:
    ranking = [{"name": "nlu_fallback", "confidence": 0.6}, {"name": "report_emergency", "confidence": confidence}]
    said, _ = run(NotUnderstood(), tracker_with({}, [message("бүгін таңнан", "nlu_fallback", intent_ranking=ranking)]))
    assert (said[0]["response"] == LINE) is warns


def aside(text: str, intent: str, **slots: Any) -> tuple[list[Any], bool]:
    dispatcher = CollectingDispatcher()
    asyncio.run(answer_aside(dispatcher, tracker_with(slots, [message(text, intent)]), {}))
    return [one["response"] for one in dispatcher.messages], was_answered(dispatcher)


def test_in_a_consultation_too() -> None:
    assert aside(SPOKEN_OF, "nlu_fallback", requested_slot="fever") == ([LINE], False)
    assert aside(NONE, "nlu_fallback", requested_slot="fever") == ([], False)
    assert aside(SPOKEN_OF, "out_of_scope", requested_slot="fever") == ([LINE, "utter_out_of_scope"], True)
    assert aside(NONE, "out_of_scope", requested_slot="fever") == (["utter_out_of_scope"], True)
    assert aside(SPOKEN_OF, "ask_disease", requested_slot="fever") == (["utter_ask_disease"], True)


def test_not_before_the_danger_question_that_says_it_itself() -> None:
    assert aside(SPOKEN_OF, "nlu_fallback", requested_slot="danger") == ([], False)
