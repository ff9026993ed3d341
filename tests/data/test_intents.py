"""Every intent has examples, a rule and an answer; examples are many and differ."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

import pytest

from kazakh.languages import guess_language
from tests.data.content import ASKED_THEMES, DATA, domain, examples, folded_examples, read, variations

INTENTS = domain()["intents"]
BIG = [name for name in INTENTS if name.startswith(("ask_", "report_", "find_"))]
WORDS = re.compile(r"\w+")


@lru_cache(maxsize=1)
def rules() -> dict[str, list[str]]:
    """Intent to the actions that follow it."""
    found: dict[str, set[str]] = {}
    for theme in ASKED_THEMES:
        for rule in read(DATA / theme / "rules.yml")["rules"]:
            asked, *rest = rule["steps"]
            if "intent" in asked:
                actions = {step["action"] for step in rest if "action" in step}
                found.setdefault(asked["intent"], set()).update(actions)
    return {intent: sorted(actions) for intent, actions in found.items()}


def test_there_are_46_intents() -> None:
    assert len(INTENTS) == len(set(INTENTS)) == 46


@pytest.mark.parametrize("intent", INTENTS)
def test_it_has_one_rule_and_its_answer_exists(intent: str) -> None:
    actions = rules()[intent]
    assert len(actions) == 1
    known = {one.response for one in variations()} | set(domain()["actions"])
    assert actions[0] in known


@pytest.mark.parametrize("intent", INTENTS)
def test_it_has_enough_examples_in_both_languages(intent: str) -> None:
    languages = Counter(guess_language(text).language == "ru" for text in examples()[intent])
    kazakh, russian = (200, 60) if intent in BIG else (80, 30)
    assert languages[False] >= kazakh * 0.95  # the guess errs now and then
    assert languages[True] >= russian * 0.9


def test_no_two_examples_are_equal() -> None:
    folded = Counter(" ".join(WORDS.findall(text)) for some in folded_examples().values() for text in some)
    assert [text for text, count in folded.items() if count > 1 and text] == []


@pytest.mark.parametrize("intent", INTENTS)
def test_examples_are_no_template_series(intent: str) -> None:
    """At most 2 in 100 examples of four words and more differ from another in one word only."""
    shapes: Counter[tuple[int, str]] = Counter()
    lists = [text.split() for text in folded_examples()[intent]]
    for words in lists:
        if len(words) >= 4:
            shapes.update({(i, " ".join([*words[:i], "*", *words[i + 1 :]])) for i in range(len(words))})
    alike = sum(
        any(shapes[i, " ".join([*words[:i], "*", *words[i + 1 :]])] > 1 for i in range(len(words)))
        for words in lists
        if len(words) >= 4
    )
    assert alike <= 0.02 * len(lists)


@pytest.mark.parametrize("theme", ASKED_THEMES)
def test_files_name_only_known_intents(theme: str) -> None:
    for entry in read(DATA / theme / "nlu.yml")["nlu"]:
        assert entry["intent"] in INTENTS


def test_no_example_holds_a_phone_number() -> None:
    for some in examples().values():
        for text in some:
            assert not re.search(r"\+7|\b8[ (-]?7\d\d|\d{10,}", text), text
