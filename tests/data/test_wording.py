"""What no page may say any more; the texts themselves are checked in rasa_project/content."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rasa_project.advice.knowledge import knowledge
from rasa_project.content.checks.wording import LISTS, MUST, SHORT_LIST, said_although_forbidden
from tests.data.content import ROOT, variations

#: Said elsewhere too: the office's page.
PAGES = {"kk": ROOT / "widget" / "office.html", "ru": ROOT / "widget" / "office.ru.html"}


@pytest.mark.parametrize("path", PAGES.values())
def test_no_page_says_what_is_not_said(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert said_although_forbidden(text) == []
    assert not SHORT_LIST.search(text)


def test_the_answers_that_must_say_something_are_there() -> None:
    names = {one.response for one in variations()}
    assert {*LISTS, *MUST} <= names


def test_names_of_topics_say_where_they_lead() -> None:
    topics = knowledge().topics
    assert topics["ask_unvaccinated_rules"].kk == "Екпесіз балабақшаға"
    assert not re.search("цена|баға", topics["ask_availability"].ru)
    assert topics["ask_contraindications"].kk == "Кімге салуға болмайды"


@pytest.mark.parametrize(("language", "path"), PAGES.items())
def test_the_page_of_the_office_names_lethargy(language: str, path: Path) -> None:
    assert ("сылқ түсіп" if language == "kk" else "лежит без сил") in path.read_text(encoding="utf-8")
