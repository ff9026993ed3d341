"""A running bot takes up changed texts, phones, facts and a new model; wrong ones change nothing, nothing is lost."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import shutil
import sqlite3
import tarfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rasa_project import clock
from tests.content.copies import change, copy_content
from tests.content.office import NEWS, SHIPAGER, put
from tests.content.office import PHONE as PHONE_OF_CLINIC
from tests.servers import Server, running

pytestmark = pytest.mark.slow

#: Far more than the two seconds that it takes: a loaded machine must not fail it. docs/benchmarks.md has the time.
PATIENCE_SECONDS = 120
PURPOSE = "    purpose: {kk: дәрігер қабылдауы, ru: приём врача}\n"
PHONE = '    phone: {text: "+7 (72438) 2-11-03", verified_on: "2026-11-01", source: S13}\n'


def project_copy(root: Path, folder: Path) -> Path:
    """The project as far as a server needs it; its content may be changed."""
    for name in ("rasa_project", "actions", "widget", "packages"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "tests"))
    for name in ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml"):
        shutil.copy(root / name, folder / name)
    copy_content(folder / "data")
    learnt = [*(root / "data").glob("*/followups.yml"), *(root / "data/emergency").glob("*_lines.yml")]
    for path in learnt:
        shutil.copy(path, folder / path.relative_to(root))
    shutil.copy(root / "data/knowledge/concepts.yml", folder / "data/knowledge/concepts.yml")
    (folder / "models").mkdir()
    shutil.copy(root / "models" / "measles.tar.gz", folder / "models" / "measles.tar.gz")
    return folder


@pytest.fixture(scope="module")
def project(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project_copy(root, tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the office publishes; nothing is there yet."""
    return tmp_path_factory.mktemp("office") / "published"


