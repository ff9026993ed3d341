"""Danger words of which nobody is the patient, and lines in which somebody may be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.danger_doubt import is_borne_out
from rasa_project.understanding.danger_model import NO, DangerGuess, danger_lines
from rasa_project.understanding.extraction import Danger, default_finder
from rasa_project.understanding.no_patient import has_no_patient, is_of_no_patient, means_otherwise

#: Language, kind, text: idioms, songs, dreams, animals, machines, written by sight of no rule; nothing here is learnt.
ODD = [
    line.split("\t")
    for line in (Path(__file__).with_name("odd_lines.txt")).read_text(encoding="utf-8").splitlines()
    if line
]
NOBODY = [
    "түсімде ұлым тұншығып жатыр екен",
    "мне приснилось, что дочка не дышит",
    "в сериале опять кто-то без сознания",
    "ертегіде ханшайым оянбай жатыр",
    "анекдот: пациент не дышит",
    "сын притворяется, что без сознания",
    "дочка играет в больницу, кукла не дышит",
    "задыхаюсь от счастья",
    "күлкіден тырысып қалдық",
    "кредиты душат, дышать не дают",
    "у кошки судороги",
    "мысығым дем ала алмай жатыр",
    "ветеринар керек, бұзау тырысып жатыр",
    "мотор задыхается на холоде",
    "машинам тұншығып тұр",
    "ноутбук не просыпается",
]
SOMEBODY = [
    # the family, now, and a call for help
    "түсімде емес, қазір тұншығып жатыр",
    "приснилось, проснулась, а она правда не дышит",
    "смотрели мультик, и вдруг сын посинел",
    "мультик көріп отырып тырысып қалды",
    "ойнап жүріп есінен танып қалды",
    "у кошки судороги, и у дочки тоже",
    "бала мысық көріп тұншығып жатыр",
    "вызовите скорую, играли в больницу, и он не дышит",
    "думала притворяется, а он правда без сознания",
    "от смеха ребёнок посинел и не дышит",
    # what an animal or a thing has done
    "собака укусила, кровь не останавливается",
    "ит тістеп алды, қан тоқтамай жатыр",
    "кошка поцарапала, губы отекли",
    "атым теуіп кетті, есінен танды",
    "машина сбила, без сознания",
    "машина қағып кетті, оянбай жатыр",
    "телефон ударил током, не дышит",
    "игрушка застряла в горле, задыхается",
    "пеш ис шығарды, тұншығып жатырмыз",
    # words that only look so
    "көзі аларып кетті",
    "бір көзі көрмей қалды",
    "көзім көрмей қалды",
    "денесі көгерген, ешкім ұрған жоқ",
    "уже и плакать перестал",
    "лежит как собака побитая, не встаёт",
    "во сне задыхается",
    "түсінде тұншығып оянды",
]


def all_tokens(text: str) -> list[str]:
    return default_analyzer().analyse(text).all_tokens


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_the_patient(text: str) -> None:
    assert is_of_no_patient(all_tokens(text))
    assert default_finder().read(default_analyzer().analyse(text)).danger is not Danger.NOW


@pytest.mark.parametrize("text", SOMEBODY)
def test_when_in_doubt_somebody_is(text: str) -> None:
    assert not has_no_patient(all_tokens(text))


def test_no_line_of_danger_that_is_learnt_is_taken_for_nobody_s() -> None:
    """Seven hands wrote them: whatever the rule takes back here it would take back from parents."""
    assert [one.text for one in danger_lines() if one.label != NO and has_no_patient(all_tokens(one.text))] == []


@pytest.mark.parametrize(
    ("sign", "text", "is_so"),
    [
        ("convulsions", "ұлым отыруға тырысып жатыр", True),
        ("convulsions", "сабаққа тырысып жүр", True),
        ("convulsions", "тырысып оқып жатыр", True),
        ("convulsions", "балам тырысып жатыр", False),
        ("convulsions", "қолы аяғы тырысып жатыр", False),
        ("unconscious", "аяғым талып қалды", True),
        ("unconscious", "талып қалды", False),
        ("unconscious", "отыруға тырысып жатыр", False),
        ("bleeding", "тырысып оқып жатыр", False),
    ],
)
def test_a_word_may_stand_in_another_sense(sign: str, text: str, is_so: bool) -> None:
    assert means_otherwise(sign, default_analyzer().analyse(text).words) is is_so


@pytest.mark.parametrize(
    ("text", "sign", "is_so"),
    [
        ("у кота судороги", "convulsions", False),
        ("аяғы талып қалды, екі сағат жүрдік", "unconscious", False),
        ("у сына судороги", "convulsions", True),
        ("талып қалды", "unconscious", True),
    ],
)
def test_the_model_alone_does_not_raise_it(text: str, sign: str, is_so: bool) -> None:
    analysis, finder = default_analyzer().analyse(text), default_finder()
    guess = DangerGuess(0.9, 0.0, sign)
    assert is_borne_out(guess, analysis, finder.read(analysis), finder, date(2026, 11, 29)) is is_so


def test_few_of_a_set_apart_ring_by_rule() -> None:
    rings = [t for _, _, t in ODD if default_finder().read(default_analyzer().analyse(t)).danger is Danger.NOW]
    assert len(ODD) == 140
    assert len({kind for _, kind, _ in ODD}) >= 20
    assert len(rings) <= 25, rings


def test_nothing_of_the_set_is_learnt() -> None:
    learnt = {one.text for one in danger_lines()}
    assert [text for _, _, text in ODD if text in learnt] == []
