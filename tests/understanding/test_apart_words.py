"""Who of a family was not where a patient was met; read only where a meeting is talked about."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.apart_words import (
    goes_there,
    is_alone,
    lives_at_home,
    means_the_rest,
    patient_came,
    was_away,
    was_elsewhere,
)
from rasa_project.understanding.each_met import with_each_met, with_guest
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.parts import Reading
from rasa_project.understanding.reading import read_message


def words(text: str) -> tuple[str, ...]:
    return tuple(default_analyzer().analyse(text).tokens)


def read(text: str) -> Reading:
    return read_message(default_analyzer().analyse(text), default_finder())


def met(text: str, *, goes_on: bool = False) -> list[bool | None]:
    reading = with_guest(read(text), words(text))
    return [part.facts.contact for part in with_each_met(reading, words(text), goes_on=goes_on).parts]


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("сын там не был", True),
        ("младшая с нами не ездила", True),
        ("дочку мы не брали", True),
        ("средний с ним не играл", True),
        ("малыш остался с бабушкой", True),
        ("внучка его не видела", True),
        ("кішім ол жаққа барған жоқ", True),
        ("ұлым үйде қалған", True),
        ("қызым ол баланы көрген емес", True),
        ("ортаншым онымен ойнамаған", True),
        ("інісі кездескен жоқ", True),
        ("сын не был привит", False),
        ("дочка корью не болела", False),
        ("температуры не было у младшего", False),
        ("ұлымның қызуы болған жоқ", False),
        ("қызым екпе алған жоқ", False),
        ("күйеуім үйде қалса", False),
        ("если сын там не был", False),
        ("сын был рядом", False),
        ("үлкенім сонда болған", False),
    ],
)
def test_who_was_not_there(text: str, is_so: bool) -> None:
    assert was_away(words(text)) is is_so


@pytest.mark.parametrize(
    "text", ["братья с больным не были", "остальные дома", "қалған екеуі бармаған", "інілері үйде"]
)
def test_the_rest_are_meant(text: str) -> None:
    assert means_the_rest(words(text))


@pytest.mark.parametrize(("text", "is_so"), [("к нам приходила соседка", True), ("племянник ночевал у нас", True),
                                              ("бізге ауырған жиен келіп кетті", True),
                                              ("бізге қонаққа келді", True),
                                              ("мы ходили к соседке", False), ("көршіге бардық", False)])  # fmt: skip
def test_the_patient_was_a_guest(text: str, is_so: bool) -> None:
    assert patient_came(words(text)) is is_so


def test_words_of_places_and_of_one_alone() -> None:
    assert was_elsewhere(words("үлкенім мектепте болған"))
    assert not was_elsewhere(words("кішім үйде еді"))
    assert lives_at_home(words("дома ещё малыш 7 месяцев"))
    assert not lives_at_home(words("дома были все вместе"))
    assert goes_there(words("үлкенім сонда барады"))
    assert not goes_there(words("үлкенім 5 жаста"))
    assert is_alone(words("только дочка"), 1, 2)
    assert is_alone(words("ағасы ғана"), 0, 1)
    assert not is_alone(words("дочка и сын"), 0, 1)


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("старшая 8 лет вчера играла с девочкой, у которой корь. дома ещё малыш 7 месяцев", [None, False]),
        ("үлкені 6 жаста сыныпта қызылша баламен отырған, үйде 8 айлық бөпем бар", [True, False]),
        ("кеше қызым 6 жаста қызылша баламен ойнады, үйде 5 айлық бөпем бар", [True, False]),
        ("у меня трое: 9 лет, 5 лет и 2 года. старшая сидела с больным корью", [None, False, False, True]),
        ("мои 3 и 6 лет вчера были в одной палате с корью", [None, True]),
    ],
)
def test_a_meeting_is_of_whom_it_is_told(text: str, each: list[bool | None]) -> None:
    assert met(text) == each


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("сын там не был, только дочка", [False, True]),
        ("братья с больным не были", [False]),
        ("тек қызым барды, ұлым барған жоқ", [True, False]),
        ("только дочка не привита", [None]),
        ("двое младших не играли с ним, только старший", [True]),
        ("дети 3 и 6 лет его не видели", [False, False]),
        ("балаларым үйде қалған, 2 жас, 5 жас", [False, False]),
        ("в садике корь, дочка 2 года тоже туда ходит", [True]),
    ],
)
def test_in_a_talk_about_a_meeting(text: str, each: list[bool | None]) -> None:
    assert met(text, goes_on=True) == each


def test_a_guest_is_no_child_of_the_house() -> None:
    text = "қызылша жұқтырған бала біздің үйге келді кеше, кішім 2 жаста үйде еді, үлкенім 8 жаста мектепте болған"
    assert met(text, goes_on=True) == [None, True, False]
