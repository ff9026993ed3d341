"""A rubbing, wrapping or heating that is told beside danger or a high fever gets its line, behind the first help."""

from __future__ import annotations

import pytest

from rasa_project.dialogue.remedies import tells_harmful_remedy
from tests.dialogue.hearing import Talk, parsed
from tests.understanding.words import words

LINE = "report_emergency/no_rubbing"


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("водкой натёрла", True),
        ("арақпен сүртіп жатырмын", True),
        ("уксусом обтираю", True),
        ("в одеяло завернула", True),
        ("көрпеге орап қойдық", True),
        ("раскалённую соль к ногам", True),
        ("ыстық тұз бастық", True),
        ("муж пьёт водку", False),
        ("шай ішкіздім", False),
        ("су беріп отырмын", False),
    ],
)
def test_a_remedy(text: str, is_so: bool) -> None:
    assert tells_harmful_remedy(words(text)) is is_so


def test_beside_an_emergency_it_stands_second() -> None:
    heard = parsed("балам тырысып жатыр, енем арақпен сүртіп жатыр", "report_emergency")
    assert Talk().hears(heard) == ["report_emergency", LINE]


def test_beside_a_high_fever_the_consultation_begins() -> None:
    heard = parsed("у дочки 40, сыпь, бабушка водкой натирает", "ask_treatment")
    assert Talk().hears(heard) == ["ask_consultation_form_danger_today", LINE]


def test_a_mere_question_keeps_its_own_answer() -> None:
    assert LINE not in Talk().hears(parsed("можно ли водкой натирать", "ask_treatment"))


def test_what_says_the_same_is_enough() -> None:
    talk = Talk()
    talk.all(("балам тырысып жатыр", "report_emergency"))
    heard = parsed("арақпен сүртіп жатырмыз, дұрыс па", "nlu_fallback", ("emergency", "cooling"))
    assert talk.hears(heard) == ["report_emergency/cooling"]
