"""Whose each fact is: names, one and the other, the rest, grown-ups, one's own nursery, what is denied of whom."""

from __future__ import annotations

from datetime import date

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.parts import Facts, Reading
from rasa_project.understanding.reading import read_message

TODAY = date(2026, 11, 28)


def reading(text: str) -> Reading:
    return read_message(default_analyzer().analyse(text), default_finder(), TODAY)


def named(text: str, *facts: str) -> list[tuple[object, ...]]:
    """The name or order of each person with these facts."""
    found = [(one.who, one.facts) for one in reading(text).parts if one.who is not None]
    return [
        (who.name or who.order or who.kin or who.kind.value, *(getattr(told, f) for f in facts)) for who, told in found
    ]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Айша 3-те, Ерлан 7-де", [("аиша", 36), ("ерлан", 84)]),
        ("Аружан 4-те, Дияр 11 айлық", [("аружан", 48), ("дияр", 11)]),
        ("Аружан 4те, Дияр 6да", [("аружан", 48), ("дияр", 72)]),
        ("Аише 3 года, Ерлану 7 лет", [("аише", 36), ("ерлану", 84)]),
    ],
)
def test_ages_by_name(text: str, people: list[tuple[str, int]]) -> None:
    assert named(text, "age_months") == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Асан бір рет алған, Үсен алмаған", [("асан", 1), ("усен", 0)]),
        ("Асан екі рет алған, Үсен екпе алмаған", [("асан", 2), ("усен", 0)]),
        ("Дима привит один раз, Саша не привит", [("дима", 1), ("саша", 0)]),
        ("кішісі алмаған, қалғандары бір реттен", [("younger", 0), ("other", 1)]),
        ("младший не привит, остальные по разу", [("younger", 0), ("other", 1)]),
        ("старший привит дважды, остальные не привиты", [("elder", 2), ("other", 0)]),
    ],
)
def test_doses_of_each(text: str, people: list[tuple[str, int]]) -> None:
    assert named(text, "doses") == people


@pytest.mark.parametrize(
    "text", ["Аружан мен Дияр кеше ауырған баламен ойнады", "Ерлан и Дияр вчера играли с больным ребёнком"]
)
def test_two_names_joined_are_two_children(text: str) -> None:
    assert [who for who, _ in named(text, "contact")][-1] == "дияр"
    assert len(named(text)) == 2


@pytest.mark.parametrize("text", ["Кеше Алматыда болдық", "Сосын Приорикс салдық", "Біз Шиеліде тұрамыз"])
def test_a_capital_alone_makes_no_child(text: str) -> None:
    assert all(one.kind.value != "child" for one in reading(text).people)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("әжесі де бірге болды, 65те", 65),
        ("атасы да болды, 71-де", 71),
        ("әжесі 70те", 70),
        ("бабушка тоже была, ей 64", 64),
    ],
)
def test_the_age_of_a_grown_up_by_its_ending(text: str, age: int) -> None:
    assert [one.facts.age_months for one in reading(text).parts if one.who is not None] == [age * 12]


@pytest.mark.parametrize(
    ("text", "risk"),
    [
        ("а мне беременной не опасно?", "pregnant"),
        ("беременным не вредно?", "pregnant"),
        ("я беременная, не болела", "pregnant"),
        ("я не беременна", "none"),
        ("я не была беременна", "none"),
        ("беременна не была", "none"),
        ("беременности нет", "none"),
        ("жүкті емеспін", "none"),
    ],
)
def test_pregnancy_is_denied_by_its_own_word_alone(text: str, risk: str) -> None:
    assert {one.facts.risk for one in reading(text).parts} - {None} == {risk}


@pytest.mark.parametrize(
    "text",
    [
        "у нас в садике корь",
        "біздің сыныпта қызылша шықты",
        "балабақшада қызылша, ұлым сонда барады",
        "в садике подтвердили корь, сын ходит туда",
        "в школе корь, дочка туда ходит",
    ],
)
def test_measles_in_ones_own_group_is_a_contact_and_nobody_of_the_family_has_it(text: str) -> None:
    parts = reading(text).parts
    assert any(one.facts.contact for one in parts)
    assert not any(one.facts.confirmed for one in parts)


@pytest.mark.parametrize(
    "text", ["у нас в садике корь?", "біздің мектепте қызылша бар ма", "в школе бывает корь", "мектепте екпе сала ма"]
)
def test_what_is_asked_of_a_school_is_no_contact(text: str) -> None:
    assert not any(one.facts.contact for one in reading(text).parts)


@pytest.mark.parametrize("text", ["у нас дома корь у старшего", "корь у сына, врач был", "у дочки корь"])
def test_who_has_measles_by_the_word_behind(text: str) -> None:
    assert [one.facts.confirmed for one in reading(text).parts if one.who is not None] == [True]


@pytest.mark.parametrize(
    ("text", "age"),
    [("2 жаста, ал үлкені мектепке бара ма", 24), ("ему 3 года, а старший в школу ходит?", 36)],
)
def test_an_age_before_another_person_is_not_that_person_s(text: str, age: int) -> None:
    first, *others = reading(text).parts
    assert (first.who, first.facts.age_months) == (None, age)
    assert all(one.facts.age_months is None for one in others)


def test_nothing_is_read_out_of_a_bare_pronoun() -> None:
    assert all(one.facts == Facts() for one in reading("один раз спросить можно").parts if one.who is not None)
