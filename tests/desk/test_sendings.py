"""Sending an announcement from the desk: preview, counts, the order for the bot, its report, stopping; by role."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from django.test import Client
from django.urls import reverse

from desk.people.models import AuditEntry
from desk.people.roles import Role
from desk.publishing.models import Item
from rasa_project import clock
from rasa_project.outreach import orders
from rasa_project.outreach.hours import week_begins
from rasa_project.outreach.orders import check, read_sendings
from rasa_project.storage import campaigns, outbox, subscribers
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.settings import database_url
from tests.desk.test_publishing import announcement, press, saved

BOZKOL, OTHER = "434437100", "434423100"


@pytest.fixture
def bot(tmp_path: Path, published: Path, monkeypatch: pytest.MonkeyPatch) -> ConversationDatabase:
    """The bot's database: four of one village and one of another want announcements, one does not."""
    url = f"sqlite:///{tmp_path}/conversations.db"
    monkeypatch.setenv("DATABASE_URL", url)
    database = ConversationDatabase(database_url(url))
    database.prepare()
    for name, village in (("a", BOZKOL), ("b", BOZKOL), ("c", BOZKOL), ("d", BOZKOL), ("e", OTHER), ("f", BOZKOL)):
        subscribers.subscribe(database, name, "telegram", "sealed", "kk", time.time())
        subscribers.set_village(database, name, village)
        subscribers.want_announcements(database, name, name != "f", time.time())
    return database


@pytest.fixture
def item(doctor: Client, bot: ConversationDatabase) -> Item:
    made = saved(doctor, "announcements")
    press(doctor, made, "publish", version=1)
    return made


def order_of(client: Client, item: Item, **more: str) -> str:
    """Press "send"; the order's name."""
    page = client.get(reverse("announcements_send", args=[item.pk]))
    name = str(page.context["form"].initial["order"])
    answer = client.post(reverse("announcements_order", args=[item.pk]), {"order": name, **more})
    assert answer.status_code == 302
    return name


def taken_up(bot: ConversationDatabase, published: Path) -> None:
    """What the bot does within two seconds."""
    now = time.time()
    for sending in read_sendings(published / orders.FILE):
        check(sending, published, clock.today())
        orders.take_up(bot, sending, now)
    while campaigns.plan_step(bot, now, week_begins(now)):
        pass


def test_a_draft_is_not_sent(doctor: Client, bot: ConversationDatabase) -> None:
    draft = saved(doctor, "announcements")
    assert doctor.get(reverse("announcements_send", args=[draft.pk])).status_code == 404
    assert "Send it" not in doctor.get(reverse("announcements_entry", args=[draft.pk])).content.decode()


def test_how_it_arrives_and_who_gets_it_is_shown_before(doctor: Client, item: Item) -> None:
    assert "Send it" in doctor.get(reverse("announcements_entry", args=[item.pk])).content.decode()
    page = doctor.get(reverse("announcements_send", args=[item.pk]))
    text = page.content.decode()
    assert "басқармасының хабарландыруы" in text
    assert "Больше не присылать" in text
    assert (page.context["ordinary"], page.context["urgent"]) == ("4", "4")
    assert [count for _, count in page.context["villages"]] == [4]
    assert "doctor" in text, "who approved"


def test_fewer_than_three_are_not_told_apart(doctor: Client, bot: ConversationDatabase) -> None:
    made = saved(doctor, "announcements", places=[OTHER])
    press(doctor, made, "publish", version=1)
    page = doctor.get(reverse("announcements_send", args=[made.pk]))
    assert page.context["ordinary"] == "fewer than three"
    assert page.context["villages"] == []


def test_an_order_is_a_checked_file_that_the_bot_takes_up_once(
    doctor: Client, item: Item, bot: ConversationDatabase, published: Path
) -> None:
    key = order_of(doctor, item)
    doctor.post(reverse("announcements_order", args=[item.pk]), {"order": key, "urgent": "on"})
    (sending,) = read_sendings(published / orders.FILE)
    assert (sending.id, sending.by, sending.approved_by, sending.urgent) == (key, "doctor", "doctor", False)
    assert sending.places == [BOZKOL]
    assert AuditEntry.objects.filter(what="sent_announcement", about=key).count() == 1
    assert "waits for the bot" in doctor.get(reverse("sendings")).content.decode()
    taken_up(bot, published)
    taken_up(bot, published)
    now = time.time() + 86_400  # by day, whatever the hour of the test
    due = outbox.claim_due(bot, "telegram", now, 10)
    assert [one.sender_id for one in due] == ["a", "b", "c", "d"]
    outbox.sent(bot, due[0].id, now)
    outbox.gone(bot, due[1].id, now)
    page = doctor.get(reverse("sendings"))
    ((row, counts),) = page.context["rows"]
    assert (row.key, row.is_open, row.ends) == (key, True, (1, 1, 0))
    assert counts == ["4", "fewer than three", "fewer than three", "0", "fewer than three"]


def test_it_is_stopped_while_it_runs(doctor: Client, item: Item, bot: ConversationDatabase, published: Path) -> None:
    key = order_of(doctor, item, urgent="on")
    taken_up(bot, published)
    assert doctor.post(reverse("sendings_stop", args=[key])).status_code == 302
    assert read_sendings(published / orders.FILE)[0].stopped
    assert "stopped" in doctor.get(reverse("sendings")).content.decode()
    assert doctor.post(reverse("sendings_stop", args=["never-ordered"])).status_code == 404


def test_an_order_of_another_announcement_or_an_odd_name_is_refused(
    doctor: Client, item: Item, published: Path
) -> None:
    for name in ("other-20261130-100000", "", "../x", "tour"):
        answer = doctor.post(reverse("announcements_order", args=[item.pk]), {"order": name})
        assert answer.status_code == 400
    assert not (published / orders.FILE).exists()


def test_a_database_and_a_folder_that_are_away_are_told(
    doctor: Client, item: Item, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/nowhere.db")
    for page in (reverse("sendings"), reverse("announcements_send", args=[item.pk])):
        text = doctor.get(page).content.decode()
        assert "database can" in text
        assert "be read now" in text


@pytest.mark.parametrize(("role", "looks", "sends"), [(Role.VIEWER, 403, 403), (Role.EDITOR, 200, 403)])
def test_who_may_look_and_who_may_send(
    role: Role, looks: int, sends: int, item: Item, as_role: Callable[[Role | None], Client], published: Path
) -> None:
    client = as_role(role)
    assert client.get(reverse("announcements_send", args=[item.pk])).status_code == looks
    assert client.get(reverse("sendings")).status_code == looks
    name = f"{item.key}-20261130-100000"
    assert client.post(reverse("announcements_order", args=[item.pk]), {"order": name}).status_code == sends
    assert client.post(reverse("sendings_stop", args=[name])).status_code == sends
    assert not (published / orders.FILE).exists()


def test_a_file_written_by_hand_is_read_too(published: Path) -> None:
    published.mkdir(exist_ok=True)
    entry = announcement()
    hand = {
        "id": "by-hand", "kk": entry["kk"], "ru": entry["ru"], "by": "it", "approved_by": "dana",
        "until": entry["until"],
    }  # fmt: skip
    (published / orders.FILE).write_text(yaml.safe_dump([hand], allow_unicode=True), encoding="utf-8")
    (sending,) = read_sendings(published / orders.FILE)
    check(sending, published, clock.today())
    assert (sending.places, sending.urgent, sending.stopped) == ([], False, False)
