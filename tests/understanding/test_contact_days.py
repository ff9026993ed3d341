"""Which day of a message is that of a contact, who lives with a patient, and since when that patient is ill."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.analysis import default_analyzer
from rasa_project.understanding.amounts import read_amounts
from rasa_project.understanding.contact_words import denies_contact, is_away
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.open_question import Asked
from rasa_project.understanding.parts import Facts, Reading
from rasa_project.understanding.reading import read_message
from tests.understanding.words import words

#: A Sunday.
TODAY = date(2026, 11, 29)
ROWS = [
    tuple(map(str.strip, line.split("|")))
    for line in (Path(__file__).parent / "contact_days.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def read(text: str, asked: Asked | None = None) -> Reading:
    return read_message(default_analyzer().analyse(text), default_finder(), TODAY, asked)


def facts(text: str) -> list[Facts]:
    return [part.facts for part in read(text).parts]


@pytest.mark.parametrize(("asked", "text", "days"), ROWS)
def test_the_day_of_the_contact(asked: str, text: str, days: str) -> None:
    told = [part.facts for part in read(text, Asked.CONTACT if asked == "when" else None).parts]
    found = {one.contact_days for one in told if one.contact_days is not None}
    assert found == (set() if days == "-" else {int(days)})


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("контакт был в среду", True),
        ("сенбіде ауырған баламен бірге болды", True),
        ("сейсенбі болды дедім ғой", True),
        ("посчитайте от 25 ноября", True),
        ("в классе корь со среды", False),
        ("бүгін қызылша деді", False),
    ],
)
def test_only_a_clause_of_meeting_puts_a_day_right(text: str, is_sure: bool) -> None:
    assert any(one.contact_sure for one in facts(text)) is is_sure


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("бір үйде тұрамыз, қызылша", True),
        ("birge turamyz", True),
        ("кызылша шыкты, бирге жатырмыз", True),
        ("мы живём вместе", True),
        ("в одном доме живут", True),
        ("неделю точно вместе", True),
        ("сын с ней играл всю неделю", True),
        ("бөлек тұрамыз", False),
        ("живём отдельно", False),
        ("кеше бірге болды", None),
        ("вчера были вместе", None),
        ("неделю назад были рядом", None),
        ("балам 3 жаста", None),
    ],
)
def test_living_with_a_patient(text: str, together: bool | None) -> None:
    assert facts(text)[0].lives_with is together


@pytest.mark.parametrize(
    ("text", "rash", "ill"),
    [
        ("8 месяцев младший, спали вместе, старший корью болеет сыпь с пятницы", 2, None),
        ("у нас в доме брат мужа корью заболел сыпь вчера вышла а живем вместе давно моему сыну 3 месяца", 1, None),
        ("үлкені қызылшамен ауырып жатыр, бөртпесі кеше шықты, кішісі 3 айлық, бір үйде", 1, None),
    ],
)
def test_those_of_the_house_know_the_rash_of_the_patient(text: str, rash: int | None, ill: int | None) -> None:
    met = [one for one in facts(text) if not one.confirmed]
    assert [(one.lives_with, one.patient_rash_days, one.patient_ill_days) for one in met] == [(True, rash, ill)]


@pytest.mark.parametrize(
    "text",
    [
        "ешкіммен болған жоқпыз",
        "касында болган адам жок",
        "eshkimmen bolgan jokpyz",
        "қасында болған жоқпын",
        "науқаспен болмадық",
        "байланыс болған жоқ",
        "контакта не было",
        "небыло контакта",
        "мы не были рядом",
        "с больным не общались",
    ],
)
def test_a_contact_is_denied_in_any_wording(text: str) -> None:
    assert denies_contact(words(text))
    assert all(one.contact is not True and one.contact_days is None for one in facts(text))


@pytest.mark.parametrize(
    ("text", "away"),
    [
        ("мен вахтадамын үйде балам ауырып жатыр", True),
        ("жумыстан 2 куннен кейин кайтам уйге барсам жугады ма", True),
        ("я на вахте, сын болеет", True),
        ("муж с вахты вчера приехал", False),
        ("вахтадан кеше келдім", False),
        ("балам бірге болды", False),
    ],
)
def test_who_is_far_away_has_met_nobody_yet(text: str, away: bool) -> None:
    assert is_away(words(text)) is away


@given(
    st.lists(st.sampled_from("сегодня воскресенье завтра кеше бүгін дүйсенбі с утра болды звонила были у , .".split()))
)
def test_any_days_are_read(some: list[str]) -> None:
    read_amounts(default_analyzer().analyse(" ".join(some)).tokens, TODAY, Asked.CONTACT)
