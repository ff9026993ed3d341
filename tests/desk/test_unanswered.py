"""Messages that were not understood: read where they stand, labelled once, tried, exported."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from sqlalchemy.engine.url import URL

from desk.bot.store import BotStore
from desk.people.models import AuditEntry, Member
from desk.people.roles import Role
from desk.today.counting import count_new
from desk.unanswered import export, trial
from desk.unanswered.labelling import LabelError, label
from desk.unanswered.messages import guesses_of, read_messages
from desk.unanswered.models import Label, Pointer, State, Trial, What
from rasa_project.storage.database import ConversationDatabase
from rasa_project.yaml_files import read_yaml
from tests.desk.bot_store import DAY, asks, missed, moment, store_with, talk
from tests.desk.conftest import come_in, make_member

pytestmark = pytest.mark.django_db
AsRole = Callable[[Role | None], Client]
LATER = moment(24, DAY + timedelta(days=1))
HOSTILE = '<script>alert(1)</script> "]: {x} [PHONE]\n- intent: greet'


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> URL:
    """Four messages in the list: three not understood, one that did not help."""
    store, url = store_with(
        tmp_path,
        [
            talk("a", missed(moment(9), "анау жақта не болды"), missed(moment(9.2), HOSTILE)),
            talk("b", missed(moment(10), "что там у соседей", language="ru")),
            talk("c", asks(moment(11), verdict="not_helped", text="аутизм деген рас па")),
        ],
    )
    count_new(store, LATER)
    monkeypatch.setenv("DATABASE_URL", str(url))
    return url


def delete(url: URL, sender: str) -> None:
    database = ConversationDatabase(url)
    database.delete_sender(sender)
    database.close()


def tap(browser: Client, text: str, what: str, question: str = "") -> int:
    """Label the message of the page that has this text."""
    page = browser.get(reverse("unanswered"))
    (key,) = [one.pointer.pk for one, _ in page.context["rows"] if one.text == text]
    return browser.post(reverse("label_message", args=[key]), {"what": what, "question": question}).status_code


def test_messages_are_shown_with_their_guesses_and_each_look_is_written_down(url: URL, as_role: AsRole) -> None:
    page = as_role(Role.EDITOR).get(reverse("unanswered"))
    texts = [one.text for one, _ in page.context["rows"]]
    assert texts == ["аутизм деген рас па", "что там у соседей", HOSTILE, "анау жақта не болды"]
    assert page.context["rows"][0][0].guesses[0] == "ask_myth/autism"
    assert all(guesses for _, guesses in page.context["rows"])
    html = page.content.decode()
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert [line.about.split(":")[0] for line in AuditEntry.objects.filter(what="saw_texts")] == ["4"]
    for hidden in ("sender", "conversation", "created_at"):
        assert f'"{hidden}"' not in html


def test_the_list_is_narrowed_by_reason_and_language(url: URL, as_role: AsRole) -> None:
    editor = as_role(Role.EDITOR)
    for told, count in (({"kind": "not_helped"}, 1), ({"language": "ru"}, 1), ({"kind": "x", "page": "99"}, 4)):
        assert len(editor.get(reverse("unanswered"), told).context["rows"]) == count


def test_a_viewer_reads_no_message(url: URL, as_role: AsRole) -> None:
    viewer = as_role(Role.VIEWER)
    key = Pointer.objects.first().pk
    assert viewer.get(reverse("unanswered")).status_code == 403
    for name, keys in (("label_message", [key]), ("try_labels", []), ("export_labels", []), ("take_label_back", [1])):
        assert viewer.post(reverse(name, args=keys), {"what": "ignore"}).status_code == 403
    assert not Label.objects.exists()


def test_what_a_parent_deletes_is_gone_from_the_list(url: URL, as_role: AsRole) -> None:
    delete(url, "a")
    editor = as_role(Role.EDITOR)
    key = Pointer.objects.filter(conversation=1).first().pk
    assert editor.post(reverse("label_message", args=[key]), {"what": "new"}, follow=True).status_code in {200, 404}
    texts = [one.text for one, _ in editor.get(reverse("unanswered")).context["rows"]]
    assert texts == ["аутизм деген рас па", "что там у соседей"]
    assert Pointer.objects.filter(conversation=1).count() == 0
    assert not Label.objects.exists()


def test_one_tap_labels_and_the_message_leaves_the_list(url: URL, as_role: AsRole) -> None:
    editor = as_role(Role.EDITOR)
    assert tap(editor, "анау жақта не болды", "question:ask_outbreak") == 302
    assert tap(editor, "что там у соседей", "question", "ask_myth/autism") == 302
    assert tap(editor, HOSTILE, "ignore") == 302
    assert tap(editor, "аутизм деген рас па", "out_of_field") == 302
    kept = {(one.what, one.question, one.text) for one in Label.objects.all()}
    assert kept == {
        ("question", "ask_outbreak", "анау жақта не болды"), ("question", "ask_myth/autism", "что там у соседей"),
        ("ignore", "", ""), ("out_of_field", "", "аутизм деген рас па"),
    }  # fmt: skip
    assert editor.get(reverse("unanswered")).context["rows"] == []
    assert AuditEntry.objects.filter(what="labelled").count() == 4
    assert all("анау" not in line.about for line in AuditEntry.objects.all())


@pytest.mark.parametrize(
    ("what", "question"),
    [("", ""), ("delete", ""), ("question", ""), ("question", "ask_myth/nothing"), ("question:x", ""),
     ("question", "<b>" * 9999)],
)  # fmt: skip
def test_what_can_not_be_said_of_a_message_is_refused(url: URL, as_role: AsRole, what: str, question: str) -> None:
    assert tap(as_role(Role.EDITOR), "анау жақта не болды", what, question) == 302
    assert not Label.objects.exists()


def test_of_two_editors_the_second_sees_what_the_first_said(url: URL, as_role: AsRole) -> None:
    first, second = as_role(Role.EDITOR), come_in(make_member(Role.DOCTOR))
    key = next(one.pointer.pk for one, _ in second.get(reverse("unanswered")).context["rows"] if "анау" in one.text)
    tap(first, "анау жақта не болды", "question:ask_outbreak")
    answer = second.post(reverse("label_message", args=[key]), {"what": "ignore"}, follow=True)
    assert "editor was quicker" in answer.content.decode()
    assert (Label.objects.count(), Label.objects.get().question) == (1, "ask_outbreak")


def test_a_label_can_be_taken_back_until_it_is_exported(url: URL, as_role: AsRole) -> None:
    editor = as_role(Role.EDITOR)
    tap(editor, "анау жақта не болды", "question:ask_outbreak")
    key = Label.objects.get().pk
    editor.post(reverse("take_label_back", args=[key]))
    assert len(editor.get(reverse("unanswered")).context["rows"]) == 4
    tap(editor, "анау жақта не болды", "new")
    Label.objects.update(exported_at="2026-11-30T00:00Z")
    editor.post(reverse("take_label_back", args=[Label.objects.get().pk]))
    assert Label.objects.count() == 1


def test_without_leave_no_message_is_pointed_at_shown_or_kept(
    url: URL, as_role: AsRole, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RETAIN_TEXT", "off")
    editor = as_role(Role.EDITOR)
    page = editor.get(reverse("unanswered"))
    assert "RETAIN_TEXT=off" in page.content.decode()
    assert "анау" not in page.content.decode()
    editor.post(reverse("label_message", args=[Pointer.objects.first().pk]), {"what": "new"})
    assert not Label.objects.exists()
    Pointer.objects.all().delete()
    (tmp_path / "other").mkdir()
    store, _ = store_with(tmp_path / "other", [talk("z", missed(moment(9, DAY + timedelta(days=2))))])
    assert count_new(store, LATER + 86_400) == 1
    assert not Pointer.objects.exists()


def test_a_database_that_is_away_takes_no_message_away(
    url: URL, as_role: AsRole, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nowhere/c.db")
    editor = as_role(Role.EDITOR)
    assert editor.get(reverse("unanswered")).status_code == 503
    editor.post(reverse("label_message", args=[Pointer.objects.first().pk]), {"what": "new"})
    assert (Pointer.objects.count(), Label.objects.count()) == (4, 0)


def test_the_exported_files_are_in_the_form_of_the_projects_own(url: URL, as_role: AsRole, tmp_path: Path) -> None:
    editor = as_role(Role.EDITOR)
    tap(editor, HOSTILE, "question:ask_myth/autism")
    tap(editor, "анау жақта не болды", "question:ask_outbreak")
    tap(editor, "что там у соседей", "out_of_field")
    tap(editor, "аутизм деген рас па", "new")
    files = export.files_of(export.open_labels())
    assert sorted(files) == ["new_questions.txt", "nlu.yml", "questions.yml"]
    told = {name: read_yaml(files[name])["nlu"] for name in ("nlu.yml", "questions.yml")}
    assert [entry["intent"] for entry in told["nlu.yml"]] == ["ask_outbreak", "out_of_scope"]
    (only,) = told["questions.yml"]
    assert only == {
        "intent": "ask_myth/autism",
        "examples": '- <script>alert(1)</script> ": (x) PHONE - intent: greet\n',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert export.files_of(export.open_labels(), tmp_path) == files  # once more changes nothing


def run_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, status: int, told: object) -> None:
    """Let a trial ask a program that says what it is to say; everything around it is the real thing."""
    script = tmp_path / "gate"
    text = told if isinstance(told, str) else json.dumps(told)
    script.write_text(f"#!{sys.executable}\nimport sys\nprint({text!r})\nsys.exit({status})\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setattr(trial.sys, "executable", str(script))


def tried(monkeypatch: pytest.MonkeyPatch, status: int, told: object, tmp_path: Path) -> Trial:
    with monkeypatch.context() as patched:
        run_with(patched, tmp_path, status, told)
        started: list[int] = []
        patched.setattr(trial.threading, "Thread", lambda **named: _Later(started, named["args"][0]))
        made = trial.start_trial(Member.objects.first())
        assert made is not None
        assert trial.start_trial(None) is None  # one at a time
        trial.run_trial(started[0])
    return Trial.objects.get(pk=made.pk)


class _Later:
    def __init__(self, started: list[int], key: int) -> None:
        self._started, self._key = started, key

    def start(self) -> None:
        self._started.append(self._key)


HOLDS = {"sets": [{"name": "kk", "asked": 900, "before": 800, "after": 805, "holds": True}], "understood": []}


def test_only_what_was_tried_and_passed_is_exported_and_each_once(
    url: URL, as_role: AsRole, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editor = as_role(Role.EDITOR)
    tap(editor, "анау жақта не болды", "question:ask_outbreak")
    assert editor.post(reverse("export_labels")).status_code == 302
    other = Pointer.objects.get(conversation=2)
    result = {**HOLDS, "understood": [{"pointer": other.pk, "name": "ask_outbreak"}]}
    assert tried(monkeypatch, 0, result, tmp_path).state == State.PASSED
    page = editor.get(reverse("labels")).content.decode()
    assert "что там у соседей" in page  # the list is shorter by this one
    tap(editor, "что там у соседей", "question:ask_myth/autism")  # after the trial: not tried
    zipped = editor.post(reverse("export_labels"))
    assert zipped.headers["Content-Disposition"].startswith('attachment; filename="reviewed-')
    with zipfile.ZipFile(io.BytesIO(zipped.content)) as files:
        assert files.namelist() == ["data/reviewed/nlu.yml"]
        assert "анау жақта не болды" in files.read("data/reviewed/nlu.yml").decode()
    assert editor.post(reverse("export_labels")).status_code == 302
    assert list(Label.objects.filter(exported_at=None).values_list("question", flat=True)) == ["ask_myth/autism"]


@pytest.mark.parametrize(
    ("status", "told", "state"),
    [(3, {"sets": [{"name": "ru", "asked": 9, "before": 9, "after": 8, "holds": False}]}, State.FELL),
     (1, "boom", State.BROKE), (0, "no json", State.BROKE), (-9, "", State.BROKE)],
)  # fmt: skip
def test_what_fell_or_broke_is_not_exported(
    url: URL, as_role: AsRole, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, status: int, told: object, state: str
) -> None:
    editor = as_role(Role.EDITOR)
    tap(editor, "анау жақта не болды", "question:ask_outbreak")
    assert tried(monkeypatch, status % 256, told, tmp_path).state == state
    page = editor.get(reverse("labels"))
    assert page.context["can_export"] is False
    assert 'aria-describedby="not-yet"' in page.content.decode()
    assert " disabled" not in page.content.decode(), "who has no mouse reaches it and reads why not"
    assert editor.post(reverse("export_labels")).status_code == 302
    assert Label.objects.filter(exported_at=None).count() == 1


def test_a_trial_that_a_restart_ended_is_over(url: URL, as_role: AsRole) -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    for told, state in (
        ({"process": 2**22 + 1}, State.BROKE),
        ({"started_at": long_ago}, State.BROKE),
        ({}, State.RUNNING),
    ):
        lost = Trial.objects.create(**told)
        trial.end_lost_trials()
        lost.refresh_from_db()
        assert lost.state == state


def test_there_is_nothing_to_try_without_labels(url: URL, as_role: AsRole) -> None:
    editor = as_role(Role.EDITOR)
    tap(editor, "анау жақта не болды", "new")
    editor.post(reverse("try_labels"))
    assert not Trial.objects.exists()


def test_guesses_are_known_names_once_each() -> None:
    parsed = {
        "questions": [{"name": "ask_myth/autism"}, {"name": "ask_myth/gone"}],
        "intent_ranking": [
            {"name": "nlu_fallback"},
            {"name": "ask_myth"},
            {"name": "ask_myth"},
            {"name": "find_clinic"},
        ],
    }
    assert guesses_of(parsed) == ("ask_myth/autism", "ask_myth", "find_clinic")
    assert guesses_of(parsed, "find_clinic") == ("find_clinic", "ask_myth/autism", "ask_myth")
    assert guesses_of({}) == ()


def test_a_label_needs_a_question_of_the_bot(url: URL) -> None:

    (shown, *_) = read_messages(BotStore(url), list(Pointer.objects.all()))
    with pytest.raises(LabelError, match="no question"):
        label(None, shown, What.QUESTION, "greet")