@pytest.fixture(scope="module")
def bot(project: Path, published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("bot")
    with running(
        project, folder, RATE_LIMIT="off", CHECKED_CONTENT=str(folder / "kept"), WORKERS="1",
        PUBLISHED=str(published), CALLBACK_KEY_FILE=str(folder / "callback.key"),
        PYTHONPATH=str(project / "packages/kazakh/src"),
    ) as server:  # fmt: skip
        yield server
        assert "Traceback" not in server.log


def seen(what: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE_SECONDS
    while not what():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def said(bot: Server, message: str) -> str:
    return json.dumps(bot.ask(message, sender=f"p{time.monotonic_ns()}").json, ensure_ascii=False)


def warnings(bot: Server) -> list[str]:
    return list(bot.call("/health/ready").json["warnings"])


@contextlib.contextmanager
def changed(path: Path, old: str, new: str) -> Iterator[None]:
    before = change(path, old, new)
    try:
        yield
    finally:
        path.write_text(before, encoding="utf-8")


def test_a_changed_sentence_is_said_without_a_restart(bot: Server, project: Path) -> None:
    name = bot.call("/health/ready").json["texts"]
    with changed(project / "data/smalltalk/answers.yml", "Сұрағыңызды өз сөзіңізбен", "Сұрақты өз сөзіңізбен"):
        assert seen(lambda: "Сұрақты өз сөзіңізбен" in said(bot, "сәлем"))
        assert seen(lambda: bot.call("/health/ready").json["texts"] != name)


def test_a_phone_that_somebody_checked_is_told(bot: Server, project: Path) -> None:
    assert "2-11-03" not in said(bot, "/ask_hotline")
    with changed(project / "data/knowledge/places.yml", PURPOSE, PURPOSE + PHONE):
        assert seen(lambda: "+7 (72438) 2-11-03" in said(bot, "/ask_hotline"))
    assert seen(lambda: "2-11-03" not in said(bot, "/ask_hotline"))


def test_a_changed_fact_is_told(bot: Server, project: Path) -> None:
    """The name of a phone line stands beside its number in every answer that holds it."""
    with changed(project / "data/knowledge/helplines.yml", "name_ru: Скорая помощь", "name_ru: Скорая и врач"):
        assert seen(lambda: "Скорая и врач" in said(bot, "Ребёнок без сознания"))


def test_a_wrong_change_is_refused_with_its_place_and_parents_hear_the_old_text(bot: Server, project: Path) -> None:
    path = project / "data/smalltalk/answers.yml"
    with changed(path, "жаза беріңіз.", "жаза беріңіз. Сироп 5 мл беріңіз."):
        line = path.read_text(encoding="utf-8").partition("5 мл")[0].count("\n") + 1
        place = f"data/smalltalk/answers.yml:{line}: utter_greet: '5 мл' looks like a dose"
        assert seen(lambda: any(place in one for one in warnings(bot)))
        assert bot.call("/health/ready").status == 200
        assert "5 мл" not in said(bot, "сәлем")
        assert bot.log.count(place) == 1
    assert seen(lambda: warnings(bot) == [])


class Parents:
    """Parents who write all the time; what was not answered is kept."""

    def __init__(self, bot: Server) -> None:
        self._bot = bot
        self._end = threading.Event()
        self.answered = 0
        self.lost: list[str] = []

    def __enter__(self) -> Parents:
        self._threads = [threading.Thread(target=self._write, args=(number,)) for number in range(2)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _write(self, number: int) -> None:
        while not self._end.is_set():
            try:
                answer = self._bot.ask("Қызылша қалай жұғады?", sender=f"swap-{number}-{self.answered}")
                if answer.status != 200 or answer.json["intent"] != "ask_transmission":
                    self.lost.append(f"{answer.status} {answer.body[:300]!r}")
                self.answered += 1
            except OSError as error:
                self.lost.append(repr(error))


def renamed(model: Path, name: str) -> bytes:
    """The same model as another training would give it, with a name of its own."""
    made = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=made, mode="wb", compresslevel=1) as packed,
        tarfile.open(fileobj=packed, mode="w") as new,
        tarfile.open(model, "r:gz") as old,
    ):
        for member in old:
            file = old.extractfile(member)
            content = file.read() if file else b""
            if member.name.endswith("metadata.json") and member.name.count("/") <= 1:
                content = json.dumps({**json.loads(content), "model_id": name}).encode()
            member.size = len(content)
            new.addfile(member, io.BytesIO(content) if file else None)
    return made.getvalue()


def replace(model: Path, content: bytes) -> None:
    aside = model.with_suffix(".aside")
    aside.write_bytes(content)
    aside.replace(model)


def test_a_new_model_is_taken_up_and_no_message_is_lost(bot: Server, project: Path) -> None:
    model = project / "models/measles.tar.gz"
    whole = renamed(model, "renamed")
    with Parents(bot) as parents:
        replace(model, whole)
        assert seen(lambda: bot.call("/health/ready").json["model"] == "renamed")
        assert seen(lambda: "The new model is taken up by all workers" in bot.log)
        many = parents.answered + 5
        assert seen(lambda: parents.answered > many)
    assert parents.lost == []


def test_a_broken_model_is_refused_with_a_sentence_and_the_old_one_answers(bot: Server, project: Path) -> None:
    model = project / "models/measles.tar.gz"
    whole = model.read_bytes()
    name = bot.call("/health/ready").json["model"]
    with Parents(bot) as parents:
        replace(model, whole[: len(whole) // 2])
        assert seen(lambda: "is not a whole .tar.gz archive" in bot.log)
        many = parents.answered + 5
        assert seen(lambda: parents.answered > many)
    assert parents.lost == []
    assert "The old model stays" in bot.log
    assert bot.call("/health/ready").json["model"] == name


def test_what_the_office_publishes_is_said_and_a_broken_file_changes_nothing(bot: Server, published: Path) -> None:
    """A clinic's phone is entered and heard; a tour is announced and seen; then somebody breaks a file by hand."""
    asked = "Қазалы қаласындамыз"
    assert PHONE_OF_CLINIC not in said(bot, asked)
    put(published, contacts=[SHIPAGER], announcements=[{**NEWS, "since": clock.today().isoformat()}])
    assert seen(lambda: PHONE_OF_CLINIC in said(bot, asked))
    assert NEWS["kk"] in said(bot, asked)
    calls = bot.ask(asked, sender="calls").json
    assert PHONE_OF_CLINIC in json.dumps(calls, ensure_ascii=False)
    put(published, contacts="- id: [")
    assert seen(lambda: any("contacts.yml:" in one for one in warnings(bot)))
    assert PHONE_OF_CLINIC in said(bot, asked)
    (published / "contacts.yml").unlink()
    (published / "announcements.yml").unlink()
    assert seen(lambda: warnings(bot) == [] and PHONE_OF_CLINIC not in said(bot, asked))
    assert NEWS["kk"] not in said(bot, asked)


def test_a_parent_leaves_a_number_and_hears_what_became_of_it(bot: Server, published: Path) -> None:
    """Through what is served: consent, the number sealed and nowhere else, the office's word, all of it deleted."""
    office = {"id": "office", "is_on": True, "hours": {"mon-sun": "00:00-24:00"}}
    put(published, callbacks=[office])
    assert seen(lambda: "call_me" in said(bot, "адаммен сөйлескім келеді"))
    for message in ("адаммен сөйлескім келеді", '/inform{"question":"call_me"}', '/inform{"question":"call_yes"}'):
        bot.ask(message, sender="caller")
    taken = json.dumps(bot.ask("8 701 123 45 67 кешке", sender="caller").json, ensure_ascii=False)
    assert "Нөміріңіз қабылданды" in taken
    stored = b"".join(path.read_bytes() for path in bot.folder.glob("conversations.db*"))
    assert b"[PHONE]" in stored
    assert not [word for word in ("1234567", "123 45 67") if word.encode() in stored or word in bot.log]
    with contextlib.closing(sqlite3.connect(bot.folder / "conversations.db")) as connection:
        number, state = connection.execute("SELECT id, state FROM callback").fetchone()
    assert state == "new"
    put(published, calls={number: "not_reached"})
    assert seen(lambda: "хабарласа алмады" in json.dumps(bot.ask("рақмет", sender="caller").json, ensure_ascii=False))
    put(published, calls={number: "done"})

    def is_gone() -> bool:
        with contextlib.closing(sqlite3.connect(bot.folder / "conversations.db")) as connection:
            return not connection.execute("SELECT id FROM callback").fetchall()

    assert seen(is_gone)
    for name in ("callbacks.yml", "calls.yml"):
        (published / name).unlink()
    assert seen(lambda: "call_me" not in said(bot, "адаммен сөйлескім келеді"))
