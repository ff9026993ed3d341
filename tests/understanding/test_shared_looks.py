"""What a message is looked up in, and how often: the same is found as by looking at each row, and nothing twice."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.analysis import default_analyzer
from rasa_project.advice.knowledge import knowledge
from rasa_project.understanding import events, features, places
from rasa_project.understanding.amounts import read_amounts
from rasa_project.understanding.clauses import Clause
from rasa_project.understanding.concepts import ConceptMatcher
from rasa_project.understanding.events import Event, Events
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.features import features_of
from rasa_project.understanding.places import PlaceFinder
from rasa_project.understanding.ranking import IntentRanker, Thresholds
from rasa_project.understanding.spelling import SpellingMender
from tests.understanding.test_bounds import Asked

TODAY = date(2026, 11, 30)
FINDER = PlaceFinder.in_district(knowledge().places)
NAMES = sorted(
    {parts for some in FINDER._of_several.values() for parts, _ in some}
    | {parts for parts, _ in FINDER._of_one.values()}
)
ENDINGS = ["", *sorted(places._ENDINGS), "x", "да тур"]


def walked(word: str) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Names that may begin with a word, by a look at each, the longest first."""
    order = sorted(NAMES, key=lambda parts: (-len(parts), -len(parts[0])))
    exact = [one for one in order if (word == one[0] if len(one) > 1 else places._exact(word, one[0]))]
    near = [one for one in order if (word == one[0] if len(one) > 1 else places._near(word, one[0]))]
    return exact, [one for one in near if one[0][0] == word[0]]


def slipped(word: str, place: int, letter: str) -> str:
    return word[: place % len(word)] + letter + word[place % len(word) + 1 :]


@given(st.sampled_from(NAMES), st.sampled_from(ENDINGS), st.integers(1, 20), st.sampled_from(["", "", "а", "з"]))
def test_names_of_places_are_those_that_a_look_at_each_gives(
    name: tuple[str, ...], ending: str, place: int, letter: str
) -> None:
    for word in {name[0] + ending, slipped(name[0], place, letter) + ending} - {""}:
        exact, near = FINDER._find_beginning(word)
        assert (sorted(parts for parts, _ in exact), sorted(parts for parts, _ in near)) == tuple(
            map(sorted, walked(word))
        )
        assert [len(parts) for parts, _ in exact] == sorted((len(parts) for parts, _ in exact), reverse=True)


def test_a_clause_is_read_once_however_many_amounts_stand_in_it() -> None:
    words = default_analyzer().analyse("екпе салдырды 3 күн бұрын қызуы көтерілді 5 күн бұрын " * 5).tokens
    with patch.object(events, "_named", side_effect=events._named) as named:
        found = read_amounts(words, TODAY)
    assert sum(one.of is not None for one in found) >= 8
    assert named.call_count <= len(words)


@pytest.mark.parametrize(
    ("text", "first", "event"),
    [
        ("екпе салдырды 3 күн бұрын", 2, Event.DOSE),
        ("екпе салдырмаған 3 күн бұрын қызуы көтерілді", 2, Event.FEVER),
        ("у соседей корь были у них 3 дня назад", 6, Event.CONTACT),
        ("завтра надо сделать прививку 3 дня", 4, None),
        ("3 күн болды", 0, None),
    ],
)
def test_the_event_of_a_time_is_the_nearest_of_its_clause(text: str, first: int, event: Event | None) -> None:
    words = default_analyzer().analyse(text).tokens
    told = Events(words)
    clause = Clause(0, len(words))
    assert [told.near(first, first + 2, clause) for _ in range(2)] == [event, event]


@pytest.mark.parametrize("said", ["балам 01.01.0001 туған", "0001 жылы туған", "00.00.2020", "31.02.2020 туған"])
def test_a_year_of_one_digit_is_none(said: str) -> None:
    found = default_finder().read(default_analyzer().analyse(said), TODAY)
    assert [entity for entity in found.entities if entity.name in {"birth_date", "child_age_months"}] == []


def test_a_question_of_several_is_read_for_all_models_once() -> None:
    analysis = default_analyzer().analyse("екпе қашан салынады? қай жерде салынады? тегін бе бәріне?")
    concepts = ConceptMatcher({"dose": ["екпе"]})
    ranker = IntentRanker(Asked(("ask_schedule",), {}, *_no_weights()), concepts, Thresholds(), SpellingMender([]))
    asked = ranker.rank_questions(analysis)
    assert len(asked) == 3
    with patch.object(features, "features", side_effect=AssertionError("read again")):
        for one in asked:
            assert features_of(analysis, one.words, concepts, ()).names["words"][f"w:{one.words[0]}"] == 1


def _no_weights() -> tuple[object, ...]:
    import numpy as np

    none = np.empty(0, np.float32)
    return none, {}, none, none, 1.0


#: As parents write at length: everything in one message, with and without marks.
LONG = (
    "Сәлеметсіз бе! Менде үш бала бар. Үлкенім 9 жаста, екпенің екеуін де алған. Ортаншым 4 жаста, бір рет алды. "
    "Кішім 7 айлық, әлі алмаған. Кеше балабақшадан хабарлады, топта бір баланың қызылшасы расталған. Ортаншым сол "
    "балабақшаға барады, соңғы рет сейсенбіде барды. Бүгін таңертең қызуы 38,4 болды, мұрнынан су ағып тұр, көзі "
    "қызарған, бөртпе жоқ. Кішіміз де сол үйде, бірге ұйықтайды. Мен жүктімін, 24 апта. Күйеуім 1990 жылы туған, "
    "екпе алғанын білмейміз. Қазалыда тұрамыз, ауылдық амбулаторияға 12 шақырым. Енді не істейміз? Қай балаға екпе "
    "керек? Маған қауіпті ме? Балабақшаға қанша күн бармаймыз? "
)


def test_of_a_long_story_all_is_read() -> None:
    text = (LONG + "Айтпақшы, кеше түнде кішім тырысып қалды, көзі алайып кетті. ")[:2000]
    analysis = default_analyzer().analyse(text)
    assert len(analysis.readable) == len(analysis.all_readable) > 120
    found = default_finder().read(analysis, TODAY)
    named = {entity.name: entity.value for entity in found.entities}
    assert named["temperature_c"] == 38.4
    assert named["settlement"]
    assert len(found.amounts) >= 7
    assert {"fever", "runny_nose"} & found.signs
