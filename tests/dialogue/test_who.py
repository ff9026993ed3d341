"""Whose an answer is."""

from __future__ import annotations

import pytest

from rasa_project.dialogue.conversation import Person
from rasa_project.dialogue.who import lead_of, who
from tests.dialogue.hearing import TODAY


@pytest.mark.parametrize(
    ("person", "name", "lead"),
    [
        (Person(1), ("Балаңыз", "Вашему ребёнку"), ("Балаңызға: ", "Вашему ребёнку: ")),
        (
            Person(1, sex="f", kin="daughter", age_months=8),
            ("Қызыңыз", "Дочке"),
            ("8 айлық қызыңызға: ", "Дочке (8 месяцев): "),
        ),
        (Person(1, sex="m", age_months=48), ("Ұлыңыз", "Сыну"), ("4 жастағы ұлыңызға: ", "Сыну (4 года): ")),
        (Person(1, order="elder"), ("Үлкен балаңыз", "Старшему ребёнку"), ("Үлкен балаңызға: ", "Старшему ребёнку: ")),
        (
            Person(1, kin="grandchild", age_months=27),
            ("Немереңіз", "Внуку или внучке"),
            ("2 жас 3 айлық немереңізге: ", "Внуку или внучке (2 года 3 месяца): "),
        ),
        (Person(1, "writer", age_months=400), ("Сіз", "Вам"), ("Сізге: ", "Вам: ")),
        (Person(1, "grown_up", kin="husband", age_months=336), ("Жұбайыңыз", "Мужу"), ("Жұбайыңызға: ", "Мужу: ")),
        (
            Person(1, "group", age_months=11),
            ("Балаларыңыз", "Вашим детям"),
            ("11 айлық балаларыңызға: ", "Вашим детям (11 месяцев): "),
        ),
    ],
)  # fmt: skip
def test_words_for_a_person(person: Person, name: tuple[str, str], lead: tuple[str, str]) -> None:
    assert who(person) == name
    assert lead_of(person, TODAY) == lead
