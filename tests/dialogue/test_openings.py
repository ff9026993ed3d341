"""A yes or no in front of an answer fits how the question was put; where it can't, the statement stands alone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.answer_files import Variation, all_variations
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.fixed_answers import metadata_of
from rasa_project.dialogue.openings import opening_of, with_opening
from rasa_project.understanding.polarity import is_put_inversely
from tests.dialogue.hearing import Talk, parsed, tapped

OPENED = [one for one in all_variations() if re.match(r"(Да|Нет|Иә|Жоқ)[,:] ", one.text)]


def words(text: str) -> tuple[str, ...]:
    return tuple(default_analyzer().analyse(text).words)


@pytest.mark.parametrize(
    "text",
    [
        "екпе салдырмаса болмай ма",
        "зияны жоқ па",
        "тегін емес пе",
        "екіншісін салдырмай-ақ қойсақ бола ма",
        "ekpe almasa bola ma",
        "суга тусуге болмайма",
        "при насморке запрещено?",
        "купать нельзя?",
        "взрослым не надо прививку",
        "от нее не умирают же?",
        "қызылшадан ешкім өлмейді ғой",
        "можно не делать если ребенок крепкий",
        "окна открывать не надо?",
    ],
)
def test_a_question_put_negatively(text: str) -> None:
    assert is_put_inversely(words(text))


@pytest.mark.parametrize(
    "text",
    [
        "екпе керек пе",
        "зияны бар ма",
        "екпе алмаған бала бақшаға бара ма",
        "не привит, в садик можно?",
        "температуры нет, можно купать?",
        "прививка обязательна?",
        "ол ауырмаған, екпе сала ма",
        "",
    ],
)
def test_a_question_put_plainly(text: str) -> None:
    assert not is_put_inversely(words(text))


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("деньги за прививку платить надо?", "other"),
        ("екпеге ақша төлеу керек пе", "other"),
        ("екпе ақылы ма", "other"),
        ("прививка бесплатная?", ""),
        ("екпе тегін бе", ""),
        ("тегін емес пе", "none"),
    ],
)
def test_what_is_paid_for_is_the_opposite_of_free(text: str, opening: str) -> None:
    assert opening_of(Said("utter_ask_availability/free"), words(text)) == opening


@pytest.mark.parametrize(
    ("text", "opening", "changed"),
    [
        ("Да, прививка бесплатна.", "other", "Нет, прививка бесплатна."),
        ("Жоқ, антибиотик емдемейді.", "none", "Антибиотик емдемейді."),
        ("Иә, болады: жуыңыз.", "", "Иә, болады: жуыңыз."),
        ("Да, но не сразу.", "none", "Да, но не сразу."),
        ("Даже если так.", "none", "Даже если так."),
        ("Можно: не мешает.", "other", "Можно: не мешает."),
    ],
)
def test_how_the_text_is_changed(text: str, opening: str, changed: str) -> None:
    assert with_opening(text, opening) == changed  # type: ignore[arg-type]


@pytest.mark.parametrize("one", OPENED, ids=lambda one: f"{one.response}-{one.language}")
def test_without_its_yes_or_no_an_answer_is_a_sentence(one: Variation) -> None:
    text = with_opening(one.text, "none")
    assert text[0].isupper() or text[0].isdigit() or text[0] == "«"
    assert text.split(".")[0].count(" ") >= 1
    assert text == one.text or not re.match(r"(Да|Нет|Иә|Жоқ)[,:] ", text)


def test_what_is_inverse_is_of_answers_that_are_there() -> None:
    names = {one.response.removeprefix("utter_") for one in all_variations()}
    inverse = knowledge().openings.inverse
    assert set(inverse) <= names
    assert list(inverse) == sorted(inverse)
    assert all(stems == sorted(stems) for stems in inverse.values())


def test_an_emergency_keeps_its_words() -> None:
    urgent = next(one.response for one in OPENED if metadata_of(one.response).get("level") == "emergency")
    assert opening_of(Said(urgent), words("103-ке қоңырау шалмаса бола ма")) == ""


def test_a_button_asks_as_the_answer_opens() -> None:
    talk = Talk()
    talk.hears(tapped("ask_availability", question="free"))
    assert [one.opening for one in talk.outcome.plan.said] == [""]


def test_it_is_changed_in_what_is_said_and_not_in_what_is_kept() -> None:
    talk = Talk()
    heard = parsed("деньги за прививку платить надо?", "ask_availability")
    talk.hears({**heard, "questions": [{"name": "ask_availability/free", "confidence": 0.9}]})
    [said] = talk.outcome.plan.said
    assert said.opening == "other"
    assert talk.conversation.last.said == (replace(said, opening=""),)


@pytest.mark.parametrize(
    ("question", "opening"), [("ask_vaccine_safety/safe", "none"), ("ask_availability/free", "")]
)  # fmt: skip
def test_a_tapped_question_opens_as_its_title_asks(question: str, opening: str) -> None:
    intent, name = question.split("/")
    talk = Talk()
    assert talk.hears(tapped(intent, question=name)) == [question]
    assert [one.opening for one in talk.outcome.plan.said] == [opening]
