"""The one action: what was decided is dispatched in the language of the talk, and the conversation is kept."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import forget
from actions.language import names_other_language, requested_language
from actions.reply import Reply
from kazakh.analysis import default_analyzer
from rasa_project.dialogue.conversation import CONVERSATION_SLOT
from rasa_project.dialogue.conversation_json import VERSION, from_json
from tests.dialogue.hearing import parsed, tapped


class Chat:
    """A tracker that goes on: the slots of one reply are those of the next message."""

    def __init__(self, **slots: Any) -> None:
        """With these slots."""
        self.slots: dict[str, Any] = {"language": None, CONVERSATION_SLOT: None, **slots}
        self.events: list[dict[str, Any]] = []

    def hears(self, message: dict[str, Any]) -> list[dict[str, Any]]:
        """What is dispatched to a message."""
        language = default_analyzer().analyse(message["text"]).language
        data = {"language": language.reply, "language_is_clear": True, **message}
        self.events.append({"event": "user", "text": message["text"], "parse_data": data})
        tracker = Tracker("anna", self.slots, data, self.events, False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        for event in asyncio.run(Reply().run(dispatcher, tracker, {})):
            if event["event"] == "reset_slots":
                self.slots = dict.fromkeys(self.slots)
            else:
                self.slots[event["name"]] = event["value"]
        return list(dispatcher.messages)

    def responses(self, *messages: dict[str, Any]) -> list[str]:
        """The responses to the last of them."""
        for message in messages:
            said = self.hears(message)
        return [str(one["response"]).removeprefix("utter_") for one in said]


@pytest.fixture
def erased(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whose data were deleted."""
    found: list[str] = []

    def erase(sender: str, **more: Any) -> int:
        found.append(sender)
        return 3

    monkeypatch.setattr(forget, "erase", erase)
    return found


def test_what_was_told_stands_in_the_one_slot() -> None:
    chat = Chat()
    assert chat.responses(parsed("балам 8 айлық", "inform")) == ["schedule_before_first_extra"]
    assert chat.slots[CONVERSATION_SLOT]["version"] == VERSION
    assert [one.age_months for one in from_json(chat.slots[CONVERSATION_SLOT]).people] == [8]
    assert chat.responses(parsed("екпе қашан", "ask_schedule")) == ["help/unchanged", "schedule_before_first_extra"]


@pytest.mark.parametrize("value", [None, "broken", 7, {"version": 99}, {"version": VERSION, "people": 3}])
def test_a_slot_that_cannot_be_read_starts_afresh(value: object) -> None:
    assert Chat(conversation=value).responses(parsed("екпе қашан", "ask_schedule")) == ["ask_schedule"]


@pytest.mark.parametrize(
    ("text", "language", "who"),
    [("балам 8 айлық, екпе қашан", "kk", "Балаңыз"), ("ребёнку 8 месяцев, когда прививка", "ru", "Вашему ребёнку")],
)
def test_gaps_are_filled_in_the_language_of_the_talk(text: str, language: str, who: str) -> None:
    chat = Chat()
    (said,) = chat.hears(parsed(text, "ask_schedule"))
    assert (said["language"], said["who"]) == (language, who)
    assert said["who_kk"] == "Балаңыз"
    assert from_json(chat.slots[CONVERSATION_SLOT]).language == language


def test_leads_shortness_and_buttons_are_handed_on() -> None:
    chat = Chat()
    first, second = chat.hears(parsed("ұлым 3 жаста, қызым 8 айлық, қашан", "ask_schedule"))
    assert first["is_short"]
    assert second["is_short"]
    (said,) = chat.hears(parsed("Бірлікте тұрамыз", "find_clinic"))
    assert [one["title"] for one in said["buttons"]] == ["Бірлік (Бірлік)", "Бірлік (Майлыбас)"]
    chat.hears(parsed("қызуы бар", "report_symptoms"))
    aside, question = chat.hears(parsed("екпе халал ма", "ask_myth"))
    assert aside["without_buttons"]
    assert "without_buttons" not in question


@pytest.mark.parametrize("metadata", [None, "45.7, 62.1", {"lat": 45.763, "lon": 62.108}])
def test_metadata_of_any_kind(metadata: object) -> None:
    (name,) = Chat().responses({**parsed("қайда барамыз", "find_clinic"), "metadata": metadata})
    assert name == ("find_clinic_near" if isinstance(metadata, dict) else "find_clinic")


@pytest.mark.parametrize(
    ("turns", "deletes"),
    [
        ([tapped("forget_me", confirmed="yes")], True),
        ([parsed("иә", "affirm")], True),
        ([tapped("forget_me", confirmed="no")], False),
        ([parsed("жоқ", "deny")], False),
        ([parsed("жоқ", "deny"), parsed("иә", "affirm")], False),
        ([tapped("forget_me", confirmed="no"), parsed("иә", "affirm")], False),
        ([parsed("мәссаған", "nlu_fallback"), parsed("иә", "affirm")], False),
        ([parsed("қызылша деген не", "ask_disease"), parsed("иә", "affirm")], False),
    ],
)
def test_everything_is_deleted_once_that_is_confirmed(
    turns: list[dict[str, Any]], deletes: bool, erased: list[str]
) -> None:
    chat = Chat()
    chat.hears(parsed("балам 8 айлық, екпе қашан", "ask_schedule"))
    assert chat.responses(parsed("мені ұмыт", "forget_me")) == ["forget_me"]
    assert "forget_me_done" in chat.responses(*turns) or not deletes
    assert erased == (["anna"] if deletes else [])
    assert bool(from_json(chat.slots[CONVERSATION_SLOT]).people) is not deletes


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Орысша жауап беріңізші", "ru"),
        ("қазақша айтшы", "kk"),
        ("kazaksha jazynyz", "kk"),
        ("на русском пожалуйста", "ru"),
        ("по-казахски можно?", "kk"),
        ("орысша емес, қазақша жазыңыз", "kk"),
        ("не на русском, на казахском", "kk"),
        ("басқа тілде", None),
    ],
)
def test_the_language_that_is_asked_for(text: str, language: str | None) -> None:
    assert requested_language(text) == language


@pytest.mark.parametrize("text", ["ағылшынша жауап бер", "на английском", "өзбекше білесің бе"])
def test_a_language_that_the_bot_does_not_speak(text: str) -> None:
    assert names_other_language(text)
    chat = Chat()
    assert chat.responses(parsed(text, "change_language")) == ["language_unknown"]
    assert chat.slots["language"] is None


@pytest.mark.parametrize(
    ("text", "before", "asked"),
    [("орысша", None, "ru"), ("тілді ауыстыр", None, "ru"), ("тілді ауыстыр", "ru", "kk"), ("смени язык", "ru", "kk")],
)
def test_change_language(text: str, before: str | None, asked: str) -> None:
    chat = Chat(language=before)
    (said,) = chat.hears(parsed(text, "change_language"))
    assert (said["response"], said["language"]) == ("utter_change_language", asked)
    assert chat.slots["language"] == asked
    (next_said,) = chat.hears(parsed("қызылша деген не", "ask_disease"))
    assert next_said["language"] == asked
