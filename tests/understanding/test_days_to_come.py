"""A weekday of a visit or a dose to come is no day that has passed; one of a contact always is."""

from __future__ import annotations

from datetime import date

import pytest

from kazakh.analysis import Analyzer
from rasa_project.understanding.amounts import read_amounts
from rasa_project.understanding.events import Event
from rasa_project.understanding.quantities import Kind, Quantity
from tests.dialogue.hearing import Talk

#: A Saturday.
TODAY = date(2026, 11, 28)
ANALYZER = Analyzer()

TO_COME = [
    "дүйсенбі барсам бола ма", "дуйсенби барсам болама екпеге", "в понедельник пойдём прививаться",
    "жұмада демалыс па", "сенбі күні істей ме", "в субботу работает поликлиника?", "бейсенбі күні апарайын ба",
    "в среду везём в садик можно?", "сейсенбіде екпе салдырамыз", "жексенбіде ұшамыз Түркияға", "во вторник прием?",
    "сәрсенбіде екпесі бар", "в четверг прививка у нас, можно кушать?", "senbide barsak kabyldai ma",
    "дүйсенбіден бастап балабақшаға бара берсе бола ма", "понедельник можно прийти?", "жұмада барамыз кеш емес пе",
    "жұма күні салғызам", "в пятницу сделаем, успеем?", "у нас контакт был, в понедельник пойдём",
]  # fmt: skip
PAST = [
    ("дүйсенбіде науқаспен бірге болды", 5), ("в понедельник были в гостях", 5), ("дүйсенбіде", 5),
    ("в понедельник", 5), ("сенбі күні ойнады", 7), ("в среду сделали прививку", 3),
    ("бейсенбіде екпе салдырдық", 2), ("жұма күні қызуы көтерілді", 1), ("в четверг играл с больным мальчиком", 2),
    ("сейсенбіде бірге отырған екен", 4), ("сәрсенбіден бері қызып тұр", 3), ("в субботу контакт был", 7),
    ("жексенбіде қонаққа барғанбыз", 6), ("в воскресенье заболел", 6), ("сенбіде екпе алған", 7),
    ("сәлем, дүйсенбіде бөртпе шықты", 5), ("с понедельника температура", 5), ("в среду контактировали", 3),
    ("дүйсенбі көрші баласымен ойнап жүр еді", 5), ("в понедельник она с ней за партой сидела", 5),
    ("демалыста емес, дүйсенбіде кездестік", 5),
]  # fmt: skip


def times_in(text: str) -> list[Quantity]:
    return [one for one in read_amounts(ANALYZER.analyse(text).tokens, TODAY) if one.kind is Kind.SINCE]


@pytest.mark.parametrize("text", TO_COME)
def test_a_weekday_of_what_will_be_done_is_no_time_that_has_passed(text: str) -> None:
    assert times_in(text) == []


@pytest.mark.parametrize(("text", "days"), PAST)
def test_a_weekday_of_what_has_happened_is_the_last_one(text: str, days: int) -> None:
    assert [one.value for one in times_in(text)] == [days]


def test_of_two_weekdays_each_has_its_own_verb() -> None:
    found = times_in("дүйсенбіде науқаспен бірге болды, жұмада екпеге барамыз")
    assert [(one.value, one.of) for one in found] == [(5, Event.CONTACT)]


@pytest.mark.parametrize("text", ["дүйсенбі барсам кеш емес пе", "в понедельник пойдём, не поздно?", "жұмада барамыз"])
def test_a_day_of_a_visit_leaves_the_day_of_the_contact_as_it_was(text: str) -> None:
    talk = Talk()
    talk.all(("балам 3 жаста, кеше қызылшамен ауырған баламен бірге болды", "ask_exposure"), (text, "ask_exposure"))
    assert [one.contact_on for one in talk.conversation.people] == ["2026-11-27"]
