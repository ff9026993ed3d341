"""Whose an answer is."""

from __future__ import annotations

import pytest

from rasa_project.dialogue.conversation import Person
from rasa_project.dialogue.who import lead_of, who
from tests.dialogue.hearing import TODAY


@pytest.mark.parametrize(
    ("person", "name", "lead"),
    [
        (Person(1), ("Балаңыз", "Вашему ребёнку"), ("Балаңыз: ", "Ваш ребёнок: ")),
        (
            Person(1, sex="f", kin="daughter", age_months=8),
            ("Қызыңыз", "Дочке"),
            ("8 айлық қызыңыз: ", "Дочка, 8 месяцев: "),
        ),
        (Person(1, sex="m", age_months=48), ("Ұлыңыз", "Сыну"), ("4 жастағы ұлыңыз: ", "Сын, 4 года: ")),
        (Person(1, order="elder"), ("Үлкен балаңыз", "Старшему ребёнку"), ("Үлкен балаңыз: ", "Старший ребёнок: ")),
        (
            Person(1, kin="grandchild", age_months=27),
            ("Немереңіз", "Внуку или внучке"),
            ("2 жас 3 айлық немереңіз: ", "Внук или внучка, 2 года 3 месяца: "),
        ),
        (Person(1, "writer", age_months=400), ("Сіз", "Вам"), ("Сіз: ", "Вы: ")),
        (Person(1, "grown_up", kin="husband", age_months=336), ("Жұбайыңыз", "Мужу"), ("Жұбайыңыз: ", "Мужу: ")),
        (
            Person(1, "group", age_months=11),
            ("Балаларыңыз", "Вашим детям"),
            ("11 айлық балаларыңыз: ", "Ваши дети, 11 месяцев: "),
        ),
    ],
)  # fmt: skip
def test_words_for_a_person(person: Person, name: tuple[str, str], lead: tuple[str, str]) -> None:
    assert who(person) == name
    assert lead_of(person, TODAY) == lead


def test_a_numbered_child_is_told_by_its_age() -> None:
    assert lead_of(Person(1, order="second", age_months=84), TODAY) == ("7 жастағы балаңыз: ", "Ваш ребёнок, 7 лет: ")
    assert lead_of(Person(1, order="second"), TODAY) == ("Екінші балаңыз: ", "Второй ребёнок: ")
