"""What is read of a long message, and that danger is heard wherever it stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

import numpy as np
import pytest

from benchmarks.hostile import TRIGGERS
from kazakh.analysis import MOST_TOKENS, default_analyzer
from kazakh.languages import MOST_WORDS, guess_language
from kazakh.script import MAX_LENGTH
from rasa_project.understanding import danger as emergency
from rasa_project.understanding.amounts import read_amounts
from rasa_project.understanding.concepts import ConceptMatcher, concepts_from
from rasa_project.understanding.counted_features import BlockedFeatures, CountedFeatures, counted
from rasa_project.understanding.doses import find_doses
from rasa_project.understanding.extraction import Danger, Findings, default_finder
from rasa_project.understanding.features import MAX_CONCEPTS, MAX_LETTERS, MAX_WORDS, features, features_of
from rasa_project.understanding.linear_model import LinearModel
from rasa_project.understanding.ranking import IntentRanker, Thresholds
from rasa_project.understanding.spelling import SpellingMender

TODAY = date(2026, 11, 28)
DANGER = (" балам тырысып жатыр ", " ребёнок задыхается! ", " есінен танып қалды, дем алмай жатыр ")
NOISE = {
    "small words": "а 1 и 2 ", "marks": "!? ., ", "mark run": "₱₯£₺₳", "chunk": "а,б/в-г;", "digits": "1/1/",
    "numbers": "жиырма бес ", "ages": "3 жаста 4 айлық ", "letters": "а", "CJK": "字 文 ", "emoji": "😀 😂",
    "denials": "жоқ емес ", "doses": "екпе алды келесі ", "places": "абай алға ", "dates": "15.05.2022 ",
}  # fmt: skip


def read(text: str) -> Findings:
    return default_finder().read(default_analyzer().analyse(text), TODAY)


@pytest.mark.parametrize("danger", DANGER)
@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("where", ["beginning", "middle", "end"])
def test_danger_is_heard_wherever_it_stands(danger: str, noise: str, where: str) -> None:
    space = MAX_LENGTH - len(danger) - 4
    before = {"beginning": 0, "middle": space // 2, "end": space}[where]
    filler = NOISE[noise] * MAX_LENGTH
    assert read(f"{filler[:before]}. {danger}. {filler[: space - before]}").danger is Danger.NOW


def test_danger_at_the_end_of_a_run_without_spaces() -> None:
    assert read("(" * 1900 + "тырысып жатыр" + ")" * 80).danger is Danger.NOW
    assert read("құсты/" * 320 + " тырысып жатыр").danger is Danger.NOW


def test_the_end_of_a_long_message_is_read() -> None:
    text = "а 1, " * 380 + " балам 3 жаста, Қазалыда тұрамыз"
    analysis = default_analyzer().analyse(text)
    assert len(analysis.all_tokens) > MOST_TOKENS
    assert len(analysis.readable) == MOST_TOKENS + 1
    entities = {entity.name: entity for entity in read(text).entities}
    assert text[entities["settlement"].start : entities["settlement"].end] == "Қазалыда"


def test_a_place_among_the_tokens_that_are_read_is_found_among_all() -> None:
    analysis = default_analyzer().analyse("а " * 500 + "тырысып")
    for place, token in enumerate(analysis.readable):
        if token.text:
            assert analysis.all_readable[analysis.in_all(place)] == token


def test_signs_stand_where_they_are_in_the_text() -> None:
    text = "а 1, " * 380 + "қызуы көтерілді"
    sign = next(entity for entity in read(text).entities if entity.name == "symptom")
    assert text[sign.start : sign.end].startswith("қызуы")


@pytest.mark.parametrize("kind", TRIGGERS)
def test_amounts_of_a_hostile_message_are_few(kind: str) -> None:
    words = default_analyzer().analyse((TRIGGERS[kind] + " ") * 40).tokens
    assert len(words) <= MOST_TOKENS + 1
    assert len(read_amounts(words, TODAY)) <= 4 * 16


class Calls:
    """Counts how often a string is asked how it begins, by counting the strings that are asked."""

    def __init__(self) -> None:
        self.count = 0


class Word(str):
    """A word that counts questions about its beginning."""

    __slots__ = ()
    calls = Calls()

    def startswith(self, *args: Any) -> bool:
        Word.calls.count += 1
        return str.startswith(self, *args)


def asked_of(words: list[str], times: int, reads: Any) -> int:
    Word.calls.count = 0
    reads([Word(word) for word in words * times])
    return Word.calls.count


LINES = [
    *TRIGGERS.values(), "тырысса болса судорога может быть", "екіншісін алды келесі екпе", "бір рет алды енді алмаған",
    "тағы балам мои контакт", "абай абай абай", "вторую сделали потом", "құсу тоқтамай құсып құсады",
]  # fmt: skip


def reads_signs(words: list[str]) -> None:
    finder = default_finder()._symptoms
    signs = [span for span in finder.read(words).present if span.concept in finder.danger_ids]
    emergency.tells_of_danger_now(words, signs)


def reads_places(words: list[str]) -> None:
    default_finder()._places.find(words)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("reader", [reads_signs, find_doses, reads_places])
def test_twice_the_words_are_asked_twice_as_much(line: str, reader: Any) -> None:
    words = default_analyzer().analyse(line).tokens
    once, twice = asked_of(words, 20, reader), asked_of(words, 40, reader)
    assert twice <= 2.3 * once + 200


def test_very_many_danger_signs_are_an_emergency_without_a_look_at_each() -> None:
    words = default_analyzer().analyse("тырысса ").tokens * 300
    signs = default_finder()._symptoms.read(words).present
    assert len(signs) > emergency._MOST_SIGNS
    assert emergency.tells_of_danger_now(words, signs)
    assert not emergency.tells_of_danger_now(words[:20], signs[:20])


def test_the_classifier_sees_a_bounded_message() -> None:
    concepts = ConceptMatcher({f"c{number}": [f"сөз{number:03d}x"] for number in range(200)})
    words = [f"сөз{number:03d}x".replace("ө", "о") for number in range(200)]
    blocks = features([*words, "ұзын" * 500], concepts)
    assert sum(name.startswith("w:") for name in blocks["words"]) == MAX_WORDS
    assert max(len(name) for name in features(["ұзын" * 500], concepts)["words"]) <= MAX_LETTERS + 8
    assert sum(name.startswith("kk:") for name in blocks["concepts"]) <= MAX_CONCEPTS * (MAX_CONCEPTS - 1) / 2


def test_so_many_words_vote_on_the_language() -> None:
    guess = guess_language("бала " * 390)
    assert len(guess.kazakh) == MOST_WORDS
    assert guess.reply == "kk"


def test_features_of_one_message_are_worked_out_once() -> None:
    concepts = concepts_from('{"dose": ["екпе"]}')
    analysis = default_analyzer().analyse("екпе қашан салынады екпе")
    found = read(analysis.text).entities
    first = features_of(analysis, analysis.words, concepts, found)
    assert features_of(analysis, list(analysis.words), concepts_from('{"dose": ["екпе"]}'), found) is first
    assert features_of(analysis, analysis.words[:2], concepts, found) is not first
    once = features(analysis.words, concepts, list(found))
    assert first.names == {block: Counter(names) for block, names in once.items()}


class Asked(LinearModel):
    """A model that notes the words of each message that it is asked about."""

    asked: ClassVar[list[int]] = []

    def probabilities(self, blocks: BlockedFeatures | CountedFeatures) -> list[tuple[str, float]]:
        Asked.asked.append(sum(name.startswith("w:") for name in counted(blocks).names["words"]))
        return [("ask_schedule", 1.0)]

    def knows(self, names: Iterable[str]) -> bool:
        return True


@pytest.mark.parametrize(("length", "questions"), [(3, 5), (30, 4), (60, 2), (130, 0)])
def test_the_questions_that_are_ranked_are_no_longer_than_a_message(length: int, questions: int) -> None:
    none = np.empty(0, np.float32)
    model = Asked(("ask_schedule",), {}, none, {}, none, none, 1.0)
    ranker = IntentRanker(model, ConceptMatcher({}), Thresholds(), SpellingMender([]))
    Asked.asked.clear()
    ranker.rank_questions(default_analyzer().analyse(("қашан " * length + "? ") * 6))
    assert len(Asked.asked) == questions
    assert sum(Asked.asked) <= MAX_WORDS
