"""Links of an answer to the page that is passed on, as the widget gets them."""

from __future__ import annotations

import pytest
from rasa.core.channels.channel import UserMessage

from rasa_project.channels.web.settings import WebSettings
from tests.channels.web.serving import PAGE, SECRET, Page, served

PAGE_TITLE, CALENDAR_TITLE = "Ссылка и печать", "В календарь телефона"
#: What can be passed on of an answer, whether it was asked for; the titles of its links.
ANSWERS = [
    (["c20260315,,0,,,"], False, [PAGE_TITLE, CALENDAR_TITLE]),
    (["m,"], False, [PAGE_TITLE]),
    (["aask_symptoms"], False, []),  # all parents are told it alike
    (["aask_symptoms"], True, [PAGE_TITLE]),
    (["broken"], True, []),
]


async def plans(message: UserMessage) -> None:
    for keys, is_asked, _ in ANSWERS:
        answer = {"text": "Жауап.", "language": "ru", "share": {"keys": keys, "is_asked": is_asked}}
        await message.output_channel.send_response("", answer)  # type: ignore[union-attr]


def test_what_is_worked_out_carries_its_links_where_the_bot_has_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIDGET_SECRET", SECRET.decode())
    with served(WebSettings(SECRET, frozenset({PAGE}))) as (port, agent):
        page = Page(port)
        page.begin()
        agent.turn = plans
        assert all("links" not in one for one in page.say(text="күнтізбе").json["answers"])
        monkeypatch.setenv("PUBLIC_URL", "https://bot.example.kz")
        found = [one.get("links", []) for one in page.say(text="күнтізбе").json["answers"]]
    assert [[one["title"] for one in some] for some in found] == [titles for _, _, titles in ANSWERS]
    assert found[0][1]["url"] == f"{found[0][0]['url']}.ics"
