"""What only the model supposes is danger where its sign may be what the words tell."""

from __future__ import annotations

from datetime import date

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.danger_doubt import is_borne_out
from rasa_project.understanding.danger_model import NEWBORN, DangerGuess
from rasa_project.understanding.extraction import default_finder

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "sign", "is_so"),
    [
        ("у сына корь, сыпь третий день, а я кормлю месячного", NEWBORN, False),
        ("ұлым қызылша болып жатыр, үйде 1 айлық сәби бар", NEWBORN, False),
        ("у дочки корь температура 39 а я кормлю грудного ему месяц", NEWBORN, False),
        ("бөпем 1 айлық, денесі жанып тұр", NEWBORN, True),
        ("малышу месяц, весь горячий", NEWBORN, True),
        ("туғанына 20 күн, қызуы 38", NEWBORN, True),
        ("в поликлинику звонила, не отвечают", "unconscious", False),
        ("емханаға қоңырау шалдым, ешкім алмайды", "unconscious", False),
        ("трубку не берут", "unconscious", False),
        ("она на груди", "drinking", False),
        ("ққққққққққққ", "stiff_neck", False),
        ("ааааааа ыыыыыыы", "stiff_neck", False),
        ("ааа мойны қатып қалды", "stiff_neck", True),
        ("сестра не может заразить маленького?", "drinking", False),
        ("заразилась и не пьёт совсем", "drinking", True),
        ("на груди втягивается кожа", "breathing", True),
        ("не отвечает на голос", "unconscious", True),
        ("шақырсам жауап бермейді", "unconscious", True),
        ("звонила врачу не отвечает, а сын на голос не отвечает", "unconscious", True),
        ("прививка была неделю назад, сегодня пятнышки и 38", "severe_allergy", False),
        ("екпеден кейін 8 күн өтті, денесіне бөртпе шықты", "severe_allergy", False),
        ("прививка утром, к вечеру 38.2, это нормально", "severe_allergy", False),
        ("бүгін екпе салдырдық, кешке қызуы 38", "severe_allergy", False),
        ("прививка утром, к вечеру 38.2, весь в волдырях", "severe_allergy", True),
        ("бүгін екпе салдырдық, қызуы 38, терісі бозарып тұр", "severe_allergy", True),
        ("после прививки ему совсем плохо", "severe_allergy", True),
        ("бүгін екпе салдық, беті ісіп барады", "severe_allergy", True),
        ("после укола отекли губы", "severe_allergy", True),
        ("после прививки рука красная и опухла", "severe_allergy", False),
        ("екпеден кейін қолы қызарып ісіп кетті", "severe_allergy", False),
        ("кеше екпе алды, бүгін аяғы қызарып ісіп тұр, жылай береді", "severe_allergy", False),
        ("нога опухла где укол и болит", "severe_allergy", False),
        ("после прививки рука опухла и губы", "severe_allergy", True),
        ("екпеден кейін қолы да беті де ісіп кетті", "severe_allergy", True),
        ("рука опухла, дышит тяжело после прививки", "severe_allergy", True),
        ("баланың егілген аяғы қатайып, ісіп тұр, ойнап жүр", "severe_allergy", False),
        ("бедро после прививки твёрдое и горячее, бегает", "severe_allergy", False),
        ("аяғы ісіп, даусы да қарлығып қалды екпеден соң", "severe_allergy", True),
        ("рука опухла после прививки и сыпь волдырями по всему телу", "severe_allergy", True),
        ("қолы ісіп, сырылдап тұр екпеден кейін", "severe_allergy", True),
        ("бір айлық бөпем, қызуы жоқ, жақсы емеді", NEWBORN, False),
        ("месячная дочка, температура 36,6, ест хорошо", NEWBORN, False),
        ("месячная дочка, температура 38,6", NEWBORN, True),
        ("у старшего температуры нет, а у месячного температура 38,4", NEWBORN, True),
        ("кашель, глаза слезятся, от света щурится", "cloudy_eye", False),
        ("көзі қызарып жасаурайды, жарыққа қарай алмайды", "stiff_neck", False),
        ("от света щурится, на зрачке пятно", "cloudy_eye", True),
        ("утром глазки загноились и не открываются", "cloudy_eye", False),
        ("көзі іріңдеп, ашылмай жабысып қалды", "cloudy_eye", False),
        ("глаз загноился и зрачок мутный", "cloudy_eye", True),
        ("көзі іріңдеп, қарашығы ағарып кетті", "cloudy_eye", True),
        ("жарыққа қарай алмайды, мойнын да ие алмайды", "stiff_neck", True),
        ("говорит включи свет, а лампа горит", "cloudy_eye", True),
        ("я беременна, двадцать недель, у племянника корь", "pregnancy_danger", False),
        ("жүктімін, 12 апта, көршіде қызылша шықты", "pregnancy_danger", False),
        ("беременная, на прокладке алое", "pregnancy_danger", True),
        ("аяғым ауыр, суым кетті", "pregnancy_danger", True),
        ("дышит странно", "hard_breathing", True),
    ],
)
def test_it_is_borne_out(text: str, sign: str, is_so: bool) -> None:
    analysis, finder = default_analyzer().analyse(text), default_finder()
    found = finder.read(analysis, TODAY)
    assert is_borne_out(DangerGuess(0.5, 0.2, sign), analysis, found, finder, TODAY) is is_so
