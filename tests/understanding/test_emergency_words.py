"""Where an emergency stands, in words."""

from __future__ import annotations

import pytest

from rasa_project.understanding.emergency_words import (
    asks_what_to_give,
    doctors_left,
    is_with_doctors,
    tells_call,
    tells_calling,
    tells_drowsy,
    tells_vomiting,
)
from tests.understanding.words import words


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("103 келіп кетті, қазір ұйықтап жатыр", True),
        ("укол жасап кетті", True),
        ("скорая уже уехала", True),
        ("103 келіп кетті, қайта тырысып жатыр", False),
        ("103 келе жатыр", False),
    ],
)
def test_the_doctors_came_and_went(text: str, is_so: bool) -> None:
    assert doctors_left(words(text)) is is_so


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("скорая забрала его в больницу", True),
        ("сижу в коридоре реанимации", True),
        ("жеттік аурухана", True),
        ("мы уже в больнице", True),
        ("больница далеко", False),
        ("мы в Шакене, до больницы часа два, самим везти?", False),
        ("ауруханаға барайық па", False),
    ],
)
def test_the_patient_is_with_doctors(text: str, is_so: bool) -> None:
    assert is_with_doctors(words(text)) is is_so


@pytest.mark.parametrize(("text", "is_so"), [("103 шақырдық", True), ("едут", True), ("не дозвонились", False)])
def test_a_call(text: str, is_so: bool) -> None:
    assert tells_call(words(text)) is is_so


def test_what_is_asked_with_it() -> None:
    assert asks_what_to_give(words("не берейін"))
    assert not asks_what_to_give(words("қайда барайын"))
    assert tells_vomiting(words("жолда құсса не істейін"))
    assert not tells_vomiting(words("ұйықтап жатыр"))


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("звоню 103", True),
        ("набираю", True),
        ("ответили, выехали", True),
        ("муж звонит", True),
        ("шалып жатырмын", True),
        ("тұтқаны көтерді", True),
        ("звоню, не отвечают", False),
        ("звоню уже 10 минут", False),
        ("набираю, занято", False),
        ("не выехали, говорят долго ждать", False),
        ("шалып жатырмын, алмай жатыр", False),
    ],
)
def test_it_is_being_called(text: str, is_so: bool) -> None:
    assert tells_calling(words(text)) is is_so


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("в сознании, но спать хочет", True),
        ("его клонит в сон", True),
        ("есі бар, бірақ ұйқысы келіп тұр", True),
        ("ұйықтап кете береді", True),
        ("дети спят в другой комнате", False),
        ("ұйықтай алмай жүр", False),
    ],
)
def test_the_patient_is_drowsy(text: str, is_so: bool) -> None:
    assert tells_drowsy(words(text)) is is_so
