"""Trying what was labelled before anybody learns it: ``benchmarks.gate`` in a process of its own, one at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.db import IntegrityError, close_old_connections, transaction
from django.utils import timezone

from desk.bot.store import BotStore, BotStoreError
from desk.people.audit import note
from desk.unanswered.export import FOLDER, files_of, open_labels
from desk.unanswered.messages import read_messages
from desk.unanswered.models import Pointer, State, Trial, What
from rasa_project.settings import DATABASE_URL

ROOT: Final = Path(__file__).resolve().parents[2]
#: Messages of the list that the new model is asked.
_ASKED: Final = 500
#: A training that takes longer has met something that no waiting mends.
_MOST_SECONDS: Final = 3600
#: Everything else of the machine, the bot first, goes before a trial.
_BEHIND_ALL: Final = ("nice", "-n", "15")
#: A trial has its process so soon, or never.
_BEGINS_WITHIN: Final = timedelta(minutes=5)
#: The last words of a process that broke off.
_WORDS: Final = 600


def start_trial(member: Any) -> Trial | None:
    """Begin to try all labels that were not exported; ``None`` where there are none, or one runs already."""
    end_lost_trials()
    labels = [one for one in open_labels() if one.what != What.NEW]
    if not labels:
        return None
    try:
        with transaction.atomic():
            trial = Trial.objects.create(by=member)
            trial.labels.set(labels)
            note(member, "tried", str(len(labels)))
    except IntegrityError:
        return None
    threading.Thread(target=run_trial, args=(trial.pk,), name="trial", daemon=True).start()
    return trial


def end_lost_trials() -> None:
    """A trial whose process is gone, as after a restart of the desk, or never began, is over."""
    for trial in Trial.objects.filter(state=State.RUNNING):
        is_young = timezone.now() - trial.started_at < _BEGINS_WITHIN
        is_there = is_young if trial.process is None else Path(f"/proc/{trial.process}").exists()
        if not is_there:
            _end(trial, State.BROKE, {"error": "The desk was started anew meanwhile."})


def run_trial(key: int) -> None:
    """Run one to its end, in the thread of the caller."""
    try:
        trial = Trial.objects.get(pk=key)
        with tempfile.TemporaryDirectory(prefix="desk-trial-") as folder:
            _run(trial, Path(folder))
    finally:
        close_old_connections()


def _run(trial: Trial, folder: Path) -> None:
    for name, text in files_of(trial.labels.all(), ROOT / FOLDER).items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "asked.json").write_text(json.dumps(_open_texts(), ensure_ascii=False), encoding="utf-8")
    command = [
        *_BEHIND_ALL,
        sys.executable,
        "-m",
        "benchmarks.gate",
        "--reviewed",
        str(folder),
        "--asked",
        str(folder / "asked.json"),
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "packages/kazakh/src")])}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        Trial.objects.filter(pk=trial.pk).update(process=process.pid)
        try:
            told, complaints = process.communicate(timeout=_MOST_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            told, complaints = "", "It took longer than an hour."
    _take(trial, process.returncode, told, complaints)


def _open_texts() -> list[dict[str, Any]]:
    """Messages that are still in the list, to see which the new model understands."""
    pointers = list(Pointer.objects.filter(is_done=False, kind="not_understood")[:_ASKED])
    try:
        shown = read_messages(BotStore(DATABASE_URL.read()), pointers)
    except BotStoreError:
        return []
    return [{"pointer": one.pointer.pk, "text": one.text} for one in shown]


def _take(trial: Trial, status: int, told: str, complaints: str) -> None:
    """Keep what came out: 0 all sets hold, 3 one fell, anything else is a fault."""
    try:
        result = json.loads(told) if status in {0, 3} else {"error": complaints.strip()[-_WORDS:]}
    except ValueError:
        result, status = {"error": complaints.strip()[-_WORDS:] or "It said nothing."}, 1
    state = {0: State.PASSED, 3: State.FELL}.get(status, State.BROKE)
    _end(trial, state, result)


def _end(trial: Trial, state: str, result: dict[str, Any]) -> None:
    Trial.objects.filter(pk=trial.pk, state=State.RUNNING).update(state=state, result=result, ended_at=timezone.now())
