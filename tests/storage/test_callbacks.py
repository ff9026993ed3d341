"""Wishes to be called in the store: kept, taken up, told once, gone after seven days and with the person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from rasa_project.storage import callbacks
from rasa_project.storage.callbacks import KEPT_SECONDS, State, Wish
from rasa_project.storage.database import ConversationDatabase


@pytest.fixture
def database(tmp_path: Path) -> Iterator[ConversationDatabase]:
    made = ConversationDatabase(make_url(f"sqlite:///{tmp_path}/conversations.db"))
    yield made
    made.close()


def wish(sender: str = "a", at: float = 1_000.0, sealed: str = "sealed") -> Wish:
    return Wish(sender, at, sealed, "request_human", "doctor_today", "kk", "rest", "434423100")


def number_of(database: ConversationDatabase, sender: str = "a") -> int:
    return int(callbacks.rows_of(database, sender)[0]["id"])


def test_a_person_has_one_wish_the_newest(database: ConversationDatabase) -> None:
    callbacks.keep(database, wish())
    callbacks.keep(database, wish(sealed="other"))
    rows = callbacks.rows_of(database, "a")
    assert [(row["event"], row["sealed"], row["state"]) for row in rows] == [("callback", "other", "new")]


def test_what_the_office_did_is_told_once(database: ConversationDatabase) -> None:
    callbacks.keep(database, wish())
    assert callbacks.news_for(database, "a") is None
    states = {number_of(database): State.NOT_REACHED}
    assert callbacks.take_up(database, states, 1_001.0) == 1
    assert callbacks.take_up(database, states, 1_002.0) == 0
    assert callbacks.news_for(database, "a") is State.NOT_REACHED
    assert callbacks.news_for(database, "a") is None


def test_done_is_deleted(database: ConversationDatabase, tmp_path: Path) -> None:
    callbacks.keep(database, wish(sealed="a-sealed-number"))
    callbacks.take_up(database, {number_of(database): State.DONE, 999: State.CALLED}, 1_001.0)
    assert callbacks.rows_of(database, "a") == []
    database.close()
    assert all(b"a-sealed-number" not in path.read_bytes() for path in tmp_path.iterdir())


@pytest.mark.parametrize(("later", "left"), [(KEPT_SECONDS - 1, 1), (KEPT_SECONDS + 1, 0)])
def test_after_seven_days_it_is_gone(database: ConversationDatabase, later: float, left: int) -> None:
    callbacks.keep(database, wish())
    callbacks.take_up(database, {}, 1_000.0 + later)
    assert len(callbacks.rows_of(database, "a")) == left


def test_it_goes_with_all_that_is_stored_of_the_person(database: ConversationDatabase) -> None:
    callbacks.keep(database, wish())
    callbacks.keep(database, wish("b"))
    assert [row["event"] for row in database.export_sender("a")] == ["callback"]
    assert database.delete_sender("a") == 1
    assert database.export_sender("a") == []
    assert len(database.export_sender("b")) == 1
