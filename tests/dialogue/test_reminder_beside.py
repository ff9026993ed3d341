"""A wish to be reminded while a question of a consultation stands: it is taken, and the question goes on standing."""

from __future__ import annotations

from typing import Any

import pytest

from rasa_project.dialogue.conversation_json import from_json, to_json
from tests.dialogue.hearing import parsed
from tests.dialogue.reminded import Reminded

#: The same wish as parents type it, with what the classifier may take it for.
WISHES = [
    ("екпесін есіме салыңызшы", "set_reminder"),
    ("есіме салып қойыңызшы осыны", "inform"),
    ("екпе уақытын ескертіп жіберіңіздерші", "nlu_fallback"),
    ("напомните мне потом про прививку", "set_reminder"),
    ("и напоминание поставьте пожалуйста", "ask_schedule"),
]


def in_contact(text: str = "балам кеше қызылшамен ауырған баламен бірге болды") -> Reminded:
    talk = Reminded()
    talk.hears(parsed(text, "ask_exposure"))
    assert talk.conversation.question is not None
    return talk


@pytest.mark.parametrize(("text", "intent"), WISHES)
def test_what_has_to_be_asked_waits_for_the_end_and_comes_then(text: str, intent: str) -> None:
    talk = in_contact()
    question = talk.conversation.question
    assert question is not None
    said = talk.hears(parsed(text, intent))
    assert said[0] == "reminder_noted"
    assert not any(one.startswith("set_reminder") for one in said), "no general text"
    assert said[-1].startswith("ask_consultation_form")
    assert talk.conversation.question is not None
    assert (talk.conversation.question.name, talk.conversation.question.person) == (question.name, question.person)
    talk.conversation = from_json(to_json(talk.conversation))  # as it is stored
    said = finished(talk)
    assert said[-1] in {"reminder_set_about", "reminder_set", "reminder_set_now"}
    assert talk.times
    assert talk.conversation.question is None


def finished(talk: Reminded) -> list[str]:
    """Answer what is asked until the advice is there."""
    answers: dict[str, Any] = {
        "age": parsed("8 айлық", "inform"), "when": parsed("кеше", "inform"),
        "doses": parsed("екпе алған жоқ", "inform"), "risk": parsed("жоқ", "deny"), "danger": parsed("жоқ", "deny"),
    }  # fmt: skip
    said: list[str] = []
    for _ in range(8):
        question = talk.conversation.question
        if question is None:
            return said
        said = talk.hears(answers.get(question.name, parsed("жоқ", "deny")))
    raise AssertionError(f"{question} has no end")


def test_where_the_day_is_known_it_is_promised_at_once_beside_the_question() -> None:
    talk = in_contact("2026 жылы 20 наурызда туған қызым екпе алған жоқ, қызылшамен ауырған баламен бірге болды")
    question = talk.conversation.question
    assert question is not None
    said = talk.hears(parsed("екпесін есіме салыңызшы", "set_reminder"))
    assert said[0] == "reminder_set"
    assert said[-1].startswith("ask_consultation_form")
    assert talk.conversation.question is not None
    assert talk.conversation.question.name == question.name
    assert talk.conversation.reminding is None
    assert list(talk.times) == ["d1"]
    said = finished(talk)
    assert not any(one.startswith("reminder_set") for one in said), "promised once"


def test_a_day_of_ones_own_is_promised_at_once() -> None:
    talk = in_contact()
    said = talk.hears(parsed("дүйсенбіде емханаға барамыз, есіме салыңызшы", "set_reminder"))
    assert said[0] == "reminder_set_chosen"
    assert talk.conversation.question is not None
    assert talk.times


def test_where_the_bot_can_not_write_first_it_says_so_and_the_question_stands() -> None:
    talk = Reminded(can_write=False)
    talk.hears(parsed("балам кеше қызылшамен ауырған баламен бірге болды", "ask_exposure"))
    said = talk.hears(parsed("екпесін есіме салыңызшы", "set_reminder"))
    assert said[0] == "set_reminder"
    assert said[-1].startswith("ask_consultation_form")
    assert talk.times == {}


def test_in_the_consultation_of_an_illness_danger_is_still_asked_first() -> None:
    talk = Reminded()
    talk.hears(parsed("қызымның қызуы 38, бөртпесі бар", "report_symptoms"))
    question = talk.conversation.question
    assert question is not None
    said = talk.hears(parsed("екпесін есіме салыңызшы", "set_reminder"))
    assert said[0] == "reminder_noted"
    assert talk.conversation.question is not None
    assert talk.conversation.question.name == question.name
    assert said[-1].startswith("ask_consultation_form")


def test_an_emergency_in_between_forgets_the_wish() -> None:
    talk = in_contact()
    talk.hears(parsed("екпесін есіме салыңызшы", "set_reminder"))
    said = talk.hears(parsed("дем ала алмай жатыр, көгеріп кетті", "report_emergency"))
    assert not any(one.startswith("reminder") for one in said)
    assert talk.conversation.reminding is None


@pytest.mark.parametrize("text", ["ескертудің керегі жоқ", "не надо напоминать, передумала"])
def test_who_wants_it_no_more_is_not_reminded(text: str) -> None:
    talk = in_contact()
    talk.hears(parsed("екпесін есіме салыңызшы", "set_reminder"))
    talk.hears(parsed(text, "stop_reminder"))
    assert talk.conversation.reminding is None
    if talk.conversation.question is not None:
        assert not any(one.startswith("reminder_set") for one in finished(talk))


def test_an_answer_that_the_classifier_takes_for_a_wish_is_none() -> None:
    talk = in_contact()
    said = talk.hears(parsed("8 айлық", "set_reminder"))
    assert not any(one.startswith("reminder") for one in said)


def test_an_outbox_that_is_away_is_said_and_the_question_stands() -> None:
    talk = in_contact()
    talk.can_write = False
    talk.hears(parsed("екпесін есіме салыңызшы", "set_reminder"))
    assert talk.conversation.question is not None
