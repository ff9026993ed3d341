"""What each kind of update means: T-1, T-11 and T-13 of the known faults of Rasa's own channel."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from rasa_project.channels.inbox.incoming import Incoming, Kind, NotAnUpdateError
from rasa_project.channels.telegram.messenger import Telegram
from rasa_project.channels.telegram.settings import Settings
from tests import telegram_updates as updates

TELEGRAM = Telegram(Settings("1:abc", "http://127.0.0.1:9"))
COMMANDS = frozenset({"start", "help", "kk", "ru", "clinics", "delete"})


def read(update: dict[str, Any]) -> Incoming:
    """As it waits on disk."""
    return TELEGRAM.update({"update_id": 77, **update}, COMMANDS)


def with_field(update: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    return {"message": {**update["message"], name: value}}


KINDS = [
    ("text", updates.text(5, "сәлем"), Kind.TEXT),
    ("edited text", updates.edited(5, "сәлем!", 9), Kind.TEXT),
    ("edited caption", updates.edited_caption(5, "бұл не", 9), Kind.TEXT),
    ("location", updates.location(5), Kind.LOCATION),
    ("live location", updates.location(5, live_period=900, heading=1), Kind.LOCATION),
    ("live location moves", updates.live_location_moves(5, 9), Kind.NOTHING),
    ("venue", updates.venue(5), Kind.LOCATION),
    ("contact", updates.contact(5), Kind.UNREADABLE),
    ("photo", updates.photo(5), Kind.UNREADABLE),
    ("photo with words", updates.photo(5, "бұл қызылша ма"), Kind.UNREADABLE),
    ("voice", updates.voice(5), Kind.UNREADABLE),
    ("audio", updates.audio(5), Kind.UNREADABLE),
    ("video", updates.video(5), Kind.UNREADABLE),
    ("video note", updates.video_note(5), Kind.UNREADABLE),
    ("sticker", updates.sticker(5), Kind.UNREADABLE),
    ("document", updates.document(5), Kind.UNREADABLE),
    ("animation", updates.animation(5), Kind.UNREADABLE),
    ("dice", updates.dice(5), Kind.UNREADABLE),
    ("poll", updates.poll_message(5), Kind.UNREADABLE),
    ("a slash alone", updates.text(5, " / "), Kind.UNREADABLE),
    ("pinned", updates.pinned(5), Kind.NOTHING),
    ("auto delete", updates.auto_delete(5), Kind.NOTHING),
    ("unknown content", updates.unknown_content(5), Kind.NOTHING),
    ("tap", updates.tap(5, "/help", updates.bare_message(5, 9)), Kind.TAP),
    ("tap on an old message", updates.tap_on_old_message(5, "/help", 9), Kind.TAP),
    ("tap on an inline message", updates.tap_on_inline_message(5, "/help"), Kind.TAP),
    ("tap on a game", updates.game_tap(5), Kind.TAP),
    ("tap in a group", updates.tap(5, "/help", {**updates.bare_message(5), "chat": updates.group()}), Kind.NOTHING),
    ("blocked", updates.blocked(5), Kind.BLOCKED),
    ("unblocked", updates.unblocked(5), Kind.UNBLOCKED),
    ("message in a group", updates.in_group("сәлем"), Kind.GROUP),
    ("message in a small group", updates.in_group("сәлем", -5, "group"), Kind.GROUP),
    ("command in a group", updates.in_group("/help@measles_bot"), Kind.GROUP),
    ("added to a group", updates.added_to_group(), Kind.GROUP),
    ("removed from a group", updates.removed_from_group(), Kind.NOTHING),
    ("channel post", updates.channel_post(), Kind.NOTHING),
    ("reaction", updates.reaction(5), Kind.NOTHING),
    ("inline query", updates.inline_query(5), Kind.NOTHING),
    ("poll answer", updates.poll_answer(5), Kind.NOTHING),
    ("a kind of the future", updates.unknown_kind(5), Kind.NOTHING),
    ("fields of the future", updates.unknown_fields(5, "сәлем"), Kind.TEXT),
    ("a reply to something odd", with_field(updates.text(5, "сәлем"), "reply_to_message", {"odd": 1}), Kind.TEXT),
    ("odd entities", with_field(updates.text(5, "сәлем"), "entities", [{"type": "new"}, 5]), Kind.TEXT),
    ("made an administrator", updates.membership(updates.group(), 7, "administrator"), Kind.GROUP),
    ("a place without figures", with_field(updates.location(5), "location", {"latitude": 1}), Kind.NOTHING),
    ("words that are a number", with_field(updates.text(5, "x"), "text", 5), Kind.NOTHING),
    ("a message without what it must have", updates.broken(5), Kind.NOTHING),
    ("nothing", {}, Kind.NOTHING),
    ("null", {"message": None}, Kind.NOTHING),
    ("no object", {"message": "сәлем"}, Kind.NOTHING),
    ("a list", {"callback_query": []}, Kind.NOTHING),
]


@pytest.mark.parametrize(("update", "kind"), [row[1:] for row in KINDS], ids=[row[0] for row in KINDS])
def test_t01_every_kind_of_update_is_taken_calmly(update: dict[str, Any], kind: Kind) -> None:
    one = read(update)
    assert (one.update_id, one.position) == ("77", 77)
    assert one.kind is kind
    if kind is not Kind.NOTHING:
        assert one.chat_id in {"5", "-5", "-100200"}


@pytest.mark.parametrize("raw", [None, [], "x", {}, {"update_id": "5"}, {"update_id": True}, {"update_id": -1}, 5])
def test_what_has_no_number_is_no_update(raw: Any) -> None:
    with pytest.raises(NotAnUpdateError, match="update_id"):
        TELEGRAM.update(raw, COMMANDS)


NO_NUMBERS = [json.loads(text) for text in ("1e400", "-1e400", "NaN", "5.0", "true", '"abc"', '"5"', "[]", "null")]
NO_NUMBERS += [10**30, -(10**30), 2**63, -(2**63) - 1]


@pytest.mark.parametrize("number", NO_NUMBERS, ids=repr)
@pytest.mark.parametrize(
    "update",
    [
        updates.text(5, "сәлем"), updates.edited(5, "сәлем!", 9), updates.location(5), updates.photo(5, "бұл не"),
        updates.in_group("сәлем"), updates.blocked(5), updates.tap(5, "/help", updates.bare_message(5, 9)),
    ],
    ids=["text", "edited", "location", "photo", "group", "blocked", "tap"],
)  # fmt: skip
def test_a_number_that_no_column_can_keep_is_passed_over(update: dict[str, Any], number: Any) -> None:
    """Every ``id`` of the update, and the message's number, one after the other."""
    for odd in odd_numbers(update, number):
        one = read(odd)
        assert type(one.chat_id) is str
        assert type(one.message_id) in {str, type(None)}
        assert one.chat_id in {"", "5", "-100200"}


