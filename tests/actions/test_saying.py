"""What of a reply can be passed on goes to the channel beside its text, where the bot has a public address."""

from __future__ import annotations

import pytest

from tests.actions.test_reply import Chat
from tests.dialogue.hearing import parsed

CALENDAR = parsed("балам 8 айлық", "inform")
LINK = parsed("сілтемесін беріңізші", "nlu_fallback")


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://bot.example.kz")


@pytest.mark.usefixtures("public")
def test_a_calendar_says_what_can_be_passed_on() -> None:
    chat = Chat()
    (plan,) = chat.hears(CALENDAR)
    assert plan["share"] == {"keys": ["c,8,,,,"], "is_asked": False}
    (link,) = chat.hears(LINK)
    assert link["response"] == "utter_share"
    assert link["share"] == {"keys": ["c,8,,,,"], "is_asked": True}


@pytest.mark.usefixtures("public")
def test_small_talk_says_nothing_of_it() -> None:
    assert all("share" not in one for one in Chat().hears(parsed("сәлем", "greet")))


def test_without_an_address_nothing_is_offered_and_who_asks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PUBLIC_URL", "PUBLIC_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    chat = Chat()
    assert all("share" not in one for one in chat.hears(CALENDAR))
    (link,) = chat.hears(LINK)
    assert link["response"] == "utter_share_off"
    assert "share" not in link
