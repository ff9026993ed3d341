"""Orders to send: their checks, the file of the desk, and what a running bot does with it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from rasa_project import clock
from rasa_project.advice.knowledge import KnowledgeError
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.outreach import hours
from rasa_project.outreach.orders import FILE, OrderRefusedError, Sending, as_entry, check, read_sendings, villages
from rasa_project.serving import announcing
from rasa_project.storage import campaigns
from rasa_project.storage.campaigns import Progress
from rasa_project.storage.database import ConversationDatabase
from tests.content.office import SHIPAGER, put
from tests.outreach.outbox import subscribe

TODAY = clock.today()
ENTRY: dict[str, Any] = {
    "id": "tour-1", "kk": "Көшпелі топ ертең ауылға келеді, екпе тегін салынады.",
    "ru": "Выездная бригада завтра приедет в село, прививки бесплатно.", "places": ["434437100"], "urgent": True,
    "by": "aigul", "approved_by": "dana", "until": (TODAY + timedelta(days=2)).isoformat(),
}  # fmt: skip


def sending(**changes: Any) -> Sending:
    return Sending(**{**ENTRY, **changes})


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kk": "В четверг в село приедет бригада."}, "Kazakh"),
        ({"ru": "Көшпелі топ ертең ауылға келеді."}, "Russian"),
        ({"ru": "Звоните завтра по номеру 8 701 123 45 67."}, "701"),
        ({"kk": "Балаға 5 мл сироп беріңіз, ертең келеміз."}, "dose"),
        ({"ru": "Подробности на сайте measles.kz, заходите завтра."}, "web"),
        ({"ru": "Завтра приедет бригада. " * 20}, "letters"),
        ({"places": ["1"]}, "place"),
        ({"until": TODAY - timedelta(days=1)}, "over"),
        ({"until": TODAY + timedelta(days=200)}, "three months"),
        ({"kk": "Ертең {text} келеді, екпе салынады."}, "plain"),
    ],
)
def test_what_an_announcement_may_not_say_is_not_sent(changes: dict[str, Any], words: str, tmp_path: Path) -> None:
    with pytest.raises(OrderRefusedError, match=words):
        check(sending(**changes), tmp_path, TODAY)


def test_a_phone_that_the_office_has_published_may_be_named(tmp_path: Path) -> None:
    named = sending(ru=f"Звоните завтра: {SHIPAGER['phone']}.")
    with pytest.raises(OrderRefusedError):
        check(named, tmp_path, TODAY)
    contact = {**SHIPAGER, "verified": {**SHIPAGER["verified"], "on": TODAY}, "until": TODAY + timedelta(days=90)}
    check(named, put(tmp_path, contacts=[contact]), TODAY)


@pytest.mark.parametrize("id_", ["", "A", "x y", "../x", "a" * 70, "тур"])
def test_an_odd_name_is_no_order(id_: str, tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(yaml.safe_dump([{**ENTRY, "id": id_}], allow_unicode=True), encoding="utf-8")
    with pytest.raises(KnowledgeError):
        read_sendings(path)


def test_an_order_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(yaml.safe_dump([as_entry(sending())], allow_unicode=True), encoding="utf-8")
    assert read_sendings(path) == [sending()]


def test_villages_are_named_in_either_language_or_by_code() -> None:
    (one,) = villages(["Бозкөл"])
    assert [place.code for place in villages([one.ru, one.code])] == [one.code, one.code]
    with pytest.raises(OrderRefusedError, match="434439100"):
        villages(["Бірлік"])
    with pytest.raises(OrderRefusedError, match="no settlement"):
        villages(["Лондон"])


@pytest.mark.parametrize(("hour", "later"), [(0, 8), (7.99, 0.01), (8, 0), (12, 0), (21.99, 0), (22, 10), (23.5, 8.5)])
def test_an_ordinary_one_waits_for_the_day(hour: float, later: float) -> None:
    now = 1_796_014_800.0 + (hour - 10) * 3_600
    assert hours.next_day_time(now) == pytest.approx(now + later * 3_600)
    assert hours.is_night(now) == (later > 0)


def test_a_week_is_seven_calendar_days() -> None:
    monday = 1_796_014_800.0
    for days, is_over in ((0, False), (6, False), (7, True), (8, True)):
        assert (hours.week_begins(monday + days * 86_400) > monday) == is_over
    assert hours.end_of_day(date(2026, 11, 30)) == 1_796_014_800.0 - 10 * 3_600 + 86_400 - 0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ConversationStore]:
    made = ConversationStore(f"sqlite:///{tmp_path}/conversations.db")
    yield made
    made.close()


def looks(store: ConversationStore, published: Path, until: Callable[[], bool]) -> None:
    """What two workers of a running bot do until something has come true."""

    async def both() -> None:
        jobs = [asyncio.ensure_future(announcing._looking(store, published)) for _ in range(2)]
        end = time.monotonic() + 30
        while not await asyncio.to_thread(until):
            assert time.monotonic() < end
            await asyncio.sleep(0.05)
        for job in jobs:
            job.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)

    asyncio.run(both())


def written(published: Path, *entries: dict[str, Any] | str) -> None:
    published.mkdir(exist_ok=True)
    text = entries[0] if isinstance(entries[0], str) else yaml.safe_dump(list(entries), allow_unicode=True)
    (published / FILE).write_text(text, encoding="utf-8")


def reports(store: ConversationStore) -> dict[str, tuple[Progress, int]]:
    database = ConversationDatabase(store.database.url)
    try:
        return _reports(database)
    finally:
        database.close()


def _reports(database: ConversationDatabase) -> dict[str, tuple[Progress, int]]:
    with database.transaction() as connection:
        return {one.key: (one.state, one.planned) for one in campaigns.reports(connection)}


def test_a_running_bot_takes_an_order_up_once_and_stops_it(
    store: ConversationStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "LOOK_SECONDS", 0.05)
    database, published = store.database, tmp_path / "published"
    for name in ("a", "b"):
        subscribe(database, name, name, announcements=True)
    written(published, {**ENTRY, "places": []})
    looks(store, published, lambda: reports(store) == {"tour-1": (Progress.RUNNING, 2)})
    subscribe(database, "c", "c", announcements=True)
    other = {**ENTRY, "id": "tour-2", "places": []}
    written(published, {**ENTRY, "places": [], "kk": "Басқа мәтін болса да, ескісі жіберіледі."}, other)
    both = {"tour-1": (Progress.RUNNING, 2), "tour-2": (Progress.RUNNING, 3)}
    looks(store, published, lambda: reports(store) == both)
    written(published, {**ENTRY, "places": [], "stopped": True}, other)
    looks(store, published, lambda: reports(store) == {**both, "tour-1": (Progress.STOPPED, 2)})


def test_one_that_is_stopped_before_it_was_taken_up_is_never_sent(
    store: ConversationStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "LOOK_SECONDS", 0.05)
    written(tmp_path / "published", {**ENTRY, "stopped": True}, {**ENTRY, "id": "tour-2"})
    looks(store, tmp_path / "published", lambda: bool(reports(store)))
    assert list(reports(store)) == ["tour-2"]


def test_a_wrong_order_and_a_broken_file_are_told_and_hold_up_no_other(
    store: ConversationStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(announcing, "LOOK_SECONDS", 0.05)
    wrong = {**ENTRY, "id": "wrong", "ru": "Звоните 8 701 123 45 67 завтра."}
    with caplog.at_level(logging.ERROR):
        written(tmp_path / "published", wrong, ENTRY)
        looks(store, tmp_path / "published", lambda: list(reports(store)) == ["tour-1"])
        assert "wrong: " in caplog.text
        written(tmp_path / "published", "- id: [")
        looks(store, tmp_path / "published", lambda: "none is taken up" in caplog.text)
    assert list(reports(store)) == ["tour-1"]
