"""Who refuses that messages are kept: the desk shows none of them, and takes away what stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from django.test import Client
from django.urls import reverse
from sqlalchemy.engine.url import URL

from desk.bot.store import BotStore
from desk.people.roles import Role
from desk.today.counting import count_new
from desk.today.models import Progress
from desk.unanswered.models import Label, Pointer, What
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.schema import conversation, event
from rasa_project.storage.wordless import take_words
from tests.desk.bot_store import missed, moment, store_with, talk
from tests.desk.test_unanswered import HOSTILE, LATER, tap, url

__all__ = ["url"]

pytestmark = pytest.mark.django_db
AsRole = Callable[[Role | None], Client]


def refuse(url: URL, sender: str) -> None:
    """What the bot's store does when a parent refuses: a turn with the flag, and no word left."""
    database = ConversationDatabase(url)
    with database.transaction() as connection:
        found = sa.select(conversation.c.id, conversation.c.next_position).where(conversation.c.sender_id == sender)
        key, position = connection.execute(found).one()
        take_words(connection, key)
        told = {"event": "user", "text": "", "timestamp": moment(12), "parse_data": {"language": "kk"}}
        flag = {"event": "slot", "name": "conversation", "value": {"version": 1, "refuses_text": True}}
        for number, (kind, data) in enumerate((("user", told), ("slot", flag))):
            text = json.dumps(data, separators=(",", ":"))
            row = {"conversation_id": key, "position": position + number, "timestamp": moment(12), "type_name": kind}
            connection.execute(event.insert(), {**row, "data": text})
        connection.execute(
            conversation.update()
            .where(conversation.c.id == key)
            .values(last_active=moment(12), next_position=position + 2)
        )
    database.close()


def test_nothing_is_shown_of_who_refuses_and_what_stands_goes(url: URL, as_role: AsRole) -> None:
    editor = as_role(Role.EDITOR)
    assert tap(editor, HOSTILE, What.QUESTION, "ask_myth/autism") == 302
    assert Label.objects.filter(text__contains="[PHONE]").count() == 1
    refuse(url, "a")
    page = editor.get(reverse("unanswered"))
    assert [one.text for one, _ in page.context["rows"]] == ["аутизм деген рас па", "что там у соседей"]
    assert "анау жақта" not in page.content.decode()
    Progress.objects.filter(pk=1).update(up_to=moment(11.5))
    count_new(BotStore(url), LATER + 1)
    assert not Label.objects.exists(), "what was labelled and not exported goes, too"
    assert Pointer.objects.count() == 2


def test_of_who_refuses_no_new_message_is_pointed_at(tmp_path: Path) -> None:
    store, _ = store_with(tmp_path, [talk("a", missed(moment(9), "")), talk("b", missed(moment(9), "бір сөз"))])
    count_new(store, LATER)
    assert Pointer.objects.count() == 1
