"""How a message asks: for a yes or no or openly, and after what."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.asked_forms import form_of, predicates_of


def tokens(text: str) -> list[str]:
    return default_analyzer().analyse(text).tokens


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("екпе керек пе", "yes_no"),
        ("кешке шомылдырса болама", "yes_no"),
        ("иммунитет қорғайды дейді рас па", "yes_no"),
        ("нужна ли прививка", "yes_no"),
        ("после прививки купать можно", "yes_no"),
        ("взрослые болеют?", "yes_no"),
        ("сколько дней ждать и можно ли в садик", "yes_no"),
        ("какие осложнения? на лёгкие влияет?", "yes_no"),
        ("у кого чаще", "open"),
        ("какие последствия и когда", "open"),
        ("кімге ауыр тиеді", "open"),
        ("қай күні қызады", "open"),
        ("неге екі рет", "open"),
        ("а чем мазать", "open"),
        ("что можно дать", "open"),
        ("екпеден бе, әлде қызылша ма", "open"),
        ("тірі ме, өлі ме", "yes_no"),
        ("вакцина тірі ме өлі ме", "open"),
        ("вести или оставить дома", "open"),
        ("вести или нет?", "yes_no"),
        ("балам екпе алған", "nothing"),
        ("мама дома", "nothing"),
        ("так как болели, прививка была", "nothing"),
        ("", "nothing"),
    ],
)
def test_the_form_of_a_question(text: str, form: str) -> None:
    assert form_of(tokens(text)) == form


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("базарға апарсам бола ма", {"may"}),
        ("тойға баруға болады ма", {"may"}),
        ("гулять можно", {"may"}),
        ("можно ли заразиться в лифте", set()),
        ("аутизм бола ма", set()),
        ("анализ тапсыру керек пе", {"need"}),
        ("надо ли укутать", {"need"}),
        ("зияны бар ма", {"harm"}),
        ("это опасно?", {"harm"}),
        ("садиктен шығарып жібере ме", {"stay"}),
        ("оставить дома?", {"stay"}),
        ("бір екпе жете ме", {"enough"}),
        ("не поздно?", {"time"}),
        ("түтін көмектесе ме", {"help"}),
        ("осылай орап қойдық, дұрыс па", {"right"}),
        ("это правильно и не вредно?", {"right", "harm"}),
        ("жұға ма", set()),
    ],
)
def test_what_a_question_asks_after(text: str, asked: set[str]) -> None:
    assert predicates_of(default_analyzer().analyse(text).words) == asked
