"""A question put again, a fact told again, another thing meant."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.asked_again_words import asks_again, meant_instead, tells_again


def tokens(text: str) -> tuple[str, ...]:
    return tuple(default_analyzer().analyse(text).tokens)


def words(text: str) -> tuple[str, ...]:
    return tuple(default_analyzer().analyse(text).words)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("вы не ответили", True),
        ("ну ответьте же", True),
        ("алло, вы меня читаете?", True),
        ("я это и спрашиваю: нужна или нет", True),
        ("так да или нет?", True),
        ("жауап бермедіңіз ғой", True),
        ("соны сұрап тұрмын, керек пе жоқ па", True),
        ("осыны сұрадым ғой", True),
        ("ау, қайдасыз", True),
        ("ну так делать или нет?", True),
        ("сонда салдырам ба, жоқ па?", True),
        ("вы мне так и не сказали", True),
        ("анығын айтыңызшы", True),
        ("ауырып қалды", False),
        ("ауданда қызылша бар ма", False),
        ("врач не берёт трубку", False),
        ("екпе қашан салынады", False),
    ],
)
def test_the_same_is_asked_again(text: str, is_so: bool) -> None:
    assert asks_again(words(text)) is is_so


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("бір жас бір айлық деп айттым ғой", True),
        ("ондай жоқ дедім ғой", True),
        ("жаздым ғой жаңа", True),
        ("я же сказала, ничего нет", True),
        ("говорю же, год и месяц", True),
        ("я уже писала", True),
        ("дәрігер айтты", False),
        ("врач сказал, корь", False),
    ],
)
def test_a_fact_is_told_again(text: str, is_so: bool) -> None:
    assert tells_again(words(text)) is is_so


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("я спрашивала не когда, а где", "where"),
        ("мен қашан деп емес, қайда деп сұрадым", "where"),
        ("не где, а когда делают", "when"),
        ("я вас о садике спросила", "nursery"),
        ("мен балабақша туралы сұрадым ғой", "nursery"),
        ("вы не поняли, я не о свинине, я о яйце", "egg"),
        ("шошқа емес, жұмыртқа туралы", "egg"),
        ("мне не лечение нужно, а как ухаживать", "care"),
        ("маған ем емес, күтім керек", "care"),
        ("про купание спрашивала", "bath"),
        ("үлкені емес, кішісі", None),
        ("не вчера, а в среду", None),
        ("когда делают прививку", None),
    ],
)
def test_another_thing_is_meant(text: str, meant: str | None) -> None:
    assert meant_instead(tokens(text)) == meant
