"""Guests and journeys that are still to come, and neighbours who were not met, are no contact."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed

GUESTS = [
    "завтра приедут гости из Шымкента, у них корь ходит, пускать?",
    "бүгін қонақ келеді, үйде екі жасар балам бар",
]
JOURNEYS = ["едем в Алматы, там корь, сыну 4 года", "қалаға барайық па, онда қызылша бар дейді, қызым 2 жаста"]
MET = ["вчера были гости, у них потом корь нашли, дочке 4 года", "кеше қонақ келді, баласы қызылшамен ауырып жатыр"]


@pytest.mark.parametrize("text", GUESTS)
@pytest.mark.parametrize("intent", ["ask_exposure", "nlu_fallback", "ask_vaccine_safety"])
def test_guests_to_come_are_no_contact(text: str, intent: str) -> None:
    talk = Talk()
    assert talk.hears(parsed(text, intent)) == ["ask_prevention/guests_coming"]
    assert talk.conversation.episode is None
    assert not any(one.confirmed or one.contact for one in talk.conversation.people)


@pytest.mark.parametrize("text", JOURNEYS)
def test_a_journey_to_come_is_no_contact(text: str) -> None:
    talk = Talk()
    assert talk.hears(parsed(text, "ask_exposure")) == ["ask_schedule/travel"]
    assert all(one.contact is None for one in talk.conversation.people)


@pytest.mark.parametrize("text", MET)
def test_who_was_met_is_a_contact_still(text: str) -> None:
    talk = Talk()
    talk.hears(parsed(text, "ask_exposure"))
    assert talk.conversation.episode is not None
    assert talk.conversation.episode.kind == "contact"


def test_neighbours_who_were_not_met_are_no_contact() -> None:
    talk = Talk()
    assert talk.hears(parsed("у соседей корь, мы с ними не виделись, сыну 4 года", "ask_exposure")) == [
        "ask_exposure/none"
    ]


def test_a_question_is_no_wish_to_stop() -> None:
    talk = Talk()
    talk.all(("садикте қызылша шықты, балам 5 жаста", "ask_exposure"))
    assert talk.hears(parsed("то есть прививку не надо?", "ask_necessity")) != ["consultation_stopped"]
