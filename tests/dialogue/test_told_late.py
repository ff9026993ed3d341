"""An age told late: doses told before hold, and behind a question of treatment nobody is said to be well."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("екпені кеше салдырдық", "бір жаста"),
        ("keshe ekpe saldyrdyk", "bir zhasta"),
        ("вчера сделали прививку", "ему год"),
        ("вчера сделали прививку", "ему 3 года"),
        ("кеше екпе салдырдық", "05.06.2025 туған"),
    ],
)
def test_a_dose_told_before_the_age_counts(first: str, then: str) -> None:
    talk = Talk()
    talk.hears(parsed(first, "ask_side_effects"))
    assert talk.hears(parsed(then, "inform")) == ["schedule_second_later"]


def test_of_an_older_child_it_may_have_been_the_first_or_the_second() -> None:
    talk = Talk()
    talk.all(("кеше екпе салдырдық", "ask_side_effects"))
    assert talk.hears(parsed("7 жаста", "inform")) == ["schedule_doses_unknown"]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("баламда қызылша, эритромицин беріп жатырмын", "5 жаста"),
        ("қызылшамен ауырған балаға А витамині керек пе", "5 жаста"),
        ("при кори можно купать", "ребёнку 4 года"),
        ("у ребёнка корь, нужен ли витамин А", "5 лет"),
    ],
)
def test_an_age_behind_a_question_of_treatment_is_no_word_of_being_well(first: str, then: str) -> None:
    talk = Talk()
    talk.hears(parsed(first, "ask_treatment"))
    assert talk.hears(parsed(then, "inform"))[-1] == "ask_consultation_form_danger"


@pytest.mark.parametrize(
    ("first", "then"), [("балам былтыр қызылшамен ауырған", "5 жаста"), ("болел корью в прошлом году", "5 лет")]
)
def test_of_who_had_measles_the_age_begins_no_illness(first: str, then: str) -> None:
    talk = Talk()
    talk.hears(parsed(first, "ask_exposure"))
    assert talk.hears(parsed(then, "inform")) == ["ask_vaccine/if_had_it"]
    assert talk.conversation.episode is None
