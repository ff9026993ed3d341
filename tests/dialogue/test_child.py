"""Whose facts are used: those of the person that a message is about, and no older than may be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.advice.freshness import FRESH_SECONDS, KEPT_SECONDS, Freshness, freshness
from rasa_project.dialogue.conversation import Conversation, Person
from rasa_project.dialogue.people import take_in
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.reading import read_message
from tests.dialogue.hearing import NOW, TODAY, Talk, parsed, people, tapped

HOUR, DAY = 3600.0, 86400.0


def told_before(ago: float = 60.0, **facts: int) -> Talk:
    """A talk in which a child's facts were told so many seconds ago."""
    child = Person(1, told_at=dict.fromkeys(facts, NOW - ago))
    return Talk(Conversation((replace(child, **facts),), 1, at=NOW - ago))  # type: ignore[arg-type]


def whom(known: Person, text: str) -> list[Person]:
    """The people whom a message is about, in a talk about ``known``."""
    reading = read_message(default_analyzer().analyse(text), default_finder(), TODAY, None)
    taken = take_in(Conversation((known,), known.id, at=NOW), reading, TODAY, NOW)
    numbers = taken.about or (known.id,)
    return [one for one in map(taken.conversation.person, numbers) if one is not None]


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, Freshness.FRESH),
        (-HOUR, Freshness.FRESH),
        (20 * 60, Freshness.FRESH),
        (FRESH_SECONDS, Freshness.FRESH),
        (FRESH_SECONDS + 1, Freshness.TO_CONFIRM),
        (DAY, Freshness.TO_CONFIRM),
        (KEPT_SECONDS, Freshness.TO_CONFIRM),
        (KEPT_SECONDS + 1, Freshness.FORGOTTEN),
        (30 * DAY, Freshness.FORGOTTEN),
    ],
)
def test_freshness(seconds: float, expected: Freshness) -> None:
    assert freshness(1_000_000.0 - seconds, 1_000_000.0) is expected


def test_a_fact_without_a_time_has_to_be_confirmed() -> None:
    assert freshness(None, 1.0) is Freshness.TO_CONFIRM


@pytest.mark.parametrize(
    "text",
    [
        "ал кішісі 5 айлық", "а младшему 5 месяцев, вчера был контакт с корью", "кенжесіне қашан салады",
        "старшему когда прививку", "үлкені ше", "жүктімін, кеше қызылша науқаспен бірге болдым",
        "я беременна, вчера была рядом с больным корью", "у меня температура и сыпь",
        "муж был рядом с больным корью вчера, ему 40", "өзім науқаспен бірге болдым", "күйеуім ауырып қалды",
        "менің қызуым көтерілді", "бабушке можно прививку?", "маған екпе керек пе", "екінші балам 3 жаста",
        "қызым 8 жаста", "мне 35 лет", "скажите, мне 35 лет, нужна ли прививка", "ал кіші ұлым 8 айлық",
        "басқа балам 5 жаста", "у второго ребёнка температура", "младшая дочь тоже", "тағы бір балам бар еді",
        "тағы бір балам бар, 7 жаста", "у меня есть ещё один сын, ему 7 лет", "у нас ещё одна дочка, 8 мес",
        "еще один ребенок 2 года",
    ],
)  # fmt: skip
def test_another_person_has_none_of_the_first_ones_facts(text: str) -> None:
    known = Person(1, age_months=36, doses=2, last_dose="2026-11-01")
    for one in whom(known, text):
        assert one.id != known.id
        assert (one.doses, one.last_dose) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "екпе қашан салынады", "у меня вопрос", "подскажите мне когда прививка", "менің балам ауырып қалды",
        "у меня сын, когда ему прививку", "а кто старше, тем тоже?", "екінші екпе қашан", "балам қызылшамен ауырған",
        "муж говорит сыну уже пора", "рахмет", "маған айтыңызшы, екпе қашан", "напишите мне, когда прививка",
        "тобында басқа бала ауырды", "басқа балалармен араласты", "вторая доза",
        "тобында тағы бір бала ауырды", "еще один ребенок в группе заболел", "тағы бір сұрақ: балама қашан",
    ],
)  # fmt: skip
def test_the_same_child_keeps_them(text: str) -> None:
    assert [(one.id, one.doses) for one in whom(Person(1, age_months=36, doses=1), text)] == [(1, 1)]


def test_the_second_dose_is_of_the_same_child() -> None:
    assert [one.id for one in whom(Person(1, age_months=36, doses=1), "екінші екпесін алды")] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "иә, күйеуім ауырды", "муж болеет корью", "ағасы қызылшамен ауырды", "кеше ағасымен бірге болды",
        "да, и у мужа тоже",
    ],
)  # fmt: skip
def test_whom_an_answer_about_a_contact_names_is_the_patient(text: str) -> None:
    talk = told_before(age_months=36, doses=1)
    talk.all(("балам қызылшамен ауырған адаммен бірге болды", "ask_exposure"))
    question = talk.conversation.question
    talk.hears(parsed(text, "inform"))
    assert question is not None
    assert (question.name, question.person) == ("when", 1)
    episode = talk.conversation.episode
    assert episode is not None
    assert 1 in episode.people
    child = talk.conversation.person(1)
    assert child is not None
    assert (child.age_months, child.doses, child.confirmed) == (36, 1, None)


