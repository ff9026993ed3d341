"""One word for one thing: data/knowledge/style.yml has the words, docs/style.md shows them, no page says the others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rasa_project.content.checks.wording import IMMUNOGLOBULIN
from rasa_project.content.style_words import WORDS, Term, terms
from scripts.write_style import PAGE, page
from tests.data.content import ROOT, variations
from tests.data.test_wording import PAGES

LANGUAGES = ("kk", "ru")
TERMS = [(language, one) for language in LANGUAGES for one in terms()[language]]
#: The office's page bears its name in full.
OWN_NAME = re.compile(r'<p class="office">.*</p>')


def test_the_page_shows_the_words_of_the_data() -> None:
    now = PAGE.read_text(encoding="utf-8")
    assert now == page(now), "docs/style.md is out of date: run make style"
    for _, one in TERMS:
        assert f"| {one.say} | {one.thing} | {one.shown} | {one.why} |" in now


def test_the_page_is_where_answers_are_explained() -> None:
    assert "docs/style.md" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"data/knowledge/{WORDS.name}" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "path"), PAGES.items())
def test_no_page_says_another_word(language: str, path: Path) -> None:
    text = OWN_NAME.sub("", path.read_text(encoding="utf-8"))
    assert {term.say: words for term in terms()[language] if (words := term.found_in(text))} == {}


@pytest.mark.parametrize(("language", "term"), TERMS, ids=lambda value: getattr(value, "thing", value))
def test_the_word_to_say_is_none_to_avoid(language: str, term: Term) -> None:
    assert [one.say for of, one in TERMS if of == language and one.found_in(term.say)] == []


@pytest.mark.parametrize(
    ("stem", "text", "words"),
    [
        ("доз", "Екінші дозаны салдырыңыз", ["доз"]),
        ("доз", "Дозаны", ["Доз"]),
        ("бақша", "балабақшаға апармаңыз", []),  # inside a word
        ("=норма", "норманы", []),  # only the whole word
        ("=норма", "бұл – норма.", ["норма"]),
        ("мұрын ағ", "мұрыннан су ағады", []),
    ],
)
def test_how_a_word_to_avoid_is_found(stem: str, text: str, words: list[str]) -> None:
    assert Term(say="", thing="", shown="", avoid=[stem], why="").found_in(text) == words


def test_immunoglobulin_is_named_often_enough_to_be_looked_for() -> None:
    assert sum(IMMUNOGLOBULIN in one.text for one in variations()) > 40
