"""A danger of one person is heard whatever a message asks, denies or tells of another."""

from __future__ import annotations

from datetime import date

import pytest

from kazakh.analysis import Analysis, default_analyzer
from rasa_project.understanding.danger_by_person import DangerHeard, with_each_person
from rasa_project.understanding.danger_model import DangerGuess
from rasa_project.understanding.extraction import Danger, default_finder

TODAY = date(2026, 11, 30)
NOTHING = DangerGuess(0.0, 0.0, None)


def by_rules(analysis: Analysis) -> DangerHeard:
    return DangerHeard(default_finder().read(analysis, TODAY).danger, NOTHING)


def level_of(text: str) -> Danger:
    analysis = default_analyzer().analyse(text)
    return with_each_person(by_rules(analysis), analysis, default_finder(), TODAY, by_rules).level


@pytest.mark.parametrize(
    "text",
    [
        "старшему можно делать прививку? а младший задыхается",
        "можно ли старшему прививку, у младшего судороги",
        "дочке ставить ккп можно? а у сына губы посинели",
        "үлкеніне екпе салуға бола ма? ал кішісінің демі тарылған",
        "қызыма вакцина алуға бола ма, ал ұлымның ерні көгерген",
    ],
)
def test_a_question_on_one_is_no_word_on_the_other(text: str) -> None:
    whole = default_finder().read(default_analyzer().analyse(text), TODAY).danger
    assert whole is not Danger.NOW  # of the whole it is read as a history that is told to ask about the dose
    assert level_of(text) is Danger.NOW


@pytest.mark.parametrize(
    "text",
    [
        "у старшего были судороги в прошлом году, младшему можно прививку?",
        "үлкені былтыр тырысқан, кішісіне екпе салуға бола ма",
        "если у старшего начнутся судороги, что делать? младший здоров",
        "у соседского мальчика судороги, моему сыну можно прививку?",
        "у сына были судороги, можно ли ему прививку?",
        "балам былтыр тырысқан, екпе салуға бола ма",
        "приснилось что старший задыхается, а младший смеётся",
    ],
)
def test_what_is_past_supposed_or_of_a_stranger_stays_so(text: str) -> None:
    assert level_of(text) is not Danger.NOW


@pytest.mark.parametrize(
    ("text", "of_whom"),
    [
        ("үлкені екпе алды, ойнап жүр, кішісі тершең болып жақсы ембейді", "кишиси"),
        ("старшему сделали укол и он бегает, а младший весь потный и бросает грудь", "младшии"),
    ],
)
@pytest.mark.parametrize("level", [Danger.NOW, Danger.MAYBE])
def test_what_the_model_hears_of_one_alone_counts_with_its_sign(text: str, of_whom: str, level: Danger) -> None:
    def hear(analysis: Analysis) -> DangerHeard:
        is_of_one = analysis.tokens[0] == of_whom or analysis.tokens[:2] == ["а", of_whom]
        return DangerHeard(level, DangerGuess(0.6, 0.1, "cannot_drink")) if is_of_one else nothing

    nothing = DangerHeard(Danger.NONE, NOTHING)
    analysis = default_analyzer().analyse(text)
    heard = with_each_person(nothing, analysis, default_finder(), TODAY, hear)
    assert heard.level is level
    assert heard.guess.sign == "cannot_drink"


@pytest.mark.parametrize("text", ["балам тершең болып қалды", "сын потный и вялый, что делать", "екпе қашан салынады"])
def test_a_message_of_one_person_is_read_once(text: str) -> None:
    def never(analysis: Analysis) -> DangerHeard:
        raise AssertionError(analysis.text)

    whole = DangerHeard(Danger.NONE, NOTHING)
    assert with_each_person(whole, default_analyzer().analyse(text), default_finder(), TODAY, never) is whole
