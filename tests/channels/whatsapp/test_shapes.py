"""How a message looks: WhatsApp's limits are kept, and nothing that cannot be shown whole is cut in silence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasa_project.channels.feedback_words import feedback_words
from rasa_project.channels.inbox.outgoing import Outgoing
from rasa_project.channels.inbox.wording import read_wording
from rasa_project.channels.whatsapp import shapes
from rasa_project.channels.whatsapp.client import buttons_of
from rasa_project.channels.whatsapp.shapes import AskPlace, Card, Labels, Menu, Replies, Shape, Words, shape_of
from tests.whatsapp_api import ApiError, CloudApi

LABELS = Labels("Таңдау", "Біреуін таңдаңыз", "Бұл жауап көмектесті ме?")
RATING = (("Көмектесті", "f:a:helped"), ("Көмектеспеді", "f:a:not_helped"))
YES_NO = (("Иә", "y"), ("Жоқ", "n"))


def titled(*titles: str) -> tuple[tuple[str, str], ...]:
    return tuple((title, f"t{number}") for number, title in enumerate(titles))


def titles_of(shape: Shape) -> list[str]:
    if isinstance(shape, Replies):
        return [choice.title for choice in shape.choices]
    assert isinstance(shape, Menu)
    return [choice.title for _, choices in shape.sections for choice in choices]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (Outgoing("а"), Words),
        (Outgoing("а", keyboard="remove"), Words),
        (Outgoing("а", YES_NO), Replies),
        (Outgoing("а", YES_NO, row=RATING[:1]), Replies),
        (Outgoing("а", row=RATING), Replies),
        (Outgoing("а", YES_NO, row=RATING), Menu),
        (Outgoing("а", titled("1", "2", "3")), Replies),
        (Outgoing("а", titled("1", "2", "3", "4")), Menu),
        (Outgoing("а", titled("қ" * 20)), Replies),
        (Outgoing("а", titled("қ" * 21)), Menu),
        (Outgoing("а", titled("Иә", "Иә")), Menu),
        (Outgoing("қ" * 1024, YES_NO), Replies),
        (Outgoing("қ" * 1025, YES_NO), Menu),
        (Outgoing("а", (("Иә", "y"), ("Иә", "y"))), Replies),
        (Outgoing("Жедел жәрдем", phone="103"), Card),
        (Outgoing("а", keyboard="location", keyboard_title="Т"), AskPlace),
        (Outgoing("қ" * 1025, keyboard="location"), Words),
    ],
)
def test_the_plainest_shape_that_holds_it_all(message: Outgoing, expected: type[Any]) -> None:
    assert isinstance(shape_of(message, LABELS), expected)


def test_did_it_help_stands_in_a_section_of_its_own() -> None:
    shape = shape_of(Outgoing("а", titled("1", "2"), row=RATING), LABELS)
    assert isinstance(shape, Menu)
    assert [title for title, _ in shape.sections] == ["Біреуін таңдаңыз", "Бұл жауап көмектесті ме?"]
    assert titles_of(shape) == ["1", "2", "Көмектесті", "Көмектеспеді"]


def test_a_title_too_long_for_a_row_is_shortened_by_words_and_stands_whole_below() -> None:
    title = "Екпе алған баланың қызуы көтерілсе не істейміз?"
    shape = shape_of(Outgoing("а", titled(title, "Иә")), LABELS)
    assert isinstance(shape, Menu)
    (long, short) = shape.sections[0][1]
    assert (long.title, long.description) == ("Екпе алған баланың…", title)
    assert (short.title, short.description) == ("Иә", "")


def test_titles_too_long_for_any_place_are_numbered_words_of_the_text() -> None:
    title = "сөз " * 30 + "соңы"
    shape = shape_of(Outgoing("Таңдаңыз", (*titled(title, "Иә"),)), LABELS)
    assert isinstance(shape, Replies)
    assert titles_of(shape) == ["1", "2"]
    assert shape.text == f"Таңдаңыз\n\n1. {title}\n2. Иә"
    assert [choice.token for choice in shape.choices] == ["t0", "t1"]


def test_the_words_that_a_list_needs_fit() -> None:
    for language in ("kk", "ru"):
        wording = read_wording()
        assert len(wording.text("menu_button", language)) <= 20
        assert len(wording.text("menu_rows", language)) <= 24
        assert len(getattr(feedback_words().question, language)) <= 24


_TITLES = st.lists(st.text("әбв 1🤒", min_size=1, max_size=90).filter(str.strip), max_size=shapes.MOST_BUTTONS)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(text=st.text("ә б\n", min_size=1, max_size=4096).filter(str.strip), titles=_TITLES, rated=st.booleans())
def test_whatever_is_sent_keeps_the_limits_and_loses_no_choice(text: str, titles: list[str], rated: bool) -> None:
    message = Outgoing(text, titled(*titles), row=RATING if rated else ())
    shape = shape_of(message, LABELS)
    _check(shape)
    if isinstance(shape, Words):
        assert not titles
        assert not rated
        return
    tokens = [token for _, token in (*message.buttons, *message.row)]
    assert [choice.token for choice in choices(shape)] == tokens
    for (title, _), choice in zip(message.buttons, choices(shape)):
        shown = f"{choice.title}{choice.description}{getattr(shape, 'text', '')}"
        assert title in shown or "…" in choice.title


def choices(shape: Shape) -> list[shapes.Choice]:
    if isinstance(shape, Replies):
        return list(shape.choices)
    assert isinstance(shape, Menu)
    return [choice for _, found in shape.sections for choice in found]


def body_of(shape: Shape) -> dict[str, Any]:
    """The shape as the library writes it."""
    made = buttons_of(shape)
    text = {"text": getattr(shape, "text", "")}
    if isinstance(shape, Replies):
        action = {"buttons": [button.to_dict() for button in made]}
        return {"type": "interactive", "interactive": {"type": "button", "body": text, "action": action}}
    return {"type": "interactive", "interactive": {"type": "list", "body": text, "action": made.to_dict()}}


def _check(shape: Shape) -> None:
    """As strict as the stand-in for Meta's server."""
    api = CloudApi("t", "1")
    api.heard["7"] = 2e9
    body = {"type": "text", "text": {"body": shape.text}} if isinstance(shape, Words) else body_of(shape)
    try:
        api.post({"messaging_product": "whatsapp", "to": "7", **body})
    except ApiError as error:
        raise AssertionError(f"{error}: {error.details}") from error
