"""Danger signs come from one file: each is read in both languages and on every keyboard, and one entry adds one."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
import yaml

from kazakh.analysis import default_analyzer
from kazakh.variants import make_variant
from rasa_project.advice.knowledge import KNOWLEDGE_DIR, knowledge, load_knowledge
from rasa_project.understanding.extraction import Danger, EntityFinder, Findings, default_finder
from rasa_project.understanding.features import kind_of

SPEC_IDS = {"hard_breathing", "convulsions", "unconscious", "cannot_drink", "stiff_neck", "blue_lips"}

#: One message in Kazakh and one in Russian for each sign that is there now.
TOLD = {
    "hard_breathing": ("балам әрең дем алып жатыр", "дочка тяжело дышит"),
    "convulsions": ("қызым тырысып жатыр", "у сына судороги"),
    "unconscious": ("ұлым есінен танып қалды", "ребёнок потерял сознание"),
    "cannot_drink": ("таңнан бері ештеңе ішпей жатыр", "ничего не пьёт с утра"),
    "stiff_neck": ("мойны қатып қалды", "шея не гнётся"),
    "blue_lips": ("еріндері көгеріп кетті", "губы посинели"),
    "lethargic": ("қызуы бар, күні бойы ұйықтай береді", "лежит пластом, голову не поднимает"),
    "stridor": ("дем тартқанда ысқырып тұр", "шумно вдыхает"),
    "severe_allergy": ("екпеден кейін беті ісіп кетті", "после прививки отекли губы"),
    "pale_cold_skin": ("бозарып, денесі мұздай болып кетті", "весь бледный и холодный"),
    "cloudy_eye": ("көзіне ақ түсіп кетті", "глаз помутнел"),
    "mouth_ulcers": ("аузы толған жара", "рот весь в язвах"),
    "double_vision": ("бәрі екеу болып көрініп тұр", "у неё двоится в глазах"),
    "rash_not_fading": ("бөртпесі басқанда кетпейді", "сыпь не бледнеет"),
    "bleeding": ("мұрнынан қан тоқтамай жатыр", "рвота с кровью"),
    "pregnancy_danger": ("жүктімін, қан кетіп жатыр", "беременна, отошли воды"),
    "dying": ("балам өліп барады", "мой ребёнок умирает"),
    "unsteady": ("қызылшадан кейін теңселіп жүр", "после кори шатается при ходьбе"),
    "dehydrated": ("көздері шұңқырайып кетті", "глаза запали"),
}


def read(text: str) -> Findings:
    return default_finder().read(default_analyzer().analyse(text))


def test_the_ids_of_the_spec_are_there_and_each_sign_has_its_messages() -> None:
    assert set(knowledge().signs.danger) == set(TOLD) > SPEC_IDS


@pytest.mark.parametrize(("sign", "text"), [(sign, text) for sign, texts in TOLD.items() for text in texts])
def test_each_sign_is_read_in_both_languages(sign: str, text: str) -> None:
    found = read(text)
    assert sign in found.signs
    assert found.danger is Danger.NOW


@pytest.mark.parametrize("keyboard", ["ru_keyboard", "latin_official", "latin_chat"])
@pytest.mark.parametrize("sign", TOLD)
def test_each_sign_is_read_on_every_keyboard(sign: str, keyboard: str) -> None:
    assert read(make_variant(TOLD[sign][0], keyboard, random.Random(1))).danger is Danger.NOW


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("екпе салған қолы ісіп тұр", "severe_allergy"),
        ("рука опухла после прививки", "severe_allergy"),
        ("беременна, сдала кровь на антитела", "pregnancy_danger"),
        ("жүктімін, қан тапсыру керек пе", "pregnancy_danger"),
        ("лицо опухло после сна", "severe_allergy"),  # no dose
        ("екпеден кейін бөртпе шықты", "severe_allergy"),  # a rash, no hives
        ("балабақшадан шаршап келді, ұйықтай береді", "lethargic"),
        ("малыш весь день спит и хорошо ест", "lethargic"),  # no illness
        ("лает собака", "stridor"),
        ("на улице холодно, бледный вид", "pale_cold_skin"),
        ("аузында бір жара бар", "mouth_ulcers"),
        ("сыпь бледнеет под стаканом", "rash_not_fading"),
    ],
)
def test_what_is_only_like_a_sign(text: str, sign: str) -> None:
    found = read(text)
    assert sign not in found.signs
    assert found.danger is not Danger.NOW


def test_one_entry_adds_a_sign(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE_DIR, folder)
    entry = {
        "yellow_skin": {
            "name": {"kk": "терінің сарғаюы", "ru": "пожелтевшая кожа"},
            "question": {"kk": "Терісі сарғайып тұр ма?", "ru": "Кожа пожелтела?"},
            "sources": ["W7"],
            "words": ["терісі сарғай", "кожа пожелт"],
        }
    }
    text = "баланың терісі сарғайып кетті"
    assert read(text).danger is Danger.NONE
    with (folder / "danger.yml").open("a", encoding="utf-8") as file:
        file.write(yaml.safe_dump(entry, allow_unicode=True))
    known = load_knowledge(folder)
    found = EntityFinder(known.places, known.signs).read(default_analyzer().analyse(text))
    assert found.danger is Danger.NOW
    assert found.signs == {"yellow_skin"}


def test_the_classifier_sees_danger_signs_as_such() -> None:
    kinds = {kind_of(entity) for text in ("қызым тырысып жатыр", "сыпь не бледнеет") for entity in read(text).entities}
    assert kinds == {"danger_sign", "plain_sign"}


def test_a_sign_told_twice_is_one_entity() -> None:
    told = [
        entity.value for entity in read("былтыр тырысып қалған еді, қазір де тырысып жатыр, тырысып қалды").entities
    ]
    assert told.count("convulsions") == 1
