"""The two servers of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rasa_project.privacy.senders import sender_hasher
from rasa_project.security.key_file import KeyFile
from rasa_project.security.keys import Wish, create
from tests.channels.contract.served import Served, rates, started


@pytest.fixture(scope="module")
def settings() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SENDER_KEY", "k" * 40)
        sender_hasher.cache_clear()
        yield
    sender_hasher.cache_clear()


@pytest.fixture(scope="module")
def clinic(settings: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """With a key of 40 calls a minute and 10 messages of a sender."""
    folder = tmp_path_factory.mktemp("keys")
    key = create(KeyFile(folder / "keys.json"), "clinic", Wish("600/minute"))
    bot, server = started(folder, key, rates(session="200/minute"))
    with server as port:
        yield Served(port, key, bot, folder)


@pytest.fixture(scope="module")
def hasty(settings: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Without a key, five messages of a sender in an hour."""
    folder = tmp_path_factory.mktemp("none")
    bot, server = started(folder, "", rates(session="5/hour"))
    with server as port:
        yield Served(port, "", bot, folder)
