"""Ages and birth dates as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.analysis import Analyzer
from kazakh.numbers import find_numbers
from rasa_project.understanding.amounts import birth_of, first_age, read_amounts
from rasa_project.understanding.quantities import Kind

TODAY = date(2026, 11, 28)

ANALYZER = Analyzer()


def words_of(text: str) -> list[str]:
    return ANALYZER.analyse(text).tokens


NUMBERS = [
    ("он сегіз", [18]), ("жиырма бес", [25]), ("бір жарым", [1.5]), ("полтора", [1.5]), ("екіде", [2]),
    ("7-де", [7]), ("39,3", [39.3]), ("три с половиной", [3.5]), ("бес, алты", [5, 6]), ("алма", []),
    ("kyz 5 te", [5]), ("двадцать один", [21]),
]  # fmt: skip
AGES = [
    ("улым 3те екпе алган бир рет", 36),
    ("бір жарым жас", 18), ("екі жас төрт ай", 28), ("он сегіз айлық", 18), ("3 жас 2 айда", 38),
    ("полтора года", 18), ("алты жаста", 72), ("балам 5 жаста", 60), ("ұлым 4-те", 48), ("8 айлық", 8),
    ("екі жарымда", 30), ("сыну три года", 36), ("4 года и 7 месяцев", 55), ("нам годик", 12),
    ("ребенку год и 3 месяца", 15), ("алтыға келді", 72), ("7 zhasta balam", 84), ("он айлық бөпем", 10),
    ("немерем 2жаста", 24), ("12 лет дочке", 144), ("жарты жаста", 6), ("қызым үште", 36),
    ("годовалый ребенок", 12), ("1,5 жас", 18), ("пять недель нам", 1), ("ой нет, не года! 2 месяца ему", 2),
    ("6ға 3 ай қалды", 69), ("6 jasqa 2 ai qaldy", 70), ("алтыға толуға үш ай қалды", 69),
    ("мне 28 я на 12 неделе", 336), ("6 айға", 6),
    ("13 айлық емес, 13 жаста", 156), ("бес емес, алтыда қызым", 72),
]  # fmt: skip
NO_AGES = [
    "екпе 6 жаста салына ма", "бір жастағысын алды", "прививка в 6 лет обязательна?", "39 градус",
    "дәрігер 6 айға босатты", "21 күн үйде отыр", "қай жаста егіледі", "екі рет алған", "сәлем", "сағат 5-те ашық па",
]  # fmt: skip
BIRTH_DATES = [
    ("2022-05-15", "2022-05-15"), ("15.05.2022", "2022-05-15"),
    ("2022 жылдың 15 мамырында туған", "2022-05-15"),
    ("15 мая 2022", "2022-05-15"), ("2020 жылы туған", "2020"), ("2021 жылғы наурызда туған", "2021-03"),
    ("екі мың жиырма үшінші жылы туған", "2023"), ("1.2.21", "2021-02-01"),
    ("родилась в июне 2019", "2019-06"),
]  # fmt: skip
NO_BIRTH_DATES = [
    "балам 5 жаста",
    "31.02.2020",
    "2090 жылы туған",
    "1850 жылы туған",
    "сәлем",
    "температура 39.5",
]


@pytest.mark.parametrize(("text", "values"), NUMBERS)
def test_numbers(text: str, values: list[float]) -> None:
    assert [number.value for number in find_numbers(words_of(text))] == values


@pytest.mark.parametrize(("text", "months"), AGES)
def test_ages(text: str, months: int) -> None:
    age = first_age(read_amounts(words_of(text), TODAY))
    assert age is not None
    assert age.number == months


@pytest.mark.parametrize("text", NO_AGES)
def test_not_the_age_of_a_child(text: str) -> None:
    assert first_age(read_amounts(words_of(text), TODAY)) is None


@pytest.mark.parametrize(("text", "value"), BIRTH_DATES)
def test_birth_dates(text: str, value: str) -> None:
    born = birth_of(read_amounts(words_of(text), TODAY))
    assert born is not None
    assert born.value == value


@pytest.mark.parametrize("text", NO_BIRTH_DATES)
def test_no_birth_date(text: str) -> None:
    assert birth_of(read_amounts(words_of(text), TODAY)) is None


@given(
    st.lists(
        st.sampled_from("бир еки он жас аилик жарим 3 2022 мамир - . да года мес с половиной".split()),
        max_size=9,
    )
)
def test_never_raises_and_stays_in_bounds(words: list[str]) -> None:
    for one in read_amounts(words, TODAY):
        assert 0 <= one.first < one.after <= len(words)
        if one.kind is Kind.AGE:
            assert one.number >= 0
