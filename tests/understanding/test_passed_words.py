"""A danger that is over: better now, sent home from a hospital; whether a call may be taken back."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.passed_words import asks_to_cancel, better_now, is_of_before, released


def words(text: str) -> tuple[str, ...]:
    return tuple(default_analyzer().analyse(text).words)


@pytest.mark.parametrize(
    ("text", "from_word"),
    [
        ("задыхался, а сейчас дышит нормально", 2),
        ("тырысып еді, енді есін жиды", 2),
        ("талып қалды, қазір жақсы", 2),
        ("упала в обморок, пришла в себя", 3),
        ("қазір ерні көгеріп кетті", None),
        ("енді оянбай жатыр", None),
        ("сейчас хуже стало", None),
        ("ещё не пришёл в себя", None),
    ],
)
def test_it_is_better_now(text: str, from_word: int | None) -> None:
    assert better_now(words(text)) == from_word


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("вчера возили в больницу, сегодня отпустили", True),
        ("ауруханадан шықтық бүгін", True),
        ("ауруханада жатып, кеше үйге жіберді", True),
        ("выписали из инфекционки утром", True),
        ("отпустили с уроков", False),
        ("когда выпишут из больницы", False),
        ("ауруханадан қашан шығарады", False),
        ("в больнице не отпускают", False),
    ],
)
def test_a_hospital_let_the_patient_go(text: str, is_so: bool) -> None:
    assert (released(words(text)) is not None) is is_so


@pytest.mark.parametrize(
    ("text", "is_so"), [("кеше тырысқан еді", True), ("вчера было", True), ("тырысып жатыр", False)]
)
def test_a_time_that_is_over(text: str, is_so: bool) -> None:
    assert is_of_before(words(text)) is is_so


@pytest.mark.parametrize(
    ("text", "is_called", "is_so"),
    [
        ("скорую можно отменить", False, True),
        ("103-тен бас тартсақ бола ма", False, True),
        ("керек емес деп айтсам бола ма", True, True),
        ("запись отменить можно", False, False),
        ("отменили", True, False),
        ("103 қашан келеді", True, False),
    ],
)
def test_whether_a_call_may_be_taken_back(text: str, is_called: bool, is_so: bool) -> None:
    assert asks_to_cancel(words(text), is_called=is_called) is is_so
