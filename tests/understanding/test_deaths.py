"""A death that is told: whose, of what, and which words of the message are of somebody who lives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.analysis import default_analyzer
from rasa_project.understanding.deaths import Death, asks_why, find_death
from tests.understanding.words import words

#: Text, whose, whether of measles, what is told of the living.
TOLD = [
    ("балам қайтыс болды қызылшадан, 8 айлық еді, кеше жерледік", "own", True, []),
    ("сынок умер от кори в больнице, 2 года. похоронили в пятницу", "own", True, []),
    ("доченьку похоронили вчера, 11 месяцев ей было. корь осложнилась", "own", True, []),
    ("қызымыз шетінеп кетті, жасына жетпей", "own", False, []),
    ("ему было 5 месяцев, умер вчера наш малыш", "own", False, []),
    ("племянник умер от кори. боюсь за своих", "kin", True, []),
    ("жиенім қызылшадан қайтыс болды", "kin", True, []),
    (
        "сәбиіміз қызылшадан көз жұмды. үйде тағы бір балам бар 3 жаста",
        "own",
        True,
        ["уиде таги бир балам бар 3 жаста"],
    ),
    ("дочка 5 лет дома не привита, сына похоронили, от кори умер", "own", True, ["дочка 5 лет дома не привита ,"]),
    ("умер внук от кори 3 года. остался старший брат 9 лет", "own", True, ["остался старшии брат 9 лет"]),
    ("у соседки малыш от кори умер, 6 месяцев. моему 7 месяцев", "others", True, ["моему 7 месяцев"]),
    ("көршінің баласы қызылшадан қайтыс болыпты, менің ұлым 2де", "others", True, ["менин улим 2 де"]),
    ("всё, её не стало сегодня в больнице", "own", False, []),
    ("мама умерла от кори три года назад", "own", False, []),
]


@pytest.mark.parametrize(("text", "whose", "of_measles", "living"), TOLD)
def test_whose_death_and_who_lives(text: str, whose: str, of_measles: bool, living: list[str]) -> None:
    analysis = default_analyzer().analyse(text)
    death = find_death(analysis)
    assert death is not None
    kept = [" ".join(analysis.tokens[first:after]) for first, after in death.living]
    assert (death.whose, death.is_of_measles, kept) == (whose, of_measles, living)


@pytest.mark.parametrize(
    "text",
    [
        "от кори умирают?", "қызылшадан өліп кетуі мүмкін бе", "боюсь что сын умрет", "ит өлді", "кашля больше нет",
        "аллергии у него больше нет", "ұлым 3 жаста", "балам өліп қала ма деп қорқам", "шаршап өліп қалдым",
    ],
)  # fmt: skip
def test_nobody_died(text: str) -> None:
    assert find_death(default_analyzer().analyse(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "екпе салдырғанда тірі болар ма еді",
        "почему так случилось",
        "это я виновата",
        "если бы привили раньше",
        "неге олай",
    ],
)
def test_why(text: str) -> None:
    assert asks_why(words(text))


@given(st.lists(st.sampled_from([*(one[0] for one in TOLD), "ұлым 5 жаста", "?", ",", "дочке 2 года"]), max_size=6))
def test_what_lives_lies_within_the_message_and_in_order(texts: list[str]) -> None:
    analysis = default_analyzer().analyse(" ".join(texts))
    death = find_death(analysis) or Death("own", False, False, ())
    places = [place for span in death.living for place in span]
    assert places == sorted(places)
    assert all(0 <= place <= len(analysis.tokens) for place in places)
