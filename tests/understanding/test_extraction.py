"""What is read out of a message (see domain.yml for the names and forms)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.analysis import Analyzer
from rasa_project.understanding.extraction import default_finder

ANALYZER = Analyzer()

PLACES = [
    ("Бозкөлде тұрамыз", "Бозкөл"), ("bozkolden jazyp turmyn", "Бозкөл"), ("мы из Айтеке би", "Әйтеке би"),
    ("айтекебидемиз", "Әйтеке би"), ("Новоказалинскте", "Әйтеке би"), ("Казалинск", "Қазалы"),
    ("қазалыданбыз", "Қазалы"), ("Өркендеуде қай жерде екпе салады", "Жанкент"), ("Otgon auyly", "Тасөткел"),
    ("Жанкожа батыр ауылы", "Жанқожа батыр"), ("Майлыбаста", "Майлыбас"), ("Түктібаевтан", "Түктібаев"),
    ("Жанкеттен", "Жанкент"), ("Шитубек ауылынан", "Шитүбек"), ("Кызылкумда", "Қызылқұм"),
    ("Бірлікте тұрамыз", "Бірлік"), ("Көлариктан емеспіз, Көларықтан", "Көларық"),
]  # fmt: skip
NO_PLACES = [
    "екпе алған жоқ", "алға қарай не істейміз", "Қазалы ауданында қызылша бар ма", "тапа тал түсте",
    "Абай атам айтқан", "мәдениет үйіне барсақ бола ма", "ажар деген қызым ауырып тұр", "Алматыдан келдік",
]  # fmt: skip
DOSES = [
    ("ал екінші балам 7 де, ол бірде алмаған", 0),
    ("не было прививок", 0),
    ("ни разу не делали", 0),
    ("бір рет салдырдық", 1), ("екі рет алған", 2), ("екпе алмаған", 0), ("екеуін де алды", 2),
    ("одна прививка была", 1), ("ни одной прививки", 0), ("бір жастағысын алды", 1), ("обе сделали", 2),
    ("прививки нет", 0), ("не привит", 0),
    ("екпесіз", 0), ("егілген жоқ", 0), ("жоқ, әлі алған жоқ", 0), ("ekpe almagan", 0), ("первую сделали", 1),
    ("14 айлык 1 рет алды келесиси кашан", 1), ("екі рет салдырды енді керек пе", 2),
    ("бір рет алды келесісін алмаған", 1), ("1 рет екпе алды енді алмаған", 1), ("1 рет алды келесі екпені алмады", 1),
    ("бір рет алды, келесісін алмаған", 1), ("бір рет егілген енді егілмеген", 1),
    ("одну прививку сделали следующую не делали", 1),
    ("одну прививку сделали когда вторая", 1), ("екпе алмаған енді не істейміз", 0), ("екінші екпесін алмаған", 1),
]  # fmt: skip
NO_DOSES = [
    "екпе неше рет салынады",
    "екі рет салына ма",
    "сколько раз делают",
    "екі рет алды ма",
    "сәлем",
]
SYMPTOMS = [
    ("қызуы бар, жөтеледі", {"fever", "cough"}),
    ("қызуы жоқ, бірақ жөтеледі", {"cough"}),
    ("бөртпе шықпады, көзі қызарып тұр", {"red_eyes"}),
    ("температуры нет, сыпь есть", {"rash"}),
    ("без температуры, кашляет", {"cough"}),
    ("жөтелі де, қызуы да жоқ", set()),
    ("тырысып жатыр", {"convulsions"}),
    ("судорог нет", set()),
    ("дем ала алмай жатыр, ерні көгеріп кетті", {"hard_breathing", "blue_lips"}),
    ("есін білмейді", {"unconscious"}),
    ("су ішпей қойды", {"cannot_drink"}),
    ("пить не может", {"cannot_drink"}),
    ("аузында ақ дақтар бар", {"white_spots"}),
    ("белые пятнышки во рту", {"white_spots"}),
    ("басы ауырады, әлсіз", {"headache", "weakness"}),
    ("іші өтіп, құсып жатыр", {"diarrhoea", "vomiting"}),
    ("құлағы ауырып жылайды", {"ear_pain"}),
    ("тамағы ауырады, мұрнынан су ағып тұр", {"sore_throat", "runny_nose"}),
    ("кызуы котерилип, бортпе шыкты", {"fever", "rash"}),
    ("qyzuy köterildi", {"fever"}),
    ("қызуы түсті", set()),
    ("денесіне бөртпе түсті", {"rash"}),
    ("шея не гнется", {"stiff_neck"}),
    ("сәлем", set()),
]
TEMPERATURES = [
    ("қызуы 38", 38), ("39,5 болды", 39.5), ("температура 40", 40), ("38.7 түспей тұр", 38.7),
    ("ыстығы отыз тоғыз", 39),
]  # fmt: skip
NO_TEMPERATURES = ["40 күн болды", "35 жастамын", "38 адам", "екпе 39"]


def read(text: str) -> dict[str, Any]:
    found = default_finder().read(ANALYZER.analyse(text)).entities
    symptoms = {entity.value for entity in found if entity.name == "symptom"}
    return {entity.name: entity.value for entity in found} | {"symptom": symptoms}


@pytest.mark.parametrize(("text", "name"), PLACES)
def test_place(text: str, name: str) -> None:
    assert read(text)["settlement"] == name


@pytest.mark.parametrize("text", NO_PLACES)
def test_no_place(text: str) -> None:
    assert "settlement" not in read(text)


@pytest.mark.parametrize(("text", "count"), DOSES)
def test_doses(text: str, count: int) -> None:
    assert read(text)["doses"] == count


@pytest.mark.parametrize("text", NO_DOSES)
def test_no_doses(text: str) -> None:
    assert "doses" not in read(text)


@pytest.mark.parametrize(("text", "symptoms"), SYMPTOMS)
def test_symptoms(text: str, symptoms: set[str]) -> None:
    assert read(text)["symptom"] == symptoms


@pytest.mark.parametrize(("text", "degrees"), TEMPERATURES)
def test_temperature(text: str, degrees: float) -> None:
    assert read(text)["temperature_c"] == degrees


@pytest.mark.parametrize("text", NO_TEMPERATURES)
def test_no_temperature(text: str) -> None:
    assert "temperature_c" not in read(text)


def test_a_mark_of_what_was_taken_out_is_no_word() -> None:
    analysis = Analyzer().analyse("балам 3 жаста [PHONE], қызуы 38")
    assert analysis.words == ["балам", "3", "жаста", "кизуи", "38"]
    assert default_finder().read(analysis).signs == {"fever"}


def test_several_in_one_message() -> None:
    found = read("Майлыбастанбыз, ұлым 4-те, бір рет егілген, қызуы 38,5, бөртпе шықты")
    assert found == {
        "settlement": "Майлыбас",
        "child_age_months": 48,
        "doses": 1,
        "temperature_c": 38.5,
        "symptom": {"fever", "rash"},
    }


def test_an_entity_stands_where_it_says() -> None:
    text = "Сәлем! Бозкөлде 2 жастағы балам бар"
    spans = {e.name: text[e.start : e.end] for e in default_finder().read(ANALYZER.analyse(text)).entities}
    assert spans == {"settlement": "Бозкөлде", "child_age_months": "2 жастағы"}


def test_an_adult_is_not_the_child() -> None:
    assert "child_age_months" not in read("анам 67 жаста")


@given(st.text(max_size=200))
def test_never_raises(text: str) -> None:
    for entity in default_finder().read(ANALYZER.analyse(text)).entities:
        assert 0 <= entity.start < entity.end <= len(text)
