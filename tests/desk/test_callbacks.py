"""Call-backs at the desk: the list without numbers, a number with a line in the audit, what became of it, the hours."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from django.test import Client
from django.urls import reverse
from sqlalchemy.engine import make_url

from desk.callbacks.wishes import wishes
from desk.people.models import AuditEntry
from desk.people.roles import Role
from desk.publishing.models import Item
from rasa_project.advice.office import calling_back
from rasa_project.content.loading import read_edition
from rasa_project.edition import within
from rasa_project.sealed import seal
from rasa_project.serving.calls import states_in
from rasa_project.storage import callbacks
from rasa_project.storage.callbacks import KEPT_SECONDS, State, Wish
from rasa_project.storage.database import ConversationDatabase

NUMBER = "+77011234567"


@pytest.fixture(autouse=True)
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the bot, and its key."""
    monkeypatch.setenv("PUBLISHED", str(tmp_path / "published"))
    monkeypatch.setenv("CALLBACK_KEY_FILE", str(tmp_path / "callback.key"))
    return tmp_path / "published"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ConversationDatabase:
    """The bot's database with two wishes: one is urgent, one is not."""
    url = f"sqlite:///{tmp_path}/conversations.db"
    monkeypatch.setenv("DATABASE_URL", url)
    database = ConversationDatabase(make_url(url))
    for sender, level, topic in (("a", "call_clinic", "none"), ("b", "doctor_today", "report_symptoms")):
        sealed = seal({"number": NUMBER, "beside": "[PHONE] кешке"})
        wish = Wish(sender, time.time() - 60, sealed, topic, level, "kk", "rest", "434423100")
        callbacks.keep(database, wish)
    return database


@pytest.fixture
def editor(as_role: Callable[[Role | None], Client]) -> Client:
    return as_role(Role.EDITOR)


def test_the_list_has_the_urgent_first_and_no_number(editor: Client, store: ConversationDatabase) -> None:
    page = editor.get(reverse("callbacks"))
    assert [row["is_urgent"] for row in page.context["rows"]] == [True, False]
    text = page.content.decode()
    assert "1234567" not in text
    assert "Қазалы қаласы" in text


def test_a_number_is_shown_by_a_button_and_that_is_written_down(editor: Client, store: ConversationDatabase) -> None:
    key = wishes()[0].number
    assert editor.get(reverse("callbacks_number", args=[key])).status_code == 405
    page = editor.post(reverse("callbacks_number", args=[key])).content.decode()
    assert f'href="tel:{NUMBER}"' in page
    assert "кешке" in page
    entry = AuditEntry.objects.get(what="saw_number")
    assert (entry.who, entry.about) == ("editor", str(key))


@pytest.mark.parametrize("state", [State.CALLED, State.NOT_REACHED, State.DONE])
def test_what_became_of_it_reaches_the_bot_and_done_deletes_the_number(
    editor: Client, store: ConversationDatabase, published: Path, state: State
) -> None:
    key = wishes()[0].number
    assert editor.post(reverse("callbacks_state", args=[key]), {"state": state.value}).status_code == 302
    states = states_in(published / "calls.yml")
    assert states == {key: state}
    assert [one.number for one in wishes()].count(key) == (state is not State.DONE)
    callbacks.take_up(store, states, time.time())
    rows = callbacks.rows_of(store, "b")
    assert [row["state"] for row in rows] == ([] if state is State.DONE else [state.value])


def test_what_the_bot_has_deleted_leaves_the_file(editor: Client, store: ConversationDatabase, published: Path) -> None:
    first, second = (one.number for one in wishes())
    editor.post(reverse("callbacks_state", args=[first]), {"state": "done"})
    callbacks.take_up(store, states_in(published / "calls.yml"), time.time())
    editor.post(reverse("callbacks_state", args=[second]), {"state": "called"})
    assert yaml.safe_load((published / "calls.yml").read_text(encoding="utf-8")) == {second: "called"}


def test_a_state_that_is_none_and_a_wish_that_is_gone_are_refused(editor: Client, store: ConversationDatabase) -> None:
    key = wishes()[0].number
    assert editor.post(reverse("callbacks_state", args=[key]), {"state": "sold"}).status_code == 404
    assert editor.post(reverse("callbacks_state", args=[9_999]), {"state": "called"}).status_code == 404


def test_what_is_older_than_seven_days_is_not_shown(store: ConversationDatabase) -> None:
    assert len(wishes()) == 2
    assert wishes(now=time.time() + KEPT_SECONDS) == []


def test_another_key_and_a_database_that_is_away_are_told(
    editor: Client, store: ConversationDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = wishes()[0].number
    monkeypatch.setenv("CALLBACK_KEY_FILE", str(tmp_path / "other.key"))
    page = editor.post(reverse("callbacks_number", args=[key]), follow=True).content.decode()
    assert "CALLBACK_KEY_FILE" in page
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/nowhere.db")
    away = editor.get(reverse("callbacks"))
    assert away.status_code == 200
    assert "database can't be read now" in away.content.decode()


def test_the_bots_file_of_states_may_be_broken(published: Path) -> None:
    published.mkdir()
    path = published / "calls.yml"
    assert states_in(path) == {}
    for text in ("- 1", "a: [", "x: called\n2: sold\n3: done\n"):
        path.write_text(text, encoding="utf-8")
        states = states_in(path)
    assert states == {3: State.DONE}


def hours(**changes: object) -> dict[str, object]:
    return {"version": 0, "is_on": "on", "mon": "09:00-18:00", "closed": "2026-12-16, 2027-01-01", **changes}


def test_the_hours_are_published_for_the_bot(as_role: Callable[[Role | None], Client], published: Path) -> None:
    doctor = as_role(Role.DOCTOR)
    assert doctor.get(reverse("call_hours")).url == reverse("call_hours_new")
    assert doctor.post(reverse("call_hours_new"), hours()).status_code == 302
    item = Item.objects.get(kind="call_hours")
    assert doctor.get(reverse("call_hours")).url == reverse("call_hours_entry", args=[item.pk])
    doctor.post(reverse("call_hours_publish", args=[item.pk]), {"version": 1})
    edition, faults = read_edition(office=published)
    assert faults == []
    with within(edition):
        office = calling_back()
    assert office is not None
    assert [day.isoformat() for day in office.closed] == ["2026-12-16", "2027-01-01"]


@pytest.mark.parametrize(
    ("changes", "field"), [({"mon": ""}, "mon"), ({"mon": "9-18"}, "mon"), ({"closed": "16.12.2026"}, "closed")]
)
def test_wrong_hours_are_refused_at_the_field(editor: Client, changes: dict[str, str], field: str) -> None:
    response = editor.post(reverse("call_hours_new"), hours(**changes))
    assert response.status_code == 400
    assert field in response.context["form"].errors


@pytest.mark.parametrize("role", [None, Role.VIEWER])
def test_who_sees_numbers_of_questions_only_sees_no_number_of_a_parent(
    as_role: Callable[[Role | None], Client], store: ConversationDatabase, role: Role | None
) -> None:
    client, key = as_role(role), wishes()[0].number
    assert client.get(reverse("callbacks")).status_code == 403
    for name in ("callbacks_number", "callbacks_state"):
        assert client.post(reverse(name, args=[key]), {"state": "done"}).status_code == 403
