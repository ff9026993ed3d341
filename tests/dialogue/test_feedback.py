"""Which answers are asked about, what was answered in a stored turn, and the topics that counters name."""

from __future__ import annotations

from typing import Any

import pytest

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.feedback import is_advice, may_be_rated, rated_turn, subject_of
from rasa_project.storage import schema
from tests.data.content import DATA, variations
from tests.dialogue.hearing import Talk, parsed, tapped

RESPONSES = sorted({one.response for one in variations()})
ADVICE = [one for one in RESPONSES if is_advice(one)]
#: Answers of these files are never asked about.
SILENT_FILES = ("emergency", "smalltalk", "service")


def responses_of(theme: str) -> list[str]:
    text = (DATA / theme / "answers.yml").read_text(encoding="utf-8")
    return [line.strip().rstrip(":") for line in text.splitlines() if line.startswith("  utter_")]


@pytest.mark.parametrize(
    ("response", "is_asked_about"),
    [
        ("utter_ask_myth/fasting", True),
        ("utter_ask_schedule", True),
        ("utter_schedule_first_due", True),
        ("utter_exposure_vaccine_now", True),
        ("utter_triage_watch_own", True),
        ("utter_find_clinic_place", True),
        ("utter_ask_side_effects/fever", True),
        ("utter_request_human/talk_doctor", True),
        ("utter_triage_emergency", False),
        ("utter_report_emergency", False),
        ("utter_report_emergency/drive", False),
        ("utter_danger_if_now", False),
        ("utter_ask_danger_perhaps", False),
        ("utter_ask_consultation_form_age", False),
        ("utter_schedule_which_month", False),
        ("utter_find_clinic_which", False),
        ("utter_same_child", False),
        ("utter_distress_self_harm", False),
        ("utter_bereaved", False),
        ("utter_ask_necessity/guilt", False),
        ("utter_request_human/grief", False),
        ("utter_greet", False),
        ("utter_not_understood", False),
        ("utter_forget_me_done", False),
        ("utter_turn_failed", False),
        ("utter_nothing", False),
        ("", False),
    ],
)
def test_advice_is_asked_about_and_nothing_else(response: str, is_asked_about: bool) -> None:
    assert is_advice(response) is is_asked_about


def test_most_answers_are_advice_and_whole_files_are_none() -> None:
    assert len(ADVICE) > 600
    for theme in SILENT_FILES:
        assert [one for one in responses_of(theme) if is_advice(one)] == []


def test_no_answer_that_puts_a_question_of_a_consultation_is_asked_about() -> None:
    putting = {one.response for one in variations() if any(p.startswith("/inform{") for _, p in one.buttons)}
    assert len(putting) > 10
    assert {one for one in putting if is_advice(one)} == set()


@pytest.mark.parametrize(
    ("said", "may"),
    [
        (["ask_disease"], True),
        (["ask_disease", "ask_symptoms"], True),
        (["danger_if_now", "ask_symptoms"], False),
        (["ask_disease", "ask_consultation_form_age"], False),
        (["guilt", "ask_first_steps"], False),
        ([], False),
    ],
)
def test_a_turn_is_asked_about_where_all_of_it_is_advice(said: list[str], may: bool) -> None:
    assert may_be_rated([f"utter_{one}" for one in said]) is may


def test_a_talk_asks_where_it_advises(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = Talk()
    told = [
        talk.hears(parsed("қызылша қалай жұғады", "ask_transmission")),
        talk.hears(parsed("балам ауырып тұр, қызуы бар", "report_symptoms")),
        talk.hears(tapped("inform", danger="no")),
        talk.hears(parsed("баламның денесі тырысып жатыр", "report_emergency")),
    ]
    assert [may_be_rated([f"utter_{one}" for one in said]) for said in told] == [True, False, False, False]


# What was answered


def events(*said: str, questions: list[dict[str, Any]] | None = None, language: str = "ru") -> list[dict[str, Any]]:
    heard = {"event": "user", "text": "…", "parse_data": {"intent": {"name": "ask_myth"}, "questions": questions or []}}
    bot = [{"event": "bot", "metadata": {"utter_action": f"utter_{one}", "language": language}} for one in said]
    return [heard, {"event": "action", "name": "action_reply"}, *bot]


def test_a_stored_turn_says_what_was_answered_and_what_is_near() -> None:
    guesses = [
        ("ask_myth/fasting", 0.5),
        ("ask_myth/nothing", 0.4),
        ("ask_myth/halal", 0.06),
        ("ask_myth/imam_against", 0.05),
    ]
    near = [{"name": name, "confidence": sure} for name, sure in guesses]
    found = rated_turn(events("ask_myth/fasting", "ask_disease", questions=near))
    assert found is not None
    assert (found.intent, found.topic, found.language) == ("ask_myth", "ask_myth/fasting", "ru")
    title = knowledge().questions["ask_myth/halal"]
    assert found.near == ((title.kk, title.ru, '/ask_myth{"question":"halal"}'),)


@pytest.mark.parametrize(
    "stored",
    [[], events("greet"), events(), events("ask_myth", "triage_emergency"), events("ask_myth")[1:],
     [{"event": "user"}, {"event": "bot"}],
     [{"event": "user", "parse_data": None}, {"event": "bot", "metadata": None}]],
)  # fmt: skip
def test_what_may_not_be_rated_is_none(stored: list[dict[str, Any]]) -> None:
    assert rated_turn(stored) is None


def test_a_tapped_button_has_no_near_questions_and_an_odd_language_is_kazakh() -> None:
    stored = events("ask_myth", language="xx")
    del stored[0]["parse_data"]["questions"]
    found = rated_turn(stored)
    assert found is not None
    assert (found.near, found.language) == ((), "kk")


# Bounds


def test_counters_name_few_topics() -> None:
    named = {subject_of(one.removeprefix("utter_")) for one in ADVICE}
    assert {"ask_myth", "ask_vaccine", "ask_vaccine_safety", "exposure", "find_clinic", "schedule", "triage"} <= named
    assert "ask_myth_fasting" not in named
    assert len(named) <= 45


def test_every_topic_and_intent_fits_its_column() -> None:
    intents = {one.removeprefix("utter_").partition("/")[0] for one in RESPONSES}
    for column, words in (("topic", ADVICE), ("intent", intents)):
        assert max(len(one.removeprefix("utter_")) for one in words) <= schema.feedback.c[column].type.length
