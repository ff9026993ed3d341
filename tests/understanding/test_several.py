"""Which questions a message asks."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.reading import read_message
from rasa_project.understanding.several import MOST, questions_asked


def asked(text: str) -> list[str]:
    return [" ".join(words) for words in questions_asked(default_analyzer().analyse(text).tokens)]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "во сколько открывается кабинет и надо ли записываться",
            ["во сколко откривается кабинет", "надо ли записиватся"],
        ),
        ("екпе ақылы ма, кім салады, құжат керек пе?", ["екпе акили ма", "ким салади", "кужат керек пе"]),
        ("насморк бар, екпе сала ма? келесісі қашан?", ["насморк бар екпе сала ма", "келесиси кашан"]),
        ("подскажите 1) это больно? 2) где делают", ["ето болно", "где делают"]),
        (
            "біріншісі тегін бе екіншісі қызуы көтерілсе қайтеміз",
            ["бириншиси тегин бе", "екиншиси кизуи котерилсе каитемиз"],
        ),
        ("были вчера у врача. мазь нужна?", ["маз нужна"]),
        ("қызылша деген не және қай жақтан келді", ["кизилша деген не", "каи жактан келди"]),
        ("екпенің айырмасы неде әрі кімге салады", ["екпенин аиирмаси неде", "кимге салади"]),
        ("талдау ақылы ал қайда тапсырады", ["талдау акили", "каида тапсиради"]),
        ("укол болезненный, это опасно и надолго ли", ["укол болезненнии ето опасно", "надолго ли"]),
        ("справка платная и кто её даёт", ["справка платная", "кто ее дает"]),
        ("можно ли кормить и гулять", ["можно ли кормит", "можно ли гулят"]),
        ("суға түсуге және ойнауға бола ма", ["суга тусуге бола ма", "оинауга бола ма"]),
        ("где делают прививку, а если выходной", ["где делают прививку", "если виходнои"]),
        ("кого прививают? а пожилых?", ["кого прививают", "пожилих"]),
        ("кто её делает и от чего ещё спасает", ["кто ее делает", "от чего еше спасает"]),
    ],
)
def test_each_question_by_itself(text: str, questions: list[str]) -> None:
    assert asked(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        "можно ли прививку, если у ребёнка аллергия на молоко?",
        "балам 2 жаста, қызылшаға қарсы екпе қашан салынады?",
        "қызуы бар, жөтеледі, корь ма",
        "Здравствуйте, где делают прививку?",
        "Сәлеметсіз бе! Екпеден кейін тойға баруға бола ма?",
        "врач сказал, что это аллергия",
        "медсестра сказала бесплатно, где её кабинет",
        "екпе тегін дейді, қайда салады",
        "у сына аллергия на молоко и что делать",
        "",
    ],
)
def test_one_question_is_the_message_itself(text: str) -> None:
    assert asked(text) == []


def test_of_very_many_the_first_are_read() -> None:
    assert len(asked("где делают прививку? " * 40)) == MOST


@pytest.mark.parametrize(
    "text", ["сыну 5 лет одна прививка в год, когда вторая", "сыну 5 лет, одна прививка была в год. когда вторая"]
)
def test_one_dose_and_the_second_are_no_children(text: str) -> None:
    reading = read_message(default_analyzer().analyse(text), default_finder())
    assert [(part.facts.age_months, part.facts.doses) for part in reading.parts] == [(60, 1)]


def test_a_birth_month_is_no_month_to_come() -> None:
    reading = read_message(default_analyzer().analyse("дочке 8 мес родилась 20 марта когда прививка"), default_finder())
    assert [part.facts.age_months for part in reading.parts] == [8]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("7 жастағы екі рет алған, 4 жастағы бір рет", [(84, 2), (48, 1)]),
        ("7 жастагы екеуин де алган, 4 жастагы бир рет", [(84, 2), (48, 1)]),
        ("можно ли в 7 месяцев привить", [(7, None)]),
        ("1 жастағы екпе мен 6 жастағы екпе", [(None, None)]),
    ],
)
def test_two_ages_are_two_children_and_a_month_to_come_is_no_dose(
    text: str, told: list[tuple[int | None, int | None]]
) -> None:
    reading = read_message(default_analyzer().analyse(text), default_finder())
    assert [(part.facts.age_months, part.facts.doses) for part in reading.parts] == told
    assert not any(part.facts.dose_ages for part in reading.parts)
