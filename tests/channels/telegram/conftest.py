from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.telegram.bench import Engine, RunningBot
from tests.telegram_server import TelegramServer


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with TelegramServer() as server:
        yield server


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def bot(telegram: TelegramServer, tmp_path: Path, engine: Engine) -> Iterator[RunningBot]:
    with RunningBot(telegram, tmp_path, engine) as running:
        yield running
