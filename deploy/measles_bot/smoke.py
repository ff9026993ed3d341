"""A new version is tried before parents meet it: on another port, with a state of its own, by ten questions."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from measles_bot.commands import GENTLY, as_user, plain_environment
from measles_bot.errors import KitError
from measles_bot.layout import Layout
from measles_bot.releases import Release
from measles_bot.service import call

#: The questions of a release, in its own folder: a new version brings its own.
QUESTIONS: Final = Path("deploy/smoke.json")
START_SECONDS: Final = 240.0
_END_SECONDS: Final = 30.0
_PAUSE_SECONDS: Final = 0.5
_LAST_LINES: Final = 15


@dataclass(frozen=True)
class Question:
    """What is asked and what the answer must be.

    Attributes:
        ask: a parent's message.
        language: of the answer, ``kk`` or ``ru``.
        expected: members of the API's answer and their values, such as ``{"intent": "ask_schedule"}``.
        says: words that the answer's text has.
    """

    ask: str
    language: str
    expected: dict[str, Any]
    says: tuple[str, ...]


def questions(release: Release) -> list[Question]:
    """The questions that a release brings.

    Raises:
        KitError: the file is missing or wrong.
    """
    file = release.folder / QUESTIONS
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return [Question(one["ask"], one["language"], one["expected"], tuple(one["says"])) for one in told]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KitError(f"{file} can't be read ({error}). The version is damaged; take another one.") from error


def wrong_answers(port: int, asked: list[Question]) -> list[str]:
    """Ask each as a person of its own; a sentence for each answer that is not what it must be."""
    run = secrets.token_hex(4)
    said = [(one, _wrong(port, one, f"smoke-{run}-{number}")) for number, one in enumerate(asked)]
    return [f"«{one.ask}»: {wrong}" for one, wrong in said if wrong]


def _wrong(port: int, one: Question, sender: str) -> str:
    answer = call(port, "/api/v1/messages", {"sender": sender, "message": one.ask})
    if answer.status != 200:
        return f"status {answer.status}"
    text = " ".join(str(part.get("text", "")) for part in answer.body.get("reply", []))
    wanted = {"language": one.language, **one.expected}
    wrong = [
        f"{name} is {answer.body.get(name)!r}, not {value!r}"
        for name, value in wanted.items()
        if answer.body.get(name) != value
    ]
    return "; ".join([*wrong, *(f"the answer lacks «{word}»" for word in one.says if word not in text)])


def try_release(layout: Layout, release: Release) -> None:
    """Start a release beside the bot and ask its questions.

    Raises:
        KitError: it does not start, or an answer is wrong.
    """
    asked = questions(release)
    with tempfile.TemporaryDirectory(prefix="measles-trial-") as folder, trial(layout, release, Path(folder)) as port:
        wrong = wrong_answers(port, asked)
    if wrong:
        raise KitError(
            "\n".join([f"{len(wrong)} of {len(asked)} questions are answered wrongly by {release.name}:", *wrong])
        )


@contextmanager
def trial(layout: Layout, release: Release, folder: Path, **settings: str) -> Iterator[int]:
    """A bot that nobody else knows of; the port of it.

    Args:
        layout: says who runs it.
        release: what is started.
        folder: holds its state, which is not the server's.
        settings: variables besides.

    Raises:
        KitError: it does not become ready.
    """
    port = free_port()
    environment = plain_environment(folder, **{**_apart(folder, port), **settings})
    owner = as_user(layout.bot_user).get("user")
    if owner is not None:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, owner, owner)
    log = folder / "log"
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [*GENTLY, str(release.python), "-m", "rasa_project", "run", "--port", str(port)],
            cwd=release.folder, env=environment, stdout=out, stderr=subprocess.STDOUT, **as_user(layout.bot_user),
        )  # fmt: skip
    try:
        _wait_until_ready(process, port, log, release)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _apart(folder: Path, port: int) -> Mapping[str, str]:
    """Nothing of the server's: no conversation, no key, no token."""
    return {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "LOCAL_ACCESS": "on",
        "DATABASE_URL": f"sqlite:///{folder}/conversations.db",
        "TELEGRAM_DB": f"{folder}/telegram.db",
        "WHATSAPP_DB": f"{folder}/whatsapp.db",
        "REST_KEYS_FILE": f"{folder}/keys.json",
        "AUDIT_FILE": f"{folder}/audit.jsonl",
        "CALLBACK_KEY_FILE": f"{folder}/callback.key",
        "OUTREACH_KEY_FILE": f"{folder}/outreach.key",
        "WEBHOOK_DB": f"{folder}/webhooks.db",
        "WEBHOOK_KEY_FILE": f"{folder}/webhook.key",
        "SENDER_KEY": secrets.token_hex(32),
        "WIDGET_SECRET": secrets.token_hex(32),
        "TMPDIR": os.environ.get("TMPDIR", tempfile.gettempdir()),
        "RASA_TELEMETRY_ENABLED": "false",
        "PYTHONWARNINGS": "ignore",
    }


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path, release: Release) -> None:
    end = time.monotonic() + START_SECONDS
    while call(port, "/health/ready").status != 200:
        if process.poll() is not None or time.monotonic() >= end:
            said = "\n".join(log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-_LAST_LINES:])
            raise KitError(f"{release.name} does not become ready when it is tried. It said:\n{said}")
        time.sleep(_PAUSE_SECONDS)


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
