"""The book of answers: a change from the form to the parents, what the bot would refuse, back, the export."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import reverse

from desk.answers.forms import AnswerForm
from desk.people.roles import Role
from desk.publishing.models import Item
from rasa_project import clock
from rasa_project.content.loading import read_edition
from rasa_project.content.preview import answers_of
from rasa_project.dialogue.answer_files import responses
from rasa_project.edition import within
from tests.content.copies import copy_content

NAME = "utter_greet"
KAZAKH = "Сәлеметсіз бе! Мен қызылша туралы сұрақтарға жауап беремін.\nСұрағыңызды өз сөзіңізбен жазыңыз."
RUSSIAN = "Здравствуйте! Я отвечаю на вопросы о кори.\nСпрашивайте своими словами."


pytestmark = pytest.mark.usefixtures("published")


def filled(name: str = NAME, **changes: Any) -> dict[str, Any]:
    """The form of an answer with the program's own values, some of them changed."""
    answer = answers_of()[name]
    entry = {code: dict(answer.wordings[code]) for code in ("kk", "ru")}
    initial = AnswerForm.initial_of(name, entry)
    told = {"kk": KAZAKH, "ru": RUSSIAN, "reviewed": clock.today().isoformat(), "sources": "editorial", "version": 0}
    return {**initial, **told, **changes}


def saved(client: Client, **changes: Any) -> Item:
    response = client.post(reverse("answers_new"), filled(**changes))
    assert response.status_code == 302, response.context["form"].errors
    return Item.objects.get(kind="answers")


def press(client: Client, item: Item, what: str, **data: Any) -> str:
    page = client.post(reverse(f"answers_{what}", args=[item.pk]), data, follow=True).content.decode()
    item.refresh_from_db()
    return page


def test_a_sentence_is_changed_approved_heard_and_taken_back(
    doctor: Client, as_role: Callable[[Role | None], Client], published: Path
) -> None:
    editor = as_role(Role.EDITOR)
    page = editor.get(reverse("answers_opened"), {"name": NAME})
    assert page.context["form"]["kk"].value() == answers_of()[NAME].wordings["kk"]["text"]
    item = saved(editor)
    assert editor.post(reverse("answers_publish", args=[item.pk]), {"version": 1}).status_code == 403
    assert "Published." in press(doctor, item, "publish", version=1)
    edition, faults = read_edition(office=published)
    assert faults == []
    with within(edition):
        kazakh, russian = responses()[NAME]
    assert (kazakh["text"], russian["text"]) == (KAZAKH, RUSSIAN)
    assert [one["payload"] for one in kazakh["buttons"]] == ["/ask_schedule", "/ask_symptoms", "/find_clinic"]
    assert editor.get(reverse("answers_opened"), {"name": NAME}).url == reverse("answers_entry", args=[item.pk])
    assert "Withdrawn." in press(doctor, item, "withdraw")
    assert not (published / "answers.yml").exists()


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"kk": KAZAKH + " 5 мл беріңіз."}, "Text in Kazakh", "looks like a dose"),
        ({"ru": RUSSIAN + " Вакцинация важна."}, "Text in Russian", "say «"),
        ({"ru": RUSSIAN + " Телефон 8 701 123 45 67."}, "Text in Russian", "is no phone"),
        ({"kk": RUSSIAN}, "Text in Kazakh", "is not written in Kazakh"),
        ({"kk": KAZAKH + " {plase_kk}"}, "Text in Kazakh", "nothing fills the gap"),
        ({"sources": "rumour"}, "Sources, as they are named in sources.yml", "is not in sources.yml"),
        ({"kk_titles": "а\n" + "б" * 30 + "\nв"}, "Buttons in Kazakh, a line each", "letters, at most 24"),
    ],
)
def test_what_the_bot_would_refuse_is_told_at_its_field(
    doctor: Client, published: Path, changes: dict[str, str], field: str, reason: str
) -> None:
    item = saved(doctor, **changes)
    page = doctor.get(reverse("answers_entry", args=[item.pk]))
    assert any(label == field and reason in why for label, why in page.context["faults"]), page.context["faults"]
    assert "Not published" in press(doctor, item, "publish", version=1)
    assert not (published / "answers.yml").exists()


def test_what_is_wrong_beside_other_answers_is_found_before_it_is_published(doctor: Client, published: Path) -> None:
    """The advisory's facts must be told somewhere: an answer by itself does not show that one is gone."""
    name = "utter_ask_disease"
    short = {"kk": "Бұл – ауру.", "ru": "Это болезнь."}
    item = saved(doctor, **{**AnswerForm.initial_of(name, _entry(name)), **short})
    assert "Not published" in press(doctor, item, "publish", version=1)
    assert item.live is None


