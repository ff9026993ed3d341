"""One word for one thing: data/knowledge/style.yml has the words, docs/style.md shows them, no text says the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from rasa_project.advice.knowledge import KNOWLEDGE_DIR
from scripts.write_style import PAGE, WORDS, Term, page, terms
from tests.data.content import ROOT, read, variations
from tests.data.test_wording import texts

LANGUAGES = ("kk", "ru")
TERMS = [(language, one) for language in LANGUAGES for one in terms()[language]]
#: Knowledge files whose Kazakh and Russian strings a parent can read, the style's own words not among them.
KNOWN = tuple(KNOWLEDGE_DIR / f"{name}.yml" for name in ("calendar", "danger", "exposure", "out_of_field", "triage"))
#: The office's page bears its name in full.
OWN_NAME = re.compile(r'<p class="office">.*</p>')
NAMES = tuple(KNOWLEDGE_DIR / f"{name}.yml" for name in ("questions", "topics"))


def strings(value: Any, language: str) -> Iterator[str]:
    """Every string of a knowledge file that stands under the language."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == language and isinstance(inner, str):
                yield inner
            else:
                yield from strings(inner, language)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, language)


def titles(language: str) -> list[str]:
    """What stands on buttons."""
    of_answers = [title for one in variations() if one.language == language for title, _ in one.buttons]
    return of_answers + [title for path in NAMES for title in strings(read(path), language)]


def said(language: str) -> dict[str, str]:
    """What is read as text, by where it stands; the titles of buttons left out."""
    found = {where: OWN_NAME.sub("", text) for where, text in texts().items() if where.endswith(f"-{language}")}
    found |= {one.id: one.text for one in variations() if one.language == language}
    for path in KNOWN:
        found |= {f"{path.name} {text}": text for text in strings(read(path), language)}
    return found


def test_the_page_shows_the_words_of_the_data() -> None:
    now = PAGE.read_text(encoding="utf-8")
    assert now == page(now), "docs/style.md is out of date: run make style"
    for _, one in TERMS:
        assert f"| {one.say} | {one.thing} | {one.shown} | {one.why} |" in now


def test_the_page_is_where_answers_are_explained() -> None:
    assert "docs/style.md" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"data/knowledge/{WORDS.name}" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "term"), TERMS, ids=lambda value: getattr(value, "thing", value))
def test_no_text_says_another_word(language: str, term: Term) -> None:
    found = {where: words for where, text in said(language).items() if (words := term.found_in(text))}
    assert found == {}, f"say «{term.say}»"
    if not term.on_buttons:
        assert [title for title in titles(language) if term.found_in(title)] == [], f"say «{term.say}»"


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


@pytest.mark.parametrize(("language", "gloss"), [("kk", "қорғаныс уколы"), ("ru", "укола? готовой защиты")])
def test_immunoglobulin_is_explained_in_every_text_that_names_it(language: str, gloss: str) -> None:
    named = {where: text for where, text in said(language).items() if "ммуноглобулин" in text}
    assert len(named) > 20
    assert [where for where, text in named.items() if not re.search(gloss, text)] == []
