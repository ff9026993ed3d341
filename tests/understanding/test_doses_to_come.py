"""A dose that is to come, or of which nobody knows, was not had; an age that was reached is the age of today."""

from __future__ import annotations

from datetime import date

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.amounts import first_age, read_amounts
from rasa_project.understanding.dose_words import was_given
from rasa_project.understanding.doses import find_doses, tells_too_many
from rasa_project.understanding.quantities import Kind

TODAY = date(2026, 11, 28)


def words_of(text: str) -> list[str]:
    return list(default_analyzer().analyse(text).words)


def tokens_of(text: str) -> list[str]:
    return default_analyzer().analyse(text).tokens


def kinds_of(text: str) -> set[Kind]:
    return {one.kind for one in read_amounts(tokens_of(text), TODAY)}


@pytest.mark.parametrize("word", "салдира салдирайик салдирса салдирсак салдиру алдирамиз ектирейин ектирсек".split())
def test_verbs_to_come_tell_of_no_dose(word: str) -> None:
    assert not was_given(word)


@pytest.mark.parametrize("word", "салди салдирдик салдирган алдирди ектирген егилген".split())
def test_verbs_of_the_past_still_do(word: str) -> None:
    assert was_given(word)


@pytest.mark.parametrize(
    "text",
    [
        "сонда кебелек 10 айда салдыра аламыз ба бармай турып",
        "10 айында салдырайық деп жатырмыз",
        "11 айда салдырсақ бола ма",
        "9 айында салдыру керек пе екен",
        "1 жасында салдырдык па жокпа есимде жок кагазы жок",
        "в год делали или нет не помню уже",
        "бір жасында алды ма, білмеймін, есімде жоқ",
    ],
)
def test_no_age_at_a_dose_is_read(text: str) -> None:
    assert Kind.DOSE_AGE not in kinds_of(text)
    assert find_doses(words_of(text)) is None


@pytest.mark.parametrize("text", ["9 айында салдырдық", "прививку сделали в 8 месяцев", "10 айда салдырды, ертерек"])
def test_the_age_at_a_dose_that_was_had_is_read(text: str) -> None:
    assert Kind.DOSE_AGE in kinds_of(text)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("сыну 6 лет 11 октября исполнилось", 72),
        ("дочке 3 года исполнилось в сентябре", 36),
        ("ұлыма қазан айында 6 жас толды", 72),
        ("через неделю дочке год и месяц", 12),
        ("дочке год и месяц", 13),
        ("сыну 2 года и месяц", 25),
        ("в октябре будет 6 лет сыну", 61),
        ("келесі айда ұлым 6 жасқа толады", 71),
    ],
)
def test_who_has_turned_so_old_is_so_old(text: str, months: int) -> None:
    age = first_age(read_amounts(tokens_of(text), TODAY))
    assert age is not None
    assert age.number == months


@pytest.mark.parametrize(
    "text", ["бир екпе алган деп айтам 3 рет", "бір екпе алды дедім ғой 4 рет", "три раза говорю: одна прививка есть"]
)
def test_how_often_it_was_said_counts_no_doses(text: str) -> None:
    assert not tells_too_many(words_of(text))


def test_too_many_are_still_too_many() -> None:
    assert tells_too_many(words_of("7 рет екпе алды"))


@pytest.mark.parametrize("is_asked", [False, True])
@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("вторую мы так и не поставили", 1),
        ("первую поставили вторую мы так и не сделали", 1),
        ("первую сделали, вторую не делали", 1),
        ("екіншісін салдырмадық", 1),
        ("екіншісін сол күйі салдырған жоқпыз", 1),
        ("бір рет алды, екіншісін алған жоқ", 1),
        ("первую и вторую не делали", None),
        ("обе сделали", 2),
        ("екеуін де алды", 2),
    ],
)
def test_a_second_dose_that_was_not_given_leaves_one_and_never_two(
    text: str, count: int | None, is_asked: bool
) -> None:
    found = find_doses(words_of(text), is_asked)
    assert (None if found is None else found.count) == count