def odd_numbers(update: Any, number: Any) -> list[dict[str, Any]]:
    """The update with each of its ``id`` and ``message_id`` replaced in turn."""
    if not isinstance(update, dict):
        return []
    here = [{**update, name: number} for name in ("id", "message_id") if name in update]
    return here + [{**update, name: odd} for name, value in update.items() for odd in odd_numbers(value, number)]


@pytest.mark.parametrize("odd", [["a"], {"a": 1}, 5, True])
def test_a_name_that_is_no_text_is_passed_over(odd: Any) -> None:
    assert read(with_field(updates.photo(5, "бұл не"), "media_group_id", odd)).kind is Kind.NOTHING
    tap = updates.tap(5, "/help", updates.bare_message(5, 9))
    assert read({"callback_query": {**tap["callback_query"], "id": odd}}).kind is Kind.NOTHING


@pytest.mark.parametrize("degrees", [json.loads("1e400"), json.loads("NaN")])
def test_a_place_at_infinity_is_none(degrees: float) -> None:
    assert read(with_field(updates.location(5), "location", {"latitude": degrees, "longitude": 1})).kind is Kind.NOTHING


def test_what_a_broken_update_says_stays_out_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read({"message": {"text": "құпия сөз", "chat": 5}})
    assert "77" in caplog.text
    assert "құпия" not in caplog.text


@pytest.mark.parametrize("builder", [updates.location, updates.venue])
def test_t11_a_place_is_rounded_to_a_hundred_metres_and_is_no_text(builder: Any) -> None:
    one = read(builder(5, 45.762139, 62.103771))
    assert one.place == (45.762, 62.104)
    assert one.text == ""


@pytest.mark.parametrize("words", ["сәлем", "/help", "/start@measles_bot", "103"])
@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_t13_what_is_said_in_a_group_is_not_read(words: str, kind: str) -> None:
    one = read(updates.in_group(words, -9, kind))
    assert (one.kind, one.chat_id, one.text) == (Kind.GROUP, "-9", "")


@pytest.mark.parametrize(
    ("typed", "name"),
    [("/start", "start"), ("/start ref42", "start"), ("/HELP", "help"), ("/kk@measles_bot", "kk"), ("/ru\n", "ru")],
)
def test_the_bots_commands(typed: str, name: str) -> None:
    one = read(updates.text(5, typed))
    assert (one.kind, one.text) == (Kind.COMMAND, name)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('/inform{"danger":"no"}', 'inform{"danger":"no"}'),
        ("/find_clinic", "find_clinic"),
        ("//forget_me", "forget_me"),
        (" / / /restart", "restart"),
        ("/\u00a0/session_start", "session_start"),
        ("/helper", "helper"),
        ("/starting", "starting"),
        ("half a letter \ud83d", "half a letter ?"),
        ("екпе 1/2 доза", "екпе 1/2 доза"),
    ],
)
def test_other_typed_slashes_are_words(typed: str, words: str) -> None:
    one = read(updates.text(5, typed))
    assert (one.kind, one.text) == (Kind.TEXT, words)


def test_a_picture_keeps_its_words_without_the_slash_and_its_album() -> None:
    one = read(updates.photo(5, "/inform бөртпе", album="a1"))
    assert (one.text, one.album) == ("inform бөртпе", "a1")


def test_an_edit_says_so() -> None:
    assert read(updates.edited(5, "жаңа", 9)).edited
    assert not read(updates.text(5, "ескі")).edited
