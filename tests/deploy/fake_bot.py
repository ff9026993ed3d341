"""The bot of a small repository: what the kit calls of a version, without Rasa. Run as ``.venv/bin/python`` of it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import sys
import tarfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any


class Handler(BaseHTTPRequestHandler):
    """Health and messages, as the version in ``behaviour.json`` wants them."""

    behaviour: dict[str, Any] = {}
    version = ""

    def do_GET(self) -> None:
        is_ready = self.path == "/health/live" or not self.behaviour.get("unready")
        checks = {"model": "ok", "store": "ok" if is_ready else "conversations can't be read or written"}
        self.answer(200 if is_ready else 503, {"checks": checks, "version": self.version})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        is_danger = "103" in asked["message"] and not self.behaviour.get("deaf")
        reply = [{"text": "103-ке қоңырау шалыңыз" if is_danger else "Сәлем"}]
        self.answer(200, {"reply": reply, "language": "kk", "emergency": is_danger})

    def answer(self, status: int, body: dict[str, Any]) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *words: object) -> None:
        pass


def main(words: list[str]) -> int:
    behaviour = json.loads(Path("behaviour.json").read_text()) if Path("behaviour.json").is_file() else {}
    match words:
        case ["-m", "rasa_project", "run", *more]:
            return serve(behaviour, int(more[-1]) if more else int(os.environ["PORT"]))
        case ["-m", "rasa_project.settings_check"]:
            return 0
        case ["-m", "rasa_project", "announce", *more]:
            print(f"announced {more}")
            return 0 if "--kk" in more else 1
        case ["-m", "scripts.conversations", "backup", file]:
            with tarfile.open(file, "x") as tar:
                for kept in ("conversations.db", "desk.db"):
                    if Path("state", kept).exists():
                        tar.add(f"state/{kept}", kept)
            return 0
        case ["-m", "scripts.conversations", "restore", file]:
            return restore(Path(file))
        case ["-m", "desk", *more]:
            return desk(behaviour, more)
    raise SystemExit(f"the fake bot does not know {words}")


def serve(behaviour: dict[str, Any], port: int) -> int:
    if behaviour.get("dies"):
        print("The bot can't start: no reason in particular")
        return 1
    store = Path(os.environ.get("DATABASE_URL", "").removeprefix("sqlite:///") or "state/conversations.db")
    with sqlite3.connect(store) as database:
        database.execute("CREATE TABLE IF NOT EXISTS conversation (id TEXT)")
        if database.execute("PRAGMA user_version").fetchone()[0] > behaviour.get("store", 1):
            print(f"{store} was written by a newer bot")
            return 1
        database.execute(f"PRAGMA user_version = {behaviour.get('store', 1)}")
    Handler.behaviour = behaviour
    Handler.version = Path("pyproject.toml").read_text().split('version = "')[1].split('"')[0]
    HTTPServer.address_family = socket.AF_INET
    HTTPServer(("127.0.0.1", port), Handler).serve_forever()
    return 0


class DeskHandler(BaseHTTPRequestHandler):
    """Pages of the desk."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path in {"/health/", "/login/"} else 404)
        self.end_headers()

    def log_message(self, *words: object) -> None:
        pass


def desk(behaviour: dict[str, Any], words: list[str]) -> int:
    """The desk of the version: ``desk_tables`` is how far it knows its tables."""
    path = os.environ.get("DESK_DATABASE_URL", "").removeprefix("sqlite:///") or "state/desk.db"
    known = behaviour.get("desk_tables", 1)
    if words == ["tables"]:
        print(json.dumps({"people": known}))
        return 0
    with sqlite3.connect(path) as database:
        (there,) = database.execute("PRAGMA user_version").fetchone()
        if words[:2] == ["migrate", "--back-to"]:
            database.execute(f"PRAGMA user_version = {min(there, json.loads(words[2])['people'])}")
            return 0
        if there > known or behaviour.get("desk_dies"):
            print("The desk can't start: its database was brought on by a newer desk")
            return 1
        database.execute(f"PRAGMA user_version = {known}")
        database.execute("CREATE TABLE IF NOT EXISTS people_member (name TEXT)")
        if words[0] == "create-chief":
            database.execute("INSERT INTO people_member VALUES (?)", words[1:])
            print(f"Open this link: https://{os.environ['DESK_HOSTS']}/join/x/")
            return 0
    database.close()
    HTTPServer.address_family = socket.AF_INET
    HTTPServer(("127.0.0.1", int(os.environ["DESK_PORT"])), DeskHandler).serve_forever()
    return 0


def restore(file: Path) -> int:
    state = Path("state")
    state.mkdir(exist_ok=True)
    if not tarfile.is_tarfile(file):
        print(f"{file} is damaged, or no backup of this bot")
        return 1
    aside = state / "before-restore-1"
    aside.mkdir(exist_ok=True)
    with tarfile.open(file) as tar:
        for kept in tar.getnames():
            tar.extract(kept, state / ".new")
            if (state / kept).exists():
                shutil.move(state / kept, aside)
            shutil.move(state / ".new" / kept, state)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
