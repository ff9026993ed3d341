"""The book of answers of the project, read and written once for its tests."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from scripts.answers_book.page import page
from scripts.answers_book.read import Answer, Contents, Wording, read_contents
from tests.scripts.book_reader import Element, read_page

DAY = date(2026, 11, 29)


@cache
def contents() -> Contents:
    return read_contents()


@cache
def text() -> str:
    return page(contents(), DAY, "abc123")


@cache
def book() -> Element:
    return read_page(text())


def answer(name: str = "utter_ask_myth", folder: str = "vaccine", says: str = "Жоқ.", **others: Any) -> Answer:
    return Answer(name, folder, Wording(says, ()), Wording(says, ()), **others)
