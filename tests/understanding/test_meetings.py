"""Several meetings with a patient, their end, and what is asked of an unborn child."""

from __future__ import annotations

from datetime import date

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.end_words import end_asked
from rasa_project.understanding.expecting_words import asks_of_unborn, asks_to_nurse
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.parts import Facts
from rasa_project.understanding.reading import read_message

#: A Monday.
TODAY = date(2026, 11, 30)


def facts(text: str) -> Facts:
    return read_message(default_analyzer().analyse(text), default_finder(), TODAY).parts[0].facts


def words(text: str) -> tuple[str, ...]:
    return tuple(default_analyzer().analyse(text).words)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("виделись с больным корью 6 дней назад и 2 дня назад", 6, 2),
        ("сейсенбіде бірге ойнады, жұмада да бірге болды, қызылша екен", 6, 3),
        ("24 ноября и 27 ноября сидели рядом с больным", 6, 3),
        ("сенбіде қызылша баламен бірге ойнады, кеше де барған", 2, 1),
        ("в пятницу сидели рядом с больным корью, сегодня сказали", 3, None),
    ],
)
def test_the_first_and_the_last_of_several(text: str, first: int, last: int | None) -> None:
    told = facts(text)
    assert (told.contact_days, told.contact_last_days) == (first, last)


def test_one_more_meeting_and_a_first_one_are_told_apart() -> None:
    assert facts("вчера опять у них были").contact_again == 1
    assert facts("кешегіде де бардым оларға").contact_again == 1
    assert facts("алғаш рет бейсенбіде кездескен").contact_first == 4
    told = facts("первый раз вчера виделись")  # no weekday, so no week before it
    assert (told.contact_first, told.contact_again) == (None, 1)


@pytest.mark.parametrize("text", ["5 айлық жүктімін, не істейін", "жүктімін не болады енді"])
def test_what_to_do_denies_no_pregnancy(text: str) -> None:
    assert facts(text).risk == "pregnant"


@pytest.mark.parametrize("text", ["6 күн қашан бітеді", "6 дней когда закончатся", "21 күн қашан бітеді"])
def test_the_days_of_a_rule_are_no_time_ago(text: str) -> None:
    assert facts(text).days_ago is None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("наблюдение до какого числа", "watching"),
        ("бақылау қашан бітеді", "watching"),
        ("когда кончаются 21 день", "watching"),
        ("6 күн қашан бітеді", "help"),
        ("72 часа когда истекают", "help"),
        ("болезнь когда закончится", None),
        ("бөртпе қашан кетеді", None),
        ("когда прививка", None),
    ],
)
def test_which_end_is_asked_for(text: str, end: str | None) -> None:
    assert end_asked(words(text)) == end


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("ребёнку в животе это опасно", True),
        ("іштегі балаға зияны бар ма", True),
        ("выкидыш может быть?", True),
        ("мне рожать скоро, с ним всё будет хорошо?", True),
        ("прививка плоду вредит?", False),
        ("балаға зияны бар ма", False),
        ("у ребёнка живот болит", False),
    ],
)
def test_what_is_asked_of_an_unborn_child(text: str, is_so: bool) -> None:
    assert asks_of_unborn(words(text)) is is_so


@pytest.mark.parametrize(
    ("text", "is_so"),
    [("мне ухаживать за ним можно?", True), ("оны мен күтсем бола ма", True), ("кто ухаживает за ним", False)],
)
def test_whether_she_may_nurse_the_ill(text: str, is_so: bool) -> None:
    assert asks_to_nurse(words(text)) is is_so
