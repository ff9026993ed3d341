"""Every button's own words, typed on any keyboard, are read as the button; danger and doubt are not overruled."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from kazakh.analysis import default_analyzer
from kazakh.variants import make_variant
from rasa_project.dialogue.conversation import CONVERSATION_SLOT, Conversation, Person, Question
from rasa_project.dialogue.conversation_json import to_json
from rasa_project.engine.entity_extractor import KazakhEntityExtractor
from rasa_project.engine.typed_buttons import TypedButtons
from rasa_project.privacy.marks import without_identifiers
from rasa_project.understanding.button_titles import TYPED_BUTTON_KEY, tapped_payload, titles_of
from tests.data.content import Variation, variations

WITH_BUTTONS = [one for one in variations() if one.buttons]
#: The bot has put a question.
ASKED = SlotSet(CONVERSATION_SLOT, to_json(Conversation(people=(Person(1),), question=Question("age", 1))))
NO_LETTERS = str.maketrans("әғқңөұүһіё", "агкноуухие")


def shown(*buttons: tuple[str, str], answer: str = "…") -> Event:
    return BotUttered(answer, {"buttons": [{"title": title, "payload": payload} for title, payload in buttons]})


def parsed(text: str, *before: Event) -> Message:
    """``text`` behind what the bot showed, as the components before leave it: an intent of its own and entities."""
    message = Message({TEXT: without_identifiers(text), INTENT: {"name": "nlu_fallback", "confidence": 0.5}})
    KazakhEntityExtractor(default_analyzer()).process([message])
    tracker = DialogueStateTracker.from_events(
        "anna", [UserUttered("сәлем"), *before], [AnySlot(CONVERSATION_SLOT, [])]
    )
    return TypedButtons().process([message], tracker)[0]


def read(message: Message) -> tuple[str, dict[str, Any]]:
    return message.get(INTENT)["name"], {one["entity"]: one["value"] for one in message.get(ENTITIES)}


def meant(payload: str) -> tuple[str, dict[str, Any]]:
    name, brace, values = payload.partition("{")
    return name.removeprefix("/"), json.loads(brace + values) if brace else {}


def as_typed(title: str, language: str) -> list[str]:
    low = title.lower()
    plain = low.translate(NO_LETTERS).replace("–", "-").rstrip("?")
    typed = [title, low, title.upper(), f"  {plain}!  "]
    if language == "kk" and not title.startswith("Русский"):
        typed.append(make_variant(low, "latin_official", random.Random(0)))
        if not {"ә", "ц"} & set(low):  # chat spelling writes them like other letters: «ie», «vakcina»
            typed.append(make_variant(low, "latin_chat", random.Random(0)))
        typed.append(low.translate(NO_LETTERS))
    return typed


@pytest.mark.parametrize("one", WITH_BUTTONS, ids=[one.id for one in WITH_BUTTONS])
def test_the_typed_title_does_what_the_button_does(one: Variation) -> None:
    for title, payload in one.buttons:
        for text in as_typed(title, one.language):
            message = parsed(text, shown(*one.buttons))
            assert read(message) == meant(payload), text
            assert message.get(TEXT) == without_identifiers(text)
            assert tapped_payload(message.as_dict()) == payload


def test_a_title_shared_by_two_payloads_of_one_screen_is_not_guessed() -> None:
    buttons = [("Иә", '/inform{"fever":"yes"}'), ("Иә", '/inform{"rash":"yes"}'), ("Жоқ", '/inform{"fever":"no"}')]
    assert read(parsed("иә", shown(*buttons)))[0] == "nlu_fallback"
    assert read(parsed("жоқ", shown(*buttons))) == ("inform", {"fever": "no"})


RISKS = [("Екеуі де жоқ", '/inform{"risk":"none"}'), ("Жүктілік бар", '/inform{"risk":"pregnant"}')]
DOSES = [("Бір рет", '/inform{"doses":1}'), ("Екі рет", '/inform{"doses":2}')]


@pytest.mark.parametrize(
    ("text", "buttons", "values"),
    [
        ("екеуіде жоқ", RISKS, {"risk": "none"}),
        ("екеуі дежоқ", RISKS, {"risk": "none"}),
        ("екеу де жоқ", RISKS, {"risk": "none"}),
        ("жүктілікбар", RISKS, {"risk": "pregnant"}),
        ("жуктилик барр", RISKS, {"risk": "pregnant"}),
    ],
)
def test_a_shown_title_may_be_run_together_or_have_a_slip(text: str, buttons: Any, values: dict[str, Any]) -> None:
    message = parsed(text, shown(*buttons))
    assert read(message) == ("inform", values)


@pytest.mark.parametrize(
    ("text", "buttons"),
    [
        ("еки рат", DOSES),
        ("жүктілік бар ма", RISKS),
        ("жүктілік жоқ", RISKS),
        ("3-6 айлық", [("3–5 айлық", "/a")]),
        ("судороги", [("Судорога", "/a"), ("Судорогу", "/b")]),
    ],
)
def test_a_short_title_a_number_or_two_near_ones_are_not_guessed(text: str, buttons: Any) -> None:
    assert parsed(text, shown(*buttons)).get(TYPED_BUTTON_KEY) is None


def test_all_messages_of_the_last_turn_count_and_none_of_an_earlier_one() -> None:
    asked = shown(("Кеше", '/inform{"exposure_days":1}'))
    assert read(parsed("кеше", asked, shown(answer="тағы бір сөз"))) == ("inform", {"exposure_days": 1})
    assert read(parsed("кеше", asked, UserUttered("рахмет"), shown()))[0] == "nlu_fallback"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Қайда барамыз?", "find_clinic"),
        ("кайда барамыз", "find_clinic"),
        ("куда обратиться", "find_clinic"),
        ("Екпені өткізіп алдық", "ask_missed_dose"),
        ("Чем опасна корь", "ask_complications"),
        ("Беременность и кормление", "ask_pregnancy"),
    ],
)
def test_a_topics_title_holds_at_any_time(text: str, intent: str) -> None:
    assert read(parsed(text)) == (intent, {})
    assert read(parsed(text, shown(("Кеше", '/inform{"exposure_days":1}')), ASKED))[0] == intent


@pytest.mark.parametrize("text", ["қайда барамыз балам ауырып қалды", "екі рет", "Иә", "да, есть", "", "😀", "[PHONE]"])
def test_other_words_and_titles_of_values_keep_their_reading(text: str) -> None:
    message = parsed(text)
    assert message.get(INTENT)["name"] == "nlu_fallback"
    assert message.get(TYPED_BUTTON_KEY) is None
    assert tapped_payload(message.as_dict()) is None


def test_a_value_told_to_a_question_is_no_topic() -> None:
    """«Ребёнку нет года» is a topic, and an age where the age is asked."""
    assert read(parsed("Ребёнку нет года"))[0] == "ask_infant"
    assert read(parsed("Ребёнку нет года", ASKED))[0] == "nlu_fallback"


@pytest.mark.parametrize("text", ["балам тырысып жатыр", "не дышит"])
def test_danger_wins_over_a_title(text: str) -> None:
    message = parsed(text, shown((text, "/ask_symptoms")))
    assert message.get(INTENT)["name"] == "nlu_fallback"
    assert tapped_payload(message.as_dict()) is None


def test_a_tap_and_words_are_told_apart() -> None:
    assert tapped_payload({"text": '/inform{"doses":1}'}) == '/inform{"doses":1}'
    assert tapped_payload({"text": "бір рет"}) is None
    assert tapped_payload({}) is None
    assert titles_of([{"title": "Сайт", "payload": "https://example.kz"}, {"title": ""}]) == {}


@pytest.mark.slow
def test_the_planned_graph_hands_the_tracker_to_the_component(agent: Any) -> None:
    """Through the served processor: PlannedGraphRunner keeps the inputs of Rasa's own."""
    from rasa_project.engine.processor import TurnProcessor
    from tests.conftest import MODEL

    processor = TurnProcessor(MODEL, agent.tracker_store, agent.lock_store, agent.processor.nlg)
    question = shown(("Раньше", '/inform{"exposure_days":7.5}'))
    tracker = DialogueStateTracker.from_events("anna", [UserUttered("сәлем"), question], agent.domain.slots)
    data = processor._parse_message_with_graph(UserMessage("раньше"), tracker)
    assert data["intent"]["name"] == "inform"
    assert [one["value"] for one in data["entities"]] == [7.5]
    assert tapped_payload(data) == '/inform{"exposure_days":7.5}'
