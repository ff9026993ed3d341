"""Whether a dose is asked for, or nobody knows how many were had, in wordings of parents."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.dose_asked import asks_for_dose, tells_doses_unknown


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("екпе салуға бола ма", True),
        ("енді екпе керек пе", True),
        ("ему прививку?", True),
        ("надо ли ей прививку сделать сейчас", True),
        ("инісіне екпе ше", True),
        ("укол можно поставить?", True),
        ("екпе алған", False),
        ("прививок нет, что делать?", False),
        ("екпе керек емес, ол ауырып жатыр", False),
        ("не про прививку спрашиваю, что делать", False),
        ("температура 38, что дать?", False),
    ],
)
def test_a_dose_is_asked_for(text: str, is_asked: bool) -> None:
    analysis = default_analyzer().analyse(text)
    assert asks_for_dose(analysis.words, analysis.tokens) is is_asked


@pytest.mark.parametrize(
    ("text", "is_unknown"),
    [
        ("сколько прививок не помню", True),
        ("прививки не знаем, карты потеряны", True),
        ("екпесі белгісіз", True),
        ("екпе алғаны есімде жоқ", True),
        ("прививка одна", False),
        ("не знаю что делать", False),
        ("екпе алған, есімде", False),
    ],
)
def test_nobody_knows_the_doses(text: str, is_unknown: bool) -> None:
    assert tells_doses_unknown(default_analyzer().analyse(text).words) is is_unknown
