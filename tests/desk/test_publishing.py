"""Contacts and announcements from the form to the file that the bot reads: roles, faults, two writers, versions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import reverse

from desk.people.models import AuditEntry
from desk.people.roles import Role
from desk.publishing.models import Item
from rasa_project import clock
from rasa_project.content.loading import read_edition
from tests.desk.conftest import come_in, make_member

PHONE = "+7 (72438) 2-11-03"
TODAY = clock.today()


pytestmark = pytest.mark.usefixtures("published")


def contact(**changes: Any) -> dict[str, Any]:
    return {
        "version": 0, "organisation": "shipager", "phone": PHONE, "mon": "09:00-18:00",
        "address_kk": "Қорқыт ата көшесі, 5", "address_ru": "улица Коркыт ата, 5", "verified_by": "А. Тестова",
        "verified_on": TODAY.isoformat(), "verified_how": "call",
        "until": (TODAY + timedelta(days=180)).isoformat(), **changes,
    }  # fmt: skip


def announcement(**changes: Any) -> dict[str, Any]:
    return {
        "version": 0, "id": "tour", "kk": "Көшпелі топ ертең Бозкөлге келеді, екпе тегін салынады.",
        "ru": "Выездная бригада завтра приедет в Бозколь, прививки делают бесплатно.",
        "since": TODAY.isoformat(), "until": (TODAY + timedelta(days=3)).isoformat(),
        "places": ["434437100"], "shown": ["find_clinic"], **changes,
    }  # fmt: skip


FORMS = {"contacts": contact, "announcements": announcement}


def saved(client: Client, kind: str, **changes: Any) -> Item:
    response = client.post(reverse(f"{kind}_new"), FORMS[kind](**changes))
    assert response.status_code == 302, response.content.decode()[:3000]
    return Item.objects.get(kind=kind, pk=int(response.headers["Location"].split("/")[-2]))


def press(client: Client, item: Item, what: str, **data: Any) -> str:
    """What the page says after a button."""
    response = client.post(reverse(f"{item.kind}_{what}", args=[item.pk]), data, follow=True)
    item.refresh_from_db()
    return response.content.decode()


@pytest.mark.parametrize("kind", ["contacts", "announcements"])
def test_what_is_published_stands_in_the_file_and_is_right_for_the_bot(
    doctor: Client, published: Path, kind: str
) -> None:
    item = saved(doctor, kind)
    assert not (published / f"{kind}.yml").exists()  # a draft
    assert "Published." in press(doctor, item, "publish", version=item.version)
    assert yaml.safe_load((published / f"{kind}.yml").read_text(encoding="utf-8")) == [item.draft]
    assert (published / f"{kind}.yml").stat().st_mode & 0o777 == 0o640
    assert read_edition(office=published)[1] == []
    assert "Withdrawn." in press(doctor, item, "withdraw")
    assert not (published / f"{kind}.yml").exists()
    deeds = AuditEntry.objects.filter(what__in=["drafted", "published", "withdrew"]).order_by("pk")
    assert [one.what for one in deeds] == ["drafted", "published", "withdrew"]


def test_the_page_shows_what_parents_will_read(doctor: Client) -> None:
    item = saved(doctor, "contacts")
    page = doctor.get(reverse("contacts_entry", args=[item.pk])).content.decode()
    for shown in (PHONE, "+77243821103"):  # as in the widget, as in a messenger
        number = f'<a href="tel:+77243821103">{shown}</a>'
        assert f"дәрігерлік амбулаториясы: {number}; дүйсенбі 09:00–18:00; мекенжайы: Қорқыт ата көшесі, 5" in page
    item = saved(doctor, "announcements")
    page = doctor.get(reverse("announcements_entry", args=[item.pk])).content.decode()
    assert "Хабарландыру: Көшпелі топ ертең" in page


def test_what_was_saved_stands_in_the_form_again(doctor: Client) -> None:
    hours = {"mon": "09:00-13:00, 14:00-18:00", "sat": "10:00-12:00"}
    item = saved(doctor, "contacts", lat="45.76", lon="62.1", serves=["all"], **hours)
    page = doctor.get(reverse("contacts_entry", args=[item.pk]))
    form = page.context["form"]
    again = {name: form[name].value() for name in ("phone", "mon", "sat", "tue", "lat", "serves", "verified_on")}
    assert again == {
        "phone": PHONE, "mon": hours["mon"], "sat": hours["sat"], "tue": None, "lat": 45.76, "serves": ["all"],
        "verified_on": TODAY.isoformat(),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        ("contacts", {"phone": "2-11-03"}, "phone"),
        ("contacts", {"phone": "", "address_kk": "", "address_ru": "", "mon": ""}, "phone"),
        ("contacts", {"mon": "9 до 18"}, "mon"),
        ("contacts", {"address_ru": ""}, "address_ru"),
        ("contacts", {"verified_on": (TODAY + timedelta(days=1)).isoformat()}, "verified_on"),
        ("contacts", {"verified_on": "31.02.2026"}, "verified_on"),
        ("contacts", {"until": (TODAY + timedelta(days=900)).isoformat()}, "until"),
        ("contacts", {"organisation": "new"}, "name_kk"),
        ("contacts", {"organisation": "somebody"}, "organisation"),
        ("contacts", {"lat": "45.7"}, "lon"),
        ("contacts", {"address_kk": "ұ" * 1_000}, "address_kk"),
        ("announcements", {"until": (TODAY - timedelta(days=1)).isoformat()}, "until"),
        ("announcements", {"shown": []}, "shown"),
        ("announcements", {"shown": ["report_emergency"]}, "shown"),
        ("announcements", {"places": ["Бозкөл"]}, "places"),
        ("announcements", {"kk": "қ" * 301}, "kk"),
        ("announcements", {"id": "a b"}, "id"),
    ],
)
def test_a_wrong_field_is_refused_at_the_field(doctor: Client, kind: str, changes: dict[str, Any], field: str) -> None:
    response = doctor.post(reverse(f"{kind}_new"), FORMS[kind](**changes))
    assert response.status_code == 400
    assert field in response.context["form"].errors
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ru": "Дайте ребёнку 5 мл сиропа, если он заболел."}, "looks like a dose"),
        ({"kk": "Бригада приедет завтра в Бозколь, ждите."}, "is not written in Kazakh"),
        ({"ru": "Звоните по номеру 8 701 123 45 67 в рабочие дни."}, "no phone that the office has published"),
        ({"ru": "<script>alert(1)</script> Бригада приедет завтра."}, "write plain words"),
    ],
)
def test_what_the_bot_would_refuse_is_told_at_its_field_and_not_published(
    doctor: Client, published: Path, changes: dict[str, str], reason: str
) -> None:
    item = saved(doctor, "announcements", **changes)
    page = doctor.get(reverse("announcements_entry", args=[item.pk]))
    field = "Text in Kazakh" if "kk" in changes else "Text in Russian"
    assert any(label == field and reason in why for label, why in page.context["faults"]), page.context["faults"]
    assert "<script>alert" not in page.content.decode()
    assert "Not published" in press(doctor, item, "publish", version=item.version)
    assert item.live is None
    assert not published.joinpath("announcements.yml").exists()


def test_the_number_that_an_announcement_names_cannot_be_withdrawn_under_it(doctor: Client, published: Path) -> None:
    number = saved(doctor, "contacts")
    press(doctor, number, "publish", version=1)
    news = saved(doctor, "announcements", ru=f"Если есть вопросы, звоните по номеру {PHONE}.")
    assert "Published." in press(doctor, news, "publish", version=1)
    assert "Not withdrawn" in press(doctor, number, "withdraw")
    assert number.live is not None
    assert (published / "contacts.yml").exists()


def test_two_writers_lose_nothing_and_the_second_sees_the_difference(doctor: Client, published: Path) -> None:
    item = saved(doctor, "announcements")
    other = come_in(make_member(Role.EDITOR, "other"))
    address = reverse("announcements_entry", args=[item.pk])
    theirs, mine = "Выездная бригада приедет в Бозколь утром.", "Выездная бригада приедет в Бозколь вечером."
    assert other.post(address, announcement(version=1, ru=theirs)).status_code == 302
    late = doctor.post(address, announcement(version=1, ru=mine))
    assert late.status_code == 409
    page = late.content.decode()
    assert theirs in page
    assert late.context["form"]["ru"].value() == mine
    assert [label for label, _, _ in late.context["differing"]] == ["Text in Russian"]
    assert Item.objects.get().draft["ru"] == theirs
    assert doctor.post(address, announcement(version=2, ru=mine)).status_code == 302
    item.refresh_from_db()
    assert (item.draft["ru"], item.version) == (mine, 3)
    assert "another draft" in press(other, item, "publish", version=2) or other.get(address).status_code == 200


def test_only_the_draft_that_was_looked_at_is_published(doctor: Client) -> None:
    item = saved(doctor, "announcements")
    doctor.post(reverse("announcements_entry", args=[item.pk]), announcement(version=1, until=TODAY.isoformat()))
    assert "another draft" in press(doctor, item, "publish", version=1)
    assert item.live is None
    assert "Published." in press(doctor, item, "publish", version=2)


def test_a_doubled_submit_makes_one_entry(doctor: Client) -> None:
    first, second = (doctor.post(reverse("announcements_new"), announcement()) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Item.objects.get().version == 1


def test_a_name_that_is_taken_shows_both(doctor: Client) -> None:
    saved(doctor, "announcements")
    again = doctor.post(reverse("announcements_new"), announcement(ru="Бригада приедет не завтра, а в пятницу."))
    assert again.status_code == 409
    assert again.context["form"]["ru"].value() == "Бригада приедет не завтра, а в пятницу."


def test_an_earlier_version_comes_back_as_a_draft(doctor: Client) -> None:
    item = saved(doctor, "announcements")
    press(doctor, item, "publish", version=1)
    first = item.draft
    address = reverse("announcements_entry", args=[item.pk])
    doctor.post(address, announcement(version=1, until=TODAY.isoformat()))
    item.refresh_from_db()
    assert item.draft != first == item.live
    page = press(doctor, item, "restore", history=item.history.last().history_id)
    assert "earlier version" in page
    assert (item.draft, item.live, item.version) == (first, first, 3)
    assert doctor.post(reverse("announcements_restore", args=[item.pk]), {"history": "999"}).status_code == 404


def test_what_somebody_wrote_by_hand_stays(doctor: Client, published: Path) -> None:
    published.mkdir()
    by_hand = {**announcement(id="by_hand"), "places": []}
    del by_hand["version"]
    (published / "announcements.yml").write_text(yaml.safe_dump([by_hand], allow_unicode=True), encoding="utf-8")
    item = saved(doctor, "announcements")
    press(doctor, item, "publish", version=1)
    names = [one["id"] for one in yaml.safe_load((published / "announcements.yml").read_text(encoding="utf-8"))]
    assert names == ["by_hand", "tour"]


def test_a_folder_that_cannot_be_written_to_is_told_and_nothing_is_taken_for_published(
    doctor: Client, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    item = saved(doctor, "announcements")
    monkeypatch.setattr("desk.publishing.files.put", full)
    assert "No space left on device" in press(doctor, item, "publish", version=1)
    assert item.live is None


@pytest.mark.parametrize("kind", ["contacts", "announcements"])
@pytest.mark.parametrize(("role", "writes", "publishes"), [
    (None, 403, 403), (Role.VIEWER, 403, 403), (Role.EDITOR, 200, 403), (Role.CHIEF, 200, 302),
])  # fmt: skip
def test_roles_by_direct_address(
    doctor: Client, as_role: Callable[[Role | None], Client], kind: str, role: Role | None, writes: int, publishes: int
) -> None:
    item = saved(doctor, kind)
    client = as_role(role)
    for address in (reverse(kind), reverse(f"{kind}_new"), reverse(f"{kind}_entry", args=[item.pk])):
        assert client.get(address).status_code == writes, address
    for what in ("publish", "withdraw"):
        address = reverse(f"{kind}_{what}", args=[item.pk])
        assert client.post(address, {"version": 1}).status_code == publishes
        assert client.get(address).status_code == (405 if publishes == 302 else 403)


def test_a_contact_that_ends_soon_is_marked_in_the_list(doctor: Client) -> None:
    ends = TODAY + timedelta(days=5)
    item = saved(doctor, "contacts", until=ends.isoformat())
    press(doctor, item, "publish", version=1)
    page = doctor.get(reverse("contacts")).content.decode()
    assert f"until {ends:%d.%m.%Y} – check it anew" in page
    assert date.fromisoformat(item.draft["until"]) == ends