@pytest.mark.parametrize(
    ("before", "text", "age", "doses"),
    [
        (36, "балам 5 жаста", 60, None),
        (36, "5 жаста", 60, None),
        (84, "5 айлық", 5, None),
        (5, "балам 11 айлық", 11, None),
        (36, "балам 5 жаста, бір рет екпе алған", 60, 1),
        (36, "жоқ, 5 жаста", 60, 2),
        (36, "ошиблась, ему 5 лет", 60, 2),
        (36, "балам 3 жаста", 36, 2),
        (36, "3 жас 4 айда", 40, 2),
        (8, "9 айлық", 9, 2),
    ],
)
def test_doses_of_a_child_of_another_age_are_put_aside(before: int, text: str, age: int, doses: int | None) -> None:
    talk = told_before(age_months=before, doses=2)
    talk.hears(parsed(text, "inform"))
    assert people(talk.conversation, "age_months", "doses") == [(age, doses)]


@pytest.mark.parametrize(
    ("texts", "known"),
    [
        (["балам 3 жаста", "жоқ, туған күні 15.05.2018"], (None, "2018-05-15", None)),
        (["туған күні 01.01.2020", "жоқ, 3 жаста"], (36, None, None)),
        (["балам 3 жаста, екі рет екпе алған", "қателестім, бір рет алған"], (36, None, 1)),
        (["балам 3 жаста, бір рет екпе алған", "жоқ, мүлдем алмаған"], (36, None, 0)),
        (["балам 3 айлық", "ой, 3 жаста"], (36, None, None)),
    ],
)
def test_a_correction_puts_the_first_word_aside(texts: list[str], known: tuple[object, ...]) -> None:
    talk = Talk()
    for text in texts:
        talk.hears(parsed(text, "inform"))
    assert people(talk.conversation, "age_months", "born", "doses") == [known]


def test_no_dose_has_no_day() -> None:
    talk = Talk()
    talk.all(("балам 3 жаста, бір рет былтыр егілген", "inform"), ("жоқ, екпе алмаған", "inform"))
    assert people(talk.conversation, "doses", "last_dose", "first_dose_months") == [(0, None, None)]


def test_told_twenty_minutes_ago_is_used() -> None:
    talk = told_before(20 * 60, age_months=84, doses=1)
    assert talk.hears(parsed("екпе қашан", "ask_schedule"), after=0) == ["schedule_second_due"]


ASKED = [
    (tapped("inform", same_child="yes"), "schedule_before_first_extra", 1),
    (parsed("иә", "affirm"), "schedule_before_first_extra", 1),
    (tapped("inform", same_child="no"), "same_child_other", 0),
    (parsed("жоқ", "deny"), "same_child_other", 0),
]


@pytest.mark.parametrize(("answer", "response", "left"), ASKED)
def test_told_yesterday_is_asked_again_before_it_is_used(answer: dict[str, object], response: str, left: int) -> None:
    talk = told_before(DAY, age_months=8, doses=0)
    assert talk.hears(parsed("екпе қашан", "ask_schedule"), after=0) == ["same_child"]
    assert talk.gaps == {"about": ("8 айлық", "8 месяцев")}
    assert talk.hears(answer) == [response]
    assert len(talk.conversation.people) == left
    if left:
        assert talk.hears(parsed("екпе қашан", "ask_schedule"))[-1] == response


@pytest.mark.parametrize("intent", ["ask_disease", "ask_myth", "greet", "find_clinic"])
def test_who_needs_no_child_is_not_asked_which(intent: str) -> None:
    assert "same_child" not in told_before(DAY, age_months=8).hears(parsed("сәлем", intent), after=0)


def test_told_last_month_is_forgotten() -> None:
    talk = told_before(30 * DAY, age_months=8, doses=1)
    assert talk.hears(parsed("екпе қашан", "ask_schedule"), after=0) == ["ask_schedule"]
    assert talk.conversation.people == ()


@pytest.mark.parametrize("text", ["балам 7 жаста", "7 жаста, екпе қашан"])
def test_the_same_age_told_again_is_the_same_child(text: str) -> None:
    talk = told_before(DAY, age_months=84, doses=1)
    assert talk.hears(parsed(text, "ask_schedule"), after=0) == ["schedule_second_due"]


def test_doses_told_now_do_not_freshen_the_age_of_yesterday() -> None:
    talk = told_before(DAY, age_months=84)
    assert talk.hears(parsed("екі рет екпе алған", "inform"), after=0) == ["same_child"]


def test_a_buttons_fact_gets_its_time() -> None:
    talk = told_before(HOUR, age_months=84)
    talk.all(("екпе қашан", "ask_schedule"), tapped("inform", doses=1))
    (child,) = talk.conversation.people
    assert child.doses == 1
    assert NOW - child.told_at["doses"] < HOUR
