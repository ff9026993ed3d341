"""A folder with a key, its webhook and its queue; a receiver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from rasa_project.security.key_file import KeyFile
from rasa_project.security.keys import create
from rasa_project.webhooks import registration
from rasa_project.webhooks.queue import Queue
from tests.webhooks.receiver import Receiver, receiving


@dataclass
class Desk:
    """Where keys and events lie."""

    keys: KeyFile
    path: Path
    secret: str = ""

    def queue(self) -> Queue:
        return Queue(self.path)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as one:
        yield one


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("WEBHOOK_KEY_FILE", str(tmp_path / "webhook.key"))
    monkeypatch.setenv("WEBHOOK_LOOPBACK", "on")
    monkeypatch.setenv("WEBHOOK_DB", str(tmp_path / "webhooks.db"))
    keys = KeyFile(tmp_path / "keys.json")
    create(keys, "clinic")
    return Desk(keys, tmp_path / "webhooks.db")


@pytest.fixture
def entered(office: Desk, receiver: Receiver) -> Desk:
    """The clinic's webhook leads to the receiver."""
    office.secret = registration.enter(office.keys, "clinic", receiver.url)
    return office
