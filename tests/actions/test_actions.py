"""Actions by themselves: wording, languages, where to go."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.fallback import NotUnderstood, topic_buttons
from actions.language import ChangeLanguage, names_other_language, requested_language
from actions.wording import age_kk, age_ru, plural_ru
from tests.actions.tracker import tracker_with


@pytest.mark.parametrize(
    ("months", "kazakh", "russian"),
    [
        (8, "8 айлық", "8 месяцев"),
        (12, "1 жаста", "1 год"),
        (38, "3 жас 2 айлық", "3 года 2 месяца"),
        (84, "7 жаста", "7 лет"),
        (0, "жаңа туған", "меньше месяца"),
        (265, "22 жас 1 айлық", "22 года 1 месяц"),
    ],
)
def test_ages_in_words(months: int, kazakh: str, russian: str) -> None:
    assert (age_kk(months), age_ru(months)) == (kazakh, russian)


@pytest.mark.parametrize(
    ("count", "word"), [(1, "год"), (3, "года"), (5, "лет"), (11, "лет"), (21, "год"), (112, "лет")]
)
def test_russian_plural(count: int, word: str) -> None:
    assert plural_ru(count, "год", "года", "лет") == word


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


@pytest.mark.parametrize(
    ("message", "slots", "asked"),
    [
        ({"text": "орысша", "language": "kk"}, {}, "ru"),
        ({"text": "тілді ауыстыр", "language": "kk"}, {}, "ru"),
        ({"text": "смени язык", "language": "ru"}, {}, "kk"),
        ({"text": "тілді ауыстыр", "language": "kk"}, {"language": "ru"}, "kk"),
    ],
)
def test_change_language(message: dict[str, Any], slots: dict[str, Any], asked: str) -> None:
    dispatcher = CollectingDispatcher()
    events = asyncio.run(ChangeLanguage().run(dispatcher, tracker_with(slots, [message]), {}))
    assert [(event["name"], event["value"]) for event in events] == [("language", asked)]
    assert dispatcher.messages[0]["language"] == asked


def test_an_unknown_language_changes_nothing() -> None:
    dispatcher = CollectingDispatcher()
    message = {"text": "in english please", "language": "kk"}
    assert asyncio.run(ChangeLanguage().run(dispatcher, tracker_with({}, [message]), {})) == []
    assert dispatcher.messages[0]["response"] == "utter_language_unknown"


def miss(language: str = "kk") -> dict[str, Any]:
    ranking = [{"name": name} for name in ("nlu_fallback", "greet", "ask_myth", "ask_adult", "ask_infant", "help")]
    return {"intent": {"name": "nlu_fallback"}, "intent_ranking": ranking, "language": language}


def test_the_three_nearest_topics_are_offered_without_small_talk() -> None:
    payloads = [button["payload"] for button in topic_buttons(tracker_with({}, [miss()]))]
    assert payloads == ["/ask_myth", "/ask_adult", "/ask_infant"]


def test_with_no_ranking_the_usual_topics_are_offered() -> None:
    message = {"intent": {"name": "nlu_fallback"}, "intent_ranking": [], "language": None}
    titles = [button["title"] for button in topic_buttons(tracker_with({"language": "ru"}, [message]))]
    assert titles == ["Какие признаки", "Когда делают прививку", "Куда обратиться"]


@pytest.mark.parametrize(
    ("messages", "response"),
    [
        ([miss()], "utter_not_understood"),
        ([miss(), miss()], "utter_not_understood_again"),
        ([miss(), {"intent": {"name": "greet"}}, miss()], "utter_not_understood"),
    ],
)
def test_a_second_miss_in_a_row_says_whom_to_ask(messages: list[dict[str, Any]], response: str) -> None:
    dispatcher = CollectingDispatcher()
    asyncio.run(NotUnderstood().run(dispatcher, tracker_with({}, messages), {}))
    assert dispatcher.messages[0]["response"] == response
