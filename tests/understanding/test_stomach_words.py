"""An upset stomach is told apart from vomiting and diarrhoea that are a danger; drinking again takes that back."""

from __future__ import annotations

from datetime import date

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.danger_doubt import is_borne_out
from rasa_project.understanding.danger_model import DangerGuess
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.stomach_words import drinks_again, is_only_an_upset_stomach

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("екінші күн іші өтіп тұр, екі рет құсты", True),
        ("қызымның іші өтіп кетті не берейін", True),
        ("понос с утра и два раза вырвало", True),
        ("ребёнка тошнит, стул жидкий, что можно дать", True),
        ("qusyp jatyr ishi otip", True),
        ("не берсем де құсып тастайды", False),
        ("рвёт, даже вода не держится", False),
        ("құсып жатыр, ішпейді", False),
        ("понос, глаза запали", False),
        ("іші өтіп, кешеден бері кіші дәретке отырмады", False),
        ("жыласа жасы шықпайды, іші өтеді", False),
        ("рвота с кровью", False),
        ("вырвало 12 раз за ночь", False),
        ("құсты, басын соғып алған еді", False),
        ("рвёт и шея не гнётся", False),
        ("понос, вялый, не встаёт", False),
        ("уксус ішіп қойып құсып жатыр", False),
        ("екпеден кейін құсты", False),
        ("у новорождённого понос", False),
        ("температура 38, сыпь", False),
    ],
)
def test_what_is_only_an_upset_stomach(text: str, is_so: bool) -> None:
    analysis = default_analyzer().analyse(text)
    signs = default_finder().read(analysis, TODAY).signs
    assert is_only_an_upset_stomach(analysis.words, signs) is is_so


@pytest.mark.parametrize(("text", "is_so"), [("құсып, іші өтіп жатыр", False), ("құсып жатыр, сылқ түсіп қалды", True)])
def test_the_model_alone_makes_no_danger_of_it(text: str, is_so: bool) -> None:
    analysis, finder = default_analyzer().analyse(text), default_finder()
    guess = DangerGuess(0.9, 0.05, "cannot_drink")
    assert is_borne_out(guess, analysis, finder.read(analysis, TODAY), finder, TODAY) is is_so


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("су ішеді", True),
        ("қап, ішті, құсып жіберген жоқ", True),
        ("емшек еме бастады", True),
        ("попил и не вырвал", True),
        ("пьёт понемногу", True),
        ("рвоты больше нет", True),
        ("құсуы тоқтады", True),
        ("ішпейді", False),
        ("не пьёт", False),
        ("попил и опять вырвало", False),
        ("су ішсе құсады", False),
        ("если попьёт", False),
        ("еме алмайды", False),
        ("ойнап отыр", False),
    ],
)
def test_who_drinks_again(text: str, is_so: bool) -> None:
    assert drinks_again(default_analyzer().analyse(text).words) is is_so
