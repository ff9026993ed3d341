"""A parent who wants to be called: offered, consent, number, outside hours, never instead of 103."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from rasa_project import clock
from rasa_project.dialogue.call_back import BUTTON, CONSENT, NUMBER, NUMBER_AGAIN, WAITING, left, level_told, step
from rasa_project.dialogue.conversation import Conversation, Episode, LastAnswer, Said
from rasa_project.dialogue.conversation_json import from_json, to_json
from rasa_project.dialogue.hearing import heard_from
from tests.content.office import published
from tests.dialogue.hearing import TODAY, Talk, parsed, tapped

OFFICE = {"id": "office", "is_on": True, "hours": {"mon-fri": "09:00-18:00"}, "closed": ["2026-12-16"]}
#: A Monday.
OPEN = datetime(2026, 11, 30, 10)


@pytest.fixture(scope="module", autouse=True)
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", OPEN.date)
        with published(tmp_path_factory.mktemp("published"), callbacks=[OFFICE]):
            yield


def says(
    conversation: Conversation, text: str, intent: str = "inform", *, number: bool = False, now: datetime = OPEN
) -> tuple[str, str | None]:
    message = tapped("inform", question=text) if text.startswith("call_") else parsed(text, intent)
    found = step(conversation, heard_from(message, conversation, TODAY), text, number, now)
    return ("", conversation.call) if found is None else (found.said.response, found.conversation.call)


def test_who_wants_a_person_is_offered_a_call_and_no_other_topic_is() -> None:
    talk = Talk()
    talk.hears(parsed("адаммен сөйлескім келеді", "request_human"))
    buttons = talk.outcome.plan.said[0].buttons
    assert buttons == (BUTTON,)  # behind the answer's own
    talk.hears(parsed("қызылша деген не", "ask_disease"))
    assert all(BUTTON not in one.buttons for one in talk.outcome.plan.said)


def test_the_way_from_the_button_to_the_number() -> None:
    talk = Conversation(last=LastAnswer(topic="request_human"))
    asked = step(talk, heard_from(tapped("inform", question="call_me"), talk, TODAY), "", False, OPEN)
    assert asked is not None
    assert asked.said.values["hours"] == ("дүйсенбі–жұма 09:00–18:00", "понедельник–пятница 09:00–18:00")
    assert says(asked.conversation, "call_yes") == ("utter_callback_number", NUMBER)
    assert says(asked.conversation, "иә", "affirm") == ("utter_callback_number", NUMBER)
    assert says(asked.conversation, "жоқ", "deny") == ("utter_callback_no", None)
    assert says(asked.conversation, "call_no") == ("utter_callback_no", None)
    assert says(Conversation(call=NUMBER), "[PHONE] кешке", number=True) == ("utter_callback_taken", WAITING)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (datetime(2026, 11, 30, 20), ("1 желтоқсан, 09:00", "1 декабря, 09:00")),
        (datetime(2026, 12, 5, 10), ("7 желтоқсан, 09:00", "7 декабря, 09:00")),
        (datetime(2026, 12, 16, 10), ("17 желтоқсан, 09:00", "17 декабря, 09:00")),
        (datetime(2026, 12, 15, 20), ("17 желтоқсан, 09:00", "17 декабря, 09:00")),
    ],
)
def test_outside_hours_it_is_told_when_the_office_works(now: datetime, opens: tuple[str, str]) -> None:
    talk = Conversation(call=NUMBER)
    found = step(talk, heard_from(parsed("[PHONE]", "inform"), talk, TODAY), "[PHONE]", True, now)
    assert found is not None
    assert found.is_taken
    assert found.said == Said("utter_callback_taken_later", {"opens": opens})


def test_a_number_that_is_none_is_asked_for_once_more_then_left() -> None:
    assert says(Conversation(call=NUMBER), "[PHONE]") == ("utter_callback_wrong", NUMBER_AGAIN)
    assert says(Conversation(call=NUMBER), "2-11-03") == ("utter_callback_wrong", NUMBER_AGAIN)
    assert says(Conversation(call=NUMBER_AGAIN), "2-11-03") == ("utter_request_human", None)


@pytest.mark.parametrize("call", [NUMBER, NUMBER_AGAIN])
def test_another_question_and_a_danger_sign_go_their_own_way(call: str) -> None:
    assert says(Conversation(call=call), "екпе қашан салынады", "ask_schedule") == ("", call)
    assert (
        says(Conversation(call=call), "балам есінен танып қалды, 8 7011234567", "report_emergency", number=True)[0]
        == ""
    )
    assert left(Conversation(call=call)).call is None
    assert left(Conversation(call=WAITING)).call == WAITING


def test_in_an_emergency_nothing_is_offered_or_taken() -> None:
    talk = Conversation(episode=Episode("emergency", at=1.0), call=CONSENT)
    for text in ("call_me", "call_yes"):
        assert says(talk, text) == ("", CONSENT)
    talk_in_it = Talk(Conversation(episode=Episode("emergency", at=Talk().now)))
    talk_in_it.hears(parsed("адаммен сөйлескім келеді", "request_human"))
    assert all(BUTTON not in one.buttons for one in talk_in_it.outcome.plan.said)


def test_switched_off_there_is_no_offer_and_an_old_button_does_nothing(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with published(tmp_path_factory.mktemp("off"), callbacks=[{**OFFICE, "is_on": False}]):
        talk = Talk()
        talk.hears(parsed("адаммен сөйлескім келеді", "request_human"))
        assert all(BUTTON not in one.buttons for one in talk.outcome.plan.said)
        assert says(Conversation(), "call_me") == ("", None)


def test_how_urgent_the_last_advice_was_is_told_to_the_office() -> None:
    last = LastAnswer(said=(Said("utter_greet"), Said("utter_triage_doctor_today")))
    assert level_told(Conversation(last=last)) == "doctor_today"
    assert level_told(Conversation()) == "none"
    assert from_json(to_json(Conversation(call=WAITING))).call == WAITING
