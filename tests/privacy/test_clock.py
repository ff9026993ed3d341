"""A clock that jumped deletes nothing; retention goes on when the clock has, or when somebody says so."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered

from rasa_project.cli import main
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.privacy import erasure
from rasa_project.privacy.clock import DAY_SECONDS, PLAUSIBLE_SECONDS, DoubtfulClockError
from rasa_project.privacy.commands import DOUBTFUL_CLOCK
from rasa_project.privacy.erasure import LEAST_AT_ONCE, retain

HOUR = 3600


class Bot:
    """A bot whose clock the test sets; a run of retention is one start or one day of the server."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = time.time()
        monkeypatch.setattr(time, "time", lambda: self.now)

    def hears(self, *senders: str) -> None:
        async def write() -> None:
            store = ConversationStore(domain=Domain.empty())
            for sender in senders:
                tracker = await store.get_or_create_tracker(sender)
                tracker.update(UserUttered("сәлем"))
                await store.save(tracker)
            store.close()

        asyncio.run(write())

    def persons(self) -> int:
        store = ConversationStore(domain=Domain.empty())
        try:
            return store.database.count_senders()
        finally:
            store.close()

    def is_doubtful(self) -> bool:
        try:
            retain(30)
        except DoubtfulClockError:
            return True
        return False


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Bot:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/c.db")
    monkeypatch.setenv("TELEGRAM_DB", f"{tmp_path}/telegram.db")
    monkeypatch.setenv("AUDIT_FILE", f"{tmp_path}/audit.jsonl")
    monkeypatch.delenv("REDIS_URL", raising=False)
    return Bot(monkeypatch)


@pytest.mark.slow
def test_the_daily_run_deletes_what_is_due(bot: Bot) -> None:
    bot.hears("old")
    for day in range(30):
        assert retain(30) == 0
        bot.now += DAY_SECONDS
        bot.hears(f"new{day}")
    bot.now += 1
    assert retain(30) == 1
    assert bot.persons() == 30


@pytest.mark.parametrize("days", [8, 31, 400, 20_000, 10**9])
@pytest.mark.parametrize("had_run", [True, False])
def test_a_restart_with_a_clock_ahead_deletes_nothing_and_the_right_clock_goes_on(
    bot: Bot, days: int, had_run: bool
) -> None:
    bot.hears("a", "b")
    if had_run:
        assert retain(30) == 0
    bot.now += days * DAY_SECONDS
    for _ in range(5):  # five workers, or five restarts
        assert bot.is_doubtful()
        bot.now += 3 * HOUR
    assert bot.persons() == 2
    bot.now -= days * DAY_SECONDS
    assert not bot.is_doubtful()
    bot.now += 400 * DAY_SECONDS  # an older doubt is no proof of a newer clock
    assert bot.is_doubtful()
    assert bot.persons() == 2


def test_two_jumps_days_apart_do_not_confirm_each_other(bot: Bot) -> None:
    bot.hears("a")
    bot.now += 31 * DAY_SECONDS
    assert bot.is_doubtful()
    bot.now += 8 * DAY_SECONDS
    assert bot.is_doubtful()
    bot.now += 369 * DAY_SECONDS
    assert bot.is_doubtful()
    assert bot.persons() == 1


def test_a_bot_that_was_off_for_sixty_days_goes_on_after_a_day(bot: Bot) -> None:
    bot.hears("a", "b")
    retain(30)
    bot.now += 60 * DAY_SECONDS
    assert bot.is_doubtful()
    bot.now += DAY_SECONDS
    assert retain(30) == 2
    assert bot.persons() == 0


def test_or_at_once_when_the_office_says_that_the_clock_is_right(bot: Bot, capsys: pytest.CaptureFixture[str]) -> None:
    bot.hears("a", "b")
    retain(30)
    bot.now += 60 * DAY_SECONDS
    assert main(["privacy", "retain"]) == DOUBTFUL_CLOCK
    assert "--clock-is-right" in capsys.readouterr().err
    assert bot.persons() == 2
    assert main(["privacy", "retain", "--clock-is-right"]) == 0
    assert bot.persons() == 0
    assert not bot.is_doubtful()


def test_a_clock_set_back_deletes_nothing_and_is_no_fault(bot: Bot) -> None:
    bot.hears("a")
    retain(30)
    bot.now -= 400 * DAY_SECONDS
    assert retain(30) == 0
    bot.now += 400 * DAY_SECONDS
    assert bot.is_doubtful()
    assert bot.persons() == 1


def test_holidays_are_no_jump_and_nobody_at_all_is_none_either(bot: Bot) -> None:
    assert retain(30) == 0
    bot.now += PLAUSIBLE_SECONDS
    assert retain(30) == 0


@pytest.mark.slow
def test_a_run_of_the_server_deletes_a_share_the_next_goes_on(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(erasure, "LEAST_AT_ONCE", 4)
    bot.hears(*(f"p{number}" for number in range(40)))
    retain(30)
    for _ in range(5):
        bot.now += 6 * DAY_SECONDS
        retain(30)
    bot.now += 1
    gone = []
    while bot.persons():
        gone.append(retain(30))
        bot.now += DAY_SECONDS
    assert gone[:3] == [10, 8, 6]  # a quarter of those who are left
    assert gone[-1] == 4
    assert sum(gone) == 40
    assert LEAST_AT_ONCE == 100
    assert len((tmp_path / "audit.jsonl").read_text(encoding="utf-8").splitlines()) == len(gone)
