"""Whether an answer helped, by small buttons in Telegram: counted once, for the answer tapped on, beside the talk."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rasa_project.channels.gateway import gateway_for
from rasa_project.channels.inbox.payloads import MAX_DATA_BYTES, feedback_of, feedback_token
from rasa_project.channels.inbox.store import Inbox
from rasa_project.channels.inbox.turns import rasa_rate, rasa_turn
from rasa_project.channels.refusals import for_parents
from rasa_project.dialogue.feedback import REASONS
from rasa_project.privacy.senders import pseudonym_of, sender_hasher
from tests import telegram_updates as updates
from tests.channels.rated import RatedBot
from tests.channels.telegram.bench import RunningBot, settled
from tests.telegram_server import TelegramServer

pytestmark = pytest.mark.slow

NAME = "0f9c1fd2a0f34a5f8b0f0c7f4ce62b4b"


class Parent:
    """Somebody in a chat, who taps small buttons of any message."""

    def __init__(self, telegram: TelegramServer, bot: RunningBot, rated: RatedBot, chat: int = 5) -> None:
        self.telegram, self.bot, self.rated, self.chat = telegram, bot, rated, chat

    def says(self, words: str) -> dict[str, Any]:
        """Write; returns the last message that came."""
        self.telegram.arrives(updates.text(self.chat, words))
        settled(self.telegram, self.bot)
        return self.messages[-1]

    def taps(self, message: dict[str, Any], title: str, times: int = 1) -> list[dict[str, Any]]:
        """Tap a button; returns what came since."""
        before = len(self.messages)
        data = next(one["callback_data"] for row in rows(message) for one in row if one["text"] == title)
        self.telegram.arrives(*(updates.tap(self.chat, data, message) for _ in range(times)))
        settled(self.telegram, self.bot)
        return self.messages[before:]

    @property
    def messages(self) -> list[dict[str, Any]]:
        return self.telegram.sent(self.chat)

    @property
    def kept(self) -> list[tuple[str, ...]]:
        sender = pseudonym_of("telegram", str(self.chat))
        found = self.rated.tracker_store.database.export_sender(sender)
        return [(one["topic"], one["verdict"], one["reason"]) for one in found if one["event"] == "feedback"]


def rows(message: dict[str, Any]) -> list[list[dict[str, str]]]:
    return list(message.get("reply_markup", {}).get("inline_keyboard", []))


def titles(message: dict[str, Any]) -> list[list[str]]:
    return [[one["text"] for one in row] for row in rows(message)]


@pytest.fixture
def parent(telegram: TelegramServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Parent]:
    monkeypatch.setenv("SENDER_KEY", "k" * 40)
    sender_hasher.cache_clear()
    rated = RatedBot(tmp_path)
    turn, rate = rasa_turn(gateway_for(rated.handle_message), "telegram"), rasa_rate(rated, "telegram")
    with RunningBot(telegram, tmp_path, turn, rate=rate) as bot:
        yield Parent(telegram, bot, rated)
    rated.tracker_store.close()
    sender_hasher.cache_clear()


def test_two_small_buttons_stand_in_one_row_under_advice_and_nowhere_else(parent: Parent) -> None:
    assert titles(parent.says("ораза")) == [["Көмектесті", "Көмектеспеді"]]
    assert titles(parent.says("корь")) == [["Помогло", "Не помогло"]]
    for words in ("сәлем", "тырысып жатыр", "өмір сүргім келмейді", "егіз"):
        parent.says(words)
    asked = [one for one in parent.messages if "Көмектесті" in str(titles(one)) or "Помогло" in str(titles(one))]
    assert len(asked) == 2


def test_a_tap_is_thanked_in_the_language_of_the_answer_and_a_second_one_counts_nothing(parent: Parent) -> None:
    answer = parent.says("корь")
    (thanks,) = parent.taps(answer, "Помогло", times=3)
    assert thanks["text"] == "Спасибо! Хорошо, что ответ пригодился."
    assert parent.taps(answer, "Не помогло") == []
    assert parent.kept == [("ask_disease", "helped", None)]


def test_what_was_wrong_is_one_more_tap_and_the_nearest_questions_are_offered(parent: Parent) -> None:
    answer = parent.says("ораза")
    why, near = parent.taps(answer, "Көмектеспеді")
    assert titles(why) == [["Басқаны сұрадым"], ["Түсініксіз"], ["Дұрыс емес"], ["Басқа себеп"]]
    assert len(titles(near)) == 2
    assert '/ask_myth{"question":"halal"}' in str(rows(near))
    (thanks,) = parent.taps(why, "Дұрыс емес", times=2)
    assert "дәрігеріңізден сұраңыз" in thanks["text"]
    assert parent.taps(why, "Түсініксіз") == []
    assert parent.kept == [("ask_myth/fasting", "not_helped", "not_true")]


def test_a_tap_on_an_old_answer_is_for_that_answer(parent: Parent) -> None:
    old = parent.says("ораза")
    parent.says("дома")
    parent.taps(old, "Көмектесті")
    assert parent.kept == [("ask_myth/fasting", "helped", None)]


def test_an_open_question_keeps_its_buttons_and_the_chat_its_language(
    parent: Parent, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answer = parent.says("ораза")
    parent.says("дома")
    inbox = Inbox(tmp_path / "telegram.db", "telegram")
    chat = inbox.chat("5")
    chat.question = str(answer["message_id"])  # as if it had been put there
    inbox.finish("none", chat)
    heard = len(parent.rated.heard)
    why, *_ = parent.taps(answer, "Көмектеспеді")
    parent.taps(why, "Түсініксіз")
    assert inbox.chat("5") == chat
    assert parent.telegram.calls("editMessageReplyMarkup") == []
    assert len(parent.rated.heard) == heard, "no talk hears of it"
    inbox.close()


def test_who_has_no_such_answer_is_told_nothing_and_nothing_is_kept(parent: Parent) -> None:
    answer = parent.says("ораза")
    other = Parent(parent.telegram, parent.bot, parent.rated, chat=6)
    theirs = other.says("корь")
    taken = rows(answer)[0][0]["callback_data"]
    for forged in (taken, feedback_token(NAME, "helped"), feedback_token(NAME, "not_helped", "other")):
        parent.telegram.arrives(updates.tap(6, forged, theirs))
    settled(parent.telegram, parent.bot)
    assert len(other.messages) == 1
    assert (parent.kept, other.kept) == ([], [])


def test_after_a_deletion_the_buttons_do_nothing(parent: Parent) -> None:
    answer = parent.says("ораза")
    why, *_ = parent.taps(answer, "Көмектеспеді")
    parent.rated.tracker_store.database.delete_sender(pseudonym_of("telegram", "5"))
    assert parent.taps(answer, "Көмектесті") == []
    assert parent.taps(why, "Түсініксіз") == []
    assert parent.kept == []


FORGED = ["f:", "f:x:helped", f"f:{NAME}", f"f:{NAME}:yes", f"f:{NAME}:helped:other", f"f:{NAME}:not_helped:why",
          f"f:{NAME}:not_helped:other:x", f"f:{NAME.upper()}:helped", f"f:{NAME}:"]  # fmt: skip


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_button_is_no_feedback(forged: str) -> None:
    assert feedback_of(forged) is None


def test_a_forged_button_gets_the_note_of_old_ones(parent: Parent) -> None:
    answer = parent.says("ораза")
    parent.telegram.arrives(updates.tap(5, FORGED[3], answer, query="q1"))
    parent.telegram.wait(lambda: "q1" in parent.telegram.api.answered_queries)
    assert parent.telegram.api.answered_queries["q1"] == for_parents("old-button", "kk")
    assert parent.kept == []


def test_every_button_fits_and_is_read_back() -> None:
    made = [feedback_token(NAME, "helped"), *(feedback_token(NAME, "not_helped", one) for one in (None, *REASONS))]
    for token in made:
        assert len(token.encode()) <= MAX_DATA_BYTES
        found = feedback_of(token)
        assert found is not None
        assert feedback_token(found.answer, found.verdict, found.reason) == token


def test_a_tap_while_the_server_was_away_is_taken_when_it_is_back(
    telegram: TelegramServer, parent: Parent, tmp_path: Path
) -> None:
    answer = parent.says("ораза")
    parent.bot.call(parent.bot._stop())
    data = rows(answer)[0][0]["callback_data"]
    telegram.arrives(updates.tap(5, data, answer))
    parent.bot.call(parent.bot._start())
    telegram.wait_sent(5, 2)
    time.sleep(0.1)
    assert parent.kept == [("ask_myth/fasting", "helped", None)]