def _entry(name: str) -> dict[str, Any]:
    return {code: dict(wording) for code, wording in answers_of()[name].wordings.items()}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": "utter_made_up"}, "id"),
        ({"kk": "қ" * 1_000_000}, "kk"),
        ({"kk": ""}, "kk"),
        ({"kk_titles": "бір"}, "kk_titles"),
        ({"reviewed": "2999-01-01"}, "reviewed"),
        ({"sources": ""}, "sources"),
    ],
)
def test_a_wrong_form_is_refused_at_the_field(doctor: Client, changes: dict[str, Any], field: str) -> None:
    told = {**filled(), **changes}
    response = doctor.post(reverse("answers_new"), told)
    assert response.status_code == 400
    assert "form" not in (response.context or {}) or field in response.context["form"].errors
    assert not Item.objects.exists()


def test_the_export_is_a_patch_that_git_takes(doctor: Client, tmp_path: Path) -> None:
    item = saved(doctor)
    press(doctor, item, "publish", version=1)
    answer = doctor.get(reverse("answers_export"))
    assert answer.headers["Content-Type"].startswith("text/x-diff")
    project = tmp_path / "project"
    data = copy_content(project / "data")
    patch = tmp_path / "answers.patch"
    patch.write_bytes(answer.content)
    git = shutil.which("git") or "git"
    subprocess.run([git, "init", "-q"], cwd=project, check=True)
    subprocess.run([git, "apply", str(patch)], cwd=project, check=True)
    assert answers_of(data=data)[NAME].wordings["kk"]["text"] == KAZAKH
    others = {name: one.wordings for name, one in answers_of(data=data).items() if name != NAME}
    assert others == {name: one.wordings for name, one in answers_of().items() if name != NAME}
    assert yaml.safe_load((data / "smalltalk/answers.yml").read_text(encoding="utf-8"))["version"] == "3.1"


def test_the_book_shows_a_topic_a_word_and_what_is_due(doctor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = doctor.get(reverse("answers"), {"theme": "places"})
    names = [row["answer"].name for row in page.context["rows"]]
    assert "utter_find_clinic" in names
    assert NAME not in names
    found = doctor.get(reverse("answers"), {"word": "сәлеметсіз"}).context["rows"]
    assert NAME in [row["answer"].name for row in found]
    assert doctor.get(reverse("answers"), {"due": "1"}).context["rows"] == []
    later = clock.today().replace(year=clock.today().year + 2)
    monkeypatch.setattr(clock, "today", lambda: later)
    due = doctor.get(reverse("answers"), {"due": "1"}).context
    assert len(due["rows"]) == due["due"] > 700


def test_a_draft_that_was_begun_with_an_older_text_of_the_program_is_marked(doctor: Client) -> None:
    item = saved(doctor)
    row = next(one for one in doctor.get(reverse("answers"), {"word": NAME}).context["rows"] if one["item"])
    assert not row["is_other"]
    item.draft = {**item.draft, "base": "0" * 16}
    item.save()
    row = next(one for one in doctor.get(reverse("answers"), {"word": NAME}).context["rows"] if one["item"])
    assert row["is_other"]


@pytest.mark.parametrize(("role", "status"), [(None, 403), (Role.VIEWER, 403), (Role.EDITOR, 200)])
def test_roles_by_direct_address(as_role: Callable[[Role | None], Client], role: Role | None, status: int) -> None:
    client = as_role(role)
    for address in (reverse("answers"), reverse("answers_export"), f"{reverse('answers_opened')}?name={NAME}"):
        assert client.get(address).status_code == status, address


def test_the_printed_book_has_what_is_published_now(doctor: Client, as_role: Callable[[Role | None], Client]) -> None:
    before = doctor.get(reverse("answers_printed"))
    assert KAZAKH.splitlines()[1] not in before.content.decode()
    item = saved(doctor)
    press(doctor, item, "publish", version=item.version)
    book = doctor.get(reverse("answers_printed"))
    html = book.content.decode()
    assert KAZAKH.splitlines()[1] in html
    assert RUSSIAN.splitlines()[1] in html
    assert html.count("<article") == before.content.decode().count("<article") > 800
    policy = book.headers["Content-Security-Policy"]
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "style=" not in html
    assert as_role(Role.VIEWER).get(reverse("answers_printed")).status_code == 403
    assert reverse("answers_printed") in doctor.get(reverse("answers")).content.decode()
