"""After a severe reaction to a dose nobody is sent for the next one: the doctor decides."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed

ANSWER = "ask_contraindications/severe_reaction"


@pytest.mark.parametrize(
    "text",
    [
        "былтыр реанимацияда жатқан, екінші екпесін салдырам ба",
        "бірінші екпеден кейін анафилаксия болған еді",
        "в прошлом году после прививки лежал в реанимации, вторую делать?",
        "после первой прививки был отёк Квинке, вторую прививку можно?",
    ],
)
def test_told_as_of_before(text: str) -> None:
    assert Talk().hears(parsed(text, "ask_adult")) == [ANSWER]


@pytest.mark.parametrize("text", ["екінші ретін салдыра ма енді", "вторую делать теперь?", "келесі екпесі керек пе"])
def test_asked_while_the_alarm_lasts(text: str) -> None:
    talk = Talk()
    talk.all(("екпеден кейін беті ісініп, тынысы тарылып жатыр", "report_emergency"))
    assert talk.hears(parsed(text, "ask_necessity"))[1:] == [ANSWER]
    assert talk.conversation.episode is not None


def test_asked_behind_it() -> None:
    talk = Talk()
    talk.all(("былтыр екпеден кейін реанимацияда жатқан", "ask_side_effects"))
    assert ANSWER in talk.hears(parsed("екінші екпесін салдырам ба", "ask_adult"))


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("после первой прививки была температура 39", "вторую делать?"),
        ("балам реанимацияда жатыр", "екінші екпесін қашан салдырамын"),
        ("вчера сделали прививку", "вторую когда делать?"),
    ],
)
def test_a_mild_one_and_an_ill_one_are_not_meant(first: str, text: str) -> None:
    talk = Talk()
    talk.all((first, "inform"))
    assert ANSWER not in talk.hears(parsed(text, "ask_schedule"))
