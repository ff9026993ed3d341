"""How long ago something was, in the ways that parents tell it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.analysis import default_analyzer
from rasa_project.understanding.amounts import read_amounts
from rasa_project.understanding.events import Event
from rasa_project.understanding.quantities import Kind, Quantity

TODAY = date(2026, 11, 28)

TABLE = [
    ("қызуы бүгін көтерілді", 0),
    ("таңнан бері қызып тұр", 0),
    ("кеше балабақшада бірге болды", 1),
    ("кешеден бері жөтеледі", 1),
    ("алдыңғы күні қонаққа барғанбыз", 2),
    ("арғы күні көрдік", 2),
    ("3 күн болды қызуы түспейді", 3),
    ("үш күннен бері", 3),
    ("үшінші күн қызып жатыр", 3),
    ("бес күндей болды", 5),
    ("бір апта бұрын", 7),
    ("екі апта өтті", 14),
    ("апта бұрын кездескен", 7),
    ("екі ай бұрын салдырғанбыз", 60.88),
    ("12 сағат бұрын", 0.5),
    ("сегодня утром", 0),
    ("вчера были в гостях", 1),
    ("позавчера", 2),
    ("5 дней держится температура", 5),
    ("третий день температура", 3),
    ("два дня назад", 2),
    ("неделю назад", 7),
    ("2 недели назад", 14),
    ("eki kun boldy", 2),
    ("баласы 20 күндік", None),
    ("балам 8 айлық", None),
    ("балам 3 жаста", None),
    ("таныс баласы ауырды", None),
    ("", None),
]


def times_of(text: str) -> list[Quantity]:
    amounts = read_amounts(default_analyzer().analyse(text).tokens, TODAY)
    return [one for one in amounts if one.kind is Kind.SINCE]


@pytest.mark.parametrize(("text", "days"), TABLE)
def test_days_since(text: str, days: float | None) -> None:
    found = times_of(text)
    assert (found[0].number if found else None) == (pytest.approx(days) if days is not None else None)


def test_two_times_in_one_message() -> None:
    found = times_of("үш күн бұрын қызуы көтерілді, кеше бөртпе шықты")
    assert [(one.number, one.of and one.of.value) for one in found] == [(3, "fever"), (1, "rash")]


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    for one in times_of(text):
        assert one.number >= 0
        assert one.first < one.after


TAKEN_BACK = [
    ("жоқ, 3 емес, 5 күн бұрын екен", [5.0]),
    ("zhok 3 emes 5 kun buryn eken", [5.0]),
    ("не 3 дня назад, а 5 дней назад", [5.0]),
]
NO_DOSE = [
    ("өзім екпе алмағанмын, кеше қолыма көтеріп жүргем", None),
    ("не привит, был с больным вчера", None),
    ("вчера поставили прививку", 1),
]


@pytest.mark.parametrize(("text", "days"), TAKEN_BACK)
def test_a_time_that_is_taken_back_is_none(text: str, days: list[float]) -> None:
    assert [one.number for one in times_of(text)] == days


@pytest.mark.parametrize(("text", "days"), NO_DOSE)
def test_a_dose_that_was_not_had_has_no_day(text: str, days: float | None) -> None:
    found = [one.number for one in times_of(text) if one.of is Event.DOSE]
    assert found == ([] if days is None else [days])
