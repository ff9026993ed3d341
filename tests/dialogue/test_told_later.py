"""A meeting with a patient that is told behind the advice for who is ill: the doctor has to know it."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed

ADVISED = [
    ("балам 4 жаста, қызуы 38.5, бөртпе шықты", "report_symptoms"),
    ("жоқ", "deny"),
    ("3 күн болды", "inform"),
]
TOLD = "report_symptoms/contact_told"


def advised() -> Talk:
    talk = Talk()
    talk.all(*ADVISED)
    assert talk.conversation.question is None
    return talk


@pytest.mark.parametrize(
    "text",
    [
        "были у соседей неделю назад, там болели корью", "мы неделю назад были в гостях, там ребёнок болел",
        "бір апта бұрын көршіге барғанбыз, сонда қызылша болған екен",
        "апта бурын тойда болдык сонда кызылша болган екен",
    ],
)  # fmt: skip
@pytest.mark.parametrize("intent", ["ask_disease", "inform", "ask_exposure", "out_of_scope"])
def test_a_meeting_told_later_is_for_the_doctor(text: str, intent: str) -> None:
    assert advised().hears(parsed(text, intent)) == [TOLD]


def test_behind_something_else_too() -> None:
    talk = advised()
    talk.hears(parsed("білмеймін", "inform"))
    assert talk.hears(parsed("неделю назад были в гостях, там болели корью", "inform")) == [TOLD]


@pytest.mark.parametrize(
    "text", ["а если были у соседей, там болели?", "сколько он заразен", "ему лучше", "қызуы 39 болды"]
)
def test_a_question_and_other_facts_are_none_of_it(text: str) -> None:
    assert TOLD not in advised().hears(parsed(text, "inform"))


def test_it_is_said_once() -> None:
    talk = advised()
    talk.hears(parsed("были у соседей неделю назад, там болели корью", "inform"))
    assert TOLD not in talk.hears(parsed("это было в прошлый понедельник", "inform"))
