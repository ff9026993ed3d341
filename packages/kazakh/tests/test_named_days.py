"""Days that words name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kazakh.named_days import find_named_days

Words = Callable[[str], list[str]]

SATURDAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("бүгін", 0), ("сегодня", 0), ("таңнан бері", 0), ("только что", 0), ("кеше", 1), ("вчера", 1),
        ("кеше түнде", 1), ("позавчера", 2), ("алдыңғы күні", 2), ("ертең", -1), ("завтра", -1), ("өткен аптада", 7),
        ("на той неделе", 7), ("в прошлом месяце", 30), ("позапрошлой неделе", 14), ("келесі айда", -30),
        ("былтыр", 365), ("в понедельник", 5), ("дүйсенбі күні", 5), ("сенбіде", 7), ("жұма күні", 1),
        ("до понедельника", -2), ("келесі сейсенбіде", -3), ("дүйсенбіге дейін", -2),
    ],
)  # fmt: skip
def test_days(words: Words, text: str, back: int) -> None:
    assert [day.back for day in find_named_days(words(text), SATURDAY)] == [back]


@pytest.mark.parametrize("text", ["", "алма", "жаңа туған", "тұңғышым", "жұма", "в этом доме"])
def test_no_day(words: Words, text: str) -> None:
    assert find_named_days(words(text), SATURDAY) == []


def test_the_part_of_the_day_belongs_to_it(words: Words) -> None:
    (day,) = find_named_days(words("кеше кешке келді"), SATURDAY)
    assert (day.first, day.after) == (0, 2)
