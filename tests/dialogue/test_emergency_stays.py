"""A true alarm stands when nothing else is there, another sign is absent, it is doubted, or it was so before."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed

BABY = ("2 айлық баламның қызуы 38.3", "report_symptoms")
CONVULSION = ("балам тырысып жатыр", "report_emergency")
BREATH = ("ребёнок задыхается", "report_emergency")
NOT_NOW = ("emergency", "not_now")


def lasts_behind(begins: tuple[str, str], text: str) -> bool:
    talk = Talk()
    talk.all(begins)
    said = talk.hears(parsed(text, "deny", NOT_NOW))
    episode = talk.conversation.episode
    is_there = episode is not None and episode.kind == "emergency"
    assert is_there == (said == ["report_emergency/still"])
    return is_there


@pytest.mark.parametrize(
    ("begins", "text"),
    [
        (BABY, "жоқ, басқа ештеңе жоқ, еміп жатыр"),
        (BABY, "жок дем алуы дурыс"),
        (BABY, "нет, судорог нет"),
        (BABY, "у него всё хорошо, играет"),
        (BREATH, "других признаков нет"),
        (BREATH, "больше ничего нет"),
        (BREATH, "судорог нет, в сознании"),
        (CONVULSION, "жоқ, басқа белгі жоқ"),
        (CONVULSION, "дем алысы жаксы"),
        (CONVULSION, "олай емес шығар, шаршаған болар"),
        (CONVULSION, "может, это не то, просто устал"),
        (CONVULSION, "бұрын да осылай болған"),
        (CONVULSION, "раньше тоже так было"),
    ],
)
def test_it_stands(begins: tuple[str, str], text: str) -> None:
    assert lasts_behind(begins, text)


@pytest.mark.parametrize(
    ("begins", "text"),
    [
        (BABY, "жоқ, қате жаздым, қызуы 36.6"),
        (BABY, "ошиблась, это про соседского ребёнка"),
        (BREATH, "нет, дышит хорошо"),
        (BREATH, "я ошиблась, не задыхается"),
        (CONVULSION, "жоқ, тырысқан жоқ"),
        (CONVULSION, "жоқ, ол былтыр болған"),
    ],
)
def test_a_denial_of_it_or_a_mistake_ends_it(begins: tuple[str, str], text: str) -> None:
    assert not lasts_behind(begins, text)


def test_told_twice_it_is_not_the_same_line_again() -> None:
    talk = Talk()
    talk.all(CONVULSION)
    assert talk.hears(parsed("басқа белгі жоқ", "deny")) == ["report_emergency/still"]
    assert talk.hears(parsed("бұрын да осылай болған", "inform")) == ["report_emergency/yes_call_now"]
