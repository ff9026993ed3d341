"""Follow-ups are checked like code: each means something, has an answer, and examples of its own."""

from __future__ import annotations

from collections import Counter

import pytest

from rasa_project.dialogue.answers import COMPUTED
from rasa_project.dialogue.talk import MOVES
from rasa_project.understanding.followups import TALK, FollowUp, followups
from scripts.write_dialogue import PAGE, page
from tests.data.content import domain, variations

ALL = [
    pytest.param(context, one, id=f"{context}/{one.name}")
    for context, some in followups().items()
    for one in some.values()
]
FEWEST = 40
RESPONSES = {one.response for one in variations()}


@pytest.mark.parametrize(("context", "one"), ALL)
def test_it_has_an_answer(context: str, one: FollowUp) -> None:
    for answer in [one.answer, *one.answers.values()]:
        if answer is None or answer in {*COMPUTED, "where", "topic", "age"} or (context == TALK and answer in MOVES):
            continue
        assert f"utter_{answer}" in RESPONSES, answer
        assert answer.split("/")[0] in domain()["intents"], answer


@pytest.mark.parametrize(("context", "one"), ALL)
def test_it_has_examples_of_its_own(context: str, one: FollowUp) -> None:
    others = {text for other in followups()[context].values() if other.name != one.name for text in other.examples}
    assert len(one.examples) >= FEWEST
    assert not others & set(one.examples)
    assert list(one.examples) == sorted(set(one.examples))


@pytest.mark.parametrize(("context", "one"), ALL)
def test_it_says_what_it_means_and_names_real_intents(context: str, one: FollowUp) -> None:
    assert one.means.endswith(".")
    assert set(one.intents) <= set(domain()["intents"])
    assert set(one.answers) - {"default"} <= set(domain()["intents"])


def test_no_example_stands_twice_in_a_context() -> None:
    for context, some in followups().items():
        counts = Counter(text for one in some.values() for text in one.examples)
        assert counts.most_common(1)[0][1] == 1, context


def test_the_page_for_doctors_is_as_the_rules_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
