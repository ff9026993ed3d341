"""No answer passes over a danger word: its first line says when to call 103."""

from __future__ import annotations

import pytest

from rasa_project.understanding.ranking import SMALL_TALK
from tests.data.content import domain, variations
from tests.dialogue.hearing import Talk, parsed, tapped

LINE = "danger_if_now"
SPOKEN_OF, DENIED, NONE = "былтыр тырысып қалған еді", "судорог нет", "қалайсыз"

#: What is decided for a message with a danger word that is not an emergency, by intent. Questions about it get their
#: answer; a report gets the danger question, which begins with 103; the phone lines begin with 103.
ANSWERED = {"report_symptoms", "report_emergency", "ask_hotline", "forget_me"}
LINE_FIRST = {"find_clinic", "inform", "out_of_scope", "request_human"}


def test_every_intent_is_decided() -> None:
    asked = {name for name in domain()["intents"] if name.startswith("ask_")}
    assert asked | ANSWERED | LINE_FIRST | SMALL_TALK == set(domain()["intents"])


def test_what_needs_no_line_begins_with_103() -> None:
    names = ("utter_report_emergency", "utter_ask_hotline", "utter_ask_hotline_clinics", f"utter_{LINE}")
    for one in variations():
        if one.response in names:
            first = one.text.splitlines()[0]
            assert "103" in first
            assert one.response == f"utter_{LINE}" or "utter_ask" in one.response or "112" in first


@pytest.mark.parametrize("intent", ["out_of_scope", "nlu_fallback"])
@pytest.mark.parametrize(("text", "warns"), [(SPOKEN_OF, True), (DENIED, True), (NONE, False), ("", False)])
def test_what_is_not_understood_begins_with_103(intent: str, text: str, warns: bool) -> None:
    said = Talk().hears(parsed(text, intent))
    assert (said[0] == LINE) is warns
    assert said[-1] in {"out_of_scope", "not_understood"}


@pytest.mark.parametrize("intent", ["find_clinic", "inform", "request_human"])
@pytest.mark.parametrize(("text", "warns"), [(SPOKEN_OF, True), (DENIED, False), (NONE, False)])
def test_what_passes_over_a_sign_begins_with_103(intent: str, text: str, warns: bool) -> None:
    said = Talk().hears(parsed(text, intent))
    assert [one == LINE for one in said] == ([True, False] if warns else [False])


@pytest.mark.parametrize("intent", ["find_clinic", "inform", "request_human", "out_of_scope"])
def test_a_button_tells_no_danger(intent: str) -> None:
    assert LINE not in Talk().hears(tapped(intent))


@pytest.mark.parametrize(("confidence", "warns"), [(0.3, True), (0.05, False)])
def test_a_suspicion_of_the_classifier_counts(confidence: float, warns: bool) -> None:
    message = parsed("бүгін таңнан", "nlu_fallback")
    message["intent_ranking"] = [
        {"name": "nlu_fallback", "confidence": 0.6},
        {"name": "report_emergency", "confidence": confidence},
    ]
    assert (Talk().hears(message)[0] == LINE) is warns


@pytest.mark.parametrize(
    ("text", "intent", "first"),
    [
        (SPOKEN_OF, "out_of_scope", "ask_consultation_form_rash"),
        (SPOKEN_OF, "ask_disease", "ask_disease"),
        (SPOKEN_OF, "find_clinic", LINE),
        (NONE, "find_clinic", "find_clinic"),
    ],
)
def test_in_a_consultation_too(text: str, intent: str, first: str) -> None:
    talk = Talk()
    talk.all(("балам 3 жаста, қызуы бар", "report_symptoms"), ("жоқ", "deny"))
    said = talk.hears(parsed(text, intent))
    assert said[0] == first
    assert said[-1] == "ask_consultation_form_rash"
