"""One process with SQLite: killed, locked out, without disk, stopped in the middle of a turn."""

from __future__ import annotations

import resource
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from benchmarks.bot_servers import Bot
from benchmarks.services import numbered, running
from rasa_project.dialogue.consultation_questions import QUESTION_OF
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.settings import database_url
from tests.data.content import variations

pytestmark = pytest.mark.slow

PEOPLE = [f"person-{number}" for number in range(50)]
#: A question is open behind each of them: the one of danger, then the next.
TOLD = ["баламның қызуы бар", "ол 3 жаста", "жоқ, ондай белгі жоқ", "екпе алмаған"]
ASIDE = "қызылша қалай жұғады"
FORM_QUESTION = "utter_ask_consultation_form_"
SORRY = "Кешіріңіз"


def database(folder: Path) -> ConversationDatabase:
    return ConversationDatabase(database_url(f"sqlite:///{folder}/c.db"))


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("bot")
    with running(Bot(folder, DATABASE_URL=f"sqlite:///{folder}/c.db")) as started:
        yield started


def told_of(events: list[dict[str, Any]], kind: str) -> list[str]:
    return [event["text"] for event in events if event["event"] == kind]


def test_kill_9_in_the_middle_of_50_conversations(bot: Bot) -> None:
    confirmed: dict[str, list[tuple[str, list[str]]]] = {person: [] for person in PEOPLE}
    many_turns = threading.Semaphore(0)

    def talk(person: str) -> None:
        for text in TOLD:
            try:
                answers = bot.say(person, text)
            except OSError:
                return
            confirmed[person].append((text, answers))
            many_turns.release()

    with ThreadPoolExecutor(len(PEOPLE)) as pool:
        talks = [pool.submit(talk, person) for person in PEOPLE]
        for _ in range(90):
            assert many_turns.acquire(timeout=60)
        bot.stop(signal.SIGKILL)
    assert all(talk.exception() is None for talk in talks)
    assert any(len(turns) < len(TOLD) for turns in confirmed.values()), "killed too late to test anything"

    before = {person: database(bot.folder).export_sender(Bot.stored_as(person)) for person in PEOPLE}
    for person, turns in confirmed.items():
        texts, answers = told_of(before[person], "user"), told_of(before[person], "bot")
        assert texts[: len(turns)] == [text for text, _ in turns]
        assert len(texts) <= len(turns) + 1, "at most the turn that was running is stored and not confirmed"
        said = [answer for _, each in turns for answer in each]
        assert answers[: len(said)] == said

    bot.start()
    for person in PEOPLE:
        if questions := told_of(before[person], "bot"):
            answers = bot.say(person, ASIDE)
            assert question_in(answers[-1]) == question_in(questions[-1]) is not None, "the same question is still open"


def question_in(text: str) -> str | None:
    """The question of the consultation that a text ends with, under whatever name and length it was put."""
    for one in variations():
        if one.response.startswith(FORM_QUESTION) and text.rstrip().endswith(one.text.strip()):
            name = one.response.removeprefix(FORM_QUESTION)
            return QUESTION_OF.get(name, name)
    return None


def test_locked_by_another_process(bot: Bot) -> None:
    bot.say("locked", "сәлем")
    other = sqlite3.connect(bot.folder / "c.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        (answer,) = bot.say("locked", "қызылша деген не")
        assert SORRY in answer
        assert "103" in answer
        status, body = bot.get("/health/ready")
        assert status == 503
        assert body["checks"]["store"] != "ok"
        assert body["counts"]["store_errors"] > 0
        assert bot.get("/health/live")[0] == 200
    finally:
        other.execute("ROLLBACK")
        other.close()
    bot.wait_until(200)
    assert SORRY not in bot.say("locked", "қызылша деген не")[0]
    assert told_of(database(bot.folder).export_sender(Bot.stored_as("locked")), "user") == ["сәлем", "қызылша деген не"]


def test_a_stop_lets_running_turns_end(bot: Bot) -> None:
    with ThreadPoolExecutor(20) as pool:
        turns = [pool.submit(bot.say, f"stop-{number}", "қызылша деген не") for number in range(20)]
        turns[0].result()
        bot.stop(signal.SIGTERM)
        answered = [turn.result() for turn in turns if turn.exception() is None]
    assert answered
    stored = database(bot.folder)
    for number, turn in enumerate(turns):
        if turn.exception() is None:
            assert told_of(stored.export_sender(Bot.stored_as(f"stop-{number}")), "bot") == turn.result()
        else:  # taken by nobody: the connection was refused, nothing was half done
            assert isinstance(turn.exception(), OSError)
    assert bot.process is not None
    assert bot.process.returncode == 0
    assert "қызылша" not in bot.log.split("Stop with")[-1]


def test_a_full_disk(tmp_path: Path) -> None:
    """The file can't grow beyond a limit of the process: to SQLite the same as a disk that is full."""
    bot = Bot(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/c.db")
    with running(bot):
        (worker,) = bot.workers
        resource.prlimit(worker, resource.RLIMIT_FSIZE, (400_000, 400_000))
        stored, failed = [], None
        for number in range(400):
            text = numbered("қызылша деген не", number) + "а" * 1900
            (answer, *_) = bot.say("anna", text)
            if SORRY in answer:
                failed = text
                break
            stored.append(text)
        assert failed is not None, "the limit was never reached"
        assert stored
        assert told_of(database(tmp_path).export_sender(Bot.stored_as("anna")), "user") == stored
        assert bot.get("/health/ready")[1]["counts"]["store_errors"] > 0
        assert "can't be used" in bot.log
        assert "а" * 100 not in bot.log, "what a parent wrote must not be in the log"


@pytest.mark.parametrize(("content", "reason"), [(b"no archive", "archive"), (b"", "archive"), (None, "archive")])
def test_a_corrupt_model_is_refused(root: Path, tmp_path: Path, content: bytes | None, reason: str) -> None:
    model = tmp_path / "broken.tar.gz"
    whole = (root / "models/measles.tar.gz").read_bytes()
    model.write_bytes(whole[: len(whole) // 2] if content is None else content)
    command = [sys.executable, "-m", "rasa_project", "run", "--model", str(model)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert "broken.tar.gz" in done.stderr
    assert reason in done.stderr
