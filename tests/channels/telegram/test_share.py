"""Pages to pass on in Telegram: buttons that open them, a text with the addresses where Telegram refuses these."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from rasa_project.channels.gateway import gateway_for
from rasa_project.channels.inbox.turns import rasa_turn
from rasa_project.privacy.senders import sender_hasher
from tests import telegram_updates as updates
from tests.channels.rated import RatedBot
from tests.channels.telegram.bench import RunningBot, settled
from tests.telegram_server import TelegramServer

pytestmark = pytest.mark.slow

#: What can be passed on of the answer to a message, whether it was asked for.
SHARED = {
    "күнтізбе": (["c20260315,,0,,,"], False),
    "жауап": (["aask_symptoms"], False),
    "сілтемесін бер": (["aask_symptoms"], True),
}


class Planning(RatedBot):
    """Answers with a plan and a button, and with what of it can be passed on."""

    async def answer(self, message: UserMessage) -> None:
        keys, is_asked = SHARED[message.text or ""]
        answer = {"text": "Екпе 1 жаста.", "language": "kk", "utter_action": "utter_x", "buttons": [],
                  "share": {"keys": keys, "is_asked": is_asked}}  # fmt: skip
        await message.output_channel.send_response(message.sender_id, answer)  # type: ignore[union-attr]


class Chat:
    """Somebody who writes, and reads what came."""

    def __init__(self, telegram: TelegramServer, bot: RunningBot) -> None:
        self.telegram, self.bot = telegram, bot

    def says(self, words: str) -> dict[str, Any]:
        self.telegram.arrives(updates.text(7, words))
        settled(self.telegram, self.bot)
        return self.telegram.sent(7)[-1]


def links(message: dict[str, Any]) -> list[tuple[str, str]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [(one["text"], one["url"]) for row in rows for one in row if "url" in one]


@pytest.fixture
def chat(telegram: TelegramServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chat]:
    monkeypatch.setenv("SENDER_KEY", "k" * 40)
    monkeypatch.setenv("WIDGET_SECRET", "s" * 40)
    monkeypatch.setenv("PUBLIC_URL", "https://bot.example.kz")
    sender_hasher.cache_clear()
    planning = Planning(tmp_path)
    with RunningBot(telegram, tmp_path, rasa_turn(gateway_for(planning.handle_message), "telegram")) as bot:
        yield Chat(telegram, bot)
    planning.tracker_store.close()
    sender_hasher.cache_clear()


def test_a_calendar_has_a_button_for_its_page_and_one_for_the_phones_calendar(chat: Chat) -> None:
    message = chat.says("күнтізбе")
    (page, address), (calendar, file) = links(message)
    assert (page, calendar) == ("Сілтеме, басып шығару", "Телефон күнтізбесіне")
    assert address.startswith("https://bot.example.kz/s/")
    assert file == f"{address}.ics"
    assert message["text"] == "Екпе 1 жаста."


def test_other_answers_have_one_only_where_it_is_asked_for(chat: Chat) -> None:
    assert links(chat.says("жауап")) == []
    assert [title for title, _ in links(chat.says("сілтемесін бер"))] == ["Сілтеме, басып шығару"]


def test_an_address_that_telegram_refuses_loses_no_answer(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "http://localhost:5005")
    message = chat.says("күнтізбе")
    assert links(message) == []
    assert message["text"].startswith("Екпе 1 жаста.\n\nСілтеме, басып шығару:\nhttp://localhost:5005/s/")
    assert message["text"].endswith(".ics")


def test_without_a_public_address_there_are_no_buttons(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUBLIC_URL")
    monkeypatch.delenv("PUBLIC_HOSTS", raising=False)
    assert links(chat.says("күнтізбе")) == []
