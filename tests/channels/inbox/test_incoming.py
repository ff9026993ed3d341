"""What of an update may wait on disk, whatever a messenger left in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.channels.inbox.incoming import MOST_LETTERS, Incoming, Kind, cleaned


def update(kind: Kind, text: str, edited: bool = False) -> Incoming:
    return Incoming("wamid.1", kind, "77010000000", "m1", text, edited=edited, album="a1", position=3)


@pytest.mark.parametrize(
    ("kind", "text", "edited", "kept_kind", "kept"),
    [
        (Kind.TEXT, "екпе қашан", False, Kind.TEXT, "екпе қашан"),
        (Kind.TEXT, '/inform{"danger":"no"}', False, Kind.TEXT, 'inform{"danger":"no"}'),
        (Kind.TEXT, " / ", False, Kind.UNREADABLE, ""),
        (Kind.TEXT, "", True, Kind.NOTHING, ""),
        (Kind.UNREADABLE, "/forget_me нөмірім 87011234567", False, Kind.UNREADABLE, "forget_me нөмірім [PHONE]"),
        (Kind.UNREADABLE, "", True, Kind.NOTHING, ""),
        (Kind.TAP, "/forget_me", False, Kind.TAP, "/forget_me"),
        (Kind.TAP, "half \ud83d", False, Kind.TAP, "half ?"),
        (Kind.COMMAND, "start", False, Kind.COMMAND, "start"),
        (Kind.TEXT, "қ" * 10_000, False, Kind.TEXT, "қ" * MOST_LETTERS),
        (Kind.TAP, "x" * 10_000, False, Kind.TAP, "x" * MOST_LETTERS),
    ],
)
def test_only_words_without_personal_data_are_kept(
    kind: Kind, text: str, edited: bool, kept_kind: Kind, kept: str
) -> None:
    one = update(kind, text, edited)
    assert cleaned(one) == replace(one, kind=kept_kind, text=kept)


@pytest.mark.parametrize(
    "change", [{"chat_id": 5}, {"message_id": 5}, {"album": ["a"]}, {"tap_id": {}}, {"text": None}]
)
def test_a_name_that_is_no_text_can_not_be_kept(change: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="no text"):
        cleaned(replace(update(Kind.TEXT, "сәлем"), **change))


def test_what_names_no_chat_or_no_place_means_nothing() -> None:
    assert cleaned(replace(update(Kind.TEXT, "сәлем"), chat_id="")).kind is Kind.NOTHING
    assert cleaned(replace(update(Kind.LOCATION, ""), place=(45.7, 62.1))).kind is Kind.LOCATION
    assert cleaned(update(Kind.LOCATION, "")).kind is Kind.NOTHING


@given(st.sampled_from(Kind), st.text(max_size=60), st.booleans())
def test_cleaning_twice_changes_nothing_and_no_typed_text_is_a_payload(kind: Kind, text: str, edited: bool) -> None:
    once = cleaned(update(kind, text, edited))
    assert cleaned(once) == once
    once.text.encode("utf-8")
    if kind in {Kind.TEXT, Kind.UNREADABLE}:
        assert not once.text.startswith("/")
        assert bool(once.text) or once.kind is not Kind.TEXT
