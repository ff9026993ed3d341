"""A parent refuses that messages are kept: by words, by a button, in an emergency, and takes it back."""

from __future__ import annotations

import pytest

from rasa_project.dialogue.aging import aged
from rasa_project.dialogue.conversation import CONVERSATION_SLOT, Conversation
from rasa_project.dialogue.conversation_json import from_json, to_json
from tests.actions.test_reply import Chat
from tests.dialogue.hearing import parsed, tapped


def refuses(chat: Chat) -> bool:
    return from_json(chat.slots[CONVERSATION_SLOT]).refuses_text


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("хабарламамды сақтама", "forget_me"),
        ("хабарламаларымды сақтамаңыз", "ask_prevention"),
        ("не храните мои сообщения", "forget_me"),
        ("не надо хранить мою переписку", "out_of_scope"),
    ],
)
def test_words_set_the_flag_whatever_topic_they_look_like(message: str, intent: str) -> None:
    chat = Chat()
    assert chat.responses(parsed(message, intent)) == ["keeps_no_text"]
    assert refuses(chat)
    assert chat.responses(parsed("екпе қашан", "ask_schedule")) == ["ask_schedule"]
    assert refuses(chat)


def test_the_question_what_is_kept_has_a_button_and_says_the_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETENTION_DAYS", "9")
    chat = Chat()
    (said,) = chat.hears(parsed("хабарламаларым сақтала ма", "out_of_scope"))
    assert (said["response"], said["days"], refuses(chat)) == ("utter_what_is_kept", "9", False)
    assert chat.responses(tapped("inform", question="keep_no_text")) == ["keeps_no_text"]
    assert chat.responses(tapped("inform", question="what_is_kept")) == ["what_is_kept_of_refused"]
    assert chat.responses(tapped("inform", question="keep_text")) == ["keeps_text"]
    assert not refuses(chat)


def test_it_is_undone_by_words() -> None:
    chat = Chat()
    chat.responses(parsed("не храните мои сообщения", "forget_me"))
    assert chat.responses(parsed("можете хранить мои сообщения", "forget_me")) == ["keeps_text"]
    assert not refuses(chat)


def test_a_question_that_stands_is_answered_behind_it() -> None:
    chat = Chat()
    chat.responses(parsed("баламда қызу мен бөртпе бар", "report_symptoms"))
    question = from_json(chat.slots[CONVERSATION_SLOT]).question
    assert question is not None
    assert chat.responses(parsed("хабарламамды сақтама", "forget_me")) == ["keeps_no_text"]
    assert from_json(chat.slots[CONVERSATION_SLOT]).question == question


def test_in_an_emergency_103_goes_first_and_it_is_said_of_last() -> None:
    chat = Chat()
    chat.responses(parsed("балам есінен танып қалды", "report_emergency"))
    said = chat.responses(parsed("103 шақырдым, хабарламамды сақтама", "report_emergency"))
    assert said[-1] == "keeps_no_text"
    assert len(said) > 1
    assert refuses(chat)
    chat = Chat()
    said = chat.responses(parsed("балам есінен танып қалды, хабарламамды сақтама", "report_emergency"))
    assert "emergency" in said[0]
    assert refuses(chat)


def test_who_wants_all_deleted_is_asked_as_before() -> None:
    chat = Chat()
    assert chat.responses(parsed("деректерімді өшіріңіз", "forget_me")) == ["forget_me"]
    assert chat.responses(tapped("inform", question="keep_no_text")) == ["keeps_no_text"]


@pytest.mark.parametrize("days", [1, 8, 29])
def test_it_outlives_what_was_told(days: int) -> None:
    later = aged(from_json(to_json(Conversation(at=1.0, refuses_text=True))), 1.0 + days * 86_400)
    assert later.refuses_text
    assert not aged(Conversation(at=1.0), 1.0 + days * 86_400).refuses_text
